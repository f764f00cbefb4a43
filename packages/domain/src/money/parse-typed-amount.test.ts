import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTypedAmount } from "./parse-typed-amount.ts";

describe("an amount somebody types", () => {
  test.each([
    ["17,000", "KRW", 17_000],
    ["17000", "KRW", 17_000],
    ["12,300원", "KRW", 12_300],
    ["12,300 원", "KRW", 12_300],
    ["₩12,300", "KRW", 12_300],
    ["￦１２，３００원", "KRW", 12_300],
    ["１２３００", "KRW", 12_300],
    ["１２，３００", "KRW", 12_300],
    ["  500　", "KRW", 500],
    ["KRW 12,300", "KRW", 12_300],
    ["12300krw", "KRW", 12_300],
    ["007", "KRW", 7],
    ["1,234,567", "KRW", 1_234_567],
    ["9007199254740991", "KRW", Number.MAX_SAFE_INTEGER],
    ["12.3", "USD", 1230],
    ["12.30", "USD", 1230],
    ["$1,234.05", "USD", 123_405],
    ["12", "USD", 1200],
    ["0.01", "USD", 1],
    ["1000円", "JPY", 1000],
  ])("%j in %s is %i minor units", (text, currency, amount) => {
    expect(parseTypedAmount(text, currency)).toEqual({ ok: true, money: { amount, currency } });
  });

  test.each([
    ["", "KRW", "empty"],
    ["   ", "KRW", "empty"],
    ["원", "KRW", "not_a_number"],
    ["만원", "KRW", "not_a_number"],
    ["1e3", "KRW", "not_a_number"],
    ["1E3", "KRW", "not_a_number"],
    ["0x10", "KRW", "not_a_number"],
    ["NaN", "KRW", "not_a_number"],
    ["Infinity", "KRW", "not_a_number"],
    ["+500", "KRW", "not_a_number"],
    ["1,23", "KRW", "not_a_number"],
    ["12,3000", "KRW", "not_a_number"],
    [",500", "KRW", "not_a_number"],
    ["1 000", "KRW", "not_a_number"],
    ["10²", "KRW", "not_a_number"],
    ["①②", "KRW", "not_a_number"],
    ["١٢٣", "KRW", "not_a_number"],
    ["12\u202e300", "KRW", "not_a_number"],
    ["12\u200b300", "KRW", "not_a_number"],
    ["\ud800", "KRW", "not_a_number"],
    ["$500", "KRW", "not_a_number"],
    ["500원", "USD", "not_a_number"],
    ["12.", "USD", "not_a_number"],
    [".50", "USD", "not_a_number"],
    ["1.2.3", "USD", "not_a_number"],
    ["500 500", "KRW", "not_a_number"],
    ["12.5", "KRW", "decimals"],
    ["12.0", "KRW", "decimals"],
    ["12.", "KRW", "decimals"],
    ["12．5", "KRW", "decimals"],
    ["12.345", "USD", "decimals"],
    ["-1", "KRW", "negative"],
    ["－５００", "KRW", "negative"],
    ["−500", "KRW", "negative"],
    ["-₩500", "KRW", "negative"],
    ["₩-500", "KRW", "negative"],
    ["-0", "KRW", "negative"],
    ["0", "KRW", "zero"],
    ["000", "KRW", "zero"],
    ["0원", "KRW", "zero"],
    ["0.00", "USD", "zero"],
    ["9007199254740992", "KRW", "too_large"],
    ["90071992547409.92", "USD", "too_large"],
    ["9".repeat(400), "KRW", "too_large"],
  ])("%j in %s is refused: %s", (text, currency, problem) => {
    expect(parseTypedAmount(text, currency)).toEqual({ ok: false, problem });
  });

  test("whatever is typed, an accepted amount is a positive whole number of minor units", () => {
    const pieces = fc.constantFrom(
      "0",
      "1",
      "9",
      ",",
      ".",
      "-",
      "e",
      "원",
      "₩",
      " ",
      "１",
      "，",
      "\u202e",
      "\ud800",
      "+",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces).map((typed) => typed.join("")),
        ),
        (text) => {
          for (const currency of ["KRW", "USD"]) {
            const typed = parseTypedAmount(text, currency);
            if (typed.ok) {
              expect(Number.isSafeInteger(typed.money.amount)).toBe(true);
              expect(typed.money.amount).toBeGreaterThan(0);
            }
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("an amount written with separators and sign is the amount", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (won) => {
        const grouped = new Intl.NumberFormat("en").format(won);
        for (const text of [`${won}`, grouped, `₩${grouped}`, `${grouped}원`]) {
          expect(parseTypedAmount(text, "KRW")).toEqual({ ok: true, money: { amount: won, currency: "KRW" } });
        }
      }),
    );
  });
});
