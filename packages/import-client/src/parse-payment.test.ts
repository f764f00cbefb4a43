import { AppError } from "@maru/domain";
import { describe, expect, it } from "vitest";
import { parseWirePayment } from "./parse-payment.ts";
import { smallestWirePayment, wirePayment } from "./testing/wire-samples.ts";

const won = (amount: number) => ({ amount, currency: "KRW" });

function problemOf(wire: unknown): unknown {
  try {
    parseWirePayment(wire);
  } catch (error) {
    if (error instanceof AppError && error.code === "UPSTREAM_UNREADABLE") return error.details.problem;
    throw error;
  }
  return undefined;
}

describe("a payment read from wire", () => {
  it("carries every documented fact in our words", () => {
    expect(parseWirePayment(wirePayment())).toEqual({
      impUid: "imp_448280090638",
      merchantUid: "ORD-20261121-0001",
      status: "paid",
      wireStatus: "paid",
      amount: won(30000),
      cancelledAmount: won(0),
      orderName: "유기농 쌀 10kg",
      method: "card",
      device: "pc",
      pgProvider: "html5_inicis",
      easyPayProvider: null,
      pgTid: "StdpayCARDINIpayTest20261121",
      mid: "MOI0000001",
      isTestChannel: false,
      isEscrow: false,
      isCashReceiptIssued: false,
      buyer: {
        name: "김마루",
        email: "buyer@example.com",
        tel: "010-1234-5678",
        address: "서울특별시 종로구",
        postcode: "03154",
      },
      card: {
        acquirer: { code: "361", name: "BC카드" },
        issuer: { code: null, name: null },
        publisher: { code: null, name: null },
        number: "536123******1234",
        quota: 3,
        type: "credit",
        approvalNumber: "30012345",
      },
      bank: null,
      virtualAccount: null,
      customerUid: null,
      billingUsage: null,
      promotion: null,
      customData: null,
      userAgent: "Mozilla/5.0",
      startedAt: 1795226400,
      paidAt: 1795226460,
      failedAt: null,
      cancelledAt: null,
      failReason: null,
      cancelReason: null,
      salesSlipUrl: "https://receipt.example/1",
      cancellations: [],
      deposits: [],
    });
  });

  it("reads null for every optional fact that is missing", () => {
    expect(parseWirePayment(smallestWirePayment())).toMatchObject({
      status: "ready",
      orderName: null,
      method: null,
      buyer: { name: null, email: null, tel: null, address: null, postcode: null },
      card: null,
      bank: null,
      virtualAccount: null,
      promotion: null,
      startedAt: null,
      paidAt: null,
      cancellations: [],
      deposits: [],
    });
  });

  it("reads null for empty texts and for instants of 0", () => {
    const payment = parseWirePayment(
      wirePayment({ name: "", buyer_tel: "", failed_at: 0, vbank_date: 0, vbank_num: "" }),
    );
    expect(payment).toMatchObject({ orderName: null, buyer: { tel: null }, failedAt: null, virtualAccount: null });
  });

  it("leaves out of what people read the marks that would have it read backwards, and of identifiers nothing", () => {
    const turned = {
      ...wirePayment(),
      name: "\u202egnp.exe",
      buyer_name: "\u2066이\u2069\u202e",
      merchant_uid: "\u202e1",
    };
    const payment = parseWirePayment({ ...turned, fail_reason: "\u202e" });
    expect(payment).toMatchObject({ orderName: "gnp.exe", failReason: null, merchantUid: "\u202e1" });
    expect(payment.buyer.name).toBe("이");
  });

  it("ignores keys it does not know", () => {
    expect(parseWirePayment(wirePayment({ shiny_new_field: { deep: [1] } }))).toEqual(parseWirePayment(wirePayment()));
  });

  it("keeps a status it does not know as text", () => {
    expect(parseWirePayment(wirePayment({ status: "reviewing" }))).toMatchObject({
      status: "unknown",
      wireStatus: "reviewing",
    });
  });

  it("keeps methods, PGs and billing words it does not know as text", () => {
    const words = { pay_method: "moonpay", pg_provider: "pg_of_2030", customer_uid_usage: "gift", channel: "watch" };
    expect(parseWirePayment(wirePayment(words))).toMatchObject({
      method: "moonpay",
      pgProvider: "pg_of_2030",
      billingUsage: "gift",
      device: "watch",
    });
  });

  it.each([
    ["cancelled", 10000, "partially_cancelled"],
    ["paid", 10000, "partially_cancelled"],
    ["paid", 30000, "cancelled"],
    ["cancelled", 30000, "cancelled"],
  ])("says of %s with %d of 30000 cancelled that it is %s", (status, cancelled, derived) => {
    expect(parseWirePayment(wirePayment({ status, cancel_amount: cancelled })).status).toBe(derived);
  });

  it.each([
    [12.3, "USD", 1230],
    [0.29, "USD", 29],
    ["12.30", "USD", 1230],
    [1234, "JPY", 1234],
    [1.005, "KWD", 1005],
    [0, "KRW", 0],
    [30000.0, "krw", 30000],
  ])("reads %s %s as exactly %d minor units", (amount, currency, minor) => {
    expect(parseWirePayment(smallestWirePayment({ amount, currency })).amount).toEqual({
      amount: minor,
      currency: currency.toUpperCase(),
    });
  });

  it("takes a missing currency for KRW, upstream's default", () => {
    expect(parseWirePayment(smallestWirePayment({ currency: null })).amount).toEqual(won(30000));
  });

  it("reads cancellations and deposits with their own times", () => {
    const payment = parseWirePayment(
      wirePayment({
        status: "cancelled",
        cancel_amount: 10000,
        cancel_history: [
          { pg_tid: "c1", amount: 10000, cancelled_at: 1795300000, reason: "변심", cancellation_id: "can-1" },
        ],
        deposit_history: [{ pg_tid: "d1", amount: 5000, depositor_name: "이입금", deposited_at: 1795300100 }],
      }),
    );
    expect(payment.cancellations).toEqual([
      {
        cancellationId: "can-1",
        pgTid: "c1",
        amount: won(10000),
        reason: "변심",
        cancelledAt: 1795300000,
        receiptUrl: null,
      },
    ]);
    expect(payment.deposits).toEqual([
      { pgTid: "d1", amount: won(5000), depositorName: "이입금", depositedAt: 1795300100 },
    ]);
  });

  it("reads a virtual account that waits for its deposit", () => {
    const account = { vbank_code: "004", vbank_name: "KB국민은행", vbank_num: "1234567890", vbank_date: 1795999999 };
    expect(parseWirePayment(smallestWirePayment({ pay_method: "vbank", ...account })).virtualAccount).toEqual({
      bank: { code: "004", name: "KB국민은행" },
      number: "1234567890",
      holder: null,
      dueAt: 1795999999,
      issuedAt: null,
    });
  });

  it("sees no card in the lump-sum 0 that upstream puts on every payment", () => {
    expect(parseWirePayment(smallestWirePayment({ pay_method: "trans", card_quota: 0 })).card).toBeNull();
  });

  it.each([
    [0, "credit"],
    [1, "check"],
    [null, null],
    [7, null],
  ])("reads card type %s as %s", (type, meaning) => {
    expect(parseWirePayment(wirePayment({ card_type: type })).card?.type).toBe(meaning);
  });

  it("reads a promotion, and PHP's empty list as none", () => {
    expect(parseWirePayment(wirePayment({ promotion: { id: "promotion-id-1", discount: 1000 } })).promotion).toEqual({
      id: "promotion-id-1",
      discount: won(1000),
    });
    expect(parseWirePayment(wirePayment({ promotion: [] })).promotion).toBeNull();
  });

  it("reads digits sent as a number where text belongs, which loses nothing", () => {
    expect(parseWirePayment(wirePayment({ card_code: 361, started_at: "1795226400" }))).toMatchObject({
      card: { acquirer: { code: "361" } },
      startedAt: 1795226400,
    });
  });

  it.each<[unknown, string]>([
    [null, "payment: null where an object belongs"],
    ["imp_1", "payment: text where an object belongs"],
    [[], "payment: a list where an object belongs"],
    [{}, "imp_uid: missing"],
    [wirePayment({ imp_uid: "" }), "imp_uid: missing"],
    [wirePayment({ merchant_uid: null }), "merchant_uid: missing"],
    [wirePayment({ status: ["paid"] }), "status: a list where text belongs"],
    [wirePayment({ amount: null }), "amount: missing"],
    [wirePayment({ amount: true }), "amount: true or false where an amount belongs"],
    [wirePayment({ amount: "삼만원" }), "amount: not an exact amount of KRW"],
    [wirePayment({ amount: 1000.5 }), "amount: not an exact amount of KRW"],
    [wirePayment({ amount: -1 }), "amount: a negative amount"],
    [wirePayment({ amount: 1e300 }), "amount: not an exact amount of KRW"],
    [wirePayment({ amount: Number.NaN }), "amount: not an exact amount of KRW"],
    [wirePayment({ cancel_amount: undefined }), "cancel_amount: missing"],
    [wirePayment({ currency: "원" }), "currency: not a currency code"],
    [wirePayment({ paid_at: -5 }), "paid_at: another number where a whole number belongs"],
    [wirePayment({ paid_at: 1795226460000 }), "paid_at: too large for unix seconds"],
    [wirePayment({ paid_at: "어제" }), "paid_at: text where a whole number belongs"],
    [wirePayment({ sandbox: "yes" }), "sandbox: text where true or false belongs"],
    [wirePayment({ buyer_name: { first: "마루" } }), "buyer_name: an object where text belongs"],
    [wirePayment({ cancel_history: {} }), "cancel_history: an object where a list belongs"],
    [wirePayment({ cancel_history: [null] }), "cancel_history[0]: null where an object belongs"],
    [wirePayment({ cancel_history: [{ amount: 1 }, {}] }), "cancel_history[1].amount: missing"],
    [wirePayment({ promotion: "none" }), "promotion: text where an object belongs"],
  ])("says precisely what is wrong with %j", (wire, problem) => {
    expect(problemOf(wire)).toBe(problem);
  });

  it("repeats no value of a payment it cannot read", () => {
    const error = (() => {
      try {
        return parseWirePayment(wirePayment({ currency: "010-1234-5678" }));
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(AppError);
    if (!(error instanceof AppError)) return;
    expect(JSON.stringify([error.message, error.details, String(error.cause)])).not.toContain("5678");
  });
});
