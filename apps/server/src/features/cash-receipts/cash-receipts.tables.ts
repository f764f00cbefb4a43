import type { ReceiptIdentifierType, ReceiptSource, ReceiptType } from "@maru/domain";

/**
 * What this console knows of a receipt: upstream lists none, so what was issued or seen is remembered. Rebuildable only as
 * far as somebody asks for the same payment again.
 */
export interface CashReceiptsTable {
  source: ReceiptSource;
  /** The payment's `imp_uid`, or the outside sale's order number. */
  target: string;
  state: "issued" | "cancelled";
  /** When it was first known here; unix milliseconds, like `read_at_ms` and `issued_at_ms`. */
  noted_at_ms: number;
  read_at_ms: number;
  /** Of an outside sale. */
  channel_key: string | null;
  pg_provider: string | null;
  order_name: string | null;
  type: ReceiptType | null;
  identifier_type: ReceiptIdentifierType | null;
  /** Masked before it is stored. */
  identifier_masked: string | null;
  /** Won. */
  amount: number | null;
  vat: number | null;
  tax_free: number | null;
  receipt_tid: string | null;
  /** The tax office's number. */
  apply_number: string | null;
  receipt_url: string | null;
  /** Unix seconds. */
  applied_at: number | null;
  cancelled_at: number | null;
  is_ours: number;
  issued_by_name: string | null;
  issued_at_ms: number | null;
}

/** One night's comparison of receipts with what is left of their payments. */
export interface CashReceiptChecksTable {
  /** Day in Asia/Seoul. */
  day: string;
  state: "running" | "finished";
  /** `known` reads the receipts that are remembered, `unknown` looks for those that nobody issued here. */
  phase: "known" | "unknown";
  /** The last key of the phase that was read. */
  after_key: string;
  receipts_read: number;
  receipts_found: number;
  reads_failed: number;
  /** How many differed in the end. */
  mismatches: number | null;
  started_at_ms: number;
  finished_at_ms: number | null;
  claimed_by: string | null;
  claimed_until_ms: number | null;
}

export interface CashReceiptTables {
  cash_receipts: CashReceiptsTable;
  cash_receipt_checks: CashReceiptChecksTable;
}
