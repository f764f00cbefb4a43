import {
  type BulkFinding,
  type BulkProblem,
  type BulkRowState,
  type BulkTotal,
  bulkRowStates,
  maskFreeText,
  type PaymentStatus,
  type RefundState,
  refundStates,
} from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import type { OrderPayment } from "../../batches/batch.repository.ts";
import { concurrentRows } from "../../batches/create-batch-runner.ts";
import {
  type BatchView,
  countsOf,
  type RowView,
  readCandidates,
  viewBatch,
  viewRow,
} from "../../batches/describe-batch.ts";
import { readBatches } from "../../batches/read-batches.ts";
import { readContent, readFindings, readOptions, readProblems } from "./bulk-options.ts";
import {
  countRefundStates,
  countWaiting,
  findRowRefunds,
  type RowRefund,
  refundLists,
  type StoredRefundBatch,
  type StoredRefundRow,
} from "./refund-bulk.repository.ts";

/** A list of refunds as people see it. */
export interface BulkBatch extends BatchView<StoredRefundBatch, BulkRowState> {
  /** Where the refunds of the rows that were asked for stand. */
  readonly refunds: Readonly<Record<RefundState, number>>;
  /** What will go, per method and currency; null before the rehearsal. */
  readonly totals: readonly BulkTotal[] | null;
  /** How many of what will go are above a cap and will wait for somebody else. */
  readonly needApproval: number;
  readonly notifyShop: boolean;
  /** How many refunds are asked for side by side. */
  readonly concurrency: number;
}

/** One payment an order has; the person says whether it is the one meant. */
export interface BulkCandidate {
  readonly impUid: string;
  readonly status: PaymentStatus;
  readonly method: string | null;
  readonly currency: string;
  readonly amount: number;
  readonly cancelledAmount: number;
  /** Unix seconds. */
  readonly requestedAt: number;
}

export interface BulkRowView extends RowView<StoredRefundRow> {
  /** As it was written. */
  readonly written: {
    readonly amount: string;
    readonly taxFree: string | null;
    readonly vat: string | null;
    readonly reason: string | null;
    readonly account: { readonly bank: string; readonly number: string; readonly holder: string } | null;
  };
  readonly problems: readonly BulkProblem[];
  readonly findings: readonly BulkFinding[];
  readonly currency: string | null;
  /** Minor units; null while the row does not go. */
  readonly amount: number | null;
  readonly balanceSeen: number | null;
  readonly method: string | null;
  readonly needsApproval: boolean;
  readonly candidates: readonly BulkCandidate[];
  readonly refund: RowRefund | null;
}

/** Lists of refunds as people see them. */
export const bulkReader = readBatches(refundLists, { describe, describeRows });

/** Rows as pages show them, each with its refund and the payments to choose from. */
export async function describeRows(ctx: SignedInContext, rows: readonly StoredRefundRow[]): Promise<BulkRowView[]> {
  const refundIds = rows.flatMap(({ refund_id }) => (refund_id === null ? [] : [refund_id]));
  const refunds = new Map((await findRowRefunds(ctx.store.read, refundIds)).map((refund) => [refund.id, refund]));
  const candidatesOf = await readCandidates(ctx, rows);
  return rows.map((row): BulkRowView => {
    const content = readContent(row);
    const { account } = content;
    return {
      ...viewRow(row, content.impUid),
      written: {
        amount: content.amount,
        taxFree: content.taxFree,
        vat: content.vat,
        reason: content.reason === null ? null : maskFreeText(content.reason),
        account: account && { bank: account.bank, number: account.number, holder: account.holder },
      },
      problems: readProblems(row),
      findings: readFindings(row),
      currency: row.currency,
      amount: row.amount,
      balanceSeen: row.balance_seen,
      method: row.method,
      needsApproval: row.needs_approval === 1,
      candidates: candidatesOf(row).map(toCandidate),
      refund: row.refund_id === null ? null : (refunds.get(row.refund_id) ?? null),
    };
  });
}

function toCandidate(payment: OrderPayment): BulkCandidate {
  return {
    impUid: payment.imp_uid,
    status: payment.status,
    method: payment.method,
    currency: payment.currency,
    amount: payment.amount,
    cancelledAmount: payment.cancelled_amount,
    requestedAt: payment.requested_at,
  };
}

async function describe(ctx: SignedInContext, batch: StoredRefundBatch): Promise<BulkBatch> {
  const { read } = ctx.store;
  return {
    ...(await viewBatch(ctx, refundLists, batch, bulkRowStates)),
    refunds: countsOf(refundStates, await countRefundStates(read, batch.id)),
    totals: batch.rehearsed_totals === null ? null : JSON.parse(batch.rehearsed_totals),
    needApproval: await countWaiting(read, batch.id),
    notifyShop: readOptions(batch).notifyShop,
    concurrency: concurrentRows,
  };
}
