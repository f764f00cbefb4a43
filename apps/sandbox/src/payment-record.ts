/** A payment exactly as V1 answers it (V1 OpenAPI, `PaymentAnnotation`). */
export interface WirePayment {
  imp_uid: string;
  merchant_uid: string;
  pay_method: string | null;
  channel: string | null;
  pg_provider: string | null;
  emb_pg_provider: string | null;
  pg_tid: string | null;
  pg_id: string | null;
  sandbox: boolean;
  escrow: boolean;
  apply_num: string | null;
  bank_code: string | null;
  bank_name: string | null;
  card_code: string | null;
  card_name: string | null;
  card_issuer_code: string | null;
  card_issuer_name: string | null;
  card_publisher_code: string | null;
  card_publisher_name: string | null;
  card_quota: number;
  card_number: string | null;
  card_type: number | null;
  vbank_code: string | null;
  vbank_name: string | null;
  vbank_num: string | null;
  vbank_holder: string | null;
  vbank_date: number;
  vbank_issued_at: number;
  name: string | null;
  amount: number;
  cancel_amount: number;
  currency: string;
  buyer_name: string | null;
  buyer_email: string | null;
  buyer_tel: string | null;
  buyer_addr: string | null;
  buyer_postcode: string | null;
  custom_data: string | null;
  user_agent: string | null;
  status: WireStatus;
  started_at: number;
  paid_at: number;
  failed_at: number;
  cancelled_at: number;
  fail_reason: string | null;
  cancel_reason: string | null;
  receipt_url: string | null;
  cancel_history: WireCancellation[];
  cancel_receipt_urls: string[];
  deposit_history: WireDeposit[];
  cash_receipt_issued: boolean;
  customer_uid: string | null;
  customer_uid_usage: string | null;
  promotion: { id: string; discount: number } | null;
}

export type WireStatus = "ready" | "paid" | "cancelled" | "failed";
export const wireStatuses: readonly WireStatus[] = ["ready", "paid", "cancelled", "failed"];

export interface WireCancellation {
  pg_tid: string;
  amount: number;
  cancelled_at: number;
  reason: string;
  cancellation_id: string;
  receipt_url: string | null;
}

export interface WireDeposit {
  pg_tid: string;
  amount: number;
  reason: string | null;
  depositor_name: string;
  deposited_at: number;
}

/** A cancel that the PG has accepted but not finished. */
export interface PendingCancel {
  requestedAt: number;
  /** When it finishes by itself; 0 = only when the controls say so. */
  settlesAt: number;
  amount: number;
  reason: string;
  taxFree: number;
}

/** What i'mport and the PG know about a payment and V1 never tells. */
export interface HiddenFacts {
  /** Tax-free part of what is still not cancelled. */
  taxFreeLeft: number;
  /** Cancels the PG undid; their ids are not given again. */
  cancelsTakenBack?: number;
  /** Whether the shop fixed the VAT itself when the payment was made. */
  hasOwnVat: boolean;
  usesWebhook: boolean;
  /** The PG has cancelled it on its own; i'mport does not know. */
  isCancelledAtPg: boolean;
  isPurchaseConfirmed: boolean;
  pending: PendingCancel | null;
  /** The order amount from which the promotion applies. */
  promotionFrom: number;
  /** The first partial cancel of a payment with a promotion decides for all later ones; null before it. */
  retainsPromotion: boolean | null;
  /** tosspay_v2: a partial cancel without its VAT makes every later one impossible. */
  isVatLost: boolean;
  /** The account was given back before a deposit: it takes none any more. */
  isAccountRevoked?: boolean;
  /** Hecto's unlimited account: takes any number of deposits of any amount. */
  isUnlimitedAccount?: boolean;
  /** The parcel that was registered for an escrow payment. Who sends it to whom is kept nowhere, as V1 never tells. */
  delivery?: Delivery;
  /** The last cash receipt that i'mport knows of, issued through it or told by the PG. */
  receipt?: CashReceipt;
  /** Cash receipts issued through i'mport so far. */
  receiptsIssued?: number;
  /** Whether the buyer asked for a cash receipt when paying; NICE (new) issues none later without it. */
  isReceiptRequested?: boolean;
  /** Time of the last change. */
  updatedAt: number;
}

/** A delivery as V1 tells of it (V1 OpenAPI, `EscrowLogisAnnotation`). */
export interface Delivery {
  company: string;
  invoice: string;
  sent_at: number;
  applied_at: number;
}

/** A cash receipt as V1 tells of it (V1 OpenAPI, `ReceiptAnnotation`), and what it does not tell. Whose it is, is kept nowhere. */
export interface CashReceipt {
  receipt_tid: string;
  apply_num: string;
  type: "person" | "company";
  amount: number;
  vat: number;
  receipt_url: string;
  applied_at: number;
  /** 0 while it stands. */
  cancelled_at: number;
  /** Tax-free part of the amount. */
  taxFree: number;
  pg: string;
  isIssuedByPg: boolean;
}

export interface PaymentRecord {
  wire: WirePayment;
  hidden: HiddenFacts;
}

/** The time the status list filters by: it depends on the payment's present status (V1 OpenAPI, `from`). */
export function statusTimeOf(wire: WirePayment): number {
  switch (wire.status) {
    case "ready":
      return wire.started_at;
    case "paid":
      return wire.paid_at;
    case "cancelled":
      return wire.cancelled_at;
    case "failed":
      return wire.failed_at;
  }
}
