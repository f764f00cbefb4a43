import { type BulkTotal, isFinalRefundState, refundStates } from "@maru/domain";
import type { Batch } from "./batch-name.ts";

/** How many of the list's refunds have no outcome yet. */
export function refundsUnderWay({ refunds }: Batch): number {
  return refundStates.reduce((sum, state) => sum + (isFinalRefundState(state) ? 0 : refunds[state]), 0);
}

/** How many of the rows that were to be sent have ended without a refund. */
export function refundsLeftOut(batch: Batch): number {
  const all = Object.values(batch.refunds).reduce((sum, count) => sum + count, 0) + batch.rows.not_asked;
  return all - batch.refunds.done - refundsUnderWay(batch);
}

/** What the list comes to in each currency; money of two currencies is never added. */
export function totalPerCurrency(
  totals: readonly BulkTotal[],
): readonly { readonly currency: string; readonly count: number; readonly amount: number }[] {
  return [...Map.groupBy(totals, ({ currency }) => currency)].map(([currency, parts]) => ({
    currency,
    count: parts.reduce((sum, part) => sum + part.count, 0),
    amount: parts.reduce((sum, part) => sum + part.amount, 0),
  }));
}
