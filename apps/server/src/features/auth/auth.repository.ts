import { type Kysely, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { UserRow } from "./auth.tables.ts";

/** The user, deactivated ones as well; undefined where there is none of this id. */
export function findSignInUser(db: Kysely<Database>, userId: string): Promise<UserRow | undefined> {
  return db.selectFrom("users").selectAll().where("id", "=", userId).executeTakeFirst();
}

/** Counts one more in the window under `key`, or in a new one where that has ended; says how many are in it now. */
export function countInWindow(
  db: Kysely<Database>,
  key: string,
  { nowMs, windowMs }: { readonly nowMs: number; readonly windowMs: number },
): Promise<{ attempts: number; window_ends_at_ms: number }> {
  return db
    .insertInto("rate_limits")
    .values({ key, attempts: 1, window_started_at_ms: nowMs, window_ends_at_ms: nowMs + windowMs })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet({
        attempts: sql`case when rate_limits.window_ends_at_ms <= ${nowMs} then 1 else rate_limits.attempts + 1 end`,
        window_started_at_ms: sql`case when rate_limits.window_ends_at_ms <= ${nowMs} then ${nowMs} else rate_limits.window_started_at_ms end`,
        window_ends_at_ms: sql`case when rate_limits.window_ends_at_ms <= ${nowMs} then ${nowMs + windowMs} else rate_limits.window_ends_at_ms end`,
      }),
    )
    .returning(["attempts", "window_ends_at_ms"])
    .executeTakeFirstOrThrow();
}

/** Forgets how often a key was tried, so that its limit begins anew. */
export async function deleteWindow(db: Kysely<Database>, key: string): Promise<void> {
  await db.deleteFrom("rate_limits").where("key", "=", key).execute();
}

/** Forgets the limits whose time is over by then (unix milliseconds). */
export async function deleteSpentWindows(db: Kysely<Database>, nowMs: number): Promise<void> {
  await db.deleteFrom("rate_limits").where("window_ends_at_ms", "<=", nowMs).execute();
}
