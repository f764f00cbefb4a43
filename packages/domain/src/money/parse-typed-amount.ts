import { narrowFullWidth } from "../full-width.ts";
import { type Currency, type Money, minorUnitDigits } from "./money.ts";

export type TypedAmountProblem = "empty" | "not_a_number" | "decimals" | "negative" | "zero" | "too_large";

export type TypedAmount =
  | { readonly ok: true; readonly money: Money }
  | { readonly ok: false; readonly problem: TypedAmountProblem };

/** Grouped by threes or not grouped at all; `1,23` is a slip of the finger, not a hundred and twenty-three. */
const plainNumber = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d*)?$/;

/**
 * Understands an amount the way a person types it: `12,300`, `12,300원`, `１２，３００`, `$12.30`. It never guesses: what
 * could be read in two ways is refused, and so are zero and negative amounts, because upstream takes a cancel of 0 as
 * "everything that is left".
 */
export function parseTypedAmount(text: string, currency: Currency): TypedAmount {
  const typed = narrowFullWidth(text).replaceAll("￦", "₩").replaceAll("＄", "$").trim();
  if (typed === "") return refuse("empty");
  const unsigned = withoutCurrency(typed, currency);
  const isNegative = /^[-−]/.test(unsigned);
  const number = plainNumber.exec(isNegative ? withoutCurrency(unsigned.slice(1).trim(), currency) : unsigned);
  if (number === null) return refuse("not_a_number");
  if (isNegative) return refuse("negative");
  const [, grouped = "", point = ""] = number;
  const digits = minorUnitDigits(currency);
  const fraction = point.slice(1);
  if (point !== "" && (digits === 0 || fraction.length > digits)) return refuse("decimals");
  if (point === ".") return refuse("not_a_number");
  const amount = Number(grouped.replaceAll(",", "") + fraction.padEnd(digits, "0"));
  if (amount === 0) return refuse("zero");
  if (!Number.isSafeInteger(amount)) return refuse("too_large");
  return { ok: true, money: { amount, currency } };
}

function refuse(problem: TypedAmountProblem): TypedAmount {
  return { ok: false, problem };
}

const signs: Readonly<Record<string, { readonly before: readonly string[]; readonly after: readonly string[] }>> = {
  KRW: { before: ["₩", "\\"], after: ["원"] },
  USD: { before: ["US$", "$"], after: ["달러"] },
  JPY: { before: ["¥"], after: ["円", "엔"] },
  EUR: { before: ["€"], after: ["€", "유로"] },
  GBP: { before: ["£"], after: [] },
};

/** Takes off the sign or code of this very currency; that of another currency stays and makes it not a number. */
function withoutCurrency(typed: string, currency: Currency): string {
  const { before = [], after = [] } = Object.hasOwn(signs, currency) ? (signs[currency] ?? {}) : {};
  const start = [...before, currency].find((sign) => sign !== "" && typed.toUpperCase().startsWith(sign)) ?? "";
  const rest = typed.slice(start.length).trimStart();
  const end = [...after, currency].find((sign) => sign !== "" && rest.toUpperCase().endsWith(sign)) ?? "";
  return rest.slice(0, rest.length - end.length).trimEnd();
}
