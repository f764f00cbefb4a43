import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { KeyChecksTable, KeyRefusalsTable } from "./keys.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Adds to what was turned away in the same hour. */
export async function addKeyRefusal(tx: Tx, refusal: KeyRefusalsTable): Promise<void> {
  await tx
    .insertInto("key_refusals")
    .values(refusal)
    .onConflict((conflict) =>
      conflict.columns(["operation", "hour_ms"]).doUpdateSet(({ eb, ref }) => ({
        calls: eb("key_refusals.calls", "+", ref("excluded.calls")),
        last_at_ms: ref("excluded.last_at_ms"),
        http_status: ref("excluded.http_status"),
        hint: ref("excluded.hint"),
        message: ref("excluded.message"),
      })),
    )
    .execute();
}

/** Forgets what was last turned away before an instant, in unix milliseconds. */
export async function deleteKeyRefusalsBefore(tx: Tx, beforeMs: number): Promise<void> {
  await tx.deleteFrom("key_refusals").where("last_at_ms", "<", beforeMs).execute();
}

/** What was turned away since then, the latest first. */
export function selectKeyRefusals(db: Db, sinceMs: number): Promise<KeyRefusalsTable[]> {
  return db
    .selectFrom("key_refusals")
    .where("last_at_ms", ">=", sinceMs)
    .orderBy("last_at_ms", "desc")
    .orderBy("operation")
    .selectAll()
    .execute();
}

/** Keeps what came of one check of the key. */
export async function insertKeyCheck(tx: Tx, check: KeyChecksTable): Promise<void> {
  await tx.insertInto("key_checks").values(check).execute();
}

/** The latest first. */
export function selectKeyChecks(db: Db, limit: number): Promise<KeyChecksTable[]> {
  return db.selectFrom("key_checks").orderBy("at_ms", "desc").orderBy("id", "desc").limit(limit).selectAll().execute();
}
