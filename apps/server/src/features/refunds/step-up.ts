import { AppError, freshCodeMinutes, type Money } from "@maru/domain";
import type { RefundContext } from "./refund-context.ts";
import { findStepUpMs } from "./refunds.repository.ts";

const stepUpMs = freshCodeMinutes * 60_000;

/** When the session's proof runs out; null where it has none. */
export async function stepUpUntil(ctx: Pick<RefundContext, "store" | "clock" | "session">): Promise<number | null> {
  if (ctx.session === null) return null;
  const provenAtMs = await findStepUpMs(ctx.store.read, ctx.session.id);
  if (provenAtMs === null || provenAtMs + stepUpMs <= ctx.clock.now()) return null;
  return provenAtMs + stepUpMs;
}

/** Whether an amount asks for a fresh code. Without an exchange rate another currency always does, where anything does. */
export function asksForCode(above: number | null, { amount, currency }: Money): boolean {
  return above !== null && (currency !== "KRW" || amount > above);
}

/**
 * Throws unless the session has shown a fresh code. The sandbox's demo accounts have no second factor to show, and
 * nothing there is money; an account that has enrolled one is asked there, too.
 */
export async function requireFreshCode(
  ctx: RefundContext,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const isEnrolled = ctx.session?.isSecondFactorEnrolled ?? false;
  if (ctx.config.mode === "sandbox" && !isEnrolled) return;
  if ((await stepUpUntil(ctx)) !== null) return;
  throw new AppError("STEP_UP_REQUIRED", "Show a new code of your second factor first.", { details });
}
