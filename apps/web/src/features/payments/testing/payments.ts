import { money, type Payment, type PaymentCounts, type PaymentListItem } from "@maru/domain";
import type { RouterOutputs } from "../../../lib/trpc.ts";
import { aPayment } from "../../../testing/a-payment.ts";

export { aPayment } from "../../../testing/a-payment.ts";

/** A payment's row as the server lists it, with what a test cares about put in. */
export function aListedPayment(facts: Partial<PaymentListItem> = {}): PaymentListItem {
  return {
    impUid: "imp_448280090638",
    merchantUid: "ORD-20261118-00417",
    status: "paid",
    amount: money(128_000, "KRW"),
    cancelledAmount: money(0, "KRW"),
    orderName: "가을 니트 카디건 외 2건",
    buyerName: "김민수",
    buyerTel: "010-1234-5678",
    method: "card",
    instrument: "신한카드",
    easyPayProvider: null,
    pgProvider: "html5_inicis",
    mid: "INIpayTest",
    isTestChannel: false,
    isEscrow: false,
    isAwaitingDeposit: false,
    failReason: null,
    statusAt: 1_795_229_460,
    requestedAt: 1_795_229_400,
    ...facts,
  };
}

/** So many rows, newest first, each with its own ids. */
export function listedPayments(count: number): PaymentListItem[] {
  return Array.from({ length: count }, (_, index) =>
    aListedPayment({
      impUid: `imp_${String(900_000_000_000 - index)}`,
      merchantUid: `ORD-${String(count - index).padStart(5, "0")}`,
      statusAt: 1_795_229_460 - index * 60,
      requestedAt: 1_795_229_400 - index * 60,
    }),
  );
}

/** A whole payment as its page reads it, just now. */
export function aPaymentReading(payment: Payment = aPayment()): RouterOutputs["payments"]["get"] {
  return {
    payment: { ...payment, cancellations: [...payment.cancellations], deposits: [...payment.deposits] },
    cancellable: money(payment.amount.amount - payment.cancelledAmount.amount, payment.amount.currency),
    disagreement: null,
    cancellationOrigins: payment.cancellations.map(() => ({ trigger: "unknown", refund: null })),
    isMasked: false,
    revealedUntilMs: null,
    readAtMs: Date.now(),
    source: "poll",
  };
}

/** Counters of nothing but paid payments in won. */
export function countsOf(paid: number, facts: Partial<PaymentCounts> = {}): PaymentCounts {
  return {
    total: paid,
    byStatus: { ready: 0, paid, partially_cancelled: 0, cancelled: 0, failed: 0, pending: 0, unknown: 0 },
    totals:
      paid === 0
        ? []
        : [
            {
              currency: "KRW",
              paid: money(paid * 128_000, "KRW"),
              cancelled: money(0, "KRW"),
              net: money(paid * 128_000, "KRW"),
            },
          ],
    ...facts,
  };
}
