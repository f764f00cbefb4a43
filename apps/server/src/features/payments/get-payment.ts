import {
  cancellableAmount,
  cancellationDisagreement,
  isAllowed,
  type Money,
  maskPayment,
  type Payment,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { type IndexPayment, requirePayment } from "./find-payment.ts";
import type { PaymentSource } from "./payments.tables.ts";

/** A payment as the payment page shows it. */
export interface PaymentDetail {
  readonly payment: Payment;
  readonly cancellable: Money;
  /** Set when the listed cancels do not add up to the amount upstream calls cancelled. */
  readonly disagreement: { readonly fromHistory: Money; readonly fromUpstream: Money } | null;
  /** Whether buyer data was masked for this reader. */
  readonly isMasked: boolean;
  /** When this copy was read upstream; unix milliseconds. */
  readonly readAtMs: number;
  readonly source: PaymentSource;
}

/** The payment as the index holds it, masked by role. Rejects with PAYMENT_NOT_FOUND. */
export async function getPayment(
  ctx: Pick<SignedInContext, "store" | "actor">,
  { impUid }: { readonly impUid: string },
): Promise<PaymentDetail> {
  return toDetail(ctx, await requirePayment(ctx, impUid));
}

export function toDetail(ctx: Pick<SignedInContext, "actor">, found: IndexPayment): PaymentDetail {
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  return {
    payment: isMasked ? maskPayment(found.payment) : found.payment,
    cancellable: cancellableAmount(found.payment),
    disagreement: cancellationDisagreement(found.payment),
    isMasked,
    readAtMs: found.readAtMs,
    source: found.source,
  };
}
