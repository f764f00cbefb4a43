import { isKstDate } from "./kst-time.ts";
import type { PaymentQuery } from "./payment-query.ts";
import { paymentStatuses } from "./payment-status.ts";

/** Longer text is refused, not cut: a search must look for what was typed. */
export const longestSearchText = 200;
export const longestCode = 80;
/** PGs say it in a line; no address needs to be longer. */
export const longestFailReason = 1_000;
export const mostCodes = 100;
export const mostConditions = 20;

export const paymentModes = ["all", "live", "test"] as const;
export const paymentBases = ["status", "requested"] as const;
export const paymentOrders = ["-time", "time", "-amount", "amount"] as const;

const isOneOf = (values: readonly string[]) => (value: unknown) => typeof value === "string" && values.includes(value);
const isBoolean = (value: unknown) => typeof value === "boolean";
const isDay = (value: unknown) => typeof value === "string" && isKstDate(value);
const isCode = (value: unknown) => typeof value === "string" && value.length >= 1 && value.length <= longestCode;
const isSearchText = (value: unknown) => typeof value === "string" && value.length <= longestSearchText;
const isListOf = (isValid: (value: unknown) => boolean, most: number) => (value: unknown) =>
  Array.isArray(value) && value.length >= 1 && value.length <= most && value.every(isValid);
const isCodes = isListOf(isCode, mostCodes);

/**
 * Whether a value is one that `paymentQuery` takes under its key. The schema decides; this says the same without the
 * library behind it, which would be a good part of what a browser loads before it shows the first payment.
 */
export const isPaymentQueryValue: Readonly<
  Record<keyof Omit<PaymentQuery, "cursor" | "limit">, (value: unknown) => boolean>
> = {
  text: isSearchText,
  where: isListOf(isSearchText, mostConditions),
  status: isListOf(isOneOf(paymentStatuses), paymentStatuses.length),
  method: isCodes,
  pgProvider: isCodes,
  mid: isCodes,
  currency: isCodes,
  mode: isOneOf(paymentModes),
  escrow: isBoolean,
  cashReceipt: isBoolean,
  billing: isBoolean,
  failReason: (value) => typeof value === "string" && value.length >= 1 && value.length <= longestFailReason,
  basis: isOneOf(paymentBases),
  from: isDay,
  to: isDay,
  sort: isOneOf(paymentOrders),
};
