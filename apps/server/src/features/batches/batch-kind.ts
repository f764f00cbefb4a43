import type { BatchRepository, StoredBatch, StoredRow } from "./batch.repository.ts";

/** One kind of list: where it is kept, and what it is called. */
export interface BatchKind<Batch extends StoredBatch, Row extends StoredRow> {
  readonly repository: BatchRepository<Batch, Row>;
  /** What its rows ask for, as logs and refusals say it. */
  readonly of: "refunds" | "invoices";
  /** The first half of its audit events' names. */
  readonly audit: "refund_batch" | "invoice_batch";
  /** What open pages hear when a list of the kind stands elsewhere. */
  readonly changed: "refundBatch.changed" | "invoiceBatch.changed";
  /** What of a list is gone once it is rehearsed anew. */
  readonly unrehearsed: Partial<Batch> & { readonly rehearsed_at_ms: null };
}
