import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMoney } from "./format-money.ts";
import { groupDigits } from "./group-digits.ts";
import { money } from "./money.ts";

describe("money for people", () => {
  test.each([
    [12_300, "KRW", "ko", "₩12,300"],
    [12_300, "KRW", "en", "₩12,300"],
    [-500, "KRW", "ko", "-₩500"],
    [0, "KRW", "ko", "₩0"],
    [1230, "USD", "ko", "$12.30"],
    [1230, "USD", "en", "$12.30"],
    [5, "USD", "en", "$0.05"],
    [1230, "CAD", "en", "CA$12.30"],
    [1230, "CAD", "ko", "CA$12.30"],
    [1000, "JPY", "en", "¥1,000"],
    [100_000_000_000_001, "KRW", "ko", "₩100,000,000,000,001"],
  ] as const)("%i of %s in %s is %s", (amount, currency, locale, text) => {
    expect(formatMoney(money(amount, currency), locale)).toBe(text);
  });

  test.each([
    ["KRW", "ko", 0],
    ["KRW", "en", 0],
    ["USD", "ko", 2],
    ["USD", "en", 2],
  ] as const)("%s in %s is written as Intl writes it, however large", (currency, locale, digits) => {
    const intl = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 13), max: 10 ** 13 }), (amount) => {
        expect(formatMoney(money(amount, currency), locale)).toBe(intl.format(amount / 10 ** digits));
      }),
    );
  });

  test.each(["ko", "en"])("whole numbers are grouped as Intl groups them in %s", (locale) => {
    const intl = new Intl.NumberFormat(locale);
    fc.assert(
      fc.property(fc.maxSafeInteger(), (whole) => {
        expect(groupDigits(whole)).toBe(intl.format(whole));
      }),
    );
  });

  test.each(["", "WON₩", "K1"])("a currency that is no currency (%j) still shows its number", (currency) => {
    expect(formatMoney(money(1230, currency), "ko")).toBe("12.30");
  });
});
