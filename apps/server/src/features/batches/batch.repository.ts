import type { BulkState, PaymentStatus } from "@maru/domain";
import type { Kysely, Selectable, Transaction } from "kysely";
import { inList, isPostgres } from "../../db/dialect.ts";
import { insertRows } from "../../db/insert-rows.ts";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import type { BatchesTable, BatchRowState, BatchRowsTable } from "./batch.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export type StoredBatch = Selectable<BatchesTable>;
export type StoredRow = Selectable<BatchRowsTable>;

/** Where lists of one kind are kept. */
export interface BatchPlaces<Row> {
  readonly batches: "refund_batches" | "invoice_batches";
  readonly rows: "refund_batch_rows" | "invoice_batch_rows";
  /** The column of what is kept encrypted of a row as it was written. */
  readonly sealed: "account_sealed" | "receiver_sealed";
  /** The column with the id of what a row was asked for as. */
  readonly became: "refund_id" | "instruction_id";
  /** The states of rows that can be judged, and what of them is gone once they are to be judged anew. */
  readonly judged: { readonly states: readonly BatchRowState[]; readonly forgotten: Partial<Row> };
  /** What of a row is gone once it was asked for: what came of it keeps that now, in one place only. */
  readonly spent: Partial<Row>;
  /** What of a row is gone as soon as what it asked for is done, and is kept for another list where it is not. */
  readonly spentOnceDone?: Partial<Row>;
}

export interface NewRow
  extends Pick<StoredRow, "row_number" | "line" | "state" | "imp_uid" | "merchant_uid" | "content" | "problems"> {
  readonly sealed: string | null;
}

export interface RowsPage {
  readonly states?: readonly BatchRowState[] | undefined;
  /** The row number the previous page ended at. */
  readonly after: number;
  readonly limit: number;
}

/** A payment of an order, as the index has it. */
export interface OrderPayment {
  readonly imp_uid: string;
  readonly merchant_uid: string;
  readonly status: PaymentStatus;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  readonly cancelled_amount: number;
  /** Unix seconds. */
  readonly requested_at: number;
  readonly method: string | null;
  readonly is_escrow: number;
}

export type BatchRepository<Batch extends StoredBatch, Row extends StoredRow> = ReturnType<
  typeof batchRepository<Batch, Row>
>;

/** Keeps lists of one kind, and which process works on which. */
export function batchRepository<Batch extends StoredBatch, Row extends StoredRow>(places: BatchPlaces<Row>) {
  const { batches, rows, sealed, became, judged, spent, spentOnceDone } = places;

  return {
    /** Keeps a list with its rows; false when somebody else brought the same list in this very moment. */
    async insertBatch(tx: Tx, batch: Batch, newRows: readonly NewRow[]): Promise<boolean> {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto(batches)
        .values(batch as StoredBatch & { sender_sealed: null })
        .onConflict((conflict) => conflict.columns(["content_hash", "copy"]).doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return false;
      const columns = {
        batch_id: "text",
        row_number: "integer",
        line: "integer",
        state: "text",
        imp_uid: "text",
        merchant_uid: "text",
        content: "text",
        [sealed]: "text",
        problems: "text",
        findings: "text",
      } as const;
      await insertRows(
        tx,
        { table: rows, columns },
        newRows.map((row) => [
          batch.id,
          row.row_number,
          row.line,
          row.state,
          row.imp_uid,
          row.merchant_uid,
          row.content,
          row.sealed,
          row.problems,
          "[]",
        ]),
      );
      return true;
    },

    /** The list; undefined where there is none of this id. */
    findBatch(db: Db, id: string): Promise<Batch | undefined> {
      return db.selectFrom(batches).selectAll().where("id", "=", id).$castTo<Batch>().executeTakeFirst();
    },

    /** Reads a batch that nobody else changes until the transaction ends; undefined where there is none. */
    lockBatch(tx: Tx, id: string): Promise<Batch | undefined> {
      return tx
        .selectFrom(batches)
        .where("id", "=", id)
        .selectAll()
        .$if(isPostgres(tx), (query) => query.forUpdate())
        .$castTo<Batch>()
        .executeTakeFirst();
    },

    /** The latest batch of the same content; undefined where nobody brought it yet. */
    findBatchOfContent(db: Db, contentHash: string): Promise<Batch | undefined> {
      return db
        .selectFrom(batches)
        .selectAll()
        .where("content_hash", "=", contentHash)
        .orderBy("copy", "desc")
        .limit(1)
        .$castTo<Batch>()
        .executeTakeFirst();
    },

    /** Batches made before `before`, newest first. */
    findBatches(db: Db, before: TimePlace | null, limit: number): Promise<Batch[]> {
      return db
        .selectFrom(batches)
        .where(isOlderThan(before, { at: "created_at_ms" }))
        .orderBy("created_at_ms", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .selectAll()
        .$castTo<Batch>()
        .execute();
    },

    /** Changes a batch only while it is in one of the states; false when it is not. */
    async changeBatch(
      db: Db,
      id: string,
      from: readonly BulkState[],
      change: Partial<Batch> | Partial<StoredBatch>,
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable(batches)
        .set(change as Partial<StoredBatch>)
        .where("id", "=", id)
        .where("state", "in", from)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** Batches with work to do that this process holds, the oldest first. */
    findOwnBatches(db: Db, owner: string): Promise<Batch[]> {
      return db
        .selectFrom(batches)
        .selectAll()
        .where("claimed_by", "=", owner)
        .where("state", "in", ["rehearsing", "running"])
        .orderBy("created_at_ms")
        .orderBy("id")
        .$castTo<Batch>()
        .execute();
    },

    /** Batches that have work to do and that no living process has taken, the oldest first. */
    findUnclaimedBatches(db: Db, nowMs: number): Promise<Batch[]> {
      return db
        .selectFrom(batches)
        .selectAll()
        .where("state", "in", ["rehearsing", "running"])
        .where(({ eb, or }) => or([eb("claimed_until_ms", "is", null), eb("claimed_until_ms", "<=", nowMs)]))
        .orderBy("created_at_ms")
        .orderBy("id")
        .$castTo<Batch>()
        .execute();
    },

    /** Takes a batch, or keeps it, until the given time (unix milliseconds); false when another process has it. */
    async claimBatch(db: Db, id: string, owner: string, nowMs: number, untilMs: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable(batches)
        .set({ claimed_by: owner, claimed_until_ms: untilMs })
        .where("id", "=", id)
        .where("state", "in", ["rehearsing", "running"])
        .where(({ eb, or }) =>
          or([eb("claimed_by", "=", owner), eb("claimed_until_ms", "is", null), eb("claimed_until_ms", "<=", nowMs)]),
        )
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** Whether this process still rehearses the batch; it does until the transaction ends. */
    async holdRehearsal(tx: Tx, id: string, owner: string): Promise<boolean> {
      const { numUpdatedRows } = await tx
        .updateTable(batches)
        .set({ claimed_by: owner })
        .where("id", "=", id)
        .where("state", "=", "rehearsing")
        .where("claimed_by", "=", owner)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** Leaves every batch this process holds to the others. */
    async releaseBatches(db: Db, owner: string): Promise<void> {
      await db
        .updateTable(batches)
        .set({ claimed_by: null, claimed_until_ms: null })
        .where("claimed_by", "=", owner)
        .execute();
    },

    /** How many rows of the batch stand where; a state that none has is missing. */
    async countRows(db: Db, batchId: string): Promise<ReadonlyMap<Row["state"], number>> {
      const counted = await db
        .selectFrom(rows)
        .where("batch_id", "=", batchId)
        .groupBy("state")
        .select(({ fn }) => ["state", fn.countAll<number>().as("rows")])
        .execute();
      return new Map(counted.map((each) => [each.state, Number(each.rows)]));
    },

    /** Rows of the batch in their order. */
    findRows(db: Db, batchId: string, { states, after, limit }: RowsPage): Promise<Row[]> {
      return db
        .selectFrom(rows)
        .selectAll()
        .where("batch_id", "=", batchId)
        .where("row_number", ">", after)
        .$if(states !== undefined, (query) => query.where("state", "in", states ?? []))
        .orderBy("row_number")
        .limit(limit)
        .$castTo<Row>()
        .execute();
    },

    /** The row; undefined where the batch has none of this number. */
    findRow(db: Db, batchId: string, rowNumber: number): Promise<Row | undefined> {
      return db
        .selectFrom(rows)
        .selectAll()
        .where("batch_id", "=", batchId)
        .where("row_number", "=", rowNumber)
        .$castTo<Row>()
        .executeTakeFirst();
    },

    /** Changes a row wherever it stands; the caller's transaction holds its batch. */
    async changeRow(
      tx: Tx,
      batchId: string,
      rowNumber: number,
      change: Partial<Row> | Partial<StoredRow>,
    ): Promise<void> {
      await tx
        .updateTable(rows)
        .set(change as Partial<StoredRow>)
        .where("batch_id", "=", batchId)
        .where("row_number", "=", rowNumber)
        .execute();
    },

    /** Puts every row that can be judged back to before the rehearsal. */
    async forgetRehearsal(tx: Tx, batchId: string): Promise<void> {
      await tx
        .updateTable(rows)
        .set({ ...(judged.forgotten as Partial<StoredRow>), state: "not_rehearsed", findings: "[]" })
        .where("batch_id", "=", batchId)
        .where("state", "in", judged.states)
        .execute();
    },

    /** Takes a row for asking under an id; false when it is not waiting to be asked for. */
    async takeRow(db: Db, { batch_id, row_number }: Row, id: string): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable(rows)
        .set({ state: "asking", [became]: id })
        .where("batch_id", "=", batch_id)
        .where("row_number", "=", row_number)
        .where("state", "=", "will_go")
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** Lets a row that was being asked for wait once more, under the id of this attempt. */
    async askAgain(db: Db, row: Row, attempt: number): Promise<void> {
      await changeAsking(db, row, { state: "will_go", attempt, [became]: null });
    },

    /** Notes that something came of a row, under this id; `isDone` where that is done already. */
    async noteAsked(db: Db, row: Row, id: string, isDone: boolean): Promise<void> {
      await changeAsking(db, row, { ...spent, ...(isDone ? spentOnceDone : {}), state: "asked", [became]: id });
    },

    /** Notes the error that kept anything from coming of a row. */
    async noteNotAsked(db: Db, row: Row, because: { readonly code: string; readonly reason: string }): Promise<void> {
      const not_asked_because = JSON.stringify(because);
      await changeAsking(db, row, { ...spent, state: "not_asked", [became]: null, not_asked_because });
    },
  };

  /** Writes down what came of asking for a row; nothing where another process has brought the row further meanwhile. */
  async function changeAsking(db: Db, row: Row, change: object): Promise<void> {
    await db
      .updateTable(rows)
      .set(change as Partial<StoredRow>)
      .where("batch_id", "=", row.batch_id)
      .where("row_number", "=", row.row_number)
      .where("state", "=", "asking")
      .where("attempt", "=", row.attempt)
      .execute();
  }
}

/** The index's payments of these orders, the oldest first. */
export async function findOrderPayments(db: Db, merchantUids: readonly string[]): Promise<OrderPayment[]> {
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
      "method",
      "is_escrow",
    ])
    .where("merchant_uid", "in", inList(db, merchantUids))
    .orderBy("id")
    .$castTo<OrderPayment>()
    .execute();
}
