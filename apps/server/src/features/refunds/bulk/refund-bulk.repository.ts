import type { RefundState } from "@maru/domain";
import type { Kysely, Selectable } from "kysely";
import { inList } from "../../../db/dialect.ts";
import type { Database } from "../../../db/schema.ts";
import { batchRepository } from "../../batches/batch.repository.ts";
import type { BatchKind } from "../../batches/batch-kind.ts";
import type { RefundBatchesTable, RefundBatchRowsTable } from "./refund-bulk.tables.ts";

type Db = Kysely<Database>;

export type StoredRefundBatch = Selectable<RefundBatchesTable>;
export type StoredRefundRow = Selectable<RefundBatchRowsTable>;

export const refundBatches = batchRepository<StoredRefundBatch, StoredRefundRow>({
  batches: "refund_batches",
  rows: "refund_batch_rows",
  sealed: "account_sealed",
  became: "refund_id",
  judged: {
    states: ["not_rehearsed", "will_go", "will_not_go"],
    forgotten: {
      request: null,
      request_account_sealed: null,
      amount: null,
      balance_seen: null,
      needs_approval: null,
    },
  },
  spent: { request: null, request_account_sealed: null, account_sealed: null },
});

/** Lists of refunds. */
export const refundLists: BatchKind<StoredRefundBatch, StoredRefundRow> = {
  repository: refundBatches,
  of: "refunds",
  audit: "refund_batch",
  changed: "refundBatch.changed",
  unrehearsed: { rehearsed_at_ms: null, rehearsed_totals: null },
};

/** Rows of the batch about these payments that stand before the given one. */
export async function findEarlierRows(
  db: Db,
  batchId: string,
  impUids: readonly string[],
  before: number,
): Promise<StoredRefundRow[]> {
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

/** What the refunds of these ids say of themselves; an id that no refund has is left out. */
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
