import { AppError, type BulkMove, isBulkMoveAllowed } from "@maru/domain";
import type { Transaction } from "kysely";
import type { SignedInContext } from "../../../context.ts";
import type { Database } from "../../../db/schema.ts";
import type { AuditEvent } from "../../audit/audit-event.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import {
  changeBatch,
  changeRow,
  countRows,
  findBatch,
  findOrderPayments,
  findRow,
  forgetRehearsal,
  lockBatch,
  type StoredInvoiceBatch,
  wantChanges,
} from "./invoice-batch.repository.ts";
import { readContent } from "./invoice-contents.ts";

type Tx = Transaction<Database>;

/** A rehearsal is believed this long: deliveries are registered elsewhere, too. */
export const rehearsalHoldsMs = 60 * 60 * 1000;

/** Says which payment of its order each row means. What was rehearsed before is rehearsed again. */
export async function choosePayments(
  ctx: SignedInContext,
  {
    batchId,
    choices,
  }: {
    readonly batchId: string;
    readonly choices: readonly { readonly rowNumber: number; readonly impUid: string }[];
  },
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await move(tx, batchId, "choose", { state: "prepared", rehearsed_at_ms: null });
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
    await recordAudit(tx, ctx, { event: "invoice_batch.chosen", batchId, rows: choices.length });
  });
  announceInvoices(ctx, batchId);
}

/**
 * Wants the invoices of these rows in the place of those that are registered already; of every such row where none is
 * named. They are rehearsed again, so that what is replaced is what was seen.
 */
export async function replaceRegistered(
  ctx: SignedInContext,
  { batchId, rowNumbers }: { readonly batchId: string; readonly rowNumbers: readonly number[] | null },
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await move(tx, batchId, "rehearse", { state: "rehearsing", rehearsed_at_ms: null });
    const rows = await wantChanges(tx, batchId, rowNumbers);
    await forgetRehearsal(tx, batchId);
    await recordAudit(tx, ctx, { event: "invoice_batch.changes_wanted", batchId, rows });
  });
  announceInvoices(ctx, batchId);
}

/** Has every row judged anew against payments and deliveries read this moment. */
export async function rehearseInvoices(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await move(tx, batchId, "rehearse", { state: "rehearsing", rehearsed_at_ms: null });
    await forgetRehearsal(tx, batchId);
    await recordAudit(tx, ctx, { event: "invoice_batch.rehearsal_asked", batchId });
  });
  announceInvoices(ctx, batchId);
}

/** Starts what was rehearsed, and only as many rows as the person saw. */
export async function startInvoices(
  ctx: SignedInContext,
  { batchId, count }: { readonly batchId: string; readonly count: number },
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    // Rehearsed again between the look and the start, it would start with other rows.
    const batch = found(await lockBatch(tx, batchId));
    const refusal = await refuseStart(tx, batch, count, ctx.clock.now());
    if (refusal !== undefined) throw refusal;
    await move(tx, batchId, "start", {
      state: "running",
      started_at_ms: ctx.clock.now(),
      started_by: ctx.actor.userId,
      started_by_name: ctx.actor.name,
      paused_because: null,
    });
    await recordAudit(tx, ctx, { event: "invoice_batch.started", batchId, rows: count });
  });
  announceInvoices(ctx, batchId);
}

async function refuseStart(
  tx: Tx,
  batch: StoredInvoiceBatch,
  count: number,
  nowMs: number,
): Promise<AppError | undefined> {
  if (!isBulkMoveAllowed(batch.state, "start")) return wrongState(batch);
  if (nowMs - (batch.rehearsed_at_ms ?? 0) > rehearsalHoldsMs) {
    return new AppError(
      "BULK_REHEARSAL_OLD",
      "Deliveries may have been registered since the rehearsal. Rehearse again.",
    );
  }
  const willGo = (await countRows(tx, batch.id)).get("will_go") ?? 0;
  if (willGo === count && willGo > 0) return undefined;
  return new AppError("BULK_TOTAL_MISMATCH", "The count is not that of the rehearsal.", {
    details: { count, rehearsedCount: willGo },
  });
}

/** No further row is sent; the one being sent now is finished. */
export function pauseInvoices(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<void> {
  const change = { state: "paused" as const, paused_because: "person" as const };
  return moveAndSay(ctx, batchId, "pause", change, { event: "invoice_batch.paused", batchId, because: "person" });
}

/** Goes on where the batch stands still, in the name of whoever lets it go on. */
export function resumeInvoices(ctx: SignedInContext, { batchId }: { readonly batchId: string }): Promise<void> {
  const change = {
    state: "running" as const,
    paused_because: null,
    started_by: ctx.actor.userId,
    started_by_name: ctx.actor.name,
  };
  return moveAndSay(ctx, batchId, "resume", change, { event: "invoice_batch.resumed", batchId });
}

async function moveAndSay(
  ctx: SignedInContext,
  batchId: string,
  name: BulkMove,
  change: Partial<StoredInvoiceBatch>,
  event: AuditEvent,
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await move(tx, batchId, name, change);
    await recordAudit(tx, ctx, event);
  });
  announceInvoices(ctx, batchId);
}

async function move(tx: Tx, batchId: string, name: BulkMove, change: Partial<StoredInvoiceBatch>): Promise<void> {
  const batch = await requireBatch(tx, batchId);
  if (!isBulkMoveAllowed(batch.state, name)) throw wrongState(batch);
  if (!(await changeBatch(tx, batchId, [batch.state], change))) throw wrongState(batch);
}

/** The list, or NOT_FOUND. */
export async function requireBatch(db: Parameters<typeof findBatch>[0], batchId: string): Promise<StoredInvoiceBatch> {
  return found(await findBatch(db, batchId));
}

function found(batch: StoredInvoiceBatch | undefined): StoredInvoiceBatch {
  if (batch === undefined) throw new AppError("NOT_FOUND", "There is no such list of invoices.");
  return batch;
}

/** Tells every open page, and whoever carries lists out, that a list stands elsewhere now. */
export function announceInvoices({ live }: Pick<SignedInContext, "live">, batchId: string): void {
  live.publish({ type: "invoiceBatch.changed", batchId });
}

function wrongState({ state }: StoredInvoiceBatch): AppError {
  return new AppError("BULK_MOVED_ON", "The list is no longer where this can be done.", { details: { state } });
}
