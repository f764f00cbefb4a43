import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { requireRefund } from "./approve-refund.ts";
import { announceRefund } from "./move-refund.ts";
import { type RefundView, toRefundView } from "./refund-view.ts";
import { findRefund, hastenChecks } from "./refunds.repository.ts";

/**
 * Has upstream asked now what became of a refund that is not settled, instead of when it is due. Whoever looks at one that
 * has an outcome is told it; nothing is sent either way.
 */
export async function checkRefund(
  ctx: SignedInContext,
  { refundId }: { readonly refundId: string },
): Promise<RefundView> {
  const refund = await requireRefund(ctx, refundId);
  const isHastened = await ctx.store.transact(async (tx) => {
    if (!(await hastenChecks(tx, [refund.imp_uid], ctx.clock.now()))) return false;
    await recordAudit(tx, ctx, { event: "refund.check_asked", refundId, impUid: refund.imp_uid });
    return true;
  });
  if (isHastened) announceRefund(ctx, refund);
  return toRefundView((await findRefund(ctx.store.read, refundId)) ?? refund, ctx.actor);
}
