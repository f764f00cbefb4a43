/**
 * Something upstream is told to do once, and settled by what its record says: a refund or any other instruction. Each has a
 * table of its own with at least these columns. Instants are unix milliseconds.
 */
export interface ErrandRow<State extends string> {
  id: string;
  /** The payment it is about; null while there is none. */
  imp_uid: string | null;
  state: State;
  sending_at_ms: number | null;
  settled_at_ms: number | null;
  /** When upstream's record is looked at next; null where it is not. */
  next_check_at_ms: number | null;
  checks: number;
  last_checked_at_ms: number | null;
  /** When somebody was told that it is not settled. */
  alerted_at_ms: number | null;
  /** Upstream's `code` and words where it refused. */
  pg_code: number | null;
  pg_words: string | null;
  /** JSON of an `ErrandProblem`: why it stands where it stands. */
  problem: string | null;
}

/** One step of an errand, kept for ever. */
export interface ErrandEventRow<State extends string> {
  /** From 1, without gaps. */
  sequence: number;
  at_ms: number;
  from_state: State | null;
  to_state: State;
  /** Null for what the console did by itself. */
  actor_user_id: string | null;
  actor_name: string | null;
  /** JSON, without personal data. */
  details: string;
}

/**
 * Stands while an errand about something is not final, so that there is one at most. Whoever owns it works on the errand; an
 * owner that let it run out is gone, and what it did is read from upstream. Running out frees nothing.
 */
export interface ErrandLockRow {
  owner: string;
  expires_at_ms: number;
}
