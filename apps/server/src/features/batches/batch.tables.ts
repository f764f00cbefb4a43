import type { BulkRowState, BulkState, InvoiceRowState } from "@maru/domain";
import type { Generated } from "kysely";

export type BatchSource = "file" | "paste" | "selection";

/** Why a running batch stands still: a person asked for it, or going on would be wrong. */
export type BatchPause = "person" | "starter_may_not" | "upstream_down" | "safe_mode" | "storage" | "bug";

export type BatchRowState = BulkRowState | InvoiceRowState;

/** A list that is rehearsed and carried out as one. Each kind of list has a table of its own with at least these columns. */
export interface BatchesTable {
  id: string;
  created_at_ms: number;
  created_by: string;
  created_by_name: string;
  source: BatchSource;
  /** The file's name. */
  name: string | null;
  /** Digest of what the list asks for, whatever its form. */
  content_hash: string;
  /** Counts how often the same list was deliberately brought again. */
  copy: number;
  /** JSON of what the list says for every row; nothing of it personal. */
  options: string;
  state: BulkState;
  row_count: number;
  rehearsed_at_ms: number | null;
  started_at_ms: number | null;
  started_by: string | null;
  started_by_name: string | null;
  paused_because: BatchPause | null;
  finished_at_ms: number | null;
  /** The process at work on it, and until when nobody else may be. */
  claimed_by: string | null;
  claimed_until_ms: number | null;
}

/** What every row of a list has. */
export interface BatchRowsTable {
  batch_id: string;
  /** Counted from 1, in the order of the list. */
  row_number: number;
  line: number;
  state: BatchRowState;
  imp_uid: string | null;
  merchant_uid: string | null;
  /** JSON of the row as it was written, what is personal in it masked. */
  content: string;
  problems: string;
  is_test: number | null;
  /** JSON of what the rehearsal found. */
  findings: string;
  /** Counts what became of this row and ended before anything was sent because upstream did not answer. */
  attempt: Generated<number>;
  /** JSON of the error that kept anything from coming of the row. */
  not_asked_because: string | null;
}
