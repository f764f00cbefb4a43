import type { Clock } from "@maru/domain";
import type { LiveEvent, LiveHub } from "../../context.ts";

/** Somebody who has the refund form of a payment open. */
export interface RefundPreparer {
  readonly userId: string;
  readonly name: string;
}

export interface RefundPresence {
  /** Everybody but the reader who prepares a refund of this payment right now. */
  of(impUid: string, exceptUserId: string): readonly RefundPreparer[];
}

/** How long an announcement holds; an open form repeats it sooner. */
export const presenceMs = 45_000;
/** Nobody fills memory by opening forms. */
const mostRemembered = 10_000;

/** Who prepares what, as every process hears it over the live events. */
export function createRefundPresence({
  live,
  clock,
}: {
  readonly live: LiveHub;
  readonly clock: Clock;
}): RefundPresence {
  const seen = new Map<string, Extract<LiveEvent, { type: "refund.preparing" }>>();
  live.subscribe((event) => {
    if (event.type !== "refund.preparing") return;
    const key = `${event.impUid} ${event.userId}`;
    seen.delete(key);
    if (event.untilMs > clock.now()) seen.set(key, event);
    const [oldest] = seen.keys();
    if (seen.size > mostRemembered && oldest !== undefined) seen.delete(oldest);
  });
  return {
    of(impUid, exceptUserId) {
      const now = clock.now();
      return [...seen.values()]
        .filter((each) => each.impUid === impUid && each.userId !== exceptUserId && each.untilMs > now)
        .map(({ userId, name }) => ({ userId, name }));
    },
  };
}
