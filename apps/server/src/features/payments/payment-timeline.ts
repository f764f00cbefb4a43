import {
  type Cancellation,
  type Money,
  maskFreeText,
  money,
  type Payment,
  type PaymentStatus,
  type Role,
  roles,
} from "@maru/domain";
import type { Selectable } from "kysely";
import type { SignedInContext } from "../../context.ts";
import { selectEntries } from "../audit/audit.repository.ts";
import type { AuditEntryRow } from "../audit/audit.tables.ts";
import { readDetails } from "../audit/list-audit.ts";
import { findRefundsOfPayment } from "../refunds/refunds.repository.ts";
import { type ClaimVerdict, judgeClaim } from "../webhooks/judge-claim.ts";
import { findDeliveriesOfPayment, type StoredDelivery } from "../webhooks/webhooks.repository.ts";
import { type CancellationOrigin, type CancellationTrigger, originOf } from "./cancellation-trigger.ts";
import { requirePayment } from "./find-payment.ts";
import { readListItems } from "./list-payments.ts";
import { findChangesOfPayment, findPaymentsOfOrder } from "./payments.repository.ts";
import type { PaymentChangesTable, PaymentSource } from "./payments.tables.ts";
import { seesBuyer } from "./reveal-buyer.ts";

type PaymentChange = Selectable<PaymentChangesTable>;

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
    | "attempt"
    | "webhook"
    | "read"
    | "staff";
  /** Where it comes from: upstream's own record, a read of ours, a person, or whoever asked for a cancel. */
  readonly source: "upstream" | "staff" | CancellationTrigger | PaymentSource;
  readonly amount?: Money;
  /** The PG's words or a reason, as they were given; of a webhook or a read the status it brought. */
  readonly text?: string | null;
  /** Of another attempt on the order: what became of it. */
  readonly status?: PaymentStatus;
  /** Of a webhook: whether upstream, asked about it, says the same. A webhook alone proves nothing. */
  readonly claim?: ClaimVerdict | null;
  /** Which of our reads first showed a change, and when; unix seconds. */
  readonly noticed?: { readonly by: PaymentSource; readonly at: number };
  readonly actor?: { readonly name: string | null; readonly role: Role | null } | null;
  /**
   * Of what a person did: the name the audit log has for it, whether it was done, the state that a refund or a request went
   * on to by it and the one it left, and which step of a refund was refused.
   */
  readonly event?: {
    readonly name: string;
    readonly isRefused: boolean;
    readonly from?: string;
    readonly to?: string;
    readonly step?: string;
  };
  readonly cancellationId?: string | null;
  /** Of another attempt on the order: which payment it is. */
  readonly impUid?: string;
}

const mostStaffEntries = 200;

/**
 * Everything that happened to a payment, oldest first; within one second upstream's own facts, of which no more is known,
 * come before what was heard of them. Rejects with PAYMENT_NOT_FOUND. */
export async function paymentTimeline(
  ctx: SignedInContext,
  { impUid }: { readonly impUid: string },
): Promise<{ readonly entries: readonly TimelineEntry[] }> {
  const { payment, readAtMs, source } = await requirePayment(ctx, impUid);
  const [deliveries, refunds, changes, audited, attempts, isShown] = await Promise.all([
    findDeliveriesOfPayment(ctx.store.read, impUid),
    findRefundsOfPayment(ctx.store.read, impUid),
    findChangesOfPayment(ctx.store.read, impUid),
    selectEntries(ctx.store.read, { subject: impUid, before: null, limit: mostStaffEntries }),
    otherAttempts(ctx, payment),
    seesBuyer(ctx, impUid),
  ]);
  const lastChangeMs = changes.at(-1)?.seen_at_ms ?? 0;
  const entries: TimelineEntry[] = [
    ...factsOf(payment, changes, (cancellation) =>
      originOf(cancellation, { refunds, deliveries, nowSeconds: toSeconds(ctx.clock.now()) }),
    ),
    ...attempts,
    ...inOrder([
      ...deliveries.map((delivery) => [delivery.received_at_ms, webhookEntry(delivery, payment)] as const),
      ...changes.map((change) => [change.seen_at_ms, readEntry(change, payment)] as const),
      ...(readAtMs > lastChangeMs ? [[readAtMs, { at: toSeconds(readAtMs), kind: "read", source }] as const] : []),
      ...audited.toReversed().map((entry) => [entry.at_ms, staffEntry(entry)] as const),
    ]),
  ];
  return {
    entries: entries
      .map((entry) => (isShown ? entry : maskEntry(entry, payment.buyer.name)))
      .toSorted((a, b) => a.at - b.at),
  };
}

/** What we saw ourselves, to the millisecond. */
function inOrder(seen: readonly (readonly [atMs: number, TimelineEntry])[]): TimelineEntry[] {
  return seen.toSorted(([a], [b]) => a - b).map(([, entry]) => entry);
}

function factsOf(
  payment: Payment,
  changes: readonly PaymentChange[],
  originOfCancel: (cancellation: Cancellation) => CancellationOrigin,
): TimelineEntry[] {
  const { startedAt, paidAt, failedAt, virtualAccount } = payment;
  const upstream = { source: "upstream" } as const;
  const noticedBy = (has: (change: PaymentChange) => boolean): Pick<TimelineEntry, "noticed"> => {
    const change = changes.find(has);
    return change === undefined ? {} : { noticed: { by: change.source, at: toSeconds(change.seen_at_ms) } };
  };
  const wasPaid = new Set<string | null>(["paid", "partially_cancelled", "cancelled"] satisfies PaymentStatus[]);
  let cancelled = 0;
  return [
    ...(startedAt === null ? [] : [{ at: startedAt, kind: "requested" as const, ...upstream, amount: payment.amount }]),
    ...(typeof virtualAccount?.issuedAt === "number"
      ? [{ at: virtualAccount.issuedAt, kind: "account_issued" as const, ...upstream, text: virtualAccount.bank.name }]
      : []),
    ...(paidAt === null
      ? []
      : [
          {
            at: paidAt,
            kind: "paid" as const,
            ...upstream,
            amount: payment.amount,
            ...noticedBy((change) => wasPaid.has(change.status_after)),
          },
        ]),
    ...(failedAt === null
      ? []
      : [
          {
            at: failedAt,
            kind: "failed" as const,
            ...upstream,
            text: payment.failReason,
            ...noticedBy((change) => change.status_after === "failed"),
          },
        ]),
    ...payment.deposits.map((deposit) => ({
      at: deposit.depositedAt ?? payment.startedAt ?? 0,
      kind: "deposited" as const,
      ...upstream,
      amount: deposit.amount,
    })),
    ...payment.cancellations
      .toSorted((a, b) => (a.cancelledAt ?? 0) - (b.cancelledAt ?? 0))
      .map((cancellation) => {
        cancelled += cancellation.amount.amount;
        const soFar = cancelled;
        const origin = originOfCancel(cancellation);
        return {
          at: cancellation.cancelledAt ?? payment.cancelledAt ?? 0,
          kind: "cancelled" as const,
          source: origin.trigger,
          ...(origin.refund === null ? {} : { actor: { name: origin.refund.byName, role: null } }),
          amount: cancellation.amount,
          text: cancellation.reason,
          cancellationId: cancellation.cancellationId,
          ...noticedBy((change) => change.cancelled_after >= soFar),
        };
      }),
  ];
}

/** The other payments on the same order; each leads to its own page. */
async function otherAttempts(ctx: SignedInContext, payment: Payment): Promise<TimelineEntry[]> {
  const places = await findPaymentsOfOrder(ctx.store.read, payment.merchantUid);
  const others = places.filter((place) => place.imp_uid !== payment.impUid).map((place) => place.id);
  return (await readListItems(ctx, others)).map((attempt) => ({
    at: attempt.requestedAt,
    kind: "attempt",
    source: "upstream",
    amount: attempt.amount,
    status: attempt.status,
    text: attempt.failReason,
    impUid: attempt.impUid,
  }));
}

function webhookEntry(delivery: StoredDelivery, payment: Payment): TimelineEntry {
  return {
    at: toSeconds(delivery.received_at_ms),
    kind: "webhook",
    source: "webhook",
    text: delivery.status,
    claim: judgeClaim(delivery, payment),
    cancellationId: delivery.cancellation_id,
  };
}

function readEntry(change: PaymentChange, payment: Payment): TimelineEntry {
  return {
    at: toSeconds(change.seen_at_ms),
    kind: "read",
    source: change.source,
    text: change.status_after,
    amount: money(change.cancelled_after, payment.amount.currency),
  };
}

function staffEntry(entry: AuditEntryRow): TimelineEntry {
  const { from, to, step } = readDetails(entry.details);
  return {
    at: toSeconds(entry.at_ms),
    kind: "staff",
    source: "staff",
    actor:
      entry.actor_user_id === null
        ? null
        : { name: entry.actor_name, role: roles.find((role) => role === entry.actor_role) ?? null },
    event: {
      name: entry.event,
      isRefused: entry.outcome === "refused",
      ...(typeof from === "string" ? { from } : {}),
      ...(typeof to === "string" ? { to } : {}),
      ...(typeof step === "string" ? { step } : {}),
    },
  };
}

/** Words of shops and PGs may name the buyer. */
function maskEntry(entry: TimelineEntry, buyerName: string | null): TimelineEntry {
  return typeof entry.text === "string" ? { ...entry, text: maskFreeText(entry.text, [buyerName]) } : entry;
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
