import type { Clock } from "@maru/domain";
import type { LiveEvent, LiveHub, SignedInContext } from "../../context.ts";

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
const presenceMs = 45_000;
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

/** Says that somebody has the form of a payment open, or has closed it; repeated while it is open. */
export function announcePreparing(
  { live, clock, actor }: Pick<SignedInContext, "live" | "clock" | "actor">,
  { impUid, isPreparing }: { readonly impUid: string; readonly isPreparing: boolean },
): { readonly repeatAfterMs: number } {
  const { userId, name } = actor;
  const untilMs = isPreparing ? clock.now() + presenceMs : 0;
  live.publish({ type: "refund.preparing", impUid, userId, name, untilMs });
  return { repeatAfterMs: presenceMs / 3 };
}
