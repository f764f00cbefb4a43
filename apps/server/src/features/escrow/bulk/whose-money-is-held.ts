import type { PaymentStatus } from "@maru/domain";

/** Of several attempts on an order, those whose money is held; all of them where none is. */
export function whoseMoneyIsHeld<Attempt>(
  attempts: readonly Attempt[],
  statusOf: (attempt: Attempt) => PaymentStatus,
): readonly Attempt[] {
  const held = attempts.filter((attempt) => ["paid", "partially_cancelled"].includes(statusOf(attempt)));
  return held.length > 0 ? held : attempts;
}
