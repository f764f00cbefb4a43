import { judgeRefund, money, type Payment } from "@maru/domain";
import type { RouterOutputs } from "../../../lib/trpc.ts";
import { aPayment } from "../../../testing/a-payment.ts";

type Preview = RouterOutputs["refunds"]["preview"];
type Refund = RouterOutputs["refunds"]["get"]["refund"];

/** Wednesday, 25 November 2026, noon in Korea; the fixture's payment is three days old. */
export const previewedAtMs = Date.parse("2026-11-25T12:00:00+09:00");

/** What the server answers when the form of a payment is opened. */
export function aPreview(payment: Payment = aPayment(), facts: Partial<Preview> = {}): Preview {
  const { findings, part, verdict, needs } = judgeRefund(payment, null, previewedAtMs);
  return {
    payment: { ...payment, cancellations: [...payment.cancellations], deposits: [...payment.deposits] },
    balance: money(payment.amount.amount - payment.cancelledAmount.amount, payment.amount.currency),
    isMasked: false,
    readAtMs: previewedAtMs,
    verdict: { verdict, findings: [...findings], part: { ...part, findings: [...part.findings] }, needs },
    caps: { perRefund: 1_000_000, perDay: null, perCustomer: null, refundedToday: 0, refundedToCustomer: 0 },
    mayRequest: true,
    stepUp: { above: 1_000_000, provenUntilMs: null, isEnrolled: true },
    openRefund: null,
    refunds: [],
    splitLeft: null,
    recent: [],
    preparing: [],
    faults: [],
    ...facts,
  };
}

/** A refund as the server tells of it. */
export function aRefund(facts: Partial<Refund> = {}): Refund {
  return {
    refundId: "test-refund-0000001",
    impUid: "imp_448280090638",
    merchantUid: "ORD-20261118-00417",
    state: "done",
    tag: "[R7K3Q9]",
    amount: money(45_000, "KRW"),
    balanceSeen: money(128_000, "KRW"),
    balanceAfter: money(83_000, "KRW"),
    taxFreeAmount: null,
    vatAmount: null,
    reasonCode: "change_of_mind",
    reasonText: "",
    repeatReason: null,
    refundAccount: null,
    notifyShop: true,
    isTest: false,
    pgProvider: "html5_inicis",
    mid: "INIpayTest",
    method: "card",
    requestedBy: { userId: "user-1", name: "김지원" },
    requestedAtMs: previewedAtMs,
    approval: null,
    sentAtMs: previewedAtMs,
    settledAtMs: previewedAtMs,
    checks: 0,
    lastCheckedAtMs: null,
    nextCheckAtMs: null,
    alertedAtMs: null,
    cancellationId: "can_1",
    refusal: null,
    problem: null,
    proposal: null,
    ...facts,
  };
}
