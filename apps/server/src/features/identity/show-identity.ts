import { AppError, maskFreeText, revealReasons } from "@maru/domain";
import type { Certification } from "@maru/import-client";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { storableText } from "../../db/storable-text.ts";
import { recordAudit } from "../audit/record-audit.ts";

export const identityRequest = z.strictObject({
  impUid: z.string().check(z.minLength(1), z.maxLength(80)),
  reason: z.enum(revealReasons),
  /** In the person's own words; needed where the reason is `other`. */
  text: z._default(z.string().check(z.trim(), z.maxLength(200)), ""),
});

const shortestReason = 4;

/**
 * Shows who passed an identity check. Why somebody wants to know is on record before anything is read, and nothing of the
 * answer is kept. A mutation, because asking leaves a trace.
 */
export async function showIdentity(
  ctx: SignedInContext,
  { impUid, reason, text }: z.output<typeof identityRequest>,
): Promise<Certification> {
  if (reason === "other" && text.length < shortestReason) {
    throw new AppError("INVALID_INPUT", "Say why in a few words.", { details: { field: "text" } });
  }
  await ctx.store.transact((tx) =>
    recordAudit(tx, ctx, {
      event: "identity.shown",
      certificationUid: impUid,
      reason,
      text: maskFreeText(storableText(text)),
    }),
  );
  return ctx.upstream.getCertification(impUid);
}
