import type { Payment } from "./payment.ts";

/**
 * When the payment window opened, unix seconds. Where upstream left that out, the earliest time it did give, and 0 when
 * it gave none.
 */
export function requestedAt(payment: Payment): number {
  if (payment.startedAt !== null) return payment.startedAt;
  const times = knownTimes(payment);
  return times.length === 0 ? 0 : Math.min(...times);
}

/**
 * When the payment reached its present status, unix seconds, never earlier than `requestedAt`. This is the time by which
 * upstream's list windows find it: a payment of March that is cancelled in May moves to May.
 */
export function statusAt(payment: Payment): number {
  return Math.max(requestedAt(payment), timeOfStatus(payment) ?? 0);
}

function timeOfStatus(payment: Payment): number | null {
  switch (payment.status) {
    case "ready":
      return payment.startedAt;
    case "paid":
      return payment.paidAt;
    case "partially_cancelled":
    case "cancelled":
      return payment.cancelledAt ?? latestCancellation(payment) ?? payment.paidAt;
    case "failed":
      return payment.failedAt;
    case "pending":
    case "unknown":
      return latest(knownTimes(payment));
  }
}

function latestCancellation(payment: Payment): number | null {
  return latest(payment.cancellations.map((cancellation) => cancellation.cancelledAt).filter((at) => at !== null));
}

function latest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.max(...times);
}

function knownTimes(payment: Payment): number[] {
  return [
    payment.startedAt,
    payment.virtualAccount?.issuedAt ?? null,
    payment.paidAt,
    payment.failedAt,
    payment.cancelledAt,
  ].filter((at) => at !== null);
}
