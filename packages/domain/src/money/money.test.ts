import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMoney, minorUnitDigits, money, subtractMoney } from "./money.ts";

const amounts = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });

describe("money", () => {
  test.each([
    ["KRW", 0],
    ["JPY", 0],
    ["USD", 2],
    ["EUR", 2],
    ["TWD", 2],
    ["KWD", 3],
    ["XYZ", 2],
    ["constructor", 2],
  ])("%s has %i decimals", (currency, digits) => {
    expect(minorUnitDigits(currency)).toBe(digits);
  });

  test.each([
    ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "),
    ..."BHD JOD KWD LYD OMR TND".split(" "),
  ])("%s has the decimals that the runtime's own table gives it", (currency) => {
    const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
    expect(minorUnitDigits(currency)).toBe(maximumFractionDigits);
  });

  test.each([[0.5], [Number.NaN], [Number.POSITIVE_INFINITY], [Number.MAX_SAFE_INTEGER + 1]])(
    "refuses %d as an amount of minor units",
    (amount) => {
      expect(() => money(amount, "KRW")).toThrow(RangeError);
    },
  );

  test("has no negative zero, so that equal amounts are equal", () => {
    expect(money(-0, "KRW")).toEqual({ amount: 0, currency: "KRW" });
  });

  test("adding and then subtracting gives back what was there", () => {
    fc.assert(
      fc.property(amounts, amounts, (left, right) => {
        const sum = addMoney(money(left, "USD"), money(right, "USD"));
        expect(subtractMoney(sum, money(right, "USD"))).toEqual(money(left, "USD"));
      }),
    );
  });

  test("never crosses currencies", () => {
    expect(() => addMoney(money(1, "KRW"), money(1, "USD"))).toThrow("cannot be put together");
    expect(() => subtractMoney(money(1, "KRW"), money(1, "USD"))).toThrow("cannot be put together");
  });

  test("refuses a sum that is no longer exact", () => {
    expect(() => addMoney(money(Number.MAX_SAFE_INTEGER, "KRW"), money(1, "KRW"))).toThrow(RangeError);
  });
});
