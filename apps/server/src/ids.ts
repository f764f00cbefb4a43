import { randomUUID } from "node:crypto";
import type { Clock } from "@maru/domain";
import type { Ids } from "./context.ts";

/** Ids of 32 hex digits: 12 for the millisecond, 4 for the order within it, 16 by chance. */
export function createIds(clock: Clock): Ids {
  let last = 0;
  let order = 0;
  return {
    next() {
      const now = Math.max(clock.now(), last);
      order = now === last ? order + 1 : 0;
      last = now;
      // The two ends of a version 4 UUID are chance throughout, and Node keeps them in stock.
      const uuid = randomUUID();
      return hex(now, 12) + hex(order, 4) + uuid.slice(0, 4) + uuid.slice(-12);
    },
  };
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0").slice(-digits);
}
