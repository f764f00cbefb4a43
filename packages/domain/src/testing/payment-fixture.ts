import { money } from "../money/money.ts";
import type { Payment } from "../payment.ts";

/** An ordinary paid card payment of ₩30,000; a test states only what it is about. */
export function aPayment(facts: Partial<Payment> = {}): Payment {
  return {
    impUid: "imp_448280090638",
    merchantUid: "ORD-20261120-000123",
    status: "paid",
    wireStatus: "paid",
    amount: money(30_000, "KRW"),
    cancelledAmount: money(0, "KRW"),
    orderName: "반팔 티셔츠 외 2건",
    method: "card",
    device: "mobile",
    pgProvider: "html5_inicis",
    easyPayProvider: null,
    pgTid: "StdpayCARDINIpayTest20261120143206",
    mid: "INIpayTest",
    isTestChannel: false,
    isEscrow: false,
    isCashReceiptIssued: false,
    buyer: {
      name: "김민수",
      email: "minsu.kim@gmail.com",
      tel: "010-1234-5678",
      address: "서울특별시 성동구 성수이로 1",
      postcode: "04780",
    },
    card: {
      acquirer: { code: "365", name: "삼성카드" },
      issuer: { code: null, name: null },
      publisher: { code: null, name: null },
      number: "5365-10**-****-7890",
      quota: 0,
      type: "credit",
      approvalNumber: "30012345",
    },
    bank: null,
    virtualAccount: null,
    customerUid: null,
    billingUsage: null,
    promotion: null,
    customData: null,
    userAgent: null,
    startedAt: 1_795_152_660,
    paidAt: 1_795_152_726,
    failedAt: null,
    cancelledAt: null,
    failReason: null,
    cancelReason: null,
    salesSlipUrl: "https://iniweb.inicis.com/slip/1",
    cancellations: [],
    deposits: [],
    ...facts,
  };
}

/** A cancel of so many won. */
export function aCancellation(amount: number, facts: Partial<Payment["cancellations"][number]> = {}) {
  return {
    cancellationId: "cancellation-1",
    pgTid: "cancel-tid-1",
    amount: money(amount, "KRW"),
    reason: "단순 변심",
    cancelledAt: 1_795_239_126,
    receiptUrl: null,
    ...facts,
  };
}
