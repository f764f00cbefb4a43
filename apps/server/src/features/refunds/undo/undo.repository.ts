import type { Kysely, Selectable } from "kysely";
import type { Database } from "../../../db/schema.ts";
import type { UndoCasesTable } from "./undo.tables.ts";

type Db = Kysely<Database>;
export type StoredUndoCase = Selectable<UndoCasesTable>;

/** False when the cancel has a case already. */
export async function insertUndoCase(db: Db, row: StoredUndoCase): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("undo_cases")
    .values(row)
    .onConflict((conflict) => conflict.columns(["imp_uid", "cancellation_id"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The cancels of a payment that are asked back, the first one first. */
export function findUndoCases(db: Db, impUid: string): Promise<StoredUndoCase[]> {
  return db.selectFrom("undo_cases").selectAll().where("imp_uid", "=", impUid).orderBy("opened_at_ms").execute();
}

/** Cases to look at by now (unix milliseconds), the longest due first. */
export function findDueUndoCases(db: Db, nowMs: number, limit: number): Promise<StoredUndoCase[]> {
  return db
    .selectFrom("undo_cases")
    .selectAll()
    .where("next_check_at_ms", "<=", nowMs)
    .orderBy("next_check_at_ms")
    .limit(limit)
    .execute();
}

/** When the next case is to be looked at (unix milliseconds); null where none is. */
export async function findNextUndoCheckMs(db: Db): Promise<number | null> {
  const row = await db
    .selectFrom("undo_cases")
    .where("next_check_at_ms", "is not", null)
    .select(({ fn }) => fn.min("next_check_at_ms").as("due"))
    .executeTakeFirst();
  return row?.due ?? null;
}

/** Changes a case that stands as it was read; false when somebody else was there first. */
export async function changeUndoCase(
  db: Db,
  { id, next_check_at_ms, state }: StoredUndoCase,
  change: Partial<StoredUndoCase>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("undo_cases")
    .set(change)
    .where("id", "=", id)
    .where("state", "=", state)
    .where("next_check_at_ms", next_check_at_ms === null ? "is" : "=", next_check_at_ms)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
