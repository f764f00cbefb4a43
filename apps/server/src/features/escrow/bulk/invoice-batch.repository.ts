import type { InstructionState } from "@maru/domain";
import type { Kysely, Selectable, Transaction } from "kysely";
import { inList } from "../../../db/dialect.ts";
import type { Database } from "../../../db/schema.ts";
import { batchRepository } from "../../batches/batch.repository.ts";
import type { BatchKind } from "../../batches/batch-kind.ts";
import type { InvoiceBatchesTable, InvoiceBatchRowsTable } from "./invoice-batch.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export type StoredInvoiceBatch = Selectable<InvoiceBatchesTable>;
export type StoredInvoiceRow = Selectable<InvoiceBatchRowsTable>;

/** Lists of invoices. */
export const invoiceLists: BatchKind<StoredInvoiceBatch, StoredInvoiceRow> = {
  repository: batchRepository<StoredInvoiceBatch, StoredInvoiceRow>({
    batches: "invoice_batches",
    rows: "invoice_batch_rows",
    sealed: "receiver_sealed",
    became: "instruction_id",
    judged: {
      states: ["not_rehearsed", "will_go", "registered", "will_not_go"],
      forgotten: { mode: null, registered: null, order_sealed: null },
    },
    spent: { order_sealed: null },
    spentOnceDone: { receiver_sealed: null },
  }),
  of: "invoices",
  audit: "invoice_batch",
  changed: "invoiceBatch.changed",
  unrehearsed: { rehearsed_at_ms: null },
};

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

/** Forgets whom the parcel went to whose delivery was registered by an instruction; nothing where it came of no list. */
export async function forgetReceiver(tx: Tx, instructionId: string): Promise<void> {
  await tx
    .updateTable("invoice_batch_rows")
    .set({ receiver_sealed: null })
    .where("instruction_id", "=", instructionId)
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

/** What the instructions of these ids say of themselves; an id that none has is left out. */
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
