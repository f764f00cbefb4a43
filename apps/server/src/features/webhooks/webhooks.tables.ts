import type { ExpectedWebhook, WebhookVerdict } from "@maru/domain";
import type { OutboundProblem } from "../../outbound/outbound-problem.ts";
import type { PaymentSource } from "../payments/payments.tables.ts";

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

/** `stopped`: it was not sent any more, because forwarding was turned off meanwhile. */
export type ForwardState = "waiting" | "delivered" | "failed" | "stopped";

/** One delivery on its way to the shop's own endpoint. */
export interface WebhookForwardsTable {
  id: string;
  delivery_id: string;
  /** Empty for what was forwarded by itself. */
  replay_id: string;
  replayed_by_name: string | null;
  created_at_ms: number;
  state: ForwardState;
  attempts: number;
  next_attempt_at_ms: number | null;
  settled_at_ms: number | null;
  last_status: number | null;
  last_problem: OutboundProblem | null;
}

export interface WebhookForwardAttemptsTable {
  forward_id: string;
  /** From 1, without gaps. */
  number: number;
  at_ms: number;
  url: string;
  /** The IP address that was called; null when none was. */
  address: string | null;
  status: number | null;
  problem: OutboundProblem | null;
  took_ms: number;
}

/** Something that happened of which a webhook was promised and none came. */
export interface WebhookMissesTable {
  id: string;
  imp_uid: string;
  status: ExpectedWebhook["status"];
  /** Empty for what is not a cancel. */
  cancellation_id: string;
  happened_at_ms: number;
  noticed_at_ms: number;
  /** Which read of ours saw that it had happened. */
  noticed_by: PaymentSource;
  is_test: number;
  /** Set when the webhook came after all. */
  arrived_at_ms: number | null;
  /** 1 once people were told, or nobody wanted to be. */
  is_alerted: number;
}

/** Calls that were turned away because their sender sent too many; they were not read. */
export interface WebhookFloodsTable {
  /** The hour's beginning, unix milliseconds. */
  hour_ms: number;
  /** Empty for all those beyond what is told apart. */
  ip: string;
  refused: number;
  last_at_ms: number;
}

/** A single row, `id = 1`. */
export interface WebhookWatchTable {
  id: number;
  /** The last change of a payment that was looked at. */
  change_id: number;
}

export interface WebhooksTables {
  webhook_floods: WebhookFloodsTable;
  webhook_misses: WebhookMissesTable;
  webhook_watch: WebhookWatchTable;
  webhook_deliveries: WebhookDeliveriesTable;
  webhook_forwards: WebhookForwardsTable;
  webhook_forward_attempts: WebhookForwardAttemptsTable;
  webhook_settings: WebhookSettingsTable;
}
