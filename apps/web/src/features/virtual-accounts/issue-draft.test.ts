import { describe, expect, test } from "vitest";
import { endOfKstDay, readKstInput, writeKstInput } from "../../lib/kst-input.ts";
import { checkDraft, fieldsOf, type IssueDraft } from "./issue-draft.ts";

const now = Date.parse("2026-11-20T12:00:00+09:00") / 1000;
const draft: IssueDraft = {
  channelKey: "channel",
  merchantUid: "ORD-1",
  amount: "33,000",
  bank: "088",
  due: "2026-11-23T23:59",
  orderName: "",
  values: {},
};

describe("the form of an account", () => {
  test.each([
    ["nice_v2", [], ["holder", "buyerName", "buyerEmail", "buyerTel", "taxFree", "vat", "buyerBusinessNumber"]],
    ["settle", ["holder"], ["buyerName", "buyerEmail", "buyerTel", "fixedNumber", "isUnlimited", "escrowPassword"]],
    ["ksnet", ["buyerName", "productType"], ["buyerEmail", "buyerTel"]],
    ["html5_inicis", ["holder", "buyerName", "buyerEmail", "pgApiKey"], ["buyerTel"]],
    ["tosspayments", ["buyerName"], ["buyerEmail", "buyerTel", "fixedKey"]],
    ["kcp", [], []],
  ])("asks at %s for what the PG needs and nothing else", (pg, required, optional) => {
    expect(fieldsOf(pg)).toEqual({ required, optional });
  });

  test("sends what was typed as what it is, and only what this PG reads", () => {
    const typed = { ...draft, values: { taxFree: "3,000", buyerTel: " 010-1 ", pgApiKey: "secret", holder: "" } };
    expect(checkDraft(typed, "nice_v2", now).form).toEqual({
      channelKey: "channel",
      pgProvider: "nice_v2",
      merchantUid: "ORD-1",
      amount: 33_000,
      bank: "088",
      dueAt: Date.parse("2026-11-23T23:59:00+09:00") / 1000,
      buyerTel: "010-1",
      taxFree: 3_000,
    });
  });

  test("sends no amount for an account without a limit, and a business number without its hyphens", () => {
    const values = { holder: "마루", isUnlimited: "yes", fixedNumber: "79012345678901" };
    expect(checkDraft({ ...draft, bank: "004", amount: "33,000", values }, "settle", now).form).toMatchObject({
      amount: null,
      isUnlimited: true,
      fixedNumber: "79012345678901",
    });
    const business = { ...draft, values: { buyerBusinessNumber: "124-81-00998" } };
    expect(checkDraft(business, "nice_v2", now).form).toMatchObject({ buyerBusinessNumber: "1248100998" });
  });

  test.each<[string, Partial<IssueDraft>, string, object]>([
    [
      "no fixed number for an account without a limit",
      { bank: "004", values: { holder: "마루", isUnlimited: "yes" } },
      "settle",
      { fixedNumber: "needs_fixed" },
    ],
    [
      "escrow without a limit",
      {
        bank: "004",
        values: { holder: "마루", isUnlimited: "yes", fixedNumber: "79012345678901", escrowPassword: "1234" },
      },
      "settle",
      { isUnlimited: "not_unlimited" },
    ],
    [
      "escrow without number and address",
      { bank: "004", values: { holder: "마루", escrowPassword: "1234" } },
      "settle",
      { fixedNumber: "needs_fixed", buyerEmail: "needs_email" },
    ],
    [
      "no business number",
      { values: { buyerBusinessNumber: "1248100999" } },
      "nice_v2",
      { buyerBusinessNumber: "business_number" },
    ],
    [
      "nothing at all",
      { channelKey: "", merchantUid: " ", bank: "" },
      "nice_v2",
      { channelKey: "missing", merchantUid: "missing", bank: "missing" },
    ],
    ["what the PG needs", {}, "ksnet", { buyerName: "missing", productType: "missing" }],
    ["an amount of zero", { amount: "0" }, "nice_v2", { amount: "amount" }],
    ["a fraction", { amount: "10.5" }, "nice_v2", { amount: "amount" }],
    ["a past deadline", { due: "2026-11-20T12:00" }, "nice_v2", { due: "due" }],
    ["half a deadline", { due: "2026-11-23" }, "nice_v2", { due: "due" }],
    ["no address", { values: { buyerEmail: "maru" } }, "nice_v2", { buyerEmail: "email" }],
    ["letters for a phone", { values: { buyerTel: "공일공" } }, "nice_v2", { buyerTel: "tel" }],
    ["a bank the PG does not have", { bank: "090" }, "nice_v2", { bank: "bank" }],
    ["more tax than money", { values: { taxFree: "33001" } }, "nice_v2", { taxFree: "tax_parts" }],
    [
      "an order number Smartro refuses",
      { values: { holder: "마루", buyerName: "김", buyerEmail: "a@b.c", buyerTel: "010" } },
      "smartro_v2",
      { merchantUid: "order_number" },
    ],
  ])("says where it is wrong: %s", (_, changes, pg, problems) => {
    expect(checkDraft({ ...draft, ...changes }, pg, now).problems).toEqual(problems);
  });
});

describe("a deadline", () => {
  test("is Korean time in any zone, there and back", () => {
    expect(readKstInput("2026-11-23T23:59")).toBe(Date.UTC(2026, 10, 23, 14, 59) / 1000);
    expect(writeKstInput(Date.UTC(2026, 10, 23, 14, 59) / 1000)).toBe("2026-11-23T23:59");
    expect(writeKstInput(endOfKstDay(now, 3))).toBe("2026-11-23T23:59");
    expect(readKstInput("2026-13-01T00:00")).toBeNull();
    expect(readKstInput("")).toBeNull();
  });
});
