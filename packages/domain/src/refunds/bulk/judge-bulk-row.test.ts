import { describe, expect, test } from "vitest";
import { money } from "../../money/money.ts";
import type { Payment } from "../../payment.ts";
import { aPayment } from "../../testing/payment-fixture.ts";
import { type BulkFinding, type BulkOrder, judgeBulkRow } from "./judge-bulk-row.ts";

/** 2026-11-20 12:00 in Seoul. */
const nowMs = Date.UTC(2026, 10, 20, 3);
const paidAt = Date.UTC(2026, 10, 18, 3) / 1000;
const refundId = "0123456789abcdef0123456789abcdef";

const whole: BulkOrder = {
  line: 2,
  impUid: "imp_448280090638",
  merchantUid: null,
  amount: "10,000",
  taxFree: null,
  vat: null,
  reason: "상품 파손으로 환불",
  account: null,
  repeatReason: null,
  reasonCode: "other",
  requester: null,
  retainPromotion: null,
  isAllTaxable: false,
  notifyShop: true,
};

function judge(
  { order = {}, payment = {} }: { order?: Partial<BulkOrder>; payment?: Partial<Payment> } = {},
  earlier: number[] = [],
) {
  return judgeBulkRow({
    order: { ...whole, ...order },
    payment: aPayment({ paidAt, startedAt: paidAt - 60, ...payment }),
    earlier: earlier.map((amount) => money(amount, "KRW")),
    refundId,
    nowMs,
  });
}

const codes = (findings: readonly BulkFinding[]) =>
  findings.map((finding) => (finding.kind === "rule" ? finding.rule : finding.code));

describe("a row that goes", () => {
  test("asks for its explicit amount against the balance that was read", () => {
    expect(judge({ order: { isAllTaxable: true } })).toEqual({
      request: {
        refundId,
        impUid: "imp_448280090638",
        currency: "KRW",
        amount: 10_000,
        cancellableAmountSeen: 30_000,
        split: null,
        reasonCode: "other",
        reasonText: "상품 파손으로 환불",
        refundAccount: null,
        extras: { requester: null, retainPromotion: null },
        notifyShop: true,
        repeatReason: null,
      },
      findings: [],
      left: money(30_000, "KRW"),
    });
  });

  test("turns the word for everything into the figure", () => {
    expect(judge({ order: { amount: "전액" } }).request).toMatchObject({
      amount: 30_000,
      cancellableAmountSeen: 30_000,
    });
  });

  test("is asked for against what the rows before it leave", () => {
    expect(judge({ order: { amount: "전액" } }, [10_000, 5_000]).request).toMatchObject({
      amount: 15_000,
      cancellableAmountSeen: 15_000,
    });
  });

  test("names the bank by the PG's own code", () => {
    const account = { bank: "004", number: "1101234567", holder: "김민수", tel: null };
    const payment = { method: "vbank", pgProvider: "html5_inicis", card: null };
    expect(judge({ order: { account }, payment }).request?.refundAccount).toEqual({
      bankCode: "04",
      number: "1101234567",
      holder: "김민수",
      tel: null,
    });
  });

  test("states a tax-free part of zero where the list says that all of it is taxable", () => {
    const kcp = { pgProvider: "kcp" };
    expect(judge({ payment: kcp, order: { isAllTaxable: true } }).request?.split).toEqual({
      taxFreeAmount: 0,
      vatAmount: null,
    });
  });
});

describe("a row of which nobody says what was free of tax", () => {
  test.each<[string, Parameters<typeof judge>[0], boolean]>([
    ["a part goes, and says that all of it counts as taxable", {}, true],
    ["the rest of a payment cancelled in part before is a part", { payment: refundedBefore(5_000) }, true],
    ["everything at a PG that fills in what is not said", { order: { amount: "전액" } }, false],
    ["everything at a PG that wants it stated", { order: { amount: "전액" }, payment: { pgProvider: "kcp" } }, true],
    ["a part that the row states", { order: { taxFree: "0" } }, false],
    ["a part of a list that is all taxable", { order: { isAllTaxable: true } }, false],
  ])("%s", (_, given, isUnknown) => {
    const { request, findings } = judge(given);
    expect(request).not.toBeNull();
    expect(findings.some(({ kind }) => kind === "caution")).toBe(isUnknown);
  });

  function refundedBefore(amount: number): Partial<Payment> {
    const cancelledAt = nowMs / 1000 - 10 * 86_400;
    return {
      cancelledAmount: money(amount, "KRW"),
      cancellations: [
        {
          cancellationId: "c1",
          pgTid: null,
          amount: money(amount, "KRW"),
          reason: null,
          cancelledAt,
          receiptUrl: null,
        },
      ],
    };
  }
});

test("a row whose account no bank gives goes with a warning", () => {
  const account = { bank: "090", number: "33330123456", holder: "김민수", tel: null };
  const payment = { method: "vbank", pgProvider: "tosspayments", card: null };
  const { request, findings } = judge({ order: { account, isAllTaxable: true }, payment });
  expect(request).not.toBeNull();
  expect(codes(findings)).toEqual(["account_form"]);
});

describe("a row that does not go says why", () => {
  const today = nowMs / 1000 - 3_600;
  const refunded = (amount: number, cancelledAt: number): Partial<Payment> => ({
    cancelledAmount: money(amount, "KRW"),
    cancellations: [
      { cancellationId: "c1", pgTid: null, amount: money(amount, "KRW"), reason: null, cancelledAt, receiptUrl: null },
    ],
  });

  test.each<[string, Parameters<typeof judge>[0], number[], string[]]>([
    ["more than is left", { order: { amount: "30,001" } }, [], ["amount_more_than_left"]],
    ["more than earlier rows leave", { order: { amount: "20,001" } }, [10_000], ["amount_more_than_left"]],
    ["decimals in won", { order: { amount: "100.50" } }, [], ["amount_decimals"]],
    ["an order number of another payment", { order: { merchantUid: "ORD-2" } }, [], ["order_mismatch"]],
    ["no reason", { order: { reason: "" } }, [], ["reason_missing"]],
    ["a reason too short to be one", { order: { reason: "음" } }, [], ["reason_too_short"]],
    ["a virtual account without an account", { payment: { method: "vbank", card: null } }, [], ["account_missing"]],
    [
      "an account where the card gets it back",
      { order: { account: { bank: "004", number: "1101234567", holder: "김", tel: null } } },
      [],
      ["account_unwanted"],
    ],
    ["a PG that wants the tax-free part stated", { payment: { pgProvider: "kcp" } }, [], ["tax_free_missing"]],
    ["Naver Pay without a requester", { payment: { pgProvider: "naverpay" } }, [], ["requester_missing"]],
    ["the same amount again within a day", { payment: refunded(10_000, today) }, [], ["repeat_reason_missing"]],
    ["the same amount as the row before it", {}, [10_000], ["repeat_reason_missing"]],
  ])("%s", (_, given, earlier, expected) => {
    const { request, findings } = judge(given, earlier);
    expect(request).toBeNull();
    expect(codes(findings)).toEqual(expect.arrayContaining(expected));
  });

  test("by the published rule, with its page", () => {
    const { request, findings } = judge({
      payment: { method: "phone", card: null, pgProvider: "danal", paidAt: Date.UTC(2026, 9, 31, 3) / 1000 },
    });
    expect(request).toBeNull();
    expect(findings).toContainEqual(
      expect.objectContaining({
        kind: "rule",
        source: { title: expect.any(String), url: expect.stringMatching(/^https:/) },
      }),
    );
  });
});

test("the same amount goes again when the row says why", () => {
  expect(judge({ order: { repeatReason: "두 번째 상품도 반품" } }, [10_000]).request).toMatchObject({
    amount: 10_000,
    cancellableAmountSeen: 20_000,
    repeatReason: "두 번째 상품도 반품",
  });
});
