import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError } from "../errors.ts";
import { money } from "./money.ts";
import { fromWireAmount, toWireAmount } from "./wire-amount.ts";

describe("amounts on the wire", () => {
  test.each([
    [1000, "KRW", 1000],
    ["1000", "KRW", 1000],
    ["1000.00", "KRW", 1000],
    [0, "KRW", 0],
    ["-0", "KRW", 0],
    [-500, "KRW", -500],
    [12.3, "USD", 1230],
    [0.07, "USD", 7],
    [1.1, "USD", 110],
    [8.2, "USD", 820],
    [4.35, "USD", 435],
    [1e-2, "USD", 1],
    ["1e3", "KRW", 1000],
    [1.005, "KWD", 1005],
    [9_007_199_254_740_991, "KRW", Number.MAX_SAFE_INTEGER],
  ])("%s %s is %i minor units", (wire, currency, amount) => {
    expect(fromWireAmount(wire, currency)).toEqual({ amount, currency });
  });

  test.each([
    ["a fraction of a won", 1000.5, "KRW"],
    ["a fraction of a cent", "12.345", "USD"],
    ["noise of binary fractions", 0.1 + 0.2, "USD"],
    ["no number", Number.NaN, "KRW"],
    ["infinity", Number.POSITIVE_INFINITY, "KRW"],
    ["text", "천원", "KRW"],
    ["nothing", "", "KRW"],
    ["hexadecimal", "0x10", "KRW"],
    ["more than is exact", 1e21, "KRW"],
    ["more than is exact once in cents", "90071992547409.92", "USD"],
  ])("refuses %s as unreadable", (_what, wire, currency) => {
    expect(() => fromWireAmount(wire, currency)).toThrow(AppError);
    expect(() => fromWireAmount(wire, currency)).toThrow(expect.objectContaining({ code: "UPSTREAM_UNREADABLE" }));
  });

  test.each(["KRW", "USD", "KWD"])("what is written for %s is read back the same", (currency) => {
    fc.assert(
      fc.property(fc.integer({ min: -1e14, max: 1e14 }), (amount) => {
        expect(fromWireAmount(toWireAmount(money(amount, currency)), currency)).toEqual(money(amount, currency));
      }),
    );
  });

  test("survives the JSON that carries it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (cents) => {
        const json = JSON.stringify({ amount: toWireAmount(money(cents, "USD")) });
        const wire: unknown = JSON.parse(json);
        expect(wire).toEqual({ amount: toWireAmount(money(cents, "USD")) });
        expect(fromWireAmount(json.slice('{"amount":'.length, -1), "USD").amount).toBe(cents);
      }),
    );
  });

  test("writes exactly or refuses, even where JSON numbers run out of digits", () => {
    let refused = 0;
    for (let amount = Number.MAX_SAFE_INTEGER - 100; amount <= Number.MAX_SAFE_INTEGER; amount++) {
      try {
        expect(fromWireAmount(toWireAmount(money(amount, "USD")), "USD").amount).toBe(amount);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(0);
  });
});
