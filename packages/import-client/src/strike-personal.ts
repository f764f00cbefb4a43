import { AppError } from "@maru/domain";
import type { Unsuccessful } from "./outcome.ts";

/** Fields of requests whose values tell a person apart, or open something: no reader of upstream's words may see them. */
const personalFields: ReadonlySet<string> = new Set([
  "buyer_email",
  "buyer_tel",
  "company_tel",
  "escrow_password",
  "identifier",
  "refund_account",
  "refund_tel",
  "shipping_address_email",
  "shipping_address_phone",
  "tel",
  "vbank_key",
  "vbank_num",
]);

/** Nothing that tells a person or a key apart is this short, and striking out shorter text would garble the PG's words. */
const shortest = 4;

/** What of a request must not come back in upstream's words. */
export function personalIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(personalIn);
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (typeof value === "object") return personalIn(value);
    return personalFields.has(name) && typeof value === "string" ? [value] : [];
  });
}

/** The text with each of these struck out, however its digits are grouped. */
export function strikePersonal(text: string, values: readonly string[]): string {
  return values
    .flatMap(spellingsOf)
    .toSorted((a, b) => b.length - a.length)
    .reduce((struck, value) => struck.replaceAll(anyGroupingOf(value), "***"), text);
}

/** An outcome as anybody may read it: what these values say is in neither its words nor its facts. */
export function withholdPersonal<Outcome extends { readonly kind: string }>(
  outcome: Outcome | Unsuccessful,
  values: readonly string[],
): Outcome | Unsuccessful {
  if (isRefused(outcome)) return { ...outcome, message: strikePersonal(outcome.message, values) };
  if (isUnproved(outcome)) return { ...outcome, cause: withoutPersonal(outcome.cause, values) };
  return outcome;
}

function isRefused(outcome: { readonly kind: string }): outcome is Extract<Unsuccessful, { kind: "refused" }> {
  return outcome.kind === "refused";
}

function isUnproved(outcome: {
  readonly kind: string;
}): outcome is Extract<Unsuccessful, { kind: "unknown" | "not_sent" }> {
  return outcome.kind === "unknown" || outcome.kind === "not_sent";
}

function withoutPersonal(error: AppError, values: readonly string[]): AppError {
  const details = Object.fromEntries(
    Object.entries(error.details).map(([name, value]) => [
      name,
      typeof value === "string" ? strikePersonal(value, values) : value,
    ]),
  );
  return new AppError(error.code, strikePersonal(error.reason, values), { details, cause: error.cause });
}

/** A number is looked for by its digits; one that was written for callers from abroad also as it is dialled at home. */
function spellingsOf(value: string): string[] {
  const isNumber = /^[+\d*][\d*\s().-]*$/.test(value);
  const bare = isNumber ? value.replaceAll(/[^\d*]/g, "") : value.trim();
  if (bare.length < shortest) return [];
  return isNumber && /^82\d{8,}$/.test(bare) ? [bare, `0${bare.slice(2)}`] : [bare];
}

/** A number comes back as it was sent, or with the hyphens and spaces people write it with; what a PG hid it may show. */
function anyGroupingOf(text: string): RegExp {
  const isNumber = /^[\d*]+$/.test(text);
  const characters = Array.from(text, (character) =>
    isNumber && character === "*" ? "[\\d*xX]" : character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&"),
  );
  return new RegExp(characters.join("[-.\\s]?"), "gi");
}
