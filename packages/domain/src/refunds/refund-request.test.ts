import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type RefundRequest, refundRequest } from "./refund-request.ts";

const whole: RefundRequest = {
  refundId: "0123456789abcdef",
  impUid: "imp_448280090638",
  currency: "KRW",
  amount: 12_300,
  cancellableAmountSeen: 45_000,
  split: null,
  reasonCode: "change_of_mind",
  reasonText: "단순 변심",
  refundAccount: null,
  extras: { requester: null, retainPromotion: null },
  notifyShop: true,
  repeatReason: null,
};

const accepts = (change: Record<string, unknown>) => refundRequest.safeParse({ ...whole, ...change }).success;

describe("an amount that is not a whole number of at least one is no amount", () => {
  test.each([
    ["nothing at all", undefined],
    ["null", null],
    ["zero", 0],
    ["minus zero", -0],
    ["less than zero", -1],
    ["a fraction", 12.5],
    ["not a number", Number.NaN],
    ["without end", Number.POSITIVE_INFINITY],
    ["more than a number carries exactly", Number("9007199254740993")],
    ["an empty text", ""],
    ["a zero in text", "0"],
    ["two zeros in text", "00"],
    ["a number in text", "12300"],
    ["an exponent in text", "1e3"],
    ["full-width digits", "１２００"],
    ["a comma", "12,3"],
    ["a big integer", 10n],
    ["a list", [100]],
    ["true", true],
  ])("%s", (_, amount) => {
    expect(accepts({ amount, cancellableAmountSeen: Number.MAX_SAFE_INTEGER })).toBe(false);
  });

  test("whatever is accepted is from one to the balance seen", () => {
    const anything = fc.oneof(
      fc.integer({ min: -10, max: 60_000 }),
      fc.double(),
      fc.maxSafeInteger(),
      fc.string(),
      fc.constantFrom("", "0", "-1", "1e3", "NaN", "１２００", null, undefined, true),
      fc.bigInt(),
    );
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 50_000 }), (amount, cancellableAmountSeen) => {
        const isRight =
          typeof amount === "number" && Number.isSafeInteger(amount) && amount >= 1 && amount <= cancellableAmountSeen;
        return accepts({ amount, cancellableAmountSeen }) === isRight;
      }),
      // The suite runs in three time zones, so that this makes 10^5 inputs.
      { numRuns: 34_000 },
    );
  });
});

test("every fact of a refund is stated, and nothing else", () => {
  for (const key of Object.keys(whole)) {
    const { [key]: _, ...rest } = { ...whole } as Record<string, unknown>;
    expect(refundRequest.safeParse(rest).success, key).toBe(false);
  }
  expect(accepts({ merchantUid: "order-1" })).toBe(false);
});

test("the parts of the tax fit inside the amount", () => {
  expect(accepts({ split: { taxFreeAmount: 12_000, vatAmount: 300 } })).toBe(true);
  expect(accepts({ split: { taxFreeAmount: 12_001, vatAmount: 300 } })).toBe(false);
  expect(accepts({ split: { taxFreeAmount: -1, vatAmount: null } })).toBe(false);
});

test("no part is more than what its writer says is left of it", () => {
  const split = { taxFreeAmount: 4_000, vatAmount: 300 };
  expect(accepts({ split: { ...split, left: { taxFree: 4_000, vat: 300 } } })).toBe(true);
  expect(accepts({ split: { ...split, left: { taxFree: 4_000, vat: null } } })).toBe(true);
  expect(accepts({ split: { ...split, left: { taxFree: 3_999, vat: 300 } } })).toBe(false);
  expect(accepts({ split: { ...split, left: { taxFree: 4_000, vat: 299 } } })).toBe(false);
});

test("another reason is said in words", () => {
  expect(accepts({ reasonCode: "other", reasonText: "기타" })).toBe(false);
  expect(accepts({ reasonCode: "other", reasonText: "상자가 젖어 있었음" })).toBe(true);
  expect(accepts({ reasonText: "줄\n바꿈" })).toBe(false);
  expect(accepts({ reasonText: "\ud800" })).toBe(false);
});

test("an account number is digits only", () => {
  const account = { bankCode: "004", number: "12345678901234", holder: "김민수", tel: null };
  expect(accepts({ refundAccount: account })).toBe(true);
  expect(accepts({ refundAccount: { ...account, number: "123-456" } })).toBe(false);
  expect(accepts({ refundAccount: { ...account, holder: "  " } })).toBe(false);
});
