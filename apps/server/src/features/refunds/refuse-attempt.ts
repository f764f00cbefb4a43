import type { AppError } from "@maru/domain";
import type { RefundStep } from "../audit/audit-event.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { asTold } from "../audit/record-refusal.ts";
import { withoutPeople } from "../audit/without-people.ts";
import type { RefundContext } from "./refund-context.ts";

export interface RefundAttempt {
  readonly refundId: string;
  readonly impUid: string;
  /** What somebody wanted to do with the refund. */
  readonly step: RefundStep;
}

/** Writes down that a refund was not even begun, and by which rule; then the refusal is thrown as the error it is. */
export async function refuseAttempt(ctx: RefundContext, attempt: RefundAttempt, error: AppError): Promise<never> {
  const { refundId, impUid, step } = attempt;
  const facts = withoutPeople(error.details);
  await ctx.store.transact((tx) =>
    recordAudit(tx, ctx, { event: "refund.refused", refundId, impUid, step, code: error.code, facts }),
  );
  throw asTold(error);
}
