/** `watching` until upstream says one thing or the other: the cancel is gone, or it is still there long after the day. */
export type UndoState = "watching" | "restored" | "not_restored";

/** A cancel somebody asked a PG to undo. Only what upstream says closes it. */
export interface UndoCasesTable {
  id: string;
  imp_uid: string;
  cancellation_id: string;
  /** Minor units of the currency. */
  amount: number;
  currency: string;
  /** What upstream counted as cancelled when the PG was asked. */
  cancelled_amount: number;
  /** After this the PG undoes nothing; unix milliseconds. */
  closes_at_ms: number;
  state: UndoState;
  opened_at_ms: number;
  opened_by: string;
  opened_by_name: string;
  checks: number;
  last_checked_at_ms: number | null;
  next_check_at_ms: number | null;
  closed_at_ms: number | null;
}

export interface UndoTables {
  undo_cases: UndoCasesTable;
}
