import * as z from "zod/mini";
import type { Localised } from "../locale.ts";
import { sendableText } from "../sendable-text.ts";
import { otherReasonCode } from "./refund-request.ts";

/** Leaves room for the words of a person and the tag within what upstream takes. */
export const longestReasonName = 40;

/** Why money goes back, for counting and for the customer. The code `other` says nothing without its text. */
export interface RefundReason extends Localised {
  readonly code: string;
  /** New refunds no longer give it; those that did keep its name. */
  readonly isRetired: boolean;
}

const name = sendableText(longestReasonName).check(z.minLength(1));

/** What a reason is called: the PG and the customer read the Korean name, whoever reads English the other. */
export const refundReasonNames = z.strictObject({ ko: name, en: name });

export const refundReasonCode = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/, "not the code of a reason"));

/** A reason that may be renamed and retired; the one that only its text explains is always there. */
export const ownReasonCode = refundReasonCode.check(
  z.refine((code) => code !== otherReasonCode, "this reason is always there"),
);

/** The code a new reason is counted by, from its English name; it is never given twice. */
export function reasonCodeFor(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 36);
  const stem = words === "" ? "reason" : words;
  let code = stem;
  for (let nth = 2; taken.has(code); nth += 1) code = `${stem}_${nth}`;
  return code;
}

/**
 * The reason as it goes to upstream and the PG, in Korean because they are: the name of the code, then the words. The
 * customer may read it.
 */
export function refundReasonWords(reason: Pick<RefundReason, "code" | "ko">, text: string): string {
  const words = text.trim();
  if (reason.code === otherReasonCode) return words;
  return words === "" ? reason.ko : `${reason.ko} · ${words}`;
}
