import type { Clock } from "@maru/domain";
import { lockMs } from "../refunds/hold-lock.ts";
import type { InstructionDeps } from "./instruction-kind.ts";
import { takeInstructionLock } from "./instructions.repository.ts";

const renewMs = 10_000;

/** When a lock that is taken or renewed now runs out (unix milliseconds). */
export function instructionLockUntil(clock: Clock): number {
  return clock.now() + lockMs;
}

/** Keeps the lock alive while the work lasts. A lock that is lost is noticed by the next step, which fails. */
export async function whileHoldingInstruction<Result>(
  deps: InstructionDeps,
  id: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => {
    const nowMs = deps.clock.now();
    takeInstructionLock(deps.store.write, { id, owner: deps.processId, nowMs, untilMs: nowMs + lockMs }).catch(
      (error: unknown) => deps.logger.warn({ error, instructionId: id }, "could not renew the lock of an instruction"),
    );
  }, renewMs);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
