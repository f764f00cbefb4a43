import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import type { TestPaymentsTable } from "./test-payments.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** False where the id is taken. */
export async function insertTestPayment(tx: Tx, row: TestPaymentsTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("test_payments")
    .values(row)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The test payment of this id or order; undefined where there is none. */
export function findTestPayment(
  db: Db,
  by: { readonly id: string } | { readonly merchantUid: string },
): Promise<TestPaymentsTable | undefined> {
  const query = db.selectFrom("test_payments").selectAll();
  return (
    "id" in by ? query.where("id", "=", by.id) : query.where("merchant_uid", "=", by.merchantUid)
  ).executeTakeFirst();
}

/** The test payment, which nobody else changes until the transaction ends. */
export function lockTestPayment(tx: Tx, id: string): Promise<TestPaymentsTable> {
  return tx
    .updateTable("test_payments")
    .set(({ ref }) => ({ id: ref("id") }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Writes over parts of a test payment and returns it; whoever calls holds the row. */
export async function updateTestPayment(
  tx: Tx,
  id: string,
  change: Partial<Omit<TestPaymentsTable, "id">>,
): Promise<TestPaymentsTable> {
  return tx.updateTable("test_payments").set(change).where("id", "=", id).returningAll().executeTakeFirstOrThrow();
}

/** Test payments begun before `before`, the newest first. */
export function findTestPayments(db: Db, before: TimePlace | null, limit: number): Promise<TestPaymentsTable[]> {
  return db
    .selectFrom("test_payments")
    .selectAll()
    .where(isOlderThan(before, { at: "started_at_ms" }))
    .orderBy("started_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}
