import type { NaverDeed } from "./naver-orders.ts";

export type LedgerKind =
  | "created"
  | "paid"
  | "failed"
  | "account_issued"
  | "account_changed"
  | "account_revoked"
  | "deposited"
  | "account_expired"
  | "cancelled"
  | "cancel_requested"
  | "cancel_settled"
  | "cancel_refused_later"
  | "cancelled_at_pg"
  | "cancel_taken_back"
  | "cancel_entry_lost"
  | "purchase_confirmed"
  | "delivery_registered"
  | "delivery_changed"
  | "receipt_issued"
  | "receipt_issued_at_pg"
  | "receipt_cancelled"
  | "external_receipt_issued"
  | "external_receipt_cancelled"
  | "prepared"
  | "prepare_changed"
  | "barcode_annulled"
  | "billing_key_deleted"
  | "billing_key_issued"
  | "certification_confirmed"
  | "certification_deleted"
  | "certification_requested"
  | "delivery_reported"
  | "kcpquick_fido_released"
  | "kcpquick_key_deleted"
  | "kcpquick_member_deleted"
  | "kcpquick_member_joined"
  | "kcpquick_money_spent"
  | "kcpquick_prepared"
  | "naver_confirmed"
  | "naver_points_given"
  | NaverDeed
  | "partner_receipt_split"
  | "payco_order_changed"
  | "schedule_executed"
  | "schedule_moved"
  | "schedule_retried"
  | "schedule_revoked"
  | "scheduled"
  | "window_opened";

/** One thing that was really done. Whoever must prove "exactly once" counts these, not answers. */
export interface LedgerEntry {
  number: number;
  /** Unix seconds. */
  at: number;
  kind: LedgerKind;
  tier: string | null;
  imp_uid: string | null;
  merchant_uid: string;
  amount: number;
  currency: string | null;
  cancellation_id: string | null;
  reason: string | null;
}

/** Everything done by requests and controls since the world began. Computed payments leave no entries. */
export class Ledger {
  readonly #entries: LedgerEntry[] = [];

  get nextNumber(): number {
    return this.#entries.length + 1;
  }

  add(entry: LedgerEntry): void {
    this.#entries.push(entry);
  }

  entries(
    filter: { impUid?: string | undefined; kind?: string | undefined; after?: number | undefined } = {},
  ): LedgerEntry[] {
    const { impUid, kind, after = 0 } = filter;
    return this.#entries.filter(
      (entry) =>
        entry.number > after &&
        (impUid === undefined || entry.imp_uid === impUid) &&
        (kind === undefined || entry.kind === kind),
    );
  }
}
