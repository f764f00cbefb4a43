import { AppError, type BulkTotal } from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { asTold } from "../../audit/record-refusal.ts";
import {
  announceBatch,
  askForRehearsal,
  lockForStart,
  requireBatch,
  resumeBatch,
  startBatch,
} from "../../batches/move-batch.ts";
import { requireFreshCode } from "../step-up.ts";
import { refundLists, type StoredRefundBatch } from "./refund-bulk.repository.ts";

export interface StartOrder {
  readonly batchId: string;
  /** How many refunds the person saw in the rehearsal. */
  readonly count: number;
  /** The totals the person typed, minor units per currency. */
  readonly totals: readonly { readonly currency: string; readonly amount: number }[];
}

/** Has every row judged anew against payments read this moment, by the caps of whoever asks. */
export function rehearseBulk(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<void> {
  return askForRehearsal(ctx, refundLists, batchId, { change: { rehearsed_by: ctx.actor.userId } });
}

/** Starts what was rehearsed, and only that: the count and the typed totals must be those of the rehearsal. */
export async function startBulk(ctx: SignedInContext, order: StartOrder): Promise<void> {
  const { batchId } = order;
  await requireCodeFor(ctx, batchId);
  const refusal = await ctx.store.transact(async (tx) => {
    const { batch, willGo, refusal: tooLate } = await lockForStart(tx, refundLists, batchId, ctx.clock.now());
    const refused = tooLate ?? compareTotals(batch, willGo, order);
    if (refused !== undefined) {
      await recordAudit(tx, ctx, { event: "refund_batch.start_refused", batchId, code: refused.code });
      return refused;
    }
    await startBatch(tx, ctx, refundLists, batchId);
    await recordAudit(tx, ctx, {
      event: "refund_batch.started",
      batchId,
      refunds: order.count,
      totals: order.totals,
    });
    return undefined;
  });
  if (refusal !== undefined) throw asTold(refusal);
  announceBatch(ctx, refundLists, batchId);
}

/** Asks for the fresh code that holds for the whole list; where there is none, the attempt is written down. */
async function requireCodeFor(ctx: SignedInContext, batchId: string): Promise<void> {
  await requireBatch(ctx.store.read, refundLists, batchId);
  try {
    await requireFreshCode(ctx);
  } catch (error) {
    if (error instanceof AppError) {
      const { code } = error;
      await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "refund_batch.start_refused", batchId, code }));
      throw asTold(error);
    }
    throw error;
  }
}

function compareTotals(batch: StoredRefundBatch, willGo: number, { count, totals }: StartOrder): AppError | undefined {
  const rehearsed = sumPerCurrency(JSON.parse(batch.rehearsed_totals ?? "[]"));
  const isSame =
    willGo === count &&
    totals.length === rehearsed.size &&
    totals.every(({ currency, amount }) => rehearsed.get(currency) === amount);
  if (isSame && willGo > 0) return undefined;
  return new AppError("BULK_TOTAL_MISMATCH", "The count or the total is not that of the rehearsal.", {
    details: { count, rehearsedCount: willGo, rehearsedTotals: Object.fromEntries(rehearsed) },
  });
}

function sumPerCurrency(totals: readonly BulkTotal[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { currency, amount } of totals) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return sums;
}

/** Goes on where the list stands still, in the name of whoever lets it go on; they show a fresh code first. */
export async function resumeBulk(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<void> {
  await requireCodeFor(ctx, batchId);
  await resumeBatch(ctx, refundLists, batchId);
}
