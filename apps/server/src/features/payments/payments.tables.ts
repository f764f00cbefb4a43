import type { DriftKind } from "@maru/domain";
import type { Generated } from "kysely";

/** Which read brought the stored copy of a payment. */
export type PaymentSource = "webhook" | "poll" | "first_load" | "refresh" | "lookup" | "refund" | "instruction";

/**
 * The narrow row a payment is filtered and sorted by. `id` grows with the time of the present status, so walking it
 * backwards is the default order of the list. Flags are 0 or 1, instants unix seconds and amounts minor units, on both
 * engines.
 */
export interface PaymentsTable {
  id: number;
  imp_uid: string;
  merchant_uid: string;
  status: string;
  method: string | null;
  pg_provider: string | null;
  mid: string | null;
  currency: string;
  amount: number;
  cancelled_amount: number;
  /** The amount on one scale for all currencies, which search and order by amount use. */
  amount_rank: number;
  is_test: number;
  is_escrow: number;
  is_cash_receipt: number;
  is_billing: number;
  requested_at: number;
  status_at: number;
  /** The time by which upstream's own list files the payment; differs from `status_at` where its statuses do. */
  listed_at: number;
  /** The latest instant the payment's own facts mention; tells an older copy from a newer one. */
  facts_at: number;
  /** When the read that brought this copy was sent; unix milliseconds. */
  read_at_ms: number;
  source: PaymentSource;
}

/** What a row of the list shows, and the text a search is checked against. */
export interface PaymentTextsTable {
  id: number;
  order_name: string | null;
  buyer_name: string | null;
  buyer_tel: string | null;
  /** Digits of `buyer_tel`, for finding the same buyer. */
  buyer_tel_digits: string | null;
  /** Normalised, for finding the same buyer. */
  buyer_email: string | null;
  instrument: string | null;
  easy_pay_provider: string | null;
  fail_reason: string | null;
  is_awaiting_deposit: number;
  /** Searchable texts, runs of digits, initial consonants and beginnings of words, each as `joinSections` joins them. */
  search_text: string;
  search_digits: string;
  search_initials: string;
  search_starts: string;
}

/** What the notes about a payment say, as search knows it: a JSON array of texts. Outlives the payment's row. */
export interface PaymentNoteTextsTable {
  imp_uid: string;
  texts: string;
}

/** The wire object a payment is rebuilt from: JSON text without its null members. */
export interface PaymentWiresTable {
  id: number;
  wire: string;
}

/** Running sums per month and kind of payment, so that counting a million payments reads a few thousand rows. */
export interface PaymentSumsTable {
  basis: "status" | "requested";
  /** Month in Asia/Seoul, `YYYY-MM`. */
  month: string;
  status: string;
  method: string;
  pg_provider: string;
  mid: string;
  currency: string;
  is_test: number;
  is_escrow: number;
  is_cash_receipt: number;
  is_billing: number;
  payments: number;
  amount: number;
  cancelled_amount: number;
}

/** A change of a payment we already knew, as one of our reads noticed it. */
export interface PaymentChangesTable {
  id: Generated<number>;
  imp_uid: string;
  seen_at_ms: number;
  source: PaymentSource;
  status_before: string | null;
  status_after: string;
  cancelled_before: number;
  cancelled_after: number;
}

/** Two records of one payment that turned out not to say the same. */
export interface PaymentDriftsTable {
  /** What it is about and how: the same drift is one row, however often it is read. */
  id: string;
  imp_uid: string;
  kind: DriftKind;
  noticed_at_ms: number;
  /** 1 once people were told, or nobody wanted to be. */
  is_alerted: number;
}

/** One look at a buyer's data by somebody whose role masks it. */
export interface BuyerRevealsTable {
  id: string;
  imp_uid: string;
  user_id: string;
  /** It holds for this session alone. */
  session_id: string;
  revealed_at_ms: number;
  expires_at_ms: number;
}

/** A payment upstream sent in a shape we cannot read, kept whole so that nothing is lost. */
export interface QuarantinedPaymentsTable {
  /** `imp_uid`, or a hash of the raw text where it has none. */
  key: string;
  imp_uid: string | null;
  raw: string;
  problem: string;
  first_seen_at_ms: number;
  last_seen_at_ms: number;
}

export interface PaymentsTables {
  payments: PaymentsTable;
  payment_texts: PaymentTextsTable;
  payment_note_texts: PaymentNoteTextsTable;
  payment_wires: PaymentWiresTable;
  payment_sums: PaymentSumsTable;
  payment_changes: PaymentChangesTable;
  payment_drifts: PaymentDriftsTable;
  buyer_reveals: BuyerRevealsTable;
  quarantined_payments: QuarantinedPaymentsTable;
}
