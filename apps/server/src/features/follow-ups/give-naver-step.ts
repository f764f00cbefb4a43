import { AppError, money, type NaverStepOrder, refundingNaverSteps } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { giveInstruction } from "../instructions/give-instruction.ts";
import type { InstructionView } from "../instructions/instruction-view.ts";
import { findInstruction } from "../instructions/instructions.repository.ts";
import { paymentFacts } from "../refunds/admit-refund.ts";
import { capsAbove } from "../refunds/refund-caps.ts";
import { requireNoFault } from "../refunds/safe-mode.ts";
import { impossible } from "./follow-up-rules.ts";
import { naverOrderKind, wonBack } from "./naver-order-kinds.ts";

/**
 * Takes a step with products of a Naver order. A step that gives money back keeps to the limits of refunds: what a person
 * may not refund alone they may not give back this way either.
 */
export async function giveNaverStep(ctx: SignedInContext, order: NaverStepOrder): Promise<InstructionView> {
  const kind = naverOrderKind(order.step);
  const isKnown = (await findInstruction(ctx.store.read, order.instructionId)) !== undefined;
  if (refundingNaverSteps.has(order.step) && !isKnown) await requireWithinLimits(ctx, order);
  return giveInstruction(ctx, kind, order);
}

async function requireWithinLimits(ctx: SignedInContext, order: NaverStepOrder): Promise<void> {
  await requireNoFault(ctx.safeMode);
  const { payment } = await ctx.upstream.getPayment(order.impUid);
  const orders = await ctx.upstream.listNaverProductOrders(order.impUid);
  const named = orders.filter(({ productOrderId }) => order.productOrderIds.includes(productOrderId));
  const won = wonBack(payment, named);
  const above = await capsAbove(ctx.store.read, {
    refundId: order.instructionId,
    role: ctx.actor.role,
    userId: ctx.actor.userId,
    amount: money(won, "KRW"),
    customerKey: paymentFacts(ctx, payment).customer_key,
    requestedAtMs: ctx.clock.now(),
    isTest: payment.isTestChannel,
  });
  if (above.length === 0) return;
  const refusal = impossible("above_limit", "This is more than you may give back alone.", { caps: above, amount: won });
  throw new AppError(refusal.code, refusal.message, { details: refusal.details });
}
