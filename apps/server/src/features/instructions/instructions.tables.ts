import type { InstructionState, InstructionTargetKind } from "@maru/domain";
import type { ErrandEventRow, ErrandLockRow, ErrandRow } from "../errands/errand.tables.ts";

/** What people told upstream to do, refunds aside. Cannot be rebuilt from upstream. */
export interface InstructionsTables {
  instructions: InstructionRow;
  instruction_events: InstructionEventRow;
  instruction_locks: InstructionLockRow;
}

/** One instruction. Flags are 0 or 1, instants unix milliseconds. */
export interface InstructionRow extends ErrandRow<InstructionState> {
  /** One of the domain's kinds; a name this version may not know. */
  kind: string;
  /** What stands before the dot of the kind. */
  family: string;
  target_kind: InstructionTargetKind;
  target: string;
  /** The payment it is about, or the one that came of it; null while there is none. */
  imp_uid: string | null;
  /** JSON, nothing personal in it but masked: shown to everybody and kept for ever. */
  contents: string;
  /** JSON of what is personal and still needed, encrypted; gone as soon as nothing is open any more. */
  personal_sealed: string | null;
  /** Tells the same id with the same contents from the same id with others. */
  contents_hash: string;
  /** JSON of what upstream's record said before it was sent; null before that. */
  known: string | null;
  /** Won that go back to a buyer by it, as it was sent; null where none do or it was not sent. Play money is none. */
  gives_back_won: number | null;
  /** Tells one buyer from another where money goes back, as on a refund; null where nobody knows. */
  customer_key: string | null;
  /** JSON of what came of it; null until it is done. */
  result: string | null;
  /** Whether upstream can be asked what became of it. */
  has_read_back: number;
  asked_by_user_id: string;
  asked_by_name: string;
  asked_at_ms: number;
  /** What a person found out where no record tells. */
  confirmed_reason: string | null;
  confirmed_by_user_id: string | null;
  confirmed_by_name: string | null;
  confirmed_at_ms: number | null;
}

export interface InstructionEventRow extends ErrandEventRow<InstructionState> {
  instruction_id: string;
}

/** One instruction at most of a family about a target is not final. */
export interface InstructionLockRow extends ErrandLockRow {
  family: string;
  /** The kind of target and its id. */
  target: string;
  instruction_id: string;
}
