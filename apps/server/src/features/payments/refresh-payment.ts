import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { requirePayment } from "./find-payment.ts";
import { type PaymentDetail, toDetail } from "./get-payment.ts";
import { rereadPayment } from "./read-payments-upstream.ts";

/**
 * Re-reads a payment upstream, updates the index and answers with the result; what it changed is in the audit log. When
 * upstream does not answer, rejects as the client does and leaves the stored copy as it was.
 */
export async function refreshPayment(
  ctx: SignedInContext,
  { impUid }: { readonly impUid: string },
): Promise<PaymentDetail> {
  await rereadPayment(ctx, impUid, "refresh", (tx, changed) =>
    recordAudit(tx, ctx, { event: "payment.refreshed", impUid: changed }),
  );
  return toDetail(ctx, await requirePayment(ctx, impUid));
}
