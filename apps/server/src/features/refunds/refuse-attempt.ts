import type { AppError } from "@maru/domain";
import { recordAudit } from "../audit/record-audit.ts";
import { withoutPeople } from "./move-refund.ts";
import type { RefundContext } from "./refund-context.ts";

/** Writes down that a refund was not even begun, and by which rule; then the refusal is thrown as the error it is. */
export async function refuseAttempt(
  ctx: RefundContext,
  attempt: { readonly refundId: string; readonly impUid: string; readonly step: "request" | "approve" | "decide" },
  error: AppError,
): Promise<never> {
  const { refundId, impUid, step } = attempt;
  const facts = withoutPeople(error.details);
  await ctx.store.transact((tx) =>
    recordAudit(tx, ctx, { event: "refund.refused", refundId, impUid, step, code: error.code, facts }),
  );
  throw error;
}
