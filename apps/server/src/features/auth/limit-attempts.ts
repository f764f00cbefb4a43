import { createHash } from "node:crypto";
import { AppError } from "@maru/domain";
import { sql } from "kysely";
import type { RequestContext } from "../../context.ts";
import { type AttemptLimit, attemptLimits } from "./auth-rules.ts";

type LimitContext = Pick<RequestContext, "store" | "clock">;

/**
 * Counts an attempt against a limit and refuses it when the window is used up. Counted in the database, so that restarts
 * and further processes do not hand out new attempts.
 */
export async function countAttempt(ctx: LimitContext, limit: AttemptLimit, who: string): Promise<void> {
  const { attempts, windowMs } = attemptLimits[limit];
  const now = ctx.clock.now();
  const row = await ctx.store.write
    .insertInto("rate_limits")
    .values({ key: keyOf(limit, who), attempts: 1, window_started_at_ms: now, window_ends_at_ms: now + windowMs })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet({
        attempts: sql`case when rate_limits.window_ends_at_ms <= ${now} then 1 else rate_limits.attempts + 1 end`,
        window_started_at_ms: sql`case when rate_limits.window_ends_at_ms <= ${now} then ${now} else rate_limits.window_started_at_ms end`,
        window_ends_at_ms: sql`case when rate_limits.window_ends_at_ms <= ${now} then ${now + windowMs} else rate_limits.window_ends_at_ms end`,
      }),
    )
    .returning(["attempts", "window_ends_at_ms"])
    .executeTakeFirstOrThrow();
  if (row.attempts <= attempts) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((row.window_ends_at_ms - now) / 1000));
  throw new AppError("TOO_MANY_REQUESTS", `Too many attempts. Try again in ${retryAfterSeconds} seconds.`, {
    details: { limit, retryAfterSeconds },
  });
}

/** A right answer clears what wrong ones counted. */
export async function forgiveAttempts(ctx: LimitContext, limit: AttemptLimit, who: string): Promise<void> {
  await ctx.store.write.deleteFrom("rate_limits").where("key", "=", keyOf(limit, who)).execute();
}

export async function deleteSpentWindows(ctx: LimitContext): Promise<void> {
  await ctx.store.write.deleteFrom("rate_limits").where("window_ends_at_ms", "<=", ctx.clock.now()).execute();
}

/** Addresses and e-mails are not kept in the clear for counting. */
function keyOf(limit: AttemptLimit, who: string): string {
  return `${limit}:${createHash("sha256").update(who.toLowerCase()).digest("base64url").slice(0, 22)}`;
}
