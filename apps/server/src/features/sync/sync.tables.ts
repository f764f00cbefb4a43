/** Where the one synchronisation of this database stands. A single row, `name = 'payments'`. */
export interface SyncStateTable {
  name: string;
  phase: "loading" | "verifying" | "following";
  /** JSON of the walk in progress; null when none is. */
  cursor: string | null;
  /** `YYYY-MM-DD` in Asia/Seoul: the first day the index covers. */
  covered_from: string;
  started_at_ms: number;
  last_read_at_ms: number | null;
  /** Every change up to here has been read; unix seconds. */
  watermark: number | null;
}

/** Which process synchronises this database. Whoever finds the lease expired may take it. */
export interface SyncLeaseTable {
  name: string;
  owner: string;
  expires_at_ms: number;
}

export interface SyncTables {
  sync_state: SyncStateTable;
  sync_leases: SyncLeaseTable;
}
