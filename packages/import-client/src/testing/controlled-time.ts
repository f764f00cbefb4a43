import type { Clock } from "@maru/domain";

/** Waits of at least this length are time limits; shorter ones are pauses between attempts. */
const shortestTimeLimitMs = 15_000;

export interface ControlledTime {
  readonly clock: Clock;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Every pause between attempts, in order. */
  readonly pausesMs: readonly number[];
  advance(ms: number): void;
  /** Lets every time limit that is running pass at once. */
  expireTimeLimits(): void;
}

/** Time that stands still until it is moved. Pauses are over at once; time limits pass only when told to. */
export function controlledTime(startMs = Date.UTC(2026, 10, 21, 3, 0, 0)): ControlledTime {
  let nowMs = startMs;
  const pausesMs: number[] = [];
  const limits = new Set<() => void>();
  return {
    clock: { now: () => nowMs },
    pausesMs,
    advance(ms) {
      nowMs += ms;
    },
    expireTimeLimits() {
      for (const expire of [...limits]) expire();
    },
    sleep(ms, signal) {
      if (ms < shortestTimeLimitMs) {
        pausesMs.push(ms);
        nowMs += ms;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const settle = () => {
          limits.delete(settle);
          resolve();
        };
        limits.add(settle);
        signal.addEventListener("abort", settle, { once: true });
      });
    },
  };
}
