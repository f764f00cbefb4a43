import {
  AppError,
  type Cancellation,
  judgeUndo,
  type Localised,
  type Money,
  money,
  type UndoVerdict,
  undoRequestText,
} from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { readNow } from "../send-refund.ts";
import { findUndoCases, insertUndoCase, type StoredUndoCase } from "./undo.repository.ts";
import type { UndoState } from "./undo.tables.ts";
import { firstLookMs } from "./watch-undo.ts";

/** A case of asking a PG to undo a cancel. Instants are unix milliseconds. */
export interface UndoCase {
  readonly state: UndoState;
  readonly openedBy: string;
  readonly openedAtMs: number;
  readonly checks: number;
  readonly lastCheckedAtMs: number | null;
  readonly nextCheckAtMs: number | null;
  readonly closedAtMs: number | null;
}

/** One cancel with what can be done to undo it. */
export interface UndoOffer {
  readonly cancellationId: string;
  readonly amount: Money;
  /** Unix seconds. */
  readonly cancelledAt: number | null;
  readonly verdict: UndoVerdict;
  /** What to send to the PG. */
  readonly requestText: Localised;
  readonly undoCase: UndoCase | null;
}

export interface UndoHelp {
  readonly impUid: string;
  /** The latest cancel first. */
  readonly offers: readonly UndoOffer[];
  /** Cancels that were undone are gone from upstream's record; their cases are not. */
  readonly restored: readonly (UndoCase & { readonly cancellationId: string; readonly amount: Money })[];
  /** When the payment was read; unix milliseconds. */
  readonly readAtMs: number;
}

/** Whether each cancel of a payment can still be undone today, whom to ask, and what to say. */
export async function getUndoHelp(ctx: SignedInContext, { impUid }: { readonly impUid: string }): Promise<UndoHelp> {
  const { payment, readAtMs } = await readNow(ctx, impUid);
  const cases = await findUndoCases(ctx.store.read, impUid);
  const byCancel = new Map(cases.map((each) => [each.cancellation_id, each]));
  const nowMs = ctx.clock.now();
  return {
    impUid,
    offers: payment.cancellations
      .flatMap((cancellation): UndoOffer[] => {
        const { cancellationId, amount, cancelledAt } = cancellation;
        if (cancellationId === null) return [];
        const known = byCancel.get(cancellationId);
        return [
          {
            cancellationId,
            amount,
            cancelledAt,
            verdict: judgeUndo(payment, cancellation, nowMs),
            requestText: undoRequestText(payment, cancellation),
            undoCase: known === undefined ? null : toCase(known),
          },
        ];
      })
      .toReversed(),
    restored: cases
      .filter(({ state }) => state === "restored")
      .map((each) => ({
        ...toCase(each),
        cancellationId: each.cancellation_id,
        amount: money(each.amount, each.currency),
      })),
    readAtMs,
  };
}

/**
 * Notes that the PG was asked to undo a cancel, and has the payment watched: what upstream says closes the case, never
 * what anybody hopes. Noting it again is the same case.
 */
export async function watchUndo(
  ctx: SignedInContext,
  { impUid, cancellationId }: { readonly impUid: string; readonly cancellationId: string },
): Promise<UndoHelp> {
  const { payment } = await readNow(ctx, impUid);
  const cancellation = payment.cancellations.find((each) => each.cancellationId === cancellationId);
  if (cancellation === undefined) throw new AppError("NOT_FOUND", "Upstream's record holds no such cancel.");
  refuseHopeless(ctx, payment, cancellation);
  const nowMs = ctx.clock.now();
  await ctx.store.transact(async (tx) => {
    const isNew = await insertUndoCase(tx, {
      id: ctx.ids.next(),
      imp_uid: impUid,
      cancellation_id: cancellationId,
      amount: cancellation.amount.amount,
      currency: cancellation.amount.currency,
      cancelled_amount: payment.cancelledAmount.amount,
      closes_at_ms: judgeUndo(payment, cancellation, nowMs).closesAtMs,
      state: "watching",
      opened_at_ms: nowMs,
      opened_by: ctx.actor.userId,
      opened_by_name: ctx.actor.name,
      checks: 0,
      last_checked_at_ms: null,
      next_check_at_ms: nowMs + firstLookMs,
      closed_at_ms: null,
    });
    if (!isNew) return;
    const { amount, currency } = cancellation.amount;
    await recordAudit(tx, ctx, { event: "refund_undo.asked", impUid, cancellationId, amount, currency });
  });
  return getUndoHelp(ctx, { impUid });
}

function refuseHopeless(
  ctx: SignedInContext,
  payment: Parameters<typeof judgeUndo>[0],
  cancellation: Cancellation,
): void {
  const { verdict, findings } = judgeUndo(payment, cancellation, ctx.clock.now());
  if (verdict !== "impossible") return;
  throw new AppError("UNDO_IMPOSSIBLE", "By the PG's published conditions this cancel cannot be undone.", {
    details: { rules: findings.map(({ rule }) => rule) },
  });
}

function toCase(row: StoredUndoCase): UndoCase {
  return {
    state: row.state,
    openedBy: row.opened_by_name,
    openedAtMs: row.opened_at_ms,
    checks: row.checks,
    lastCheckedAtMs: row.last_checked_at_ms,
    nextCheckAtMs: row.next_check_at_ms,
    closedAtMs: row.closed_at_ms,
  };
}
