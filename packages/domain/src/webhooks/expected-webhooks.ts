import type { Cancellation, Payment } from "../payment.ts";

/** Something that happened to a payment of which i'mport's documents promise a webhook. */
export interface ExpectedWebhook {
  readonly status: "ready" | "paid" | "failed" | "cancelled";
  readonly cancellationId: string | null;
  /** When it happened; unix seconds. */
  readonly happenedAt: number;
}

/** What is known of a cancel that upstream's record does not say. */
export interface CancelKnowledge {
  /** A refund of this console that asked for a webhook. */
  readonly asksForWebhook: boolean;
}

/** What the vendor's console stores as the reason of a cancel when its user gives none. */
const consoleCancelReason = "관리자페이지취소";

const scheduled = "payment.scheduled";

/**
 * The webhooks i'mport sends about a payment as it stands, by its documented sending rules. Ordinary failures send none;
 * cancels by API send none unless asked to, and a cancel that could be one promises nothing; cancels in a PG's own admin
 * are not even known here. `knowledgeOf` tells of cancels this console asked for.
 */
export function expectedWebhooks(
  payment: Payment,
  knowledgeOf: (cancellation: Cancellation) => CancelKnowledge | null,
): readonly ExpectedWebhook[] {
  const { virtualAccount, paidAt, failedAt } = payment;
  const expected: ExpectedWebhook[] = [];
  const issuedAt = virtualAccount?.issuedAt ?? null;
  // Of an account issued by API the caller has the answer; that a webhook tells of it as well is nowhere promised.
  if (issuedAt !== null && payment.device !== "api") {
    expected.push({ status: "ready", cancellationId: null, happenedAt: issuedAt });
  }
  if (paidAt !== null) expected.push({ status: "paid", cancellationId: null, happenedAt: paidAt });
  if (paidAt === null && failedAt !== null && payment.billingUsage === scheduled) {
    expected.push({ status: "failed", cancellationId: null, happenedAt: failedAt });
  }
  for (const cancellation of payment.cancellations) {
    const { cancellationId, reason, cancelledAt } = cancellation;
    const happenedAt = cancelledAt ?? payment.cancelledAt;
    const isConsole = reason?.trim() === consoleCancelReason;
    const isPromised = isConsole || knowledgeOf(cancellation)?.asksForWebhook === true;
    if (isPromised && happenedAt !== null) expected.push({ status: "cancelled", cancellationId, happenedAt });
  }
  return expected;
}

/** A call to the webhook address, as far as it can be the webhook that was expected. */
export interface ArrivedWebhook {
  readonly status: string | null;
  readonly cancellationId: string | null;
  /** Unix milliseconds. */
  readonly receivedAtMs: number;
}

/** Upstream's clock may be ahead of ours by so much. */
const clockDifferenceMs = 300_000;

/** Whether a call is the webhook expected; the same status told of something earlier is not. */
export function isWebhookOf(expected: ExpectedWebhook, arrived: ArrivedWebhook): boolean {
  if (arrived.status !== expected.status) return false;
  if (arrived.receivedAtMs < expected.happenedAt * 1000 - clockDifferenceMs) return false;
  const { cancellationId: ours } = expected;
  return ours === null || arrived.cancellationId === null || arrived.cancellationId === ours;
}
