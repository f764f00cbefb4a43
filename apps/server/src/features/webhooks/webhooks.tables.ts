/** What we concluded about a delivery. `pending` until upstream has been asked. */
export type WebhookVerdict = "pending" | "verified" | "rejected" | "test_call" | "unreadable" | "unavailable";

/** Every call to the webhook address, kept before anything is done about it. */
export interface WebhookDeliveriesTable {
  id: string;
  received_at_ms: number;
  ip: string;
  content_type: string | null;
  /** JSON object; credentials are left out. */
  headers: string;
  body: string;
  imp_uid: string | null;
  merchant_uid: string | null;
  status: string | null;
  cancellation_id: string | null;
  verdict: WebhookVerdict;
  /** What upstream or the reader said, for people. */
  note: string | null;
  attempts: number;
  /** When upstream is asked next; null once the verdict is final. */
  next_attempt_at_ms: number | null;
  settled_at_ms: number | null;
  answered_in_ms: number;
}

export interface WebhooksTables {
  webhook_deliveries: WebhookDeliveriesTable;
}
