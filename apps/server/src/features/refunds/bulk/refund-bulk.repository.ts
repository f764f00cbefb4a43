import type { BulkRowState, BulkState, RefundState } from "@maru/domain";
import type { Kysely, Selectable, Transaction } from "kysely";
import { inList, isPostgres } from "../../../db/dialect.ts";
import { type InsertColumns, insertRows } from "../../../db/insert-rows.ts";
import type { Database } from "../../../db/schema.ts";
import type { RefundBatchesTable, RefundBatchRowsTable } from "./refund-bulk.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export type StoredBatch = Selectable<RefundBatchesTable>;
export type StoredBatchRow = Selectable<RefundBatchRowsTable>;

const rowColumns: InsertColumns<"refund_batch_rows"> = {
  table: "refund_batch_rows",
  columns: {
    batch_id: "text",
    row_number: "integer",
    line: "integer",
    state: "text",
    imp_uid: "text",
    merchant_uid: "text",
    content: "text",
    account_sealed: "text",
    problems: "text",
    findings: "text",
  },
};

export type NewBatchRow = Pick<
  StoredBatchRow,
  "row_number" | "line" | "state" | "imp_uid" | "merchant_uid" | "content" | "account_sealed" | "problems"
>;

/** Keeps a list with its rows; false when somebody else brought the same list in this very moment. */
export async function insertBatch(tx: Tx, batch: StoredBatch, rows: readonly NewBatchRow[]): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("refund_batches")
    .values(batch)
    .onConflict((conflict) => conflict.columns(["content_hash", "copy"]).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await insertRows(
    tx,
    rowColumns,
    rows.map((row) => [
      batch.id,
      row.row_number,
      row.line,
      row.state,
      row.imp_uid,
      row.merchant_uid,
      row.content,
      row.account_sealed,
      row.problems,
      "[]",
    ]),
  );
  return true;
}

export function findBatch(db: Db, id: string): Promise<StoredBatch | undefined> {
  return db.selectFrom("refund_batches").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Reads a batch that nobody else changes until the transaction ends. */
export function lockBatch(tx: Tx, id: string): Promise<StoredBatch | undefined> {
  return tx
    .selectFrom("refund_batches")
    .where("id", "=", id)
    .selectAll()
    .$if(isPostgres(tx), (query) => query.forUpdate())
    .executeTakeFirst();
}

/** The latest batch of the same content. */
export function findBatchOfContent(db: Db, contentHash: string): Promise<StoredBatch | undefined> {
  return db
    .selectFrom("refund_batches")
    .selectAll()
    .where("content_hash", "=", contentHash)
    .orderBy("copy", "desc")
    .limit(1)
    .executeTakeFirst();
}

export interface BatchPlace {
  readonly createdAtMs: number;
  readonly id: string;
}

/** Batches made before `before`, newest first. */
export function findBatches(db: Db, before: BatchPlace | null, limit: number): Promise<StoredBatch[]> {
  return db
    .selectFrom("refund_batches")
    .$if(before !== null, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple("created_at_ms", "id"), "<", tuple(before?.createdAtMs ?? 0, before?.id ?? "")),
      ),
    )
    .orderBy("created_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

/** Changes a batch only while it is in one of the states; false when it is not. */
export async function changeBatch(
  db: Db,
  id: string,
  from: readonly BulkState[],
  change: Partial<StoredBatch>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("refund_batches")
    .set(change)
    .where("id", "=", id)
    .where("state", "in", from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Batches that have work to do and that no living process has taken. */
export function findUnclaimedBatches(db: Db, nowMs: number): Promise<StoredBatch[]> {
  return db
    .selectFrom("refund_batches")
    .selectAll()
    .where("state", "in", ["rehearsing", "running"])
    .where(({ eb, or }) => or([eb("claimed_until_ms", "is", null), eb("claimed_until_ms", "<=", nowMs)]))
    .orderBy("created_at_ms")
    .orderBy("id")
    .execute();
}

/** Batches with work to do that this process holds. */
export function findOwnBatches(db: Db, owner: string): Promise<StoredBatch[]> {
  return db
    .selectFrom("refund_batches")
    .selectAll()
    .where("claimed_by", "=", owner)
    .where("state", "in", ["rehearsing", "running"])
    .orderBy("created_at_ms")
    .orderBy("id")
    .execute();
}

/** Takes a batch, or keeps it, until the given time; false when another process has it. */
export async function claimBatch(db: Db, id: string, owner: string, nowMs: number, untilMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("refund_batches")
    .set({ claimed_by: owner, claimed_until_ms: untilMs })
    .where("id", "=", id)
    .where("state", "in", ["rehearsing", "running"])
    .where(({ eb, or }) =>
      or([eb("claimed_by", "=", owner), eb("claimed_until_ms", "is", null), eb("claimed_until_ms", "<=", nowMs)]),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether this process still rehearses the batch; it does until the transaction ends. */
export async function holdRehearsal(tx: Tx, id: string, owner: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("refund_batches")
    .set({ claimed_by: owner })
    .where("id", "=", id)
    .where("state", "=", "rehearsing")
    .where("claimed_by", "=", owner)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function releaseBatch(db: Db, id: string, owner: string): Promise<void> {
  await db
    .updateTable("refund_batches")
    .set({ claimed_by: null, claimed_until_ms: null })
    .where("id", "=", id)
    .where("claimed_by", "=", owner)
    .execute();
}

export async function countRows(db: Db, batchId: string): Promise<ReadonlyMap<BulkRowState, number>> {
  const counted = await db
    .selectFrom("refund_batch_rows")
    .where("batch_id", "=", batchId)
    .groupBy("state")
    .select(({ fn }) => ["state", fn.countAll<number>().as("rows")])
    .execute();
  return new Map(counted.map(({ state, rows }) => [state, Number(rows)]));
}

export interface BatchRowsPage {
  readonly states?: readonly BulkRowState[] | undefined;
  /** The row number the previous page ended at. */
  readonly after: number;
  readonly limit: number;
}

export function findRows(db: Db, batchId: string, { states, after, limit }: BatchRowsPage): Promise<StoredBatchRow[]> {
  return db
    .selectFrom("refund_batch_rows")
    .selectAll()
    .where("batch_id", "=", batchId)
    .where("row_number", ">", after)
    .$if(states !== undefined, (query) => query.where("state", "in", states ?? []))
    .orderBy("row_number")
    .limit(limit)
    .execute();
}

export function findRow(db: Db, batchId: string, rowNumber: number): Promise<StoredBatchRow | undefined> {
  return db
    .selectFrom("refund_batch_rows")
    .selectAll()
    .where("batch_id", "=", batchId)
    .where("row_number", "=", rowNumber)
    .executeTakeFirst();
}

/** Rows of the batch about these payments that stand before the given one. */
export async function findEarlierRows(
  db: Db,
  batchId: string,
  impUids: readonly string[],
  before: number,
): Promise<StoredBatchRow[]> {
  if (impUids.length === 0) return [];
  return db
    .selectFrom("refund_batch_rows")
    .selectAll()
    .where("batch_id", "=", batchId)
    .where("imp_uid", "in", inList(db, impUids))
    .where("row_number", "<", before)
    .orderBy("row_number")
    .execute();
}

export async function changeRow(
  db: Db,
  batchId: string,
  rowNumber: number,
  change: Partial<StoredBatchRow>,
): Promise<void> {
  await db
    .updateTable("refund_batch_rows")
    .set(change)
    .where("batch_id", "=", batchId)
    .where("row_number", "=", rowNumber)
    .execute();
}

/** Writes down what came of asking for a row; nothing where another process has brought the row further meanwhile. */
export async function changeAsking(db: Db, row: StoredBatchRow, change: Partial<StoredBatchRow>): Promise<void> {
  await db
    .updateTable("refund_batch_rows")
    .set(change)
    .where("batch_id", "=", row.batch_id)
    .where("row_number", "=", row.row_number)
    .where("state", "=", "asking")
    .where("attempt", "=", row.attempt)
    .execute();
}

/** Takes a row for asking; false when it is not waiting to be asked for. */
export async function takeRow(db: Db, batchId: string, rowNumber: number, refundId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("refund_batch_rows")
    .set({ state: "asking", refund_id: refundId })
    .where("batch_id", "=", batchId)
    .where("row_number", "=", rowNumber)
    .where("state", "=", "will_go")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Puts every row that can be judged back to before the rehearsal. */
export async function forgetRehearsal(tx: Tx, batchId: string): Promise<void> {
  await tx
    .updateTable("refund_batch_rows")
    .set({
      state: "not_rehearsed",
      request: null,
      request_account_sealed: null,
      findings: "[]",
      amount: null,
      balance_seen: null,
      needs_approval: null,
    })
    .where("batch_id", "=", batchId)
    .where("state", "in", ["not_rehearsed", "will_go", "will_not_go"])
    .execute();
}

/** The index's payments of these orders. */
export async function findOrderPayments(db: Db, merchantUids: readonly string[]) {
  if (merchantUids.length === 0) return [];
  return db
    .selectFrom("payments")
    .select(["imp_uid", "merchant_uid", "status", "currency", "amount", "cancelled_amount", "requested_at", "method"])
    .where("merchant_uid", "in", inList(db, merchantUids))
    .orderBy("id")
    .execute();
}

/** What each row that will go comes to, in their order. */
export async function findRowsThatGo(db: Db, batchId: string) {
  return db
    .selectFrom("refund_batch_rows")
    .select(["row_number", "method", "currency", "amount", "is_test", "customer_key"])
    .where("batch_id", "=", batchId)
    .where("state", "=", "will_go")
    .where("amount", "is not", null)
    .where("currency", "is not", null)
    .$narrowType<{ currency: string; amount: number }>()
    .orderBy("row_number")
    .execute();
}

/** How many rows that will go wait for an approval first. */
export async function countWaiting(db: Db, batchId: string): Promise<number> {
  const { rows } = await db
    .selectFrom("refund_batch_rows")
    .where("batch_id", "=", batchId)
    .where("state", "=", "will_go")
    .where("needs_approval", "=", 1)
    .select(({ fn }) => fn.countAll<number>().as("rows"))
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** What a row's refund says of itself. */
export interface RowRefund {
  readonly id: string;
  readonly state: RefundState;
  /** The PG's own words where it refused. */
  readonly pgWords: string | null;
  readonly cancellationId: string | null;
  /** Unix milliseconds. */
  readonly settledAtMs: number | null;
}

export async function findRowRefunds(db: Db, refundIds: readonly string[]): Promise<RowRefund[]> {
  if (refundIds.length === 0) return [];
  return db
    .selectFrom("refunds")
    .where("id", "in", inList(db, refundIds))
    .select(["id", "state", "pg_words as pgWords", "cancellation_id as cancellationId", "settled_at_ms as settledAtMs"])
    .execute();
}

/** How many of a batch's refunds stand where. */
export async function countRefundStates(db: Db, batchId: string): Promise<ReadonlyMap<RefundState, number>> {
  const counted = await db
    .selectFrom("refund_batch_rows")
    .innerJoin("refunds", "refunds.id", "refund_batch_rows.refund_id")
    .where("batch_id", "=", batchId)
    .groupBy("refunds.state")
    .select(({ fn }) => ["refunds.state", fn.countAll<number>().as("rows")])
    .execute();
  return new Map(counted.map(({ state, rows }) => [state, Number(rows)]));
}
