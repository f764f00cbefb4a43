import {
  cancellationDisagreement,
  countsAsRefunded,
  isRefundSendable,
  isSettledLater,
  judgeRefund,
  type Payment,
  type RefundIntent,
} from "@maru/domain";
import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import { keyedHash } from "../../seal-text.ts";
import type { ErrandProblem } from "../errands/errand-kind.ts";
import { buyerKeys } from "../payments/payment-row.ts";
import { findChangesOfPayment } from "../payments/payments.repository.ts";
import type { RefundDeps } from "./move-refund.ts";
import { findRefundsOfPayment } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import { telephone } from "./same-person.ts";
import { openAccount } from "./seal-account.ts";

/** The same amount on the same payment within this time is worth a second thought. */
const repeatWindowMs = 24 * 60 * 60 * 1000;

/** What a read just before sending found against a refund. */
export interface Objection {
  readonly to: "refused_stale" | "not_sent";
  readonly problem: ErrandProblem;
}

/** What can still be given back, by the amounts alone. */
export function balanceOf(payment: Payment): number {
  return payment.amount.amount - payment.cancelledAmount.amount;
}

/** Whether the payment is no longer what the requester saw, or a rule says no. Null when it may be sent. */
export async function findObjection(
  deps: Pick<RefundDeps, "store" | "clock" | "config">,
  refund: RefundRow,
  payment: Payment,
): Promise<Objection | null> {
  if (payment.amount.currency !== refund.currency)
    return unsent("INVALID_INPUT", "The payment is in another currency.");
  if (balanceOf(payment) !== refund.pinned_balance) {
    return { to: "refused_stale", problem: await staleness(deps.store.read, refund, payment) };
  }
  const verdict = judgeRefund(payment, intentOf(deps, refund), deps.clock.now());
  if (!isRefundSendable(verdict)) {
    const findings = verdict.findings.filter(({ verdict: kind }) => kind === "ask_pg" || kind === "impossible");
    return unsent("REFUND_IMPOSSIBLE", "A rule of i'mport or of the PG stands against it.", {
      verdict: verdict.verdict,
      findings,
    });
  }
  const disagreement = cancellationDisagreement(payment);
  if (disagreement !== null) {
    return unsent("REFUND_IMPOSSIBLE", "Upstream's list of cancels and its cancelled amount disagree.", {
      verdict: "ask_pg",
      findings: [],
      disagreement,
    });
  }
  if (refund.repeat_reason === null) {
    const recent = await recentRefunds(deps, payment, refund.id);
    const earlier = recent.filter(({ amount }) => amount === refund.amount);
    if (earlier.length > 0) {
      return unsent("REPEAT_REASON_REQUIRED", "The same amount was refunded within a day; say why.", { earlier });
    }
  }
  return null;
}

function unsent(code: ErrandProblem["code"], reason: string, details: ErrandProblem["details"] = {}): Objection {
  return { to: "not_sent", problem: { code, reason, details } };
}

/** An earlier refund of the payment, ours or anybody's. */
export interface RepeatedAmount {
  readonly refundId: string | null;
  readonly cancellationId: string | null;
  readonly atMs: number;
  readonly amount: number;
  readonly by: string | null;
}

/**
 * What of this payment was refunded within a day, by our own memory and by upstream's record. A refund of the same amount
 * again is asked for its reason, and never forbidden: honest partial refunds do repeat.
 */
export async function recentRefunds(
  deps: Pick<RefundDeps, "store" | "clock">,
  payment: Payment,
  exceptId?: string,
): Promise<RepeatedAmount[]> {
  const sinceMs = deps.clock.now() - repeatWindowMs;
  const ours = (await findRefundsOfPayment(deps.store.read, payment.impUid)).filter(
    ({ id, state, requested_at_ms }) => id !== exceptId && countsAsRefunded(state) && requested_at_ms >= sinceMs,
  );
  const ownCancels = new Set(ours.flatMap(({ cancellation_id }) => cancellation_id ?? []));
  const theirs = payment.cancellations.filter(
    ({ cancelledAt, cancellationId }) =>
      (cancelledAt ?? 0) * 1000 >= sinceMs && !(cancellationId !== null && ownCancels.has(cancellationId)),
  );
  return [
    ...ours.map((each) => ({
      refundId: each.id,
      cancellationId: each.cancellation_id,
      atMs: each.requested_at_ms,
      amount: each.amount,
      by: each.requested_by_name,
    })),
    ...theirs.map(({ cancellationId, cancelledAt, amount }) => ({
      refundId: null,
      cancellationId,
      atMs: (cancelledAt ?? 0) * 1000,
      amount: amount.amount,
      by: null,
    })),
  ];
}

/** The old and the new balance, and who changed it as far as anybody can know. */
export async function staleness(
  db: Kysely<Database>,
  refund: Pick<RefundRow, "id" | "imp_uid" | "pinned_balance" | "currency" | "requested_at_ms">,
  payment: Payment,
): Promise<ErrandProblem> {
  const ours = await findRefundsOfPayment(db, refund.imp_uid);
  const changes = await findChangesOfPayment(db, refund.imp_uid);
  const lastSeen = changes.at(-1);
  const changedBy = payment.cancellations
    .toSorted((a, b) => (b.cancelledAt ?? 0) - (a.cancelledAt ?? 0))
    .slice(0, 3)
    .map(({ cancellationId, amount, cancelledAt, reason }) => {
      const own = ours.find((each) => each.id !== refund.id && (reason?.includes(each.tag) ?? false));
      return {
        cancellationId,
        amount: amount.amount,
        atMs: cancelledAt === null ? null : cancelledAt * 1000,
        source: own !== undefined ? "maru" : reason === "관리자페이지취소" ? "console" : "unknown",
        refundId: own?.id ?? null,
        name: own?.requested_by_name ?? null,
      };
    });
  return {
    code: "CANCELLABLE_AMOUNT_CHANGED",
    reason: "The balance is not the one the requester saw. Nothing was sent.",
    details: {
      currency: refund.currency,
      balanceSeen: refund.pinned_balance,
      balanceNow: balanceOf(payment),
      changedBy,
      noticedAtMs: lastSeen?.seen_at_ms ?? null,
    },
  };
}

function intentOf(deps: Pick<RefundDeps, "config">, refund: RefundRow): RefundIntent {
  const { amount, tax_free_amount: taxFreeAmount, vat_amount: vatAmount } = refund;
  return {
    amount,
    split: taxFreeAmount === null && vatAmount === null ? null : { taxFreeAmount, vatAmount },
    refundAccount:
      refund.account_sealed === null ? null : openAccount(deps.config.secret, refund.id, refund.account_sealed),
    extras: {
      requester: refund.requester === "customer" || refund.requester === "admin" ? refund.requester : null,
      retainPromotion: refund.retain_promotion === null ? null : refund.retain_promotion === 1,
      purchaseConfirmed: refund.purchase_confirmed === null ? null : refund.purchase_confirmed === 1,
    },
  };
}

/** What the payment is, noted on the refund at the read before it is sent. */
export function paymentFacts(
  deps: Pick<RefundDeps, "config">,
  payment: Payment,
): Pick<RefundRow, "merchant_uid" | "pg_provider" | "mid" | "method" | "is_test" | "customer_key" | "settles_later"> {
  const { buyerTelDigits, buyerEmail } = buyerKeys(payment);
  const customer = telephone(buyerTelDigits) ?? buyerTelDigits ?? buyerEmail;
  return {
    merchant_uid: payment.merchantUid,
    pg_provider: payment.pgProvider,
    mid: payment.mid,
    method: payment.method,
    is_test: Number(payment.isTestChannel),
    customer_key: customer === null ? null : keyedHash(deps.config.secret, "maru refund customer", customer),
    settles_later: Number(isSettledLater({ pg: payment.pgProvider ?? "", method: payment.method ?? "" })),
  };
}
