import type { InstructionState, InstructionTargetKind } from "@maru/domain";

/** What people told upstream to do, refunds aside. Cannot be rebuilt from upstream. */
export interface InstructionsTables {
  instructions: InstructionRow;
  instruction_events: InstructionEventRow;
  instruction_locks: InstructionLockRow;
}

/** One instruction. Flags are 0 or 1, instants unix milliseconds. */
export interface InstructionRow {
  id: string;
  /** One of the domain's kinds; a name this version may not know. */
  kind: string;
  /** What stands before the dot of the kind. */
  family: string;
  target_kind: InstructionTargetKind;
  target: string;
  /** The payment it is about, or the one that came of it; null while there is none. */
  imp_uid: string | null;
  state: InstructionState;
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
  sending_at_ms: number | null;
  settled_at_ms: number | null;
  next_check_at_ms: number | null;
  checks: number;
  last_checked_at_ms: number | null;
  alerted_at_ms: number | null;
  /** Upstream's `code` and words where it refused. */
  pg_code: number | null;
  pg_words: string | null;
  /** JSON `{ code, reason, details }`: why it stands where it stands. */
  problem: string | null;
  /** What a person found out where no record tells. */
  confirmed_reason: string | null;
  confirmed_by_user_id: string | null;
  confirmed_by_name: string | null;
  confirmed_at_ms: number | null;
}

/** One step of an instruction, kept for ever. */
export interface InstructionEventRow {
  instruction_id: string;
  /** From 1, without gaps. */
  sequence: number;
  at_ms: number;
  from_state: InstructionState | null;
  to_state: InstructionState;
  /** Null for what the console did by itself. */
  actor_user_id: string | null;
  actor_name: string | null;
  /** JSON, without personal data. */
  details: string;
}

/**
 * Stands while one instruction of a family about a target is not final, so that there is one at most. Whoever owns it works
 * on it; an owner that let it run out is gone, and what it did is read from upstream. Running out frees nothing.
 */
export interface InstructionLockRow {
  family: string;
  /** The kind of target and its id. */
  target: string;
  instruction_id: string;
  owner: string;
  expires_at_ms: number;
}
