import type { Clock } from "@maru/domain";
import type { RefundDeps } from "./move-refund.ts";
import { takeLock } from "./refunds.repository.ts";

/** A process that has not been heard of for so long is gone. */
export const lockMs = 30_000;
const renewMs = 10_000;

export function lockUntil(clock: Clock): number {
  return clock.now() + lockMs;
}

/** Keeps the lock of a refund alive while the work lasts. A lock that is lost is noticed by the next step, which fails. */
export async function whileHoldingLock<Result>(
  deps: Pick<RefundDeps, "store" | "clock" | "logger" | "processId">,
  refundId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => {
    const nowMs = deps.clock.now();
    takeLock(deps.store.write, { refundId, owner: deps.processId, nowMs, untilMs: nowMs + lockMs }).catch(
      (error: unknown) => deps.logger.warn({ error, refundId }, "could not renew the lock of a refund"),
    );
  }, renewMs);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
