import { createHash } from "node:crypto";
import { AppError } from "@maru/domain";
import type { RequestContext } from "../../context.ts";
import { countInWindow, deleteWindow } from "./auth.repository.ts";
import { type AttemptLimit, attemptLimits } from "./auth-rules.ts";

type LimitContext = Pick<RequestContext, "store" | "clock">;

/**
 * Counts an attempt against a limit and refuses it when the window is used up. Counted in the database, so that restarts
 * and further processes do not hand out new attempts.
 */
export async function countAttempt(ctx: LimitContext, limit: AttemptLimit, who: string): Promise<void> {
  const { attempts, windowMs } = attemptLimits[limit];
  const now = ctx.clock.now();
  const row = await countInWindow(ctx.store.write, keyOf(limit, who), { nowMs: now, windowMs });
  if (row.attempts <= attempts) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((row.window_ends_at_ms - now) / 1000));
  throw new AppError("TOO_MANY_REQUESTS", `Too many attempts. Try again in ${retryAfterSeconds} seconds.`, {
    details: { limit, retryAfterSeconds },
  });
}

/** A right answer clears what wrong ones counted. */
export async function forgiveAttempts(ctx: LimitContext, limit: AttemptLimit, who: string): Promise<void> {
  await deleteWindow(ctx.store.write, keyOf(limit, who));
}

/** Addresses and e-mails are not kept in the clear for counting. */
function keyOf(limit: AttemptLimit, who: string): string {
  return `${limit}:${createHash("sha256").update(who.toLowerCase()).digest("base64url").slice(0, 22)}`;
}
