import type { BulkState, EscrowMode, InvoiceRowState } from "@maru/domain";
import type { Generated } from "kysely";

/** Why a running list stands still: a person asked for it, or going on would be wrong. */
export type InvoicePause = "person" | "starter_may_not" | "upstream_down" | "storage" | "bug";

/** A list of invoices that is rehearsed and carried out as one. */
export interface InvoiceBatchesTable {
  id: string;
  created_at_ms: number;
  created_by: string;
  created_by_name: string;
  source: "file" | "paste";
  /** The file's name. */
  name: string | null;
  /** Digest of what the list registers, whatever its form. */
  content_hash: string;
  /** Counts how often the same list was deliberately brought again. */
  copy: number;
  /** JSON of what the list says for every row, its sender apart. */
  options: string;
  /** JSON of who sends, encrypted. */
  sender_sealed: string | null;
  state: BulkState;
  row_count: number;
  rehearsed_at_ms: number | null;
  started_at_ms: number | null;
  started_by: string | null;
  started_by_name: string | null;
  paused_because: InvoicePause | null;
  finished_at_ms: number | null;
  /** The process at work on it, and until when nobody else may be. */
  claimed_by: string | null;
  claimed_until_ms: number | null;
}

export interface InvoiceBatchRowsTable {
  batch_id: string;
  /** Counted from 1, in the order of the list. */
  row_number: number;
  line: number;
  state: InvoiceRowState;
  imp_uid: string | null;
  merchant_uid: string | null;
  /** JSON of the row as it was written, its receiver masked. */
  content: string;
  /** JSON of the receiver as it was written, encrypted; gone once the row was asked for. */
  receiver_sealed: string | null;
  problems: string;
  /** JSON of what the rehearsal found. */
  findings: string;
  mode: EscrowMode | null;
  /** A person wants the registered delivery replaced. */
  wants_change: Generated<number>;
  pg_provider: string | null;
  is_test: number | null;
  /** JSON of the delivery that upstream had in the rehearsal. */
  registered: string | null;
  /** JSON of the delivery this row asks for, encrypted; gone once it was asked for. */
  order_sealed: string | null;
  /** Counts the instructions of this row that ended before anything was sent because upstream did not answer. */
  attempt: Generated<number>;
  instruction_id: string | null;
  /** JSON of the error that kept an instruction from coming into being. */
  not_asked_because: string | null;
}

export interface InvoiceBatchTables {
  invoice_batches: InvoiceBatchesTable;
  invoice_batch_rows: InvoiceBatchRowsTable;
}
