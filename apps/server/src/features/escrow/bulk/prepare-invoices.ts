import { type InvoiceList, invoiceContent, mostInvoiceRows, readInvoiceRows } from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { linesOf, type PreparedBatch, prepareBatch, requireLength } from "../../batches/prepare-batch.ts";
import { invoiceLists } from "./invoice-batch.repository.ts";
import { keepContent, keepOptions } from "./invoice-contents.ts";
import { whoseMoneyIsHeld } from "./whose-money-is-held.ts";

/** Keeps a list of invoices as a batch and sends nothing. The same list leads to the same batch. */
export async function prepareInvoices(ctx: SignedInContext, list: InvoiceList): Promise<PreparedBatch> {
  const reading = { courier: list.courier, now: Math.floor(ctx.clock.now() / 1000) };
  const rows = readInvoiceRows(linesOf(list), list.columns, reading);
  requireLength(rows, mostInvoiceRows, "invoice");
  return prepareBatch(ctx, invoiceLists, list, {
    rows,
    content: invoiceContent(rows.map(({ row }) => row)),
    columns: (batchId) => keepOptions(ctx.config.secret, batchId, list),
    keep: (place, row) => keepContent(ctx.config.secret, place, row),
    meant: (ofOrder) => whoseMoneyIsHeld(ofOrder, ({ status }) => status),
  });
}
