import { describe, expect, test } from "vitest";
import { money } from "../money/money.ts";
import {
  type ReceiptPayment,
  receiptCautions,
  refuseReceiptCancel,
  refuseReceiptForm,
  refuseReceiptOf,
} from "./judge-receipt.ts";
import type { OutsideReceiptOrder, ReceiptOrder } from "./receipt-order.ts";

const payment: ReceiptPayment = {
  status: "paid",
  amount: money(10_000, "KRW"),
  cancelledAmount: money(0, "KRW"),
  method: "vbank",
  pgProvider: "html5_inicis",
};
const order: ReceiptOrder = {
  instructionId: "instruction-0001",
  impUid: "imp_1",
  amountSeen: 10_000,
  type: "person",
  identifierType: "phone",
  identifier: "01012345678",
  productType: null,
  buyerName: null,
  buyerTel: null,
  buyerEmail: null,
  companyName: null,
  companyTel: null,
  merchantBusinessNumber: null,
  taxFree: 0,
  vat: null,
};
const { impUid: _impUid, amountSeen: _seen, companyName: _name, companyTel: _tel, ...shared } = order;
const outside: OutsideReceiptOrder = {
  ...shared,
  merchantUid: "CASH1",
  channelKey: "channel-key-1",
  orderName: "현장 판매",
  amount: 10_000,
  payMethod: "trans",
};

describe("a receipt for a payment", () => {
  test.each<[string, Partial<ReceiptPayment>, Parameters<typeof refuseReceiptOf>[1], string | undefined]>([
    ["of a paid transfer", { method: "trans" }, { isSupported: true, found: null }, undefined],
    [
      "of what is left",
      { status: "partially_cancelled", cancelledAmount: money(1, "KRW") },
      { isSupported: true, found: undefined },
      undefined,
    ],
    [
      "after its receipt was cancelled",
      {},
      { isSupported: true, found: { receiptTid: "1", isCancelled: true } },
      undefined,
    ],
    ["of an unpaid account", { status: "ready" }, { isSupported: true, found: null }, "not_paid"],
    [
      "of a cancelled payment",
      { status: "cancelled", cancelledAmount: money(10_000, "KRW") },
      { isSupported: true, found: null },
      "nothing_left",
    ],
    [
      "in dollars",
      { amount: money(100, "USD"), cancelledAmount: money(0, "USD") },
      { isSupported: true, found: null },
      "not_won",
    ],
    ["by card", { method: "card" }, { isSupported: true, found: null }, "not_cash"],
    ["at a PG that does not", {}, { isSupported: false, found: null }, "pg_unsupported"],
    ["that has one", {}, { isSupported: true, found: { receiptTid: "1", isCancelled: false } }, "already_issued"],
  ])("%s", (_name, facts, known, rule) => {
    expect(refuseReceiptOf({ ...payment, ...facts }, known)?.rule).toBe(rule);
  });
});

describe("the form of a receipt", () => {
  test.each<[string, Partial<ReceiptOrder>, string, string | undefined]>([
    ["with a mobile number", {}, "html5_inicis", undefined],
    ["with a wrong number", { identifier: "0212345678" }, "html5_inicis", "identifier_not_mobile"],
    [
      "for a company with its number",
      { type: "company", identifierType: "business", identifier: "1248100998" },
      "kcp",
      undefined,
    ],
    ["for a company with a person's", { type: "company" }, "kcp", "identifier_pair"],
    [
      "with a card number at Nice",
      { identifierType: "taxcard", identifier: "123456789012345678" },
      "nice_v2",
      "taxcard_refused",
    ],
    ["with tax parts above the amount", { taxFree: 9_000, vat: 1_001 }, "kcp", "tax_parts"],
    ["without a product type at KSNET", { buyerName: "김민수" }, "ksnet", "fields_missing"],
    ["whole at KSNET", { buyerName: "김민수", productType: "real" }, "ksnet", undefined],
    ["without the company at Kiwoom", {}, "daou", "fields_missing"],
    ["without a telephone at Welcome", { merchantBusinessNumber: "1248100998" }, "welcome", "fields_missing"],
  ])("%s", (_name, facts, pg, rule) => {
    expect(refuseReceiptForm({ ...order, ...facts }, pg)?.rule).toBe(rule);
  });

  test("names the fields a PG misses", () => {
    expect(refuseReceiptForm(order, "daou")?.fields).toEqual(["companyTel", "companyName", "merchantBusinessNumber"]);
  });

  test.each([
    ["CASH1", "smartro_v2", undefined],
    ["CASH-1", "smartro_v2", "order_characters"],
    ["CASH-1", "kcp", undefined],
  ])("of an outside sale %s at %s", (merchantUid, pg, rule) => {
    const whole = { ...outside, merchantUid, buyerName: "김민수", buyerTel: "01012345678" };
    expect(refuseReceiptForm(whole, pg)?.rule).toBe(rule);
  });
});

describe("the cancel of a receipt", () => {
  test.each([
    ["that is there", { receiptTid: "a", isCancelled: false }, "a", undefined],
    ["that nobody can look up", undefined, null, undefined],
    ["that is not there", null, null, "nothing_issued"],
    ["that is cancelled", { receiptTid: "a", isCancelled: true }, "a", "already_cancelled"],
    ["in place of which there is another", { receiptTid: "b", isCancelled: false }, "a", "another_receipt"],
  ] as const)("%s", (_name, found, receiptTidSeen, rule) => {
    expect(refuseReceiptCancel(found, { isSupported: true, receiptTidSeen })?.rule).toBe(rule);
  });
});

test("a payment that may have one already is warned about before anything else", () => {
  expect(receiptCautions("payment", "tosspayments", true)).toHaveLength(2);
  expect(receiptCautions("payment", "html5_inicis", false)).toEqual([]);
});
