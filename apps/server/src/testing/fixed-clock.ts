import type { Clock } from "@maru/domain";

/** A clock that stands still until a test moves it. */
export interface FixedClock extends Clock {
  advance(ms: number): void;
}

export function fixedClock(startMs: number): FixedClock {
  let now = startMs;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}
