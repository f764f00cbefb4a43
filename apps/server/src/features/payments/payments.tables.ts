import type { Generated } from "kysely";

/** Which read brought the stored copy of a payment. */
export type PaymentSource = "webhook" | "poll" | "first_load" | "refresh" | "lookup";

/**
 * The narrow row a payment is filtered and sorted by. `id` grows with the time of the present status, so walking it
 * backwards is the default order of the list. Flags are 0 or 1 and instants unix seconds, on both engines.
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
  /** Minor units. */
  amount: number;
  /** Minor units. */
  cancelled_amount: number;
  is_test: number;
  is_escrow: number;
  is_cash_receipt: number;
  is_billing: number;
  requested_at: number;
  status_at: number;
  /** Day of `status_at` in Asia/Seoul, as days since 1970-01-01. */
  status_day: number;
  /** Digits only, for finding the same buyer. */
  buyer_tel: string | null;
  buyer_email: string | null;
  read_at_ms: number;
  source: PaymentSource;
}

/** The document a payment is rebuilt from, and the text its search is checked against. */
export interface PaymentDocumentsTable {
  id: number;
  /** The wire object as JSON text, without its null members. */
  wire: string;
  /** Normalised searchable text, fields set apart by line feeds. */
  search_text: string;
}

/** A payment upstream sent in a shape we cannot read, kept whole so that nothing is lost. */
export interface QuarantinedPaymentsTable {
  id: Generated<number>;
  imp_uid: string | null;
  raw: string;
  problem: string;
  first_seen_at_ms: number;
  last_seen_at_ms: number;
}

export interface PaymentsTables {
  payments: PaymentsTable;
  payment_documents: PaymentDocumentsTable;
  quarantined_payments: QuarantinedPaymentsTable;
}
