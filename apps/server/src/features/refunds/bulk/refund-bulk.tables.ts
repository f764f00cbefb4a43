import type { BulkRowState, BulkState } from "@maru/domain";
import type { Generated } from "kysely";

export type BulkSource = "file" | "paste" | "selection";

/** Why a running batch stands still: a person asked for it, or going on would be wrong. */
export type BulkPause = "person" | "starter_may_not" | "upstream_down" | "safe_mode" | "storage" | "bug";

/** A list of refunds that is rehearsed and carried out as one. */
export interface RefundBatchesTable {
  id: string;
  created_at_ms: number;
  created_by: string;
  created_by_name: string;
  source: BulkSource;
  /** The file's name. */
  name: string | null;
  /** Digest of what the list asks for, whatever its form. */
  content_hash: string;
  /** Counts how often the same list was deliberately brought again. */
  copy: number;
  /** JSON of what the list says for every row. */
  options: string;
  state: BulkState;
  row_count: number;
  /** Whose caps the rehearsal counts with. */
  rehearsed_by: string | null;
  rehearsed_at_ms: number | null;
  /** JSON of what will go, per method and currency. */
  rehearsed_totals: string | null;
  started_at_ms: number | null;
  started_by: string | null;
  started_by_name: string | null;
  paused_because: BulkPause | null;
  finished_at_ms: number | null;
  /** The process at work on it, and until when nobody else may be. */
  claimed_by: string | null;
  claimed_until_ms: number | null;
}

export interface RefundBatchRowsTable {
  batch_id: string;
  /** Counted from 1, in the order of the list. */
  row_number: number;
  line: number;
  state: BulkRowState;
  imp_uid: string | null;
  merchant_uid: string | null;
  /** JSON of the row as it was written, its account masked. */
  content: string;
  /** The account as it was written, encrypted; gone once the refund exists. */
  account_sealed: string | null;
  problems: string;
  method: string | null;
  currency: string | null;
  /** Minor units, known once the payment has been read. */
  amount: number | null;
  balance_seen: number | null;
  is_test: number | null;
  /** Keyed hash of the buyer, as refunds keep it. */
  customer_key: string | null;
  needs_approval: number | null;
  /** JSON of the refund this row asks for, without its account. */
  request: string | null;
  /** The account of the request, encrypted; gone once the refund exists. */
  request_account_sealed: string | null;
  /** JSON of what the rehearsal found. */
  findings: string;
  /** Counts the refunds of this row that ended before anything was sent because upstream did not answer. */
  attempt: Generated<number>;
  refund_id: string | null;
  /** JSON of the error that kept a refund from coming into being. */
  not_asked_because: string | null;
}

export interface RefundBulkTables {
  refund_batches: RefundBatchesTable;
  refund_batch_rows: RefundBatchRowsTable;
}
