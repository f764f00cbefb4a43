import type { RefundState } from "@maru/domain";
import type { ErrandEventRow, ErrandLockRow, ErrandRow } from "../errands/errand.tables.ts";

/** Everything here is money's own memory: it cannot be rebuilt from upstream. */
export interface RefundsTables {
  refunds: RefundRow;
  refund_events: RefundEventRow;
  refund_locks: RefundLockRow;
  refund_caps: RefundCapsRow;
  refund_settings: RefundSettingsRow;
  step_ups: StepUpRow;
  safe_mode: SafeModeRow;
  refund_reasons: RefundReasonRow;
}

/** One refund. Flags are 0 or 1, instants unix milliseconds and amounts minor units of `currency`. */
export interface RefundRow extends ErrandRow<RefundState> {
  imp_uid: string;
  /** `[R7K3Q9]`: stands first in the reason upstream keeps. */
  tag: string;
  currency: string;
  amount: number;
  /** The balance the person saw. Sent as checksum; never refreshed. */
  pinned_balance: number;
  tax_free_amount: number | null;
  vat_amount: number | null;
  /** What is left for tax once it is done, as whoever asked stated it; null where nobody did. */
  tax_free_left: number | null;
  vat_left: number | null;
  reason_code: string;
  reason_text: string;
  repeat_reason: string | null;
  account_bank_code: string | null;
  /** JSON `{ number, holder }` as anybody may see them. */
  account_masked: string | null;
  /** The account in full, encrypted; gone as soon as nothing can be sent any more. */
  account_sealed: string | null;
  requester: string | null;
  retain_promotion: number | null;
  purchase_confirmed: number | null;
  notify_shop: number;
  /** Tells the same id with the same contents from the same id with others. */
  contents_hash: string;
  /** What the payment was at the read before sending; null before it. */
  merchant_uid: string | null;
  pg_provider: string | null;
  mid: string | null;
  method: string | null;
  is_test: number | null;
  /** Keyed hash of the buyer's telephone or e-mail; null where the payment names neither. */
  customer_key: string | null;
  /** JSON list of the cancels upstream listed before sending. */
  known_cancellations: string | null;
  /** Whether the PG takes requests and carries them out later. */
  settles_later: number;
  requested_by_user_id: string;
  requested_by_name: string;
  requested_by_email: string;
  requested_at_ms: number;
  /** The day in Korea it counts on. */
  requested_on: string;
  /** JSON list of the caps it is above. */
  approval_reasons: string | null;
  approval_expires_at_ms: number | null;
  approved_by_user_id: string | null;
  approved_by_name: string | null;
  approved_at_ms: number | null;
  balance_after: number | null;
  cancellation_id: string | null;
  proposed_outcome: "done" | "not_done" | null;
  proposed_reason: string | null;
  proposed_by_user_id: string | null;
  proposed_by_name: string | null;
  proposed_at_ms: number | null;
}

export interface RefundEventRow extends ErrandEventRow<RefundState> {
  refund_id: string;
}

/** One payment has one refund at most that is not final. */
export interface RefundLockRow extends ErrandLockRow {
  imp_uid: string;
  refund_id: string;
}

/** What people of a role may refund alone, in won. Null is no limit, zero nothing at all. */
export interface RefundCapsRow {
  role: string;
  per_refund: number | null;
  per_day: number | null;
  per_customer: number | null;
}

/** Why money goes back; rows are retired and never removed, since refunds name them. */
export interface RefundReasonRow {
  code: string;
  name_ko: string;
  name_en: string;
  /** Ascending in the order people choose from. */
  position: number;
  retired_at_ms: number | null;
}

/** A single row, `id = 1`. */
export interface RefundSettingsRow {
  id: number;
  /** Above so many won a fresh code is asked for; null never. */
  step_up_above: number | null;
}

/** When a session last proved its second factor again. */
export interface StepUpRow {
  session_id: string;
  at_ms: number;
}

/** A single row, `id = 1`: what a person has to look at before refunds go on. */
export interface SafeModeRow {
  id: number;
  chain_broken_at_ms: number | null;
  chain_problem: string | null;
  chain_sequence: number | null;
  /** The audit log is checked from here on, since somebody looked at what was before. */
  accepted_sequence: number;
  accepted_hash: string | null;
}
