import type { BulkRowState } from "@maru/domain";
import type { BatchesTable, BatchRowsTable } from "../../batches/batch.tables.ts";

/** A list of refunds that is rehearsed and carried out as one. */
export interface RefundBatchesTable extends BatchesTable {
  /** Whose caps the rehearsal counts with. */
  rehearsed_by: string | null;
  /** JSON of what will go, per method and currency. */
  rehearsed_totals: string | null;
}

export interface RefundBatchRowsTable extends BatchRowsTable {
  state: BulkRowState;
  /** The account as it was written, encrypted; gone once the refund exists. */
  account_sealed: string | null;
  method: string | null;
  currency: string | null;
  /** Minor units, known once the payment has been read. */
  amount: number | null;
  balance_seen: number | null;
  /** Keyed hash of the buyer, as refunds keep it. */
  customer_key: string | null;
  needs_approval: number | null;
  /** JSON of the refund this row asks for, without its account. */
  request: string | null;
  /** The account of the request, encrypted; gone once the refund exists. */
  request_account_sealed: string | null;
  refund_id: string | null;
}

export interface RefundBulkTables {
  refund_batches: RefundBatchesTable;
  refund_batch_rows: RefundBatchRowsTable;
}
