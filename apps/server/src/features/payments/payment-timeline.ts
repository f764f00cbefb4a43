import { isAllowed, type Money, maskFreeText, money, type Payment } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { type ClaimVerdict, judgeClaim } from "../webhooks/judge-claim.ts";
import { findDeliveriesOfPayment } from "../webhooks/webhooks.repository.ts";
import { requirePayment } from "./find-payment.ts";
import { findChangesOfPayment } from "./payments.repository.ts";
import type { PaymentSource } from "./payments.tables.ts";

/** One thing that happened to a payment, or that we learned about it. */
export interface TimelineEntry {
  /** Unix seconds. */
  readonly at: number;
  readonly kind:
    | "requested"
    | "account_issued"
    | "paid"
    | "failed"
    | "cancelled"
    | "deposited"
    | "webhook"
    | "read"
    | "staff";
  /** Where we know it from: upstream's own record, or which of our reads noticed the change. */
  readonly source: "upstream" | "staff" | "unknown" | PaymentSource;
  readonly amount?: Money;
  /** The PG's words or a reason, as they were given. */
  readonly text?: string | null;
  /** Of a webhook: whether upstream, asked about it, says the same. A webhook alone proves nothing. */
  readonly claim?: ClaimVerdict | null;
  readonly actor?: string | null;
  readonly cancellationId?: string | null;
}

/** Everything that happened to a payment, oldest first. Rejects with PAYMENT_NOT_FOUND. */
export async function paymentTimeline(
  ctx: Pick<SignedInContext, "store" | "actor">,
  { impUid }: { readonly impUid: string },
): Promise<{ readonly entries: readonly TimelineEntry[] }> {
  const { payment } = await requirePayment(ctx, impUid);
  const [deliveries, changes] = await Promise.all([
    findDeliveriesOfPayment(ctx.store.read, impUid),
    findChangesOfPayment(ctx.store.read, impUid),
  ]);
  const entries: TimelineEntry[] = [
    ...factsOf(payment),
    ...deliveries.map((delivery) => ({
      at: toSeconds(delivery.received_at_ms),
      kind: "webhook" as const,
      source: "webhook" as const,
      text: delivery.status,
      claim: judgeClaim(delivery, payment),
      cancellationId: delivery.cancellation_id,
    })),
    ...changes.map((change) => ({
      at: toSeconds(change.seen_at_ms),
      kind: "read" as const,
      source: change.source,
      text: change.status_after,
      amount: money(change.cancelled_after, payment.amount.currency),
    })),
  ];
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  return { entries: entries.map((entry) => (isMasked ? maskEntry(entry) : entry)).toSorted((a, b) => a.at - b.at) };
}

function factsOf(payment: Payment): TimelineEntry[] {
  const { startedAt, paidAt, failedAt, virtualAccount } = payment;
  const upstream = { source: "upstream" } as const;
  return [
    ...(startedAt === null ? [] : [{ at: startedAt, kind: "requested" as const, ...upstream, amount: payment.amount }]),
    ...(typeof virtualAccount?.issuedAt === "number"
      ? [{ at: virtualAccount.issuedAt, kind: "account_issued" as const, ...upstream, text: virtualAccount.bank.name }]
      : []),
    ...(paidAt === null ? [] : [{ at: paidAt, kind: "paid" as const, ...upstream, amount: payment.amount }]),
    ...(failedAt === null ? [] : [{ at: failedAt, kind: "failed" as const, ...upstream, text: payment.failReason }]),
    ...payment.deposits.map((deposit) => ({
      at: deposit.depositedAt ?? payment.startedAt ?? 0,
      kind: "deposited" as const,
      ...upstream,
      amount: deposit.amount,
    })),
    ...payment.cancellations.map((cancellation) => ({
      at: cancellation.cancelledAt ?? payment.cancelledAt ?? 0,
      kind: "cancelled" as const,
      // Upstream does not say who asked for a cancel.
      source: "unknown" as const,
      amount: cancellation.amount,
      text: cancellation.reason,
      cancellationId: cancellation.cancellationId,
    })),
  ];
}

/** Words of shops and PGs may name the buyer. */
function maskEntry(entry: TimelineEntry): TimelineEntry {
  return typeof entry.text === "string" ? { ...entry, text: maskFreeText(entry.text) } : entry;
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
