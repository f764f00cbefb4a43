import type { Locale } from "../locale.ts";
import { type Currency, type Money, minorUnitDigits } from "./money.ts";

const formatters = /* @__PURE__ */ new Map<string, Intl.NumberFormat>();

/** Writes money for people: `₩12,300`, `$12.30`. A currency that could be taken for another keeps its full symbol. */
export function formatMoney(money: Money, locale: Locale): string {
  return formatterFor(money.currency, locale).format(money.amount / 10 ** minorUnitDigits(money.currency));
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
    currencyDisplay: currency === "USD" ? "narrowSymbol" : "symbol",
  });
}
