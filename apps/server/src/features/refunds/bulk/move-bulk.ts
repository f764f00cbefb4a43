import { AppError, type BulkMove, type BulkTotal, isBulkMoveAllowed } from "@maru/domain";
import type { Transaction } from "kysely";
import type { SignedInContext } from "../../../context.ts";
import type { Database } from "../../../db/schema.ts";
import type { AuditEvent } from "../../audit/audit-event.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { asTold } from "../../audit/record-refusal.ts";
import { requireFreshCode } from "../step-up.ts";
import { readContent } from "./bulk-options.ts";
import {
  changeBatch,
  changeRow,
  countRows,
  findBatch,
  findOrderPayments,
  findRow,
  forgetRehearsal,
  lockBatch,
  type StoredBatch,
} from "./refund-bulk.repository.ts";

/** A rehearsal is believed this long: balances move on. */
export const rehearsalHoldsMs = 60 * 60 * 1000;

export interface ChosenPayment {
  readonly rowNumber: number;
  readonly impUid: string;
}

export interface StartOrder {
  readonly batchId: string;
  /** How many refunds the person saw in the rehearsal. */
  readonly count: number;
  /** The totals the person typed, minor units per currency. */
  readonly totals: readonly { readonly currency: string; readonly amount: number }[];
}

type Tx = Transaction<Database>;

/** Says which payment of its order each row means. What was rehearsed before is rehearsed again. */
export async function choosePayments(
  ctx: SignedInContext,
  { batchId, choices }: { readonly batchId: string; readonly choices: readonly ChosenPayment[] },
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await move(tx, batchId, "choose", { state: "prepared", rehearsed_at_ms: null, rehearsed_totals: null });
    for (const { rowNumber, impUid } of choices) {
      const row = await findRow(tx, batchId, rowNumber);
      const merchantUid = row?.merchant_uid ?? null;
      const isOpen = row !== undefined && readContent(row).impUid === null && row.state !== "unreadable";
      const ofOrder = merchantUid === null || !isOpen ? [] : await findOrderPayments(tx, [merchantUid]);
      if (!ofOrder.some(({ imp_uid }) => imp_uid === impUid)) {
        throw new AppError("INVALID_INPUT", "This payment is not one of the row's order.", { details: { rowNumber } });
      }
      await changeRow(tx, batchId, rowNumber, { state: "not_rehearsed", imp_uid: impUid });
    }
    await forgetRehearsal(tx, batchId);
    await recordAudit(tx, ctx, { event: "refund_batch.chosen", batchId, rows: choices.length });
  });
  announceBatch(ctx, batchId);
}

/** Has every row judged anew against payments read this moment. */
export async function rehearseBulk(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await move(tx, batchId, "rehearse", {
      state: "rehearsing",
      rehearsed_by: ctx.actor.userId,
      rehearsed_at_ms: null,
      rehearsed_totals: null,
    });
    await forgetRehearsal(tx, batchId);
    await recordAudit(tx, ctx, { event: "refund_batch.rehearsal_asked", batchId });
  });
  announceBatch(ctx, batchId);
}

/** Starts what was rehearsed, and only that: the count and the typed totals must be those of the rehearsal. */
export async function startBulk(ctx: SignedInContext, order: StartOrder): Promise<void> {
  const { batchId } = order;
  await requireCodeFor(ctx, batchId);
  const refusal = await ctx.store.transact(async (tx) => {
    // Rehearsed again between the look and the start, it would start with other totals than the typed ones.
    const batch = found(await lockBatch(tx, batchId));
    const refused = await refuseStart(tx, batch, order, ctx.clock.now());
    if (refused !== undefined) {
      await recordAudit(tx, ctx, { event: "refund_batch.start_refused", batchId, code: refused.code });
      return refused;
    }
    await move(tx, batchId, "start", {
      state: "running",
      started_at_ms: ctx.clock.now(),
      started_by: ctx.actor.userId,
      started_by_name: ctx.actor.name,
      paused_because: null,
    });
    await recordAudit(tx, ctx, {
      event: "refund_batch.started",
      batchId,
      refunds: order.count,
      totals: order.totals,
    });
    return undefined;
  });
  if (refusal !== undefined) throw asTold(refusal);
  announceBatch(ctx, batchId);
}

/** Asks for the fresh code that holds for the whole list; where there is none, the attempt is written down. */
async function requireCodeFor(ctx: SignedInContext, batchId: string): Promise<void> {
  await requireBatch(ctx.store.read, batchId);
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

async function refuseStart(
  tx: Tx,
  batch: StoredBatch,
  { count, totals }: StartOrder,
  nowMs: number,
): Promise<AppError | undefined> {
  if (!isBulkMoveAllowed(batch.state, "start")) return wrongState(batch);
  if (nowMs - (batch.rehearsed_at_ms ?? 0) > rehearsalHoldsMs) {
    return new AppError("BULK_REHEARSAL_OLD", "Balances may have moved since the rehearsal. Rehearse again.");
  }
  const rehearsed = sumPerCurrency(JSON.parse(batch.rehearsed_totals ?? "[]"));
  const willGo = (await countRows(tx, batch.id)).get("will_go") ?? 0;
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

/** No further row is asked for; the one being asked for now is finished. */
export function pauseBulk(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<void> {
  const change = { state: "paused" as const, paused_because: "person" as const };
  return moveAndSay(ctx, batchId, "pause", change, { event: "refund_batch.paused", batchId, because: "person" });
}

/** Goes on where the batch stands still, in the name of whoever lets it go on. */
export async function resumeBulk(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<void> {
  await requireCodeFor(ctx, batchId);
  const change = {
    state: "running" as const,
    paused_because: null,
    started_by: ctx.actor.userId,
    started_by_name: ctx.actor.name,
  };
  return moveAndSay(ctx, batchId, "resume", change, { event: "refund_batch.resumed", batchId });
}

async function moveAndSay(
  ctx: SignedInContext,
  batchId: string,
  name: BulkMove,
  change: Partial<StoredBatch>,
  event: AuditEvent,
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await move(tx, batchId, name, change);
    await recordAudit(tx, ctx, event);
  });
  announceBatch(ctx, batchId);
}

async function move(tx: Tx, batchId: string, name: BulkMove, change: Partial<StoredBatch>): Promise<void> {
  const batch = await requireBatch(tx, batchId);
  if (!isBulkMoveAllowed(batch.state, name)) throw wrongState(batch);
  if (!(await changeBatch(tx, batchId, [batch.state], change))) throw wrongState(batch);
}

export async function requireBatch(db: Parameters<typeof findBatch>[0], batchId: string): Promise<StoredBatch> {
  return found(await findBatch(db, batchId));
}

function found(batch: StoredBatch | undefined): StoredBatch {
  if (batch === undefined) throw new AppError("NOT_FOUND", "There is no such list of refunds.");
  return batch;
}

/** Tells every open page, and whoever carries lists out, that a list stands elsewhere now. */
export function announceBatch({ live }: Pick<SignedInContext, "live">, batchId: string): void {
  live.publish({ type: "refundBatch.changed", batchId });
}

function wrongState({ state }: StoredBatch): AppError {
  return new AppError("BULK_MOVED_ON", "The list is no longer where this can be done.", { details: { state } });
}
