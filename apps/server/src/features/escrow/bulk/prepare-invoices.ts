import { createHash } from "node:crypto";
import {
  AppError,
  type InvoiceList,
  invoiceContent,
  maskFreeText,
  mostInvoiceRows,
  type ReadInvoiceRow,
  readInvoiceRows,
} from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { storableText } from "../../../db/storable-text.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { findBatchOfContent, findOrderPayments, insertBatch, type NewInvoiceRow } from "./invoice-batch.repository.ts";
import { keepContent, keepOptions, placeOf } from "./invoice-contents.ts";

export interface PreparedInvoices {
  readonly batchId: string;
  /** The same list was brought before; this is that batch, and nothing was added. */
  readonly isKnown: boolean;
}

/**
 * Keeps a list of invoices as a batch and sends nothing. A list that was brought before is recognised by what it registers
 * and leads to its batch, unless the person says why it comes again.
 */
export async function prepareInvoices(ctx: SignedInContext, list: InvoiceList): Promise<PreparedInvoices> {
  const read = readList(ctx, list);
  const contentHash = digest(invoiceContent(read.map(({ row }) => row)));
  const known = await findBatchOfContent(ctx.store.read, contentHash);
  if (known !== undefined && list.repeatReason === null) return { batchId: known.id, isKnown: true };
  const id = ctx.ids.next();
  const rows = await placeRows(ctx, id, read);
  return ctx.store.transact(async (tx) => {
    const earlier = await findBatchOfContent(tx, contentHash);
    if (earlier !== undefined && list.repeatReason === null) return { batchId: earlier.id, isKnown: true };
    const batch = {
      id,
      created_at_ms: ctx.clock.now(),
      created_by: ctx.actor.userId,
      created_by_name: ctx.actor.name,
      source: list.source,
      name: list.name === null ? null : storableText(list.name),
      content_hash: contentHash,
      copy: earlier === undefined ? 0 : earlier.copy + 1,
      ...keepOptions(ctx.config.secret, id, list),
      state: "prepared" as const,
      row_count: rows.length,
      rehearsed_at_ms: null,
      started_at_ms: null,
      started_by: null,
      started_by_name: null,
      paused_because: null,
      finished_at_ms: null,
      claimed_by: null,
      claimed_until_ms: null,
    };
    if (!(await insertBatch(tx, batch, rows))) {
      const winner = await findBatchOfContent(tx, contentHash);
      return { batchId: winner?.id ?? id, isKnown: true };
    }
    await recordAudit(tx, ctx, {
      event: "invoice_batch.prepared",
      batchId: id,
      source: list.source,
      rows: rows.length,
      contentHash,
      copyOf: earlier?.id ?? null,
      reason: list.repeatReason === null ? null : maskFreeText(list.repeatReason),
    });
    return { batchId: id, isKnown: false };
  });
}

function readList({ clock }: Pick<SignedInContext, "clock">, list: InvoiceList): readonly ReadInvoiceRow[] {
  const lines = list.lines.map((cells, at) => ({ line: at + 1, cells: cells.map(storableText) }));
  const reading = { courier: list.courier, now: Math.floor(clock.now() / 1000) };
  const read = readInvoiceRows(list.hasHeader ? lines.slice(1) : lines, list.columns, reading);
  if (read.length === 0) {
    throw new AppError("INVALID_INPUT", "The list holds no invoice.", { details: { field: "lines" } });
  }
  if (read.length > mostInvoiceRows) {
    throw new AppError("INVALID_INPUT", `A list holds at most ${mostInvoiceRows} invoices.`, {
      details: { field: "lines" },
    });
  }
  return read;
}

/**
 * Finds the payment of each row that names an order. Of several attempts on an order, the one whose money is held is meant;
 * where several are, the person says which. One the index does not know is asked for upstream in the rehearsal.
 */
async function placeRows(
  { store, config }: Pick<SignedInContext, "store" | "config">,
  batchId: string,
  read: readonly ReadInvoiceRow[],
): Promise<NewInvoiceRow[]> {
  const orders = read.flatMap(({ row }) => (row.impUid === null && row.merchantUid !== null ? [row.merchantUid] : []));
  const known = Map.groupBy(await findOrderPayments(store.read, [...new Set(orders)]), (each) => each.merchant_uid);
  return read.map(({ row, problems }, at): NewInvoiceRow => {
    const ofOrder = row.merchantUid === null ? [] : (known.get(row.merchantUid) ?? []);
    const held = ofOrder.filter(({ status }) => status === "paid" || status === "partially_cancelled");
    const meant = held.length > 0 ? held : ofOrder;
    const isAmbiguous = row.impUid === null && meant.length > 1;
    return {
      row_number: at + 1,
      line: row.line,
      state: problems.length > 0 ? "unreadable" : isAmbiguous ? "ask_which" : "not_rehearsed",
      imp_uid: row.impUid ?? (meant.length === 1 ? (meant[0]?.imp_uid ?? null) : null),
      merchant_uid: row.merchantUid,
      ...keepContent(config.secret, placeOf(batchId, at + 1), row),
      problems: JSON.stringify(problems),
    };
  });
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
