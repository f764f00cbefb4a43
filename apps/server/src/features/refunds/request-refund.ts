import { AppError, type Payment, type RefundRequest } from "@maru/domain";
import { lockChain } from "../audit/audit.repository.ts";
import { problemOf } from "../errands/errand-kind.ts";
import { whileHoldingLock } from "../errands/hold-lock.ts";
import { findPayment } from "../payments/find-payment.ts";
import { findObjection, paymentFacts } from "./admit-refund.ts";
import { announceRefund, isStateChanged, moveRefund, refundErrands } from "./move-refund.ts";
import { contentsHash, type OpenedRefund, openRefund } from "./open-refund.ts";
import { requireReason } from "./reasons/refund-reasons.ts";
import { capsAbove, capsOf, leavesNothing, stepUpAbove } from "./refund-caps.ts";
import type { RefundContext } from "./refund-context.ts";
import { type RefundView, toRefundView } from "./refund-view.ts";
import { findRefund, holdRefund, restLock } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import { refuseAttempt } from "./refuse-attempt.ts";
import { requireNoFault } from "./safe-mode.ts";
import { cancellationOf, findFault, markSending, sendRefund } from "./send-refund.ts";
import { asksForCode, requireFreshCode } from "./step-up.ts";

/** How long an approver has. */
const approvalMs = 24 * 60 * 60 * 1000;

export interface RequestOptions {
  /** Set where a fresh code was shown for many refunds at once, as when a batch is started. */
  readonly isStepUpProven?: boolean;
  /** Set where the reason was chosen for many refunds at once: retired meanwhile, it holds for those that are left. */
  readonly isReasonChosen?: boolean;
}

/**
 * Refunds all or part of a payment, or asks for an approval where it is above a cap. The same id gives the same refund,
 * however often and from wherever it is sent, and one refund is sent to upstream at most once.
 *
 * What was written down is answered as the refund it is, refusals included. Only what was not even begun is thrown.
 */
export async function requestRefund(
  ctx: RefundContext,
  request: RefundRequest,
  options: RequestOptions = {},
): Promise<RefundView> {
  const known = await findRefund(ctx.store.read, request.refundId);
  if (known !== undefined) return sameAgain(ctx, known, request);
  try {
    await allOf([
      requireRight(ctx),
      ...(options.isReasonChosen === true ? [] : [requireReason(ctx.store.read, request.reasonCode)]),
      requireNoFault(ctx.safeMode),
      ...(options.isStepUpProven === true ? [] : [requireCode(ctx, request)]),
    ]);
  } catch (error) {
    if (error instanceof AppError) return refuseAttempt(ctx, { ...request, step: "request" }, error);
    throw error;
  }
  const opened = await openOrRefuse(ctx, request);
  if (opened.kind === "known") return sameAgain(ctx, opened.refund, request);
  if (opened.kind === "busy") return refuseAttempt(ctx, { ...request, step: "request" }, busyWith(opened.other));
  announceRefund(ctx, opened.refund);
  const settled = await whileHoldingLock(ctx, refundErrands, request.refundId, () => pursueOrLook(ctx, opened.refund));
  return toRefundView(settled, ctx.actor);
}

/** Asks everything at once; of several refusals the first in this order is told. */
async function allOf(asked: readonly Promise<void>[]): Promise<void> {
  for (const answer of await Promise.allSettled(asked)) {
    if (answer.status === "rejected") throw answer.reason;
  }
}

async function openOrRefuse(ctx: RefundContext, request: RefundRequest): Promise<OpenedRefund> {
  try {
    return await openRefund(ctx, request);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "REFUND_IN_PROGRESS") throw error;
    return refuseAttempt(ctx, { ...request, step: "request" }, error);
  }
}

/** A process that stalled for so long that others took it for gone tells where they have brought the refund. */
async function pursueOrLook(ctx: RefundContext, refund: RefundRow): Promise<RefundRow> {
  try {
    return await pursue(ctx, refund);
  } catch (error) {
    const now = isStateChanged(error) ? await findRefund(ctx.store.read, refund.id) : undefined;
    if (now === undefined) throw error;
    return now;
  }
}

async function sameAgain(ctx: RefundContext, known: RefundRow, request: RefundRequest): Promise<RefundView> {
  if (known.contents_hash === contentsHash(ctx.config.secret, request)) return toRefundView(known, ctx.actor);
  const error = new AppError("REFUND_ID_REUSED", "This id belongs to a refund with other contents.");
  return refuseAttempt(ctx, { ...request, step: "request" }, error);
}

async function requireRight(ctx: RefundContext): Promise<void> {
  if (!leavesNothing(await capsOf(ctx.store.read, ctx.actor.role))) return;
  throw new AppError("REFUND_CAP_ZERO", "The caps of your role leave nothing to refund with.", {
    details: { role: ctx.actor.role },
  });
}

/** The payment is read anew later; whether it is play money is known well enough from the index. */
async function requireCode(ctx: RefundContext, { impUid, amount, currency }: RefundRequest): Promise<void> {
  const above = await stepUpAbove(ctx.store.read);
  if (!asksForCode(above, { amount, currency })) return;
  const indexed = await findPayment(ctx, impUid);
  if (indexed?.payment.isTestChannel === true) return;
  await requireFreshCode(ctx, { above });
}

function busyWith(other: RefundRow): AppError {
  return new AppError("REFUND_IN_PROGRESS", "Another refund of this payment is not finished.", {
    details: { refundId: other.id, state: other.state, requestedBy: other.requested_by_name, amount: other.amount },
  });
}

/** From written down to sent, or to the reason why not. Upstream is only read until everything is decided. */
async function pursue(ctx: RefundContext, refund: RefundRow): Promise<RefundRow> {
  let payment: Payment;
  try {
    ({ payment } = await ctx.upstream.getPayment(refund.imp_uid));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return step(ctx, refund, { to: "not_sent", problem: problemOf(error) });
  }
  const [objection, fault, cancellation] = await Promise.all([
    findObjection(ctx, refund, payment),
    findFault(ctx),
    cancellationOf(ctx, refund),
  ]);
  const facts = paymentFacts(ctx, payment);
  const stop = objection ?? fault;
  if (stop !== null) return step(ctx, refund, { ...stop, changes: facts });

  const admitted = await ctx.store.transact(async (tx) => {
    await holdRefund(tx, refund.id);
    // Sums of one day are made one after another, or two refunds would each overlook the other.
    await lockChain(tx);
    const above = await capsAbove(tx, {
      refundId: refund.id,
      role: ctx.actor.role,
      userId: ctx.actor.userId,
      amount: { amount: refund.amount, currency: refund.currency },
      customerKey: facts.customer_key,
      requestedAtMs: refund.requested_at_ms,
      isTest: payment.isTestChannel,
    });
    if (above.length === 0) {
      // Nothing lies between the two where nobody is asked: they are one commit.
      const approved = await moveRefund(tx, ctx, refund, { to: "approved", changes: facts });
      return markSending(tx, ctx, approved, payment);
    }
    const expiresAtMs = ctx.clock.now() + approvalMs;
    await restLock(tx, refund.id);
    return moveRefund(tx, ctx, refund, {
      to: "waiting_approval",
      changes: { ...facts, approval_reasons: JSON.stringify(above), approval_expires_at_ms: expiresAtMs },
      details: { above },
    });
  });
  announceRefund(ctx, admitted);
  return admitted.state === "sending" ? sendRefund(ctx, admitted, cancellation, payment) : admitted;
}

async function step(ctx: RefundContext, refund: RefundRow, move: Parameters<typeof moveRefund>[3]): Promise<RefundRow> {
  const moved = await ctx.store.transact((tx) => moveRefund(tx, ctx, refund, move));
  announceRefund(ctx, moved);
  return moved;
}
