import type { KstDate } from "@maru/domain";

/**
 * What is known of an escrow payment's delivery. Upstream tells courier and invoice of the one it holds, and nothing of
 * whom it goes to: that is remembered here.
 */
export interface EscrowShipmentsTable {
  imp_uid: string;
  /** Upstream's code of the courier; null where upstream was asked and had none. */
  company: string | null;
  invoice: string | null;
  /** Unix seconds. */
  sent_at: number | null;
  /** When upstream took it; unix seconds. */
  applied_at: number | null;
  receiving_on: KstDate | null;
  /** JSON of the parties, the products and where it leaves, encrypted. */
  details_sealed: string | null;
  is_ours: number;
  registered_by_name: string | null;
  /** Unix milliseconds, like the two others. */
  registered_at_ms: number | null;
  changed_by_name: string | null;
  changed_at_ms: number | null;
  /** When the purchase is expected to confirm itself; null while nothing is registered. */
  confirms_on: KstDate | null;
  read_at_ms: number;
}

/** What a webhook said of an escrow. Nothing at upstream bears it out, so it is shown as said and decides nothing. */
export interface EscrowNoticesTable {
  imp_uid: string;
  /** KG Inicis' own code. */
  code: string;
  /** When it moved, unix milliseconds; when it was told where the webhook does not say. */
  at_ms: number;
  /** Why the buyer refused, in their words, encrypted. */
  reason_sealed: string | null;
  /** The same of notices that were kept before they were encrypted, with its numbers and addresses struck out. */
  reason: string | null;
  told_at_ms: number;
  is_from_published_address: number;
}

export interface EscrowTables {
  escrow_notices: EscrowNoticesTable;
  escrow_shipments: EscrowShipmentsTable;
}
