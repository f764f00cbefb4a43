import { type BulkList, bulkContent, mostBulkRows, readBulkRows } from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { linesOf, type PreparedBatch, prepareBatch, requireLength } from "../../batches/prepare-batch.ts";
import { requireReason } from "../reasons/refund-reasons.ts";
import { keepContent, optionsOf } from "./bulk-options.ts";
import { refundLists } from "./refund-bulk.repository.ts";

/** Keeps a list of refunds as a batch and sends nothing. The same list leads to the same batch. */
export async function prepareBulk(ctx: SignedInContext, list: BulkList): Promise<PreparedBatch> {
  const rows = readBulkRows(linesOf(list), list.columns);
  requireLength(rows, mostBulkRows, "refund");
  await requireReason(ctx.store.read, list.reasonCode);
  return prepareBatch(ctx, refundLists, list, {
    rows,
    content: bulkContent(rows.map(({ row }) => row)),
    columns: () => ({ options: JSON.stringify(optionsOf(list)), rehearsed_by: null, rehearsed_totals: null }),
    keep: (place, row) => keepContent(ctx.config.secret, place, row),
    meant: (ofOrder) => ofOrder,
  });
}
