import type { WebhookVerdict } from "@maru/domain";

/** Every call to the webhook address, kept before anything is done about it, and every one processed again. */
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
  answered_status: number;
  /** 1 for a payment of a test channel; null until upstream has been asked. */
  is_test: number | null;
  /** One press of the button, which may process many again; null for what came over the network. */
  replay_id: string | null;
  /** The delivery that is processed again. */
  replay_of: string | null;
  replayed_by: string | null;
  replayed_by_name: string | null;
}

/** A single row, `id = 1`. */
export interface WebhookSettingsTable {
  id: number;
  retention_days: number;
  /** 1 turns away whatever comes from an address that is not published. */
  is_gated: number;
  missing_after_minutes: number;
  forward_url: string | null;
  /** Signs what is forwarded; encrypted. */
  forward_secret: string | null;
  is_forwarding: number;
}

export interface WebhooksTables {
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_settings: WebhookSettingsTable;
}
