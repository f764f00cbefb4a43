import {
  type BulkFinding,
  type BulkProblem,
  type BulkRowState,
  type BulkState,
  type BulkTotal,
  bulkRowStates,
  type ErrorCode,
  maskFreeText,
  type PaymentStatus,
  type RefundState,
  refundStates,
} from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { readTimeCursor } from "../../../time-cursor.ts";
import { readContent, readFindings, readOptions, readProblems } from "./bulk-options.ts";
import { concurrentRows } from "./create-bulk-runner.ts";
import { rehearsalHoldsMs, requireBatch } from "./move-bulk.ts";
import {
  type BatchPlace,
  countRefundStates,
  countRows,
  countWaiting,
  findBatches,
  findOrderPayments,
  findRowRefunds,
  findRows,
  type RowRefund,
  type StoredBatch,
  type StoredBatchRow,
} from "./refund-bulk.repository.ts";
import type { BulkPause, BulkSource } from "./refund-bulk.tables.ts";

/** A list of refunds as people see it. */
export interface BulkBatch {
  readonly id: string;
  readonly createdAtMs: number;
  readonly createdBy: string;
  readonly source: BulkSource;
  readonly name: string | null;
  readonly state: BulkState;
  readonly rowCount: number;
  readonly rows: Readonly<Record<BulkRowState, number>>;
  /** Where the refunds of the rows that were asked for stand. */
  readonly refunds: Readonly<Record<RefundState, number>>;
  /** What will go, per method and currency; null before the rehearsal. */
  readonly totals: readonly BulkTotal[] | null;
  /** How many of what will go are above a cap and will wait for somebody else. */
  readonly needApproval: number;
  readonly rehearsedAtMs: number | null;
  readonly rehearsalHoldsUntilMs: number | null;
  readonly startedAtMs: number | null;
  readonly startedBy: string | null;
  readonly pausedBecause: BulkPause | null;
  readonly finishedAtMs: number | null;
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

export interface BulkRowView {
  readonly rowNumber: number;
  readonly line: number;
  readonly state: BulkRowState;
  readonly impUid: string | null;
  readonly merchantUid: string | null;
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
  readonly isTest: boolean;
  readonly needsApproval: boolean;
  readonly candidates: readonly BulkCandidate[];
  readonly refund: RowRefund | null;
  readonly notAskedBecause: { readonly code: ErrorCode; readonly reason: string } | null;
}

export async function getBulk(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<BulkBatch> {
  return describe(ctx, await requireBatch(ctx.store.read, batchId));
}

/** Lists of refunds, newest first. */
export async function listBulk(
  ctx: SignedInContext,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly BulkBatch[]; readonly nextCursor: string | null }> {
  const found = await findBatches(ctx.store.read, readPlace(cursor), limit + 1);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await Promise.all(shown.map((batch) => describe(ctx, batch))),
    nextCursor: found.length > limit && last !== undefined ? `${last.created_at_ms}.${last.id}` : null,
  };
}

export interface BulkRowsQuery {
  readonly batchId: string;
  readonly states?: readonly BulkRowState[] | undefined;
  readonly cursor?: number | undefined;
  readonly limit: number;
}

/** Rows of a list in their order. */
export async function listBulkRows(
  ctx: SignedInContext,
  { batchId, states, cursor = 0, limit }: BulkRowsQuery,
): Promise<{ readonly items: readonly BulkRowView[]; readonly nextCursor: number | null }> {
  await requireBatch(ctx.store.read, batchId);
  const found = await findRows(ctx.store.read, batchId, { states, after: cursor, limit: limit + 1 });
  const shown = found.slice(0, limit);
  return {
    items: await describeRows(ctx, shown),
    nextCursor: found.length > limit ? (shown.at(-1)?.row_number ?? null) : null,
  };
}

export async function describeRows(ctx: SignedInContext, rows: readonly StoredBatchRow[]): Promise<BulkRowView[]> {
  const refundIds = rows.flatMap(({ refund_id }) => (refund_id === null ? [] : [refund_id]));
  const orders = rows.flatMap(({ state, merchant_uid }) =>
    state === "ask_which" && merchant_uid !== null ? [merchant_uid] : [],
  );
  const refunds = new Map((await findRowRefunds(ctx.store.read, refundIds)).map((refund) => [refund.id, refund]));
  const ofOrders = Map.groupBy(await findOrderPayments(ctx.store.read, orders), (each) => each.merchant_uid);
  return rows.map((row): BulkRowView => {
    const content = readContent(row);
    const because = row.not_asked_because === null ? null : JSON.parse(row.not_asked_because);
    return {
      rowNumber: row.row_number,
      line: row.line,
      state: row.state,
      impUid: row.imp_uid ?? content.impUid,
      merchantUid: row.merchant_uid,
      written: {
        amount: content.amount,
        taxFree: content.taxFree,
        vat: content.vat,
        reason: content.reason === null ? null : maskFreeText(content.reason),
        account:
          content.account === null
            ? null
            : {
                bank: content.account.bank,
                number: content.account.number,
                holder: content.account.holder,
              },
      },
      problems: readProblems(row),
      findings: readFindings(row),
      currency: row.currency,
      amount: row.amount,
      balanceSeen: row.balance_seen,
      method: row.method,
      isTest: row.is_test === 1,
      needsApproval: row.needs_approval === 1,
      candidates: (row.state === "ask_which" ? (ofOrders.get(row.merchant_uid ?? "") ?? []) : []).map(toCandidate),
      refund: row.refund_id === null ? null : (refunds.get(row.refund_id) ?? null),
      notAskedBecause: because === null ? null : { code: because.code, reason: because.reason },
    };
  });
}

function toCandidate(payment: Awaited<ReturnType<typeof findOrderPayments>>[number]): BulkCandidate {
  return {
    impUid: payment.imp_uid,
    status: payment.status as PaymentStatus,
    method: payment.method,
    currency: payment.currency,
    amount: payment.amount,
    cancelledAmount: payment.cancelled_amount,
    requestedAt: payment.requested_at,
  };
}

async function describe(ctx: SignedInContext, batch: StoredBatch): Promise<BulkBatch> {
  const rows = await countRows(ctx.store.read, batch.id);
  const refunds = await countRefundStates(ctx.store.read, batch.id);
  return {
    id: batch.id,
    createdAtMs: batch.created_at_ms,
    createdBy: batch.created_by_name,
    source: batch.source,
    name: batch.name,
    state: batch.state,
    rowCount: batch.row_count,
    rows: countsOf(bulkRowStates, rows),
    refunds: countsOf(refundStates, refunds),
    totals: batch.rehearsed_totals === null ? null : JSON.parse(batch.rehearsed_totals),
    needApproval: await countWaiting(ctx.store.read, batch.id),
    rehearsedAtMs: batch.rehearsed_at_ms,
    rehearsalHoldsUntilMs: batch.rehearsed_at_ms === null ? null : batch.rehearsed_at_ms + rehearsalHoldsMs,
    startedAtMs: batch.started_at_ms,
    startedBy: batch.started_by_name,
    pausedBecause: batch.paused_because,
    finishedAtMs: batch.finished_at_ms,
    notifyShop: readOptions(batch).notifyShop,
    concurrency: concurrentRows,
  };
}

function countsOf<State extends string>(
  states: readonly State[],
  counted: ReadonlyMap<State, number>,
): Record<State, number> {
  const counts = Object.fromEntries(states.map((state) => [state, counted.get(state) ?? 0]));
  return counts as Record<State, number>;
}

function readPlace(cursor: string | undefined): BatchPlace | null {
  const place = readTimeCursor(cursor);
  return place && { createdAtMs: place.atMs, id: place.id };
}
