import type { KeyVerdict } from "@maru/domain";

/** Calls upstream turned away for want of an accepted token, by operation and hour. */
export interface KeyRefusalsTable {
  /** The client's own name for the call. */
  operation: string;
  /** When the hour began. */
  hour_ms: number;
  calls: number;
  first_at_ms: number;
  last_at_ms: number;
  http_status: number | null;
  hint: string | null;
  /** Upstream's own words, masked. */
  message: string | null;
}

/** What came of it when a person had the key tried. */
export interface KeyChecksTable {
  id: string;
  at_ms: number;
  by_name: string;
  verdict: KeyVerdict;
  code: string | null;
  /** Upstream's own words, masked. */
  message: string | null;
  /** Of the secret that was tried: tells it from another one, and nothing else. */
  secret_fingerprint: string;
  /** Null where no token came. */
  is_new_token: number | null;
}

export interface KeysTables {
  key_refusals: KeyRefusalsTable;
  key_checks: KeyChecksTable;
}
