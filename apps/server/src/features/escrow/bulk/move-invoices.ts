import { AppError } from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { announceBatch, askForRehearsal, lockForStart, startBatch } from "../../batches/move-batch.ts";
import { invoiceLists, wantChanges } from "./invoice-batch.repository.ts";

/**
 * Wants the invoices of these rows in the place of those that are registered already; of every such row where none is
 * named. They are rehearsed again, so that what is replaced is what was seen.
 */
export function replaceRegistered(
  ctx: SignedInContext,
  { batchId, rowNumbers }: { readonly batchId: string; readonly rowNumbers: readonly number[] | null },
): Promise<void> {
  return askForRehearsal(ctx, invoiceLists, batchId, {
    async prepare(tx) {
      const rows = await wantChanges(tx, batchId, rowNumbers);
      return { event: "invoice_batch.changes_wanted", batchId, rows };
    },
  });
}

/** Starts what was rehearsed, and only as many rows as the person saw. */
export async function startInvoices(
  ctx: SignedInContext,
  { batchId, count }: { readonly batchId: string; readonly count: number },
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    const { willGo, refusal } = await lockForStart(tx, invoiceLists, batchId, ctx.clock.now());
    if (refusal !== undefined) throw refusal;
    if (willGo !== count || willGo === 0) {
      throw new AppError("BULK_TOTAL_MISMATCH", "The count is not that of the rehearsal.", {
        details: { count, rehearsedCount: willGo },
      });
    }
    await startBatch(tx, ctx, invoiceLists, batchId);
    await recordAudit(tx, ctx, { event: "invoice_batch.started", batchId, rows: count });
  });
  announceBatch(ctx, invoiceLists, batchId);
}
