import {
  cancellationDisagreement,
  isAllowed,
  type Money,
  maskPayment,
  type Payment,
  refundableByHistory,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { findRefundsOfPayment } from "../refunds/refunds.repository.ts";
import { findDeliveriesOfPayment } from "../webhooks/webhooks.repository.ts";
import { type CancellationOrigin, originOf } from "./cancellation-trigger.ts";
import { type IndexPayment, requirePayment } from "./find-payment.ts";
import type { PaymentSource } from "./payments.tables.ts";
import { revealedUntilMs, seesBuyer } from "./reveal-buyer.ts";

/** A payment as the payment page shows it. */
export interface PaymentDetail {
  readonly payment: Payment;
  /** What is left of it by its own history. */
  readonly cancellable: Money;
  /** Set when the listed cancels do not add up to the amount upstream calls cancelled. */
  readonly disagreement: { readonly fromHistory: Money; readonly fromUpstream: Money } | null;
  /** Who asked for each of the payment's cancellations, in their order. */
  readonly cancellationOrigins: readonly CancellationOrigin[];
  /** Whether buyer data was masked for this reader. */
  readonly isMasked: boolean;
  /** When a reveal that this reader asked for ends, unix milliseconds; null when they see what their role sees. */
  readonly revealedUntilMs: number | null;
  /** When this copy was read upstream; unix milliseconds. */
  readonly readAtMs: number;
  readonly source: PaymentSource;
}

/** The payment as the index holds it, masked by role. Rejects with PAYMENT_NOT_FOUND. */
export async function getPayment(
  ctx: SignedInContext,
  { impUid }: { readonly impUid: string },
): Promise<PaymentDetail> {
  return toDetail(ctx, await requirePayment(ctx, impUid));
}

/** A payment of the index as its page shows it to this reader, the buyer masked where they may not see one. */
export async function toDetail(ctx: SignedInContext, found: IndexPayment): Promise<PaymentDetail> {
  const isMasked = !(await seesBuyer(ctx, found.payment.impUid));
  return {
    payment: isMasked ? maskPayment(found.payment) : found.payment,
    cancellable: refundableByHistory(found.payment),
    disagreement: cancellationDisagreement(found.payment),
    cancellationOrigins: await originsOf(ctx, found.payment),
    isMasked,
    revealedUntilMs: await revealEnd(ctx, found.payment.impUid),
    readAtMs: found.readAtMs,
    source: found.source,
  };
}

/** Whoever always sees buyers has nothing that could end. */
async function revealEnd(ctx: SignedInContext, impUid: string): Promise<number | null> {
  return isAllowed(ctx.actor.role, "buyer:read") ? null : revealedUntilMs(ctx, impUid);
}

async function originsOf(ctx: SignedInContext, payment: Payment): Promise<CancellationOrigin[]> {
  if (payment.cancellations.length === 0) return [];
  const [refunds, deliveries] = await Promise.all([
    findRefundsOfPayment(ctx.store.read, payment.impUid),
    findDeliveriesOfPayment(ctx.store.read, payment.impUid),
  ]);
  const nowSeconds = Math.floor(ctx.clock.now() / 1000);
  return payment.cancellations.map((cancellation) => originOf(cancellation, { refunds, deliveries, nowSeconds }));
}
