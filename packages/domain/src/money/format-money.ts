import type { Locale } from "../locale.ts";
import { groupDigits } from "./group-digits.ts";
import { type Currency, type Money, minorUnitDigits } from "./money.ts";

/**
 * What nearly every amount is in, written alike in both languages. The first thing a browser formats by `Intl` costs it as
 * long as a screen of rows.
 */
const commonSigns: ReadonlyMap<Currency, string> = /* @__PURE__ */ new Map([
  ["KRW", "₩"],
  ["USD", "$"],
]);

const formatters = /* @__PURE__ */ new Map<string, Intl.NumberFormat>();

/** Writes money for people: `₩12,300`, `$12.30`. A currency that could be taken for another keeps its full symbol. */
export function formatMoney(money: Money, locale: Locale): string {
  const sign = commonSigns.get(money.currency);
  if (sign !== undefined) return `${money.amount < 0 ? "-" : ""}${sign}${decimals(money)}`;
  return formatterFor(money.currency, locale).format(money.amount / 10 ** minorUnitDigits(money.currency));
}

function decimals({ amount, currency }: Money): string {
  const digits = minorUnitDigits(currency);
  const minor = Math.abs(amount);
  const rest = minor % 10 ** digits;
  const whole = groupDigits((minor - rest) / 10 ** digits);
  return digits === 0 ? whole : `${whole}.${String(rest).padStart(digits, "0")}`;
}

function formatterFor(currency: Currency, locale: Locale): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const created = createFormatter(currency, locale);
  formatters.set(key, created);
  return created;
}

function createFormatter(currency: Currency, locale: Locale): Intl.NumberFormat {
  const digits = minorUnitDigits(currency);
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // Intl refuses what is not three letters; such a code is upstream's mistake and must not take a page down.
  if (!/^[A-Za-z]{3}$/.test(currency)) return new Intl.NumberFormat(locale, decimals);
  return new Intl.NumberFormat(locale, {
    ...decimals,
    style: "currency",
    currency,
    // Only the US dollar goes by a bare "$"; the narrow symbol would make Canadian and Australian dollars look the same.
    currencyDisplay: "symbol",
  });
}
