import { type Currency, type Money, minorUnitDigits } from "../money/money.ts";

/** Amounts of every currency on one scale, so that one integer column answers "30,000" for won and for dollars. */
const scaleDigits = 3;

/**
 * The amount in thousandths of the currency's major unit: ₩30,000 is 30,000,000 and $12.30 is 12,300. Null when that is
 * no longer an exact integer; such an amount is not found by amount.
 */
export function searchableAmount(money: Money): number | null {
  const scaled = money.amount * 10 ** (scaleDigits - minorUnitDigits(money.currency));
  return Number.isSafeInteger(scaled) ? scaled : null;
}

/** A range of amounts, both ends included, in thousandths of the major unit; null is unbounded. */
export interface AmountRange {
  readonly min: number | null;
  readonly max: number | null;
  /** Set when the person named a currency (`30000원`, `$12.30`). */
  readonly currency: Currency | null;
}

const figure = "(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d{1,3})?";
const before = "(₩|us\\$|\\$)?";
const after = "(원|krw|usd|eur|jpy|gbp|cny|hkd|twd|sgd|thb|aud|cad|rub)?";
const single = new RegExp(`^(>=|<=|>|<|=)?${before}${figure}${after}$`);
const range = new RegExp(`^(?:${before}${figure})?(?:\\.\\.|~)(?:${figure}${after})?$`);

/** Reads one normalised word as an amount; undefined when it is none. `isExplicit` says it can be nothing else. */
export function parseAmountWord(
  word: string,
): { readonly range: AmountRange; readonly isExplicit: boolean } | undefined {
  return parseSingle(word) ?? parseRange(word);
}

function parseSingle(word: string): { readonly range: AmountRange; readonly isExplicit: boolean } | undefined {
  const parts = single.exec(word);
  if (parts === null) return undefined;
  const [, comparison, sign, whole = "", fraction = "", code] = parts;
  const amount = thousandths(whole, fraction);
  if (amount === undefined) return undefined;
  if (comparison === undefined && /^0\d/.test(whole)) return undefined;
  const currency = currencyOf(sign, code);
  return { range: { ...boundsOf(comparison, amount), currency }, isExplicit: comparison !== undefined };
}

/** Both ends are included in a range, and amounts lie at least a thousandth apart. */
function boundsOf(comparison: string | undefined, amount: number): Pick<AmountRange, "min" | "max"> {
  switch (comparison) {
    case ">=":
      return { min: amount, max: null };
    case "<=":
      return { min: null, max: amount };
    case ">":
      return { min: amount + 1, max: null };
    case "<":
      return { min: null, max: amount - 1 };
    default:
      return { min: amount, max: amount };
  }
}

function parseRange(word: string): { readonly range: AmountRange; readonly isExplicit: boolean } | undefined {
  const parts = range.exec(word);
  if (parts === null) return undefined;
  const [, sign, fromWhole, fromFraction = "", toWhole, toFraction = "", code] = parts;
  if (fromWhole === undefined && toWhole === undefined) return undefined;
  const min = fromWhole === undefined ? null : thousandths(fromWhole, fromFraction);
  const max = toWhole === undefined ? null : thousandths(toWhole, toFraction);
  if (min === undefined || max === undefined) return undefined;
  return { range: { min, max, currency: currencyOf(sign, code) }, isExplicit: true };
}

/** Whether a `searchableAmount` lies in the range; an amount without one lies in none. */
export function isAmountInRange(amount: number | null, currency: Currency, range: AmountRange): boolean {
  if (amount === null) return false;
  if (range.currency !== null && range.currency !== currency) return false;
  return (range.min === null || amount >= range.min) && (range.max === null || amount <= range.max);
}

function thousandths(whole: string, fraction: string): number | undefined {
  const scaled = Number(whole.replaceAll(",", "") + fraction.slice(1).padEnd(scaleDigits, "0"));
  return Number.isSafeInteger(scaled) && scaled < Number.MAX_SAFE_INTEGER ? scaled : undefined;
}

function currencyOf(sign: string | undefined, code: string | undefined): Currency | null {
  if (code === "원" || sign === "₩") return "KRW";
  if (sign !== undefined) return "USD";
  return code?.toUpperCase() ?? null;
}

/** Figures with Korean units: `5만`, `1.5만`, `3만5천`, `1억2000만`. */
const koreanFigure = /(?:\d[\d,]*(?:\.\d+)?[억만천])+(?:\d[\d,]*)?/g;
const units: Readonly<Record<string, number>> = { 억: 100_000_000, 만: 10_000, 천: 1_000 };

/** The text with its figures of Korean units written in digits: `5만원` is 50000원. */
export function inDigits(text: string): string {
  return /[억만천]/.test(text) ? text.replace(koreanFigure, spellOut) : text;
}

/** The figure in digits, or as it is when that would not be a whole amount. */
function spellOut(figure: string): string {
  let rest = figure.replaceAll(",", "");
  let sum = 0;
  let largest = Number.POSITIVE_INFINITY;
  for (
    let part = /^(\d+(?:\.\d+)?)([억만천])/.exec(rest);
    part !== null;
    part = /^(\d+(?:\.\d+)?)([억만천])/.exec(rest)
  ) {
    const [whole, number = "", sign = ""] = part;
    const unit = units[sign] ?? 1;
    // 천 may count 만 as well (`3천만`), which is more than people write in a search box.
    if (unit >= largest) return figure;
    sum += Number(number) * unit;
    largest = unit;
    rest = rest.slice(whole.length);
  }
  sum += rest === "" ? 0 : Number(rest);
  const rounded = Math.round(sum);
  return Math.abs(rounded - sum) < 1e-6 && Number.isSafeInteger(rounded) ? String(rounded) : figure;
}
