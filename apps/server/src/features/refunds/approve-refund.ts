import { AppError, isAllowed, refundId, staffReason } from "@maru/domain";
import * as z from "zod/mini";
import { whileHoldingLock } from "../errands/hold-lock.ts";
import { toRole } from "../sessions/read-session.ts";
import { findUser } from "../users/users.repository.ts";
import { balanceOf, findObjection, paymentFacts } from "./admit-refund.ts";
import { announceRefund, moveRefund, refundErrands, stateChanged } from "./move-refund.ts";
import type { RefundContext } from "./refund-context.ts";
import { type RefundView, toRefundView } from "./refund-view.ts";
import { findRefund, restLock } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import { type RefundAttempt, refuseAttempt } from "./refuse-attempt.ts";
import { requireNoFault } from "./safe-mode.ts";
import { sharedIdentity } from "./same-person.ts";
import { cancellationOf, findFault, markSending, sendRefund } from "./send-refund.ts";
import { requireFreshCode } from "./step-up.ts";

export const rejection = z.strictObject({ refundId, reason: staffReason });

/**
 * Approves a waiting refund and sends it. The balance is read again: an approval holds for what the requester saw and for
 * nothing else. Of two approvals at the same time one sends; the other is told where the refund stands.
 */
export async function approveRefund(
  ctx: RefundContext,
  { refundId }: { readonly refundId: string },
): Promise<RefundView> {
  const refund = await requireRefund(ctx, refundId);
  try {
    await requireSecondPerson(ctx, refund.requested_by_user_id, refund.requested_by_email);
    requireWaiting(refund);
    requireInTime(ctx, refund);
    await requireNoFault(ctx.safeMode);
    await requireFreshCode(ctx);
  } catch (error) {
    return refuse(ctx, refund, "approve", error);
  }
  const { payment } = await ctx.upstream.getPayment(refund.imp_uid);
  const stop = (await findObjection(ctx, refund, payment)) ?? (await findFault(ctx));
  const cancellation = await cancellationOf(ctx, refund);
  const nowMs = ctx.clock.now();
  const approval = {
    approved_by_user_id: ctx.actor.userId,
    approved_by_name: ctx.actor.name,
    approved_at_ms: nowMs,
    ...paymentFacts(ctx, payment),
  };
  const moved = await orRefuse(ctx, refund, "approve", () =>
    ctx.store.transact(async (tx) => {
      // Nobody works on a refund that waits.
      await restLock(tx, refundId);
      const details = { balanceNow: balanceOf(payment) };
      const approved = await moveRefund(tx, ctx, refund, { to: "approved", changes: approval, details });
      return stop === null ? markSending(tx, ctx, approved, payment) : moveRefund(tx, ctx, approved, stop);
    }),
  );
  announceRefund(ctx, moved);
  if (moved.state !== "sending") return toRefundView(moved, ctx.actor);
  const settled = await whileHoldingLock(ctx, refundErrands, refundId, () =>
    sendRefund(ctx, moved, cancellation, payment),
  );
  announceRefund(ctx, settled);
  return toRefundView(settled, ctx.actor);
}

/** Turns a waiting refund down; nothing is sent, and the reason is kept. */
export async function rejectRefund(ctx: RefundContext, input: z.output<typeof rejection>): Promise<RefundView> {
  const refund = await requireRefund(ctx, input.refundId);
  return end(ctx, refund, "rejected", input.reason);
}

/** Takes a waiting refund back; only whoever asked for it may. */
export async function withdrawRefund(
  ctx: RefundContext,
  { refundId }: { readonly refundId: string },
): Promise<RefundView> {
  const refund = await requireRefund(ctx, refundId);
  if (refund.requested_by_user_id !== ctx.actor.userId) {
    const error = new AppError("NOT_ALLOWED", "Only whoever asked for a refund takes it back.");
    return refuse(ctx, refund, "withdraw", error);
  }
  return end(ctx, refund, "withdrawn", null);
}

async function end(
  ctx: RefundContext,
  refund: RefundRow,
  to: "rejected" | "withdrawn",
  reason: string | null,
): Promise<RefundView> {
  const ended = await orRefuse(ctx, refund, to === "rejected" ? "reject" : "withdraw", () => {
    requireWaiting(refund);
    return ctx.store.transact((tx) => moveRefund(tx, ctx, refund, { to, details: reason === null ? {} : { reason } }));
  });
  announceRefund(ctx, ended);
  return toRefundView(ended, ctx.actor);
}

/** The refund as it stands. Rejects with NOT_FOUND where there is none. */
export async function requireRefund(ctx: Pick<RefundContext, "store">, refundId: string): Promise<RefundRow> {
  const refund = await findRefund(ctx.store.read, refundId);
  if (refund === undefined) throw new AppError("NOT_FOUND", "There is no such refund.");
  return refund;
}

/** Throws when the person is, or seems to be, the one named: the account, its mailbox or its telephone. */
export async function requireSecondPerson(ctx: RefundContext, userId: string, email: string): Promise<void> {
  const [own, other] = await Promise.all([
    findUser(ctx.store.read, { id: ctx.actor.userId }),
    findUser(ctx.store.read, { id: userId }),
  ]);
  const self = own ?? { id: ctx.actor.userId, email: ctx.actor.email, tel: null };
  const shared = sharedIdentity(self, other ?? { id: userId, email, tel: null });
  if (shared !== null) {
    throw new AppError("SAME_PERSON", "Somebody else has to do this.", { details: { shared } });
  }
  // A session may outlive a change of role by a moment.
  const role = own === undefined ? ctx.actor.role : toRole(own.role);
  if (role === null || !isAllowed(role, "refund:approve")) {
    throw new AppError("NOT_ALLOWED", "Your role no longer includes approving.", {
      details: { permission: "refund:approve" },
    });
  }
}

function requireWaiting(refund: RefundRow): void {
  if (refund.state !== "waiting_approval") throw stateChanged(refund);
}

function requireInTime(ctx: RefundContext, refund: RefundRow): void {
  if ((refund.approval_expires_at_ms ?? 0) > ctx.clock.now()) return;
  throw new AppError("APPROVAL_EXPIRED", "The time to approve this refund is over.", {
    details: { expiresAtMs: refund.approval_expires_at_ms },
  });
}

/** Does what takes a refund on; where somebody else was first, the attempt is written down as refused. */
export async function orRefuse<Result>(
  ctx: RefundContext,
  refund: RefundRow,
  step: RefundAttempt["step"],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    return refuse(ctx, refund, step, error);
  }
}

/** Writes an attempt down as refused where a rule refused it, and throws the error on. */
export function refuse(
  ctx: RefundContext,
  refund: RefundRow,
  step: RefundAttempt["step"],
  error: unknown,
): Promise<never> {
  if (!(error instanceof AppError)) throw error;
  return refuseAttempt(ctx, { refundId: refund.id, impUid: refund.imp_uid, step }, error);
}
