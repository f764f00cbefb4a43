import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { proposeSplit, splitLeftAfter, splitProblem, standardVat } from "./refund-split.ts";

describe("the tax parts of a refund", () => {
  test.each([
    [
      "half of a payment takes half of its tax-free part",
      5000,
      { refundable: 10_000, taxFree: 4000, vat: null },
      2000,
      null,
    ],
    ["an odd won is left for later", 3333, { refundable: 10_000, taxFree: 5000, vat: null }, 1666, null],
    ["the last refund takes what remains", 3334, { refundable: 3334, taxFree: 1668, vat: 151 }, 1668, 151],
    ["a taxable payment has no tax-free part", 1000, { refundable: 10_000, taxFree: 0, vat: null }, 0, null],
    ["a tax-free payment has nothing else", 1000, { refundable: 10_000, taxFree: 10_000, vat: 0 }, 1000, 0],
    ["VAT of its own is shared as well", 5000, { refundable: 11_000, taxFree: 0, vat: 1000 }, 0, 454],
  ])("%s", (_sentence, amount, left, taxFreeAmount, vatAmount) => {
    expect(proposeSplit(amount, left)).toEqual({ taxFreeAmount, vatAmount });
  });

  test("three partial refunds of odd won add up to the payment", () => {
    let left = { refundable: 10_001, taxFree: 3333, vat: 606 as number | null };
    const splits = [3333, 3334, 3334].map((amount) => {
      const split = proposeSplit(amount, left);
      left = splitLeftAfter(amount, split, left);
      return split;
    });
    expect(splits.reduce((sum, { taxFreeAmount }) => sum + taxFreeAmount, 0)).toBe(3333);
    expect(splits.reduce((sum, { vatAmount }) => sum + (vatAmount ?? 0), 0)).toBe(606);
    expect(left).toEqual({ refundable: 0, taxFree: 0, vat: 0 });
  });

  test("however a payment is refunded, every proposal adds up and the sum is what the payment had", () => {
    const wholes = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(wholes, shares, shares, fc.array(shares, { maxLength: 12 }), (whole, free, taxed, cuts) => {
        const taxFree = Math.min(whole, Math.floor(whole * free));
        const vat = Math.min(whole - taxFree, Math.floor((whole - taxFree) * taxed));
        let left = { refundable: whole, taxFree, vat: vat as number | null };
        const sum = { taxFree: 0, vat: 0 };
        for (const cut of [...cuts, 1]) {
          if (left.refundable === 0) break;
          const amount = cut === 1 ? left.refundable : Math.max(1, Math.floor(left.refundable * cut));
          const split = proposeSplit(amount, left);
          expect(splitProblem(amount, split, left)).toBeUndefined();
          sum.taxFree += split.taxFreeAmount;
          sum.vat += split.vatAmount ?? 0;
          left = splitLeftAfter(amount, split, left);
        }
        expect(left.refundable).toBe(0);
        expect(sum).toEqual({ taxFree, vat });
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    [{ taxFreeAmount: -1, vatAmount: null }, "negative"],
    [{ taxFreeAmount: 5001, vatAmount: null }, "tax_free_over_amount"],
    [{ taxFreeAmount: 4600, vatAmount: 401 }, "parts_over_amount"],
    [{ taxFreeAmount: 4001, vatAmount: null }, "tax_free_over_left"],
    [{ taxFreeAmount: 0, vatAmount: 546 }, "vat_over_left"],
    [{ taxFreeAmount: 4000, vatAmount: 90 }, undefined],
  ])("%o of ₩5,000 is %s", (split, problem) => {
    expect(splitProblem(5000, split, { refundable: 10_000, taxFree: 4000, vat: 545 })).toBe(problem);
  });

  test("a refund cannot take more taxable money than is left", () => {
    const left = { refundable: 10_000, taxFree: 8000, vat: null };
    expect(splitProblem(5000, { taxFreeAmount: 0, vatAmount: null }, left)).toBe("taxable_over_left");
  });

  test.each([
    [11_000, 0, 1000],
    [10_000, 0, 909],
    [10_000, 4000, 545],
    [10_000, 10_000, 0],
    [1, 0, 0],
  ])("the VAT in %i, %i of it tax-free, is %i", (amount, taxFree, vat) => {
    expect(standardVat(amount, taxFree)).toBe(vat);
  });
});
