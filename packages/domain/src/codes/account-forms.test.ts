import { expect, test } from "vitest";
import { accountNumberDoubt } from "./account-forms.ts";
import { refundBanks } from "./pg-bank-codes.ts";

test.each([
  ["090", "3333012345678", undefined],
  ["090", "333301234567", { lengths: [13], isBeginning: false }],
  ["092", "100012345678", undefined],
  ["092", "1000123456789", { lengths: [12], isBeginning: false }],
  ["004", "12345678901234", undefined],
  ["004", "123456789012", undefined],
  ["004", "1234567890123", { lengths: [10, 11, 12, 14], isBeginning: false }],
  ["004", "01012345678", undefined],
  ["004", "11012345678", { lengths: [10, 11, 12, 14], isBeginning: true }],
  ["020", "1002123456789", undefined],
  ["020", "3333012345678", { lengths: [11, 12, 13, 14], isBeginning: true }],
  ["088", "110123456789", undefined],
  ["088", "1101234567", { lengths: [11, 12, 13, 14], isBeginning: false }],
  ["045", "9002123456789", undefined],
  ["071", "1234567890", { lengths: [12, 13, 14], isBeginning: false }],
  ["081", "1234567890123", { lengths: [11, 12, 14], isBeginning: false }],
  ["054", "1", undefined],
])("%s %s", (bank, number, doubt) => {
  expect(accountNumberDoubt(bank, number)).toEqual(doubt);
});

test("the forms of every bank that PGs refund to are known", () => {
  for (const bank of refundBanks) expect(accountNumberDoubt(bank, "1"), bank).toBeDefined();
});
