import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import type { PaymentChangesTable } from "../payments/payments.tables.ts";
import type { WebhookMissesTable } from "./webhooks.tables.ts";

type Db = Kysely<Database>;

export type StoredMiss = Selectable<WebhookMissesTable>;
export type StoredChange = Selectable<PaymentChangesTable>;

/** The last change of a payment that was looked at. */
export async function findWatchedChange(db: Db): Promise<number> {
  const row = await db.selectFrom("webhook_watch").where("id", "=", 1).select("change_id").executeTakeFirstOrThrow();
  return row.change_id;
}

/** What changed about payments after a change, the first one first. */
export function findChangesAfter(db: Db, changeId: number, limit: number): Promise<StoredChange[]> {
  return db.selectFrom("payment_changes").where("id", ">", changeId).orderBy("id").limit(limit).selectAll().execute();
}

/** Goes on from one change to another; false when another process went on from it first. */
export async function moveWatch(tx: Transaction<Database>, from: number, to: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("webhook_watch")
    .set({ change_id: to })
    .where("id", "=", 1)
    .where("change_id", "=", from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Writes down what is not known yet; says which of them that is. */
export async function insertMisses(tx: Transaction<Database>, misses: readonly StoredMiss[]): Promise<StoredMiss[]> {
  const written: StoredMiss[] = [];
  for (const miss of misses) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto("webhook_misses")
      .values(miss)
      .onConflict((conflict) => conflict.columns(["imp_uid", "status", "cancellation_id"]).doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) written.push(miss);
  }
  return written;
}

/** A webhook that was missed has come after all. */
export async function noteArrival(
  tx: Transaction<Database>,
  arrival: {
    readonly impUid: string;
    readonly status: string;
    readonly cancellationId: string | null;
    readonly atMs: number;
  },
): Promise<void> {
  let query = tx
    .updateTable("webhook_misses")
    .set({ arrived_at_ms: arrival.atMs })
    .where("imp_uid", "=", arrival.impUid)
    .where("arrived_at_ms", "is", null)
    .where(sql<boolean>`status = ${arrival.status}`);
  if (arrival.cancellationId !== null) query = query.where("cancellation_id", "in", ["", arrival.cancellationId]);
  await query.execute();
}

/** Webhooks noticed missing before a place in the list, still missing or come since or both, the newest first. */
export async function findMisses(
  db: Db,
  {
    isOpen,
    before,
    limit,
  }: {
    readonly isOpen: boolean | null;
    readonly before: TimePlace | null;
    readonly limit: number;
  },
): Promise<StoredMiss[]> {
  let query = db
    .selectFrom("webhook_misses")
    .selectAll()
    .where(isOlderThan(before, { at: "noticed_at_ms" }));
  if (isOpen !== null) query = query.where("arrived_at_ms", isOpen ? "is" : "is not", null);
  return query.orderBy("noticed_at_ms", "desc").orderBy("id", "desc").limit(limit).execute();
}

/** Forgets what was noticed before then (unix milliseconds). */
export async function deleteMissesBefore(db: Db, beforeMs: number): Promise<void> {
  await db.deleteFrom("webhook_misses").where("noticed_at_ms", "<", beforeMs).execute();
}
