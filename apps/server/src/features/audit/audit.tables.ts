export interface AuditTables {
  /** Append-only; triggers refuse UPDATE and DELETE. */
  audit_entry: AuditEntryTable;
}

export interface AuditEntryTable {
  /** Position in the chain, from 1 without gaps. */
  sequence: number;
  /** Unix milliseconds. */
  at_ms: number;
  event: string;
  outcome: string;
  actor_user_id: string | null;
  actor_name: string | null;
  actor_role: string | null;
  ip: string | null;
  user_agent: string | null;
  request_id: string | null;
  subject_type: string | null;
  subject_id: string | null;
  /** Canonical JSON. */
  details: string;
  /** SHA-256, hex; 64 zeros for the first entry. */
  previous_hash: string;
  /** SHA-256, hex, over the previous hash and this entry in canonical JSON. */
  hash: string;
}
