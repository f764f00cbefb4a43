import { maskAccount, maskEmail, maskFreeText, maskName, maskTel } from "./mask-text.ts";

const hide = (): string => "***";

/** Upstream's personal fields, wherever in the object they stand. */
const byKey: ReadonlyMap<string, (value: string) => string> = /* @__PURE__ */ new Map([
  ["buyer_name", maskName],
  ["buyer_email", maskEmail],
  ["buyer_tel", maskTel],
  ["buyer_addr", hide],
  ["buyer_postcode", hide],
  ["vbank_num", maskAccount],
  ["vbank_holder", maskName],
  ["card_number", maskAccount],
  ["depositor_name", maskName],
  ["remitter", maskName],
  ["refund_holder", maskName],
  ["refund_account", maskAccount],
  ["refund_tel", maskTel],
  ["custom_data", hide],
  ["customer_name", maskName],
  ["customer_tel", maskTel],
  ["customer_email", maskEmail],
  ["customer_addr", hide],
  ["customer_postcode", hide],
  ["receipt_url", hide],
  ["cancel_receipt_urls", hide],
  ["identifier", hide],
  ["access_token", hide],
  ["imp_key", hide],
  ["imp_secret", hide],
]);

/** Identifiers that people quote; digits in them are not telephone or account numbers. */
const identifiers: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "imp_uid",
  "merchant_uid",
  "pg_tid",
  "apply_num",
  "cancellation_id",
  "pg_id",
]);

/** Nesting beyond this is hidden rather than walked: upstream's objects are three deep. */
const deepest = 32;

/**
 * Upstream's JSON as somebody without `buyer:read` sees it: the same keys and shapes, personal values masked, and text
 * of unknown keys searched for personal data and for the names that stand elsewhere in it. Numbers under a personal key are
 * masked as text.
 */
export function maskWire(json: unknown): unknown {
  return maskValue(json, undefined, 0, [...new Set(namesIn(json, undefined, 0))]);
}

function namesIn(value: unknown, key: string | undefined, depth: number): string[] {
  if (typeof value === "string") return key !== undefined && byKey.get(key.toLowerCase()) === maskName ? [value] : [];
  if (typeof value !== "object" || value === null || depth > deepest) return [];
  const entries: readonly (readonly [string | undefined, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown) => [key, item] as const)
    : Object.entries(value);
  return entries.flatMap(([name, inner]) => namesIn(inner, name, depth + 1));
}

function maskValue(value: unknown, key: string | undefined, depth: number, names: readonly string[]): unknown {
  const how = key === undefined ? undefined : byKey.get(key.toLowerCase());
  if (depth > deepest) return hide();
  if (Array.isArray(value)) return value.map((item: unknown) => maskValue(item, key, depth + 1, names));
  if (typeof value === "object" && value !== null) {
    if (how !== undefined) return hide();
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, maskValue(inner, name, depth + 1, names)]),
    );
  }
  if (typeof value === "string" && value !== "") {
    if (how !== undefined) return how(value);
    return key !== undefined && identifiers.has(key) ? value : maskFreeText(value, names);
  }
  if (typeof value === "number" && how !== undefined) return how(String(value));
  return value;
}
