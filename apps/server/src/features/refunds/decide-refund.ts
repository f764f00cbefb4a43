import { AppError, isAllowed, maskFreeText, refundId, staffReason } from "@maru/domain";
import * as z from "zod/mini";
import { recordAudit } from "../audit/record-audit.ts";
import { orRefuse, refuse, requireRefund, requireSecondPerson } from "./approve-refund.ts";
import { judgeEvidence } from "./judge-evidence.ts";
import { announceRefund, moveRefund, stateChanged } from "./move-refund.ts";
import type { RefundContext } from "./refund-context.ts";
import { type RefundView, toRefundView } from "./refund-view.ts";
import { updateRefund } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import { done, readNow, settle } from "./send-refund.ts";
import { requireFreshCode } from "./step-up.ts";

export const decision = z.strictObject({
  refundId,
  /** What really happened, as a person found out at the PG. */
  outcome: z.enum(["done", "not_done"]),
  reason: staffReason,
});

/**
 * Settles by people what upstream's record cannot: one says what happened and why they know, a second person who says the
 * same settles it. Upstream is read before every word: proof outweighs both of them.
 */
export async function decideRefund(ctx: RefundContext, input: z.output<typeof decision>): Promise<RefundView> {
  const refund = await requireRefund(ctx, input.refundId);
  try {
    if (refund.state !== "needs_person") throw stateChanged(refund);
    await requireFreshCode(ctx);
  } catch (error) {
    return refuse(ctx, refund, "decide", error);
  }
  const proven = await settleIfProven(ctx, refund);
  if (proven !== null) return toRefundView(proven, ctx.actor);
  const isAgreed = refund.proposed_outcome === input.outcome && refund.proposed_by_user_id !== null;
  if (!isAgreed) return propose(ctx, refund, input);
  const settled = await orRefuse(ctx, refund, "decide", async () => {
    await requireOther(ctx, refund);
    return ctx.store.transact((tx) =>
      moveRefund(tx, ctx, refund, {
        to: input.outcome,
        // Whoever said it first may have taken it back while upstream was read.
        only: wordOf(refund),
        details: {
          decidedBy: [refund.proposed_by_name, ctx.actor.name],
          reasons: [refund.proposed_reason, input.reason],
        },
      }),
    );
  });
  announceRefund(ctx, settled);
  return toRefundView(settled, ctx.actor);
}

/** What one person says happened. */
function wordOf({ proposed_outcome, proposed_by_user_id, proposed_at_ms }: RefundRow): Partial<RefundRow> {
  return { proposed_outcome, proposed_by_user_id, proposed_at_ms };
}

async function settleIfProven(ctx: RefundContext, refund: RefundRow): Promise<RefundRow | null> {
  const read = await readNow(ctx, refund.imp_uid).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (read === null) return null;
  const evidence = judgeEvidence(refund, read.payment);
  return evidence.kind === "done" ? settle(ctx, refund, done(evidence), read) : null;
}

async function requireOther(ctx: RefundContext, refund: RefundRow): Promise<void> {
  await requireSecondPerson(ctx, refund.proposed_by_user_id ?? "", "");
  if (!isAllowed(ctx.actor.role, "refund:decide")) {
    throw new AppError("NOT_ALLOWED", "Your role does not include this.", {
      details: { permission: "refund:decide" },
    });
  }
}

/** Writes down what one person found out. A different word replaces an earlier one; agreeing takes somebody else. */
async function propose(ctx: RefundContext, refund: RefundRow, input: z.output<typeof decision>): Promise<RefundView> {
  const proposal = {
    proposed_outcome: input.outcome,
    proposed_reason: input.reason,
    proposed_by_user_id: ctx.actor.userId,
    proposed_by_name: ctx.actor.name,
    proposed_at_ms: ctx.clock.now(),
  };
  await ctx.store.transact(async (tx) => {
    const changed = await updateRefund(tx, { id: refund.id, from: refund.state, changes: proposal });
    if (changed === undefined) throw stateChanged(refund);
    await recordAudit(tx, ctx, {
      event: "refund.proposed",
      refundId: refund.id,
      impUid: refund.imp_uid,
      outcome: input.outcome,
      reason: maskFreeText(input.reason),
    });
  });
  announceRefund(ctx, refund);
  return toRefundView({ ...refund, ...proposal }, ctx.actor);
}
