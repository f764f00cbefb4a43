import type { EscrowMode, InvoiceRowState } from "@maru/domain";
import type { Generated } from "kysely";
import type { BatchesTable, BatchPause, BatchRowsTable } from "../../batches/batch.tables.ts";

/** A list of invoices that is rehearsed and carried out as one. */
export interface InvoiceBatchesTable extends BatchesTable {
  source: "file" | "paste";
  /** JSON of who sends, encrypted. */
  sender_sealed: string | null;
  paused_because: Exclude<BatchPause, "safe_mode"> | null;
}

export interface InvoiceBatchRowsTable extends BatchRowsTable {
  state: InvoiceRowState;
  /** JSON of the receiver as it was written, encrypted; gone once the delivery stands, for the shipment keeps it then. */
  receiver_sealed: string | null;
  mode: EscrowMode | null;
  /** A person wants the registered delivery replaced. */
  wants_change: Generated<number>;
  pg_provider: string | null;
  /** JSON of the delivery that upstream had in the rehearsal. */
  registered: string | null;
  /** JSON of the delivery this row asks for, encrypted; gone once it was asked for. */
  order_sealed: string | null;
  instruction_id: string | null;
}

export interface InvoiceBatchTables {
  invoice_batches: InvoiceBatchesTable;
  invoice_batch_rows: InvoiceBatchRowsTable;
}
