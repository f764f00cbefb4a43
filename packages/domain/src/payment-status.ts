import { type Money, money } from "./money/money.ts";
import type { Payment, PaymentStatus } from "./payment.ts";

/** Every status, in the order people meet them. */
export const paymentStatuses = [
  "ready",
  "paid",
  "partially_cancelled",
  "cancelled",
  "failed",
  "pending",
  "unknown",
] as const satisfies readonly PaymentStatus[];

/**
 * What the payment is. Amounts decide before upstream's word does, because upstream has no word for a partial cancel and
 * its own sources disagree on whether one leaves `paid` or `cancelled`.
 */
export function derivePaymentStatus(facts: Pick<Payment, "wireStatus" | "amount" | "cancelledAmount">): PaymentStatus {
  const cancelled = facts.cancelledAmount.amount;
  if (cancelled > 0) return cancelled >= facts.amount.amount ? "cancelled" : "partially_cancelled";
  switch (facts.wireStatus) {
    case "ready":
    case "paid":
    case "cancelled":
    case "failed":
    case "pending":
      return facts.wireStatus;
    default:
      return "unknown";
  }
}

/**
 * How much can still be given back: what was taken less what was cancelled, zero when nothing was taken. For a payment
 * with a promotion this is on the order amount before the discount, as upstream counts it.
 */
export function cancellableAmount(payment: Payment): Money {
  const remaining = wasMoneyTaken(payment) ? payment.amount.amount - payment.cancelledAmount.amount : 0;
  return money(Math.max(0, remaining), payment.amount.currency);
}

function wasMoneyTaken(payment: Payment): boolean {
  switch (payment.status) {
    case "paid":
    case "partially_cancelled":
      return true;
    case "unknown":
      return payment.paidAt !== null;
    case "ready":
    case "cancelled":
    case "failed":
    case "pending":
      return false;
  }
}

/**
 * What is left of a payment by its own history: what was paid less every listed cancel. The page shows it; where it and
 * upstream's sum disagree, `cancellationDisagreement` says so and no money moves by either.
 */
export function refundableByHistory(payment: Payment): Money {
  const wasPaid = payment.paidAt !== null || wasMoneyTaken(payment);
  const listed = payment.cancellations.reduce((sum, cancellation) => sum + cancellation.amount.amount, 0);
  return money(wasPaid ? Math.max(0, payment.amount.amount - listed) : 0, payment.amount.currency);
}

/**
 * Set when the cancels that upstream lists do not add up to the cancelled amount it states. Cancelling waits for a person
 * then, because one of the two is wrong.
 */
export function cancellationDisagreement(
  payment: Payment,
): { readonly fromHistory: Money; readonly fromUpstream: Money } | null {
  const listed = payment.cancellations.reduce((sum, cancellation) => sum + cancellation.amount.amount, 0);
  if (listed === payment.cancelledAmount.amount) return null;
  return { fromHistory: money(listed, payment.amount.currency), fromUpstream: payment.cancelledAmount };
}

/**
 * True when a buyer was given an account to pay into and has not yet. Every other `ready` payment is a payment window
 * that was opened and maybe left: upstream records those for ever.
 */
export function isAwaitingDeposit(payment: Payment): boolean {
  return payment.status === "ready" && payment.method === "vbank" && (payment.virtualAccount?.number ?? null) !== null;
}
