import type { Cancellation, Payment } from "../payment.ts";

const daySeconds = 24 * 60 * 60;

/**
 * The latest cancel of the same amount within the last 24 hours: maybe this very refund, made by a colleague. Undefined
 * when there is none. Two equal refunds are legal, so it is a reason to ask and never to refuse.
 */
export function repeatedRefund(payment: Payment, amount: number, nowMs: number): Cancellation | undefined {
  const since = nowMs / 1000 - daySeconds;
  return payment.cancellations
    .filter((each) => each.amount.amount === amount && each.cancelledAt !== null && each.cancelledAt > since)
    .toSorted((left, right) => (right.cancelledAt ?? 0) - (left.cancelledAt ?? 0))[0];
}
