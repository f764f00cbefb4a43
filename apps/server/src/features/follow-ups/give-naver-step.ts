import { AppError, isAllowed, money, type NaverStepOrder, refundingNaverSteps } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { giveInstruction, refuseGiving } from "../instructions/give-instruction.ts";
import type { InstructionView } from "../instructions/instruction-view.ts";
import { findInstruction } from "../instructions/instructions.repository.ts";
import { stepUpAbove } from "../refunds/refund-caps.ts";
import { requireNoFault } from "../refunds/safe-mode.ts";
import { asksForCode, requireFreshCode } from "../refunds/step-up.ts";
import { givingBack, naverOrderKind } from "./naver-order-kinds.ts";

/**
 * Takes a step with products of a Naver order. A step that gives money back asks for what a refund asks for: the right, no
 * fault of the console, and a fresh code where a refund of so much does. The caps hold it where it is sent.
 */
export async function giveNaverStep(ctx: SignedInContext, order: NaverStepOrder): Promise<InstructionView> {
  const kind = naverOrderKind(order.step);
  const isKnown = (await findInstruction(ctx.store.read, order.instructionId)) !== undefined;
  if (refundingNaverSteps.has(order.step) && !isKnown) {
    try {
      requireRight(ctx);
      await requireNoFault(ctx.safeMode);
      await requireCode(ctx, order);
    } catch (error) {
      if (error instanceof AppError) return refuseGiving(ctx, kind, order, error);
      throw error;
    }
  }
  return giveInstruction(ctx, kind, order);
}

function requireRight({ actor }: SignedInContext): void {
  if (isAllowed(actor.role, "refund:request")) return;
  throw new AppError("NOT_ALLOWED", "This step gives money back.", { details: { permission: "refund:request" } });
}

async function requireCode(ctx: SignedInContext, { impUid, productOrderIds }: NaverStepOrder): Promise<void> {
  const above = await stepUpAbove(ctx.store.read);
  if (above === null) return;
  const [{ payment }, orders] = await Promise.all([
    ctx.upstream.getPayment(impUid),
    ctx.upstream.listNaverProductOrders(impUid),
  ]);
  const named = orders.filter(({ productOrderId }) => productOrderIds.includes(productOrderId));
  const { won, isTest } = givingBack(ctx, payment, named);
  if (!isTest && asksForCode(above, money(won, "KRW"))) await requireFreshCode(ctx, { above });
}
