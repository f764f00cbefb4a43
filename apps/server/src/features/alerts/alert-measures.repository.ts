import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";

type Db = Kysely<Database>;

interface Window {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Cancels our reads noticed in the window. */
export async function countCancels(db: Db, { fromMs, toMs }: Window): Promise<number> {
  const { count } = await db
    .selectFrom("payment_changes")
    .where("seen_at_ms", ">", fromMs)
    .where("seen_at_ms", "<=", toMs)
    .whereRef("cancelled_after", ">", "cancelled_before")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Payments that ended in the window one way or the other. */
export async function countEnded(db: Db, window: Window): Promise<{ readonly failed: number; readonly paid: number }> {
  const rows = await db
    .selectFrom("payment_changes")
    .where("seen_at_ms", ">", window.fromMs)
    .where("seen_at_ms", "<=", window.toMs)
    .where("status_after", "in", ["failed", "paid"])
    .groupBy("status_after")
    .select(({ fn }) => ["status_after", fn.countAll<number>().as("count")])
    .execute();
  const of = (status: string) => Number(rows.find((row) => row.status_after === status)?.count ?? 0);
  return { failed: of("failed"), paid: of("paid") };
}

/** Refunds whose outcome nobody knows although they were sent before then. */
export function findUnresolvedRefunds(db: Db, sentBeforeMs: number) {
  return db
    .selectFrom("refunds")
    .where("state", "in", ["sending", "checking", "needs_person"])
    .where("sending_at_ms", "<=", sentBeforeMs)
    .orderBy("id")
    .limit(100)
    .select(["id", "imp_uid", "amount", "currency", "sending_at_ms"])
    .execute();
}

/** Missed webhooks nobody was told of yet, the oldest first. */
export function findUntoldMisses(db: Db, limit: number) {
  return db
    .selectFrom("webhook_misses")
    .where("is_alerted", "=", 0)
    .orderBy("noticed_at_ms")
    .orderBy("id")
    .limit(limit)
    .select(["id", "imp_uid"])
    .execute();
}

/** Marks misses as told, so that no alert tells of them again. */
export async function markMissesTold(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable("webhook_misses")
    .set({ is_alerted: 1 })
    .where("id", "in", [...ids])
    .execute();
}

/** Webhooks of real payments that were promised since then and are not here. */
export async function countOpenMisses(db: Db, sinceMs: number): Promise<number> {
  const { count } = await db
    .selectFrom("webhook_misses")
    .where("is_test", "=", 0)
    .where("arrived_at_ms", "is", null)
    .where("happened_at_ms", ">", sinceMs)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}
