import type { Clock } from "@maru/domain";
import type { LockOwner } from "./errand.repository.ts";
import type { ErrandRow } from "./errand.tables.ts";
import type { ErrandDeps, ErrandKind } from "./errand-kind.ts";

/** A process that has not been heard of for so long is gone. */
export const lockMs = 30_000;
const renewMs = 10_000;

/** When a lock that is taken or renewed now runs out (unix milliseconds). */
export function lockUntil(clock: Clock): number {
  return clock.now() + lockMs;
}

/** This process as the owner of a lock from now on. */
export function ownLock({ clock, processId }: Pick<ErrandDeps, "clock" | "processId">): LockOwner {
  const nowMs = clock.now();
  return { owner: processId, nowMs, untilMs: nowMs + lockMs };
}

/** Keeps the lock of an errand alive while the work lasts. A lock that is lost is noticed by the next step, which fails. */
export async function whileHoldingLock<State extends string, Row extends ErrandRow<State>, Result>(
  deps: Pick<ErrandDeps, "store" | "clock" | "logger" | "processId">,
  { repository, name }: Pick<ErrandKind<State, Row>, "repository" | "name">,
  id: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const timer = setInterval(() => {
    repository
      .takeLock(deps.store.write, id, ownLock(deps))
      .catch((error: unknown) =>
        deps.logger.warn({ error, [`${name}Id`]: id }, `could not renew the lock of a ${name}`),
      );
  }, renewMs);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
