export interface AuditTables {
  /** Append-only: triggers refuse UPDATE and DELETE. */
  audit_entries: AuditEntryRow;
  /** One row: where the chain ends, sealed with the console's secret so that a shortened chain shows. */
  audit_head: AuditHeadRow;
}

export interface AuditEntryRow {
  /** Position in the chain, from 1 without gaps. */
  sequence: number;
  /** Unix milliseconds. */
  at_ms: number;
  event: string;
  /** `done` or `refused`. */
  outcome: string;
  actor_user_id: string | null;
  actor_name: string | null;
  actor_role: string | null;
  ip: string | null;
  user_agent: string | null;
  request_id: string | null;
  /** What it was about: an imp_uid, a user id. */
  subject: string | null;
  /** Canonical JSON. */
  details: string;
  /** SHA-256 in hex; 64 zeros before the first entry. */
  previous_hash: string;
  /** SHA-256 in hex over the previous hash and this entry in canonical JSON. */
  hash: string;
}

export interface AuditHeadRow {
  /** Always 1. */
  id: number;
  sequence: number;
  hash: string;
  /** HMAC-SHA-256 in hex over sequence and hash. */
  seal: string;
}
