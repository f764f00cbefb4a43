import { describe, expect, it } from "vitest";
import { type CancelRequest, type CancelVerdict, judgeCancel } from "./cancel-rules.ts";
import { channels } from "./channels.ts";
import { DAY } from "./kst.ts";
import { buildPayment, type NewPayment } from "./new-payment.ts";
import type { PaymentRecord } from "./payment-record.ts";
import { type SandboxSettings, usualSettings } from "./settings.ts";
import { TEST_NOW } from "./testing.ts";

function payment(order: NewPayment = {}): PaymentRecord {
  return buildPayment(
    { amount: 10_000, ...order },
    { id: 1, impUid: "imp_000000000001", now: TEST_NOW, seed: 1, channels, receiptHost: "https://r.invalid" },
  );
}

const nothing: CancelRequest = {
  amount: null,
  taxFree: null,
  vatAmount: null,
  checksum: null,
  reason: null,
  refundHolder: null,
  refundBank: null,
  refundAccount: null,
  refundTel: null,
  requester: null,
  retainPromotion: false,
};
const promotion = { promotion: { id: "promotion-id-1", discount: 1000 }, promotionFrom: 10_000 };
const account = { refundHolder: "김민준", refundBank: "004", refundAccount: "12345678901234" };

function judge(
  order: NewPayment,
  request: Partial<CancelRequest>,
  {
    now = TEST_NOW,
    settings = {},
    change,
  }: { now?: number; settings?: Partial<SandboxSettings>; change?: (record: PaymentRecord) => void } = {},
): CancelVerdict {
  const record = payment(order);
  change?.(record);
  return judgeCancel(record, { ...nothing, ...request }, now, { ...usualSettings, ...settings });
}

const accepts = (amount: number) => ({ kind: "accepted", amount });
const refuses = (words: string) => ({ kind: "refused", message: expect.stringContaining(words) });
const inHistory = (count: number, each: number) => (record: PaymentRecord) => {
  for (let n = 0; n < count; n++) {
    record.wire.cancel_history.push({
      pg_tid: `t${n}`,
      amount: each,
      cancelled_at: TEST_NOW,
      reason: "",
      cancellation_id: `c${n}`,
      receipt_url: null,
    });
  }
  record.wire.cancel_amount = count * each;
};

const cases: [sentence: string, NewPayment, Partial<CancelRequest>, object, Parameters<typeof judge>[2]?][] = [
  ["takes a missing amount for all that is left", {}, {}, accepts(10_000)],
  ["takes an amount of 0 for all that is left", {}, { amount: 0 }, accepts(7000), { change: inHistory(1, 3000) }],
  ["takes a part", {}, { amount: 3000, checksum: 10_000 }, accepts(3000)],
  ["refuses more than is left", {}, { amount: 7001 }, refuses("취소가능금액"), { change: inHistory(1, 3000) }],
  ["refuses a checksum that is not the balance", {}, { amount: 1000, checksum: 9999 }, refuses("일치하지 않습니다")],
  ["takes a checksum of 0 as a checksum", {}, { checksum: 0 }, refuses("일치하지 않습니다")],
  ["refuses an amount that is no number", {}, { amount: undefined }, refuses("amount")],
  ["refuses a negative amount", {}, { amount: -1 }, refuses("amount")],
  ["refuses a fraction of a won", {}, { amount: 10.5 }, refuses("amount")],
  ["takes cents of a dollar", { pgProvider: "paypal_v2", amount: 24.9 }, { amount: 10.55 }, accepts(10.55)],
  ["refuses a fraction of a cent", { pgProvider: "paypal_v2", amount: 24.9 }, { amount: 10.555 }, refuses("amount")],
  ["refuses what was never paid", { status: "ready" }, {}, refuses("취소가능한 결제상태가 아닙니다")],
  ["refuses what failed", { status: "failed" }, {}, refuses("취소가능한 결제상태가 아닙니다")],
  ["refuses what is cancelled already", {}, {}, refuses("이미 전액취소된 주문입니다."), { change: inHistory(1, 10_000) }],
  ["says what the PG says when the PG cancelled it first", {}, {}, refuses("[500626|기 취소 거래]"), { change: ({ hidden }) => { hidden.isCancelledAtPg = true; } }],

  ["asks for a refund account for a deposited virtual account", { payMethod: "vbank" }, {}, refuses("refund_holder")],
  ["asks for the bank of the refund account", { payMethod: "vbank" }, { refundHolder: "김" }, refuses("refund_bank")],
  ["takes the bank code in the PG's own set", { payMethod: "vbank" }, { ...account, refundBank: "04" }, accepts(10_000)],
  ["refuses the KFTC code where the PG has its own", { payMethod: "vbank" }, account, refuses("은행코드")],
  ["takes BK codes at KCP", { pgProvider: "kcp", payMethod: "vbank" }, { ...account, refundBank: "BK04" }, accepts(10_000)],
  ["refuses a bank that Nice (new) does not pay to", { pgProvider: "nice_v2", payMethod: "vbank" }, { ...account, refundBank: "090" }, refuses("은행코드")],
  ["takes three digits at Toss Payments", { pgProvider: "tosspayments", payMethod: "vbank" }, account, accepts(10_000)],
  ["refuses an account number with hyphens", { pgProvider: "tosspayments", payMethod: "vbank" }, { ...account, refundAccount: "123-456" }, refuses("refund_account")],
  ["asks Smartro (new) for the telephone too", { pgProvider: "smartro_v2", payMethod: "vbank" }, account, refuses("refund_tel")],
  ["asks Smartro (new) for an account on transfers too", { pgProvider: "smartro_v2", payMethod: "trans" }, {}, refuses("refund_holder")],
  ["asks nobody else for an account on transfers", { pgProvider: "kcp", payMethod: "trans" }, {}, accepts(10_000)],
  ["does not refund virtual accounts at Danal", { pgProvider: "danal_tpay", payMethod: "vbank" }, account, refuses("가상계좌 환불을 지원하지 않습니다")],
  ["cannot refund a deposit that a test channel made up", { pgProvider: "tosspayments", payMethod: "vbank", isTest: true }, account, refuses("입금된 내역이 없습니다")],
  ["refuses KSNET virtual accounts at night", { pgProvider: "ksnet", payMethod: "vbank" }, account, refuses("23:00~06:00"), { now: TEST_NOW + 13 * 3600 }],
  ["takes KSNET virtual accounts by day", { pgProvider: "ksnet", payMethod: "vbank" }, account, accepts(10_000)],
  ["asks for the contract on virtual account refunds", { pgProvider: "kcp", payMethod: "vbank" }, { ...account, refundBank: "BK04" }, refuses("특약"), { settings: { vbankRefundContract: false } }],
  ["needs no such contract at Toss Payments", { pgProvider: "tosspayments", payMethod: "vbank" }, account, accepts(10_000), { settings: { vbankRefundContract: false } }],

  ["cancels a phone bill in its own month", { payMethod: "phone" }, {}, accepts(10_000), { now: TEST_NOW + 9 * DAY }],
  ["refuses a phone bill in the next month in Seoul", { payMethod: "phone" }, {}, refuses("당월"), { now: TEST_NOW + 11 * DAY }],
  ["asks KCP for an account on a phone bill of an earlier month", { pgProvider: "kcp", payMethod: "phone" }, {}, refuses("refund_holder"), { now: TEST_NOW + 40 * DAY }],
  ["refunds a KCP phone bill of an earlier month to an account", { pgProvider: "kcp", payMethod: "phone" }, { ...account, refundBank: "BK04" }, accepts(10_000), { now: TEST_NOW + 40 * DAY }],
  ["needs the contract for that", { pgProvider: "kcp", payMethod: "phone" }, { ...account, refundBank: "BK04" }, refuses("당월"), { now: TEST_NOW + 40 * DAY, settings: { laterMonthPhoneContract: false } }],

  ["refuses a card after a year", {}, {}, refuses("1년"), { now: TEST_NOW + 366 * DAY }],
  ["takes an account transfer after a year", { payMethod: "trans" }, {}, accepts(10_000), { now: TEST_NOW + 366 * DAY }],
  ["refuses anything at KSNET after half a year", { pgProvider: "ksnet", payMethod: "trans" }, {}, refuses("6개월"), { now: TEST_NOW + 184 * DAY }],
  ["refuses PayPal after 180 days", { pgProvider: "paypal_v2", amount: 10 }, {}, refuses("TIME_LIMIT"), { now: TEST_NOW + 181 * DAY }],

  ["asks Naver Pay for a reason", { pgProvider: "naverpay", payMethod: "naverpay" }, {}, refuses("reason")],
  ["takes Naver Pay with a reason and a requester", { pgProvider: "naverpay", payMethod: "naverpay" }, { reason: "변심", requester: "customer" }, accepts(10_000)],
  ["refuses a requester nobody knows", {}, { requester: "boss" }, refuses("extra.requester")],

  ["cancels a part of a phone bill at Inicis", { payMethod: "phone" }, { amount: 1000 }, accepts(1000)],
  ["refuses a part of a phone bill at Danal", { pgProvider: "danal", payMethod: "phone" }, { amount: 1000 }, refuses("부분취소")],
  ["refuses a part of a voucher at Toss Payments", { pgProvider: "tosspayments", payMethod: "cultureland" }, { amount: 1000 }, refuses("상품권")],
  ["refuses a part of an escrow payment before the purchase is confirmed", { escrow: true }, { amount: 1000 }, refuses("에스크로")],
  ["takes a part of it afterwards", { escrow: true }, { amount: 1000 }, accepts(1000), { change: ({ hidden }) => { hidden.isPurchaseConfirmed = true; } }],
  ["cancels a whole escrow payment", { escrow: true }, {}, accepts(10_000)],
  ["takes the ninth part at KSNET", { pgProvider: "ksnet" }, { amount: 100 }, accepts(100), { change: inHistory(8, 100) }],
  ["refuses the tenth", { pgProvider: "ksnet" }, { amount: 100 }, refuses("9회"), { change: inHistory(9, 100) }],
  ["refuses parts at Nice (new) without the contract", { pgProvider: "nice_v2" }, { amount: 100 }, refuses("부분취소 불가능"), { settings: { partialCancelContracts: [] } }],
  ["refuses a part of a foreign card", { cardCode: "10005" }, { amount: 100 }, refuses("해외카드")],
  ["refuses a part of a check card on Smartro's test mode", { pgProvider: "smartro_v2", isTest: true, cardType: 1 }, { amount: 100 }, refuses("체크카드")],
  ["refuses the merchant's cancel of a Welcome escrow payment", { pgProvider: "welcome", escrow: true }, {}, refuses("구매거절")],

  ["asks KCP for the tax-free part of tax-free goods", { pgProvider: "kcp", taxFree: 4000 }, { amount: 4000 }, refuses("면세금액 누락")],
  ["takes it when it is sent", { pgProvider: "kcp", taxFree: 4000 }, { amount: 4000, taxFree: 4000 }, accepts(4000)],
  ["refuses more tax-free than is left", { taxFree: 4000 }, { amount: 5000, taxFree: 4001 }, refuses("남은 면세금액")],
  ["refuses more tax-free than is cancelled", { taxFree: 4000 }, { amount: 3000, taxFree: 3500 }, refuses("tax_free")],
  ["counts a part without tax_free as taxable, and refuses when that is too much", { taxFree: 4000 }, { amount: 7000 }, refuses("과세금액")],
  ["needs no tax_free to cancel the whole at Inicis", { taxFree: 4000 }, {}, accepts(10_000)],
  ["asks Smartro (new) for it on parts", { pgProvider: "smartro_v2", taxFree: 4000 }, { amount: 4000 }, refuses("면세금액 누락")],
  ["asks for the VAT when the shop had fixed it", { hasOwnVat: true }, { amount: 1000 }, refuses("부가세 누락")],
  ["takes it when it is sent", { hasOwnVat: true }, { amount: 1000, vatAmount: 90 }, accepts(1000)],
  ["refuses VAT that is more than the amount", {}, { amount: 1000, vatAmount: 1001 }, refuses("vat_amount")],
  ["loses later parts at Toss Pay (new) when the VAT was forgotten", { pgProvider: "tosspay_v2", payMethod: "tosspay" }, { amount: 1000 }, refuses("부가세 불일치"), { change: ({ hidden }) => { hidden.isVatLost = true; } }],

  ["refuses a part that breaks a promotion and would cost more than was charged", promotion, { amount: 500 }, refuses("프로모션")],
  ["takes a part that breaks a promotion when the rest costs less", promotion, { amount: 1500 }, accepts(1500)],
  ["keeps a promotion that it is told to keep", promotion, { amount: 500, retainPromotion: true }, { kind: "accepted", retainsPromotion: true }],
  ["decides that with the first part for all later ones", promotion, { amount: 500 }, { kind: "accepted", retainsPromotion: true }, { change: ({ hidden }) => { hidden.retainsPromotion = true; } }],
  ["only takes the request at PayPal", { pgProvider: "paypal_v2", amount: 24.9 }, {}, { kind: "accepted", isLater: true }],
  ["only takes the request at Paymentwall", { pgProvider: "paymentwall", amount: 24.9 }, {}, { kind: "accepted", isLater: true }],
  ["only takes the request for Smartro (new) virtual accounts", { pgProvider: "smartro_v2", payMethod: "vbank" }, { ...account, refundTel: "01012345678" }, { kind: "accepted", isLater: true }],
  ["finishes a card at once", {}, {}, { kind: "accepted", isLater: false }],
  ["keeps the reason", {}, { reason: "고객 변심" }, { reason: "고객 변심" }],
  ["cuts the reason when told to", {}, { reason: "고객 변심" }, { reason: "고객" }, { settings: { longestReason: 2 } }],
]; // biome-ignore format: a table reads best in rows

describe("cancelling", () => {
  it.each(cases)("%s", (_sentence, order, request, wanted, around) => {
    expect(judge(order, request, around)).toMatchObject(wanted);
  });
});
