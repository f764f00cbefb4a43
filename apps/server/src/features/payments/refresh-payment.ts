import type { SignedInContext } from "../../context.ts";
import { requirePayment } from "./find-payment.ts";
import { type PaymentDetail, toDetail } from "./get-payment.ts";
import { rereadPayment } from "./read-payments-upstream.ts";

/**
 * Re-reads a payment upstream, updates the index and answers with the result. When upstream does not answer, rejects as
 * the client does and leaves the stored copy as it was.
 */
export async function refreshPayment(
  ctx: SignedInContext,
  { impUid }: { readonly impUid: string },
): Promise<PaymentDetail> {
  await rereadPayment(ctx, impUid, "refresh");
  return toDetail(ctx, await requirePayment(ctx, impUid));
}
