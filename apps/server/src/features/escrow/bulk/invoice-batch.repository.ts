import type { BulkState, InstructionState, InvoiceRowState } from "@maru/domain";
import type { Kysely, Selectable, Transaction } from "kysely";
import { inList, isPostgres } from "../../../db/dialect.ts";
import { type InsertColumns, insertRows } from "../../../db/insert-rows.ts";
import type { Database } from "../../../db/schema.ts";
import type { InvoiceBatchesTable, InvoiceBatchRowsTable } from "./invoice-batch.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export type StoredInvoiceBatch = Selectable<InvoiceBatchesTable>;
export type StoredInvoiceRow = Selectable<InvoiceBatchRowsTable>;

const rowColumns: InsertColumns<"invoice_batch_rows"> = {
  table: "invoice_batch_rows",
  columns: {
    batch_id: "text",
    row_number: "integer",
    line: "integer",
    state: "text",
    imp_uid: "text",
    merchant_uid: "text",
    content: "text",
    receiver_sealed: "text",
    problems: "text",
    findings: "text",
  },
};

export type NewInvoiceRow = Pick<
  StoredInvoiceRow,
  "row_number" | "line" | "state" | "imp_uid" | "merchant_uid" | "content" | "receiver_sealed" | "problems"
>;

/** Keeps a list with its rows; false when somebody else brought the same list in this very moment. */
export async function insertBatch(tx: Tx, batch: StoredInvoiceBatch, rows: readonly NewInvoiceRow[]): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("invoice_batches")
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
      row.receiver_sealed,
      row.problems,
      "[]",
    ]),
  );
  return true;
}

export function findBatch(db: Db, id: string): Promise<StoredInvoiceBatch | undefined> {
  return db.selectFrom("invoice_batches").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Reads a batch that nobody else changes until the transaction ends. */
export function lockBatch(tx: Tx, id: string): Promise<StoredInvoiceBatch | undefined> {
  return tx
    .selectFrom("invoice_batches")
    .where("id", "=", id)
    .selectAll()
    .$if(isPostgres(tx), (query) => query.forUpdate())
    .executeTakeFirst();
}

/** The latest batch of the same content. */
export function findBatchOfContent(db: Db, contentHash: string): Promise<StoredInvoiceBatch | undefined> {
  return db
    .selectFrom("invoice_batches")
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
export function findBatches(db: Db, before: BatchPlace | null, limit: number): Promise<StoredInvoiceBatch[]> {
  return db
    .selectFrom("invoice_batches")
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
  change: Partial<StoredInvoiceBatch>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invoice_batches")
    .set(change)
    .where("id", "=", id)
    .where("state", "in", from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Batches that have work to do: those this process holds, or those that no living one has taken. */
export function findWork(db: Db, owner: string, nowMs: number): Promise<StoredInvoiceBatch[]> {
  return db
    .selectFrom("invoice_batches")
    .selectAll()
    .where("state", "in", ["rehearsing", "running"])
    .where(({ eb, or }) =>
      or([eb("claimed_by", "=", owner), eb("claimed_until_ms", "is", null), eb("claimed_until_ms", "<=", nowMs)]),
    )
    .orderBy("created_at_ms")
    .orderBy("id")
    .execute();
}

/** Takes a batch, or keeps it, until the given time; false when another process has it. */
export async function claimBatch(db: Db, id: string, owner: string, nowMs: number, untilMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invoice_batches")
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
    .updateTable("invoice_batches")
    .set({ claimed_by: owner })
    .where("id", "=", id)
    .where("state", "=", "rehearsing")
    .where("claimed_by", "=", owner)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function releaseBatches(db: Db, owner: string): Promise<void> {
  await db
    .updateTable("invoice_batches")
    .set({ claimed_by: null, claimed_until_ms: null })
    .where("claimed_by", "=", owner)
    .execute();
}

export async function countRows(db: Db, batchId: string): Promise<ReadonlyMap<InvoiceRowState, number>> {
  const counted = await db
    .selectFrom("invoice_batch_rows")
    .where("batch_id", "=", batchId)
    .groupBy("state")
    .select(({ fn }) => ["state", fn.countAll<number>().as("rows")])
    .execute();
  return new Map(counted.map(({ state, rows }) => [state, Number(rows)]));
}

export interface InvoiceRowsPage {
  readonly states?: readonly InvoiceRowState[] | undefined;
  /** The row number the previous page ended at. */
  readonly after: number;
  readonly limit: number;
}

export function findRows(
  db: Db,
  batchId: string,
  { states, after, limit }: InvoiceRowsPage,
): Promise<StoredInvoiceRow[]> {
  return db
    .selectFrom("invoice_batch_rows")
    .selectAll()
    .where("batch_id", "=", batchId)
    .where("row_number", ">", after)
    .$if(states !== undefined, (query) => query.where("state", "in", states ?? []))
    .orderBy("row_number")
    .limit(limit)
    .execute();
}

export function findRow(db: Db, batchId: string, rowNumber: number): Promise<StoredInvoiceRow | undefined> {
  return db
    .selectFrom("invoice_batch_rows")
    .selectAll()
    .where("batch_id", "=", batchId)
    .where("row_number", "=", rowNumber)
    .executeTakeFirst();
}

export async function changeRow(
  db: Db,
  batchId: string,
  rowNumber: number,
  change: Partial<StoredInvoiceRow>,
): Promise<void> {
  await db
    .updateTable("invoice_batch_rows")
    .set(change)
    .where("batch_id", "=", batchId)
    .where("row_number", "=", rowNumber)
    .execute();
}

/** Writes down what came of asking for a row; nothing where another process has brought the row further meanwhile. */
export async function changeAsking(db: Db, row: StoredInvoiceRow, change: Partial<StoredInvoiceRow>): Promise<void> {
  await db
    .updateTable("invoice_batch_rows")
    .set(change)
    .where("batch_id", "=", row.batch_id)
    .where("row_number", "=", row.row_number)
    .where("state", "=", "asking")
    .where("attempt", "=", row.attempt)
    .execute();
}

/** Takes a row for asking; false when it is not waiting to be asked for. */
export async function takeRow(db: Db, row: StoredInvoiceRow, instructionId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invoice_batch_rows")
    .set({ state: "asking", instruction_id: instructionId })
    .where("batch_id", "=", row.batch_id)
    .where("row_number", "=", row.row_number)
    .where("state", "=", "will_go")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Wants the registered delivery replaced in these rows, or in every one that has another; answers in how many. */
export async function wantChanges(tx: Tx, batchId: string, rowNumbers: readonly number[] | null): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("invoice_batch_rows")
    .set({ wants_change: 1 })
    .where("batch_id", "=", batchId)
    .where("state", "=", "registered")
    .$if(rowNumbers !== null, (query) => query.where("row_number", "in", inList(tx, rowNumbers ?? [])))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Puts every row that can be judged back to before the rehearsal. */
export async function forgetRehearsal(tx: Tx, batchId: string): Promise<void> {
  await tx
    .updateTable("invoice_batch_rows")
    .set({ state: "not_rehearsed", findings: "[]", mode: null, registered: null, order_sealed: null })
    .where("batch_id", "=", batchId)
    .where("state", "in", ["not_rehearsed", "will_go", "registered", "will_not_go"])
    .execute();
}

/** The index's payments of these orders. */
export async function findOrderPayments(db: Db, merchantUids: readonly string[]) {
  if (merchantUids.length === 0) return [];
  return db
    .selectFrom("payments")
    .select([
      "imp_uid",
      "merchant_uid",
      "status",
      "currency",
      "amount",
      "cancelled_amount",
      "requested_at",
      "is_escrow",
    ])
    .where("merchant_uid", "in", inList(db, merchantUids))
    .orderBy("id")
    .execute();
}

/** What a row's instruction says of itself. */
export interface RowInstruction {
  readonly id: string;
  readonly state: InstructionState;
  /** The PG's own words where it refused. */
  readonly pgWords: string | null;
  readonly problem: string | null;
  /** Unix milliseconds. */
  readonly settledAtMs: number | null;
}

export async function findRowInstructions(db: Db, ids: readonly string[]): Promise<RowInstruction[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom("instructions")
    .where("id", "in", inList(db, ids))
    .select(["id", "state", "pg_words as pgWords", "problem", "settled_at_ms as settledAtMs"])
    .execute();
}

/** How many of a batch's instructions stand where. */
export async function countInstructionStates(db: Db, batchId: string): Promise<ReadonlyMap<InstructionState, number>> {
  const counted = await db
    .selectFrom("invoice_batch_rows")
    .innerJoin("instructions", "instructions.id", "invoice_batch_rows.instruction_id")
    .where("batch_id", "=", batchId)
    .groupBy("instructions.state")
    .select(({ fn }) => ["instructions.state", fn.countAll<number>().as("rows")])
    .execute();
  return new Map(counted.map(({ state, rows }) => [state, Number(rows)]));
}
