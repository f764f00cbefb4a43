import { AppError, type Cancellation, money, type Payment, refundReasonWords, taggedReason } from "@maru/domain";
import {
  type CancellationOutcome,
  type CancellationRequest,
  type ReadPayment,
  withholdPersonal,
} from "@maru/import-client";
import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { AuditOrigin } from "../audit/record-audit.ts";
import { firstCheckAt } from "../errands/check-schedule.ts";
import { type ErrandProblem, problemOf } from "../errands/errand-kind.ts";
import { ownLock } from "../errands/hold-lock.ts";
import { settleErrand } from "../errands/move-errand.ts";
import { personalOf } from "../payments/payment-row.ts";
import { preparePayment } from "../payments/save-payments.ts";
import { staleness } from "./admit-refund.ts";
import { type Evidence, judgeEvidence, knownCancellations } from "./judge-evidence.ts";
import { moveRefund, type RefundDeps, type RefundMove, refundErrands, stateChanged } from "./move-refund.ts";
import { namedReason } from "./reasons/refund-reasons.ts";
import type { RefundContext } from "./refund-context.ts";
import { takeLock } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import { requireNoFault } from "./safe-mode.ts";
import { openAccount } from "./seal-account.ts";

/**
 * Sends a refund that stands in *sending*, once. Whatever is not proved afterwards is *checking*, and upstream is read
 * until it is known.
 */
export async function sendRefund(
  ctx: RefundContext,
  sending: RefundRow,
  cancellation: CancellationRequest,
  payment: Payment,
): Promise<RefundRow> {
  const sentAtMs = ctx.clock.now();
  try {
    // A PG may name the buyer in its words without having been told who it is.
    const outcome = withholdPersonal(await ctx.upstream.cancelPayment(cancellation), personalOf(payment));
    return await settleOutcome(ctx, sending, outcome, sentAtMs);
  } catch (error) {
    // Sent and not written down, as when the disk is full: an error here would pass for "nothing happened".
    ctx.logger.error(
      { err: error, refundId: sending.id },
      "the outcome of a refund could not be kept; it is read back",
    );
    return sending;
  }
}

/** Why refunds are stopped by now, which ends this one unsent; null while they are not. */
export async function findFault({ safeMode }: Pick<RefundDeps, "safeMode">): Promise<RefundMove | null> {
  try {
    await requireNoFault(safeMode);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { to: "not_sent", problem: problemOf(error) };
  }
}

/**
 * Marks a refund as *sending* in the transaction that approves it, which has to be committed before the first byte leaves.
 * Only the owner of the lock sends.
 */
export async function markSending(
  tx: Transaction<Database>,
  ctx: RefundContext,
  approved: RefundRow,
  payment: Payment,
): Promise<RefundRow> {
  if (!(await takeLock(tx, approved.id, ownLock(ctx)))) throw stateChanged(approved);
  return moveRefund(tx, ctx, approved, {
    to: "sending",
    changes: { sending_at_ms: ctx.clock.now(), known_cancellations: knownCancellations(payment) },
  });
}

/** What is sent: nothing of it is left to upstream to fill in. */
export async function cancellationOf(ctx: RefundContext, refund: RefundRow): Promise<CancellationRequest> {
  const { currency, tax_free_amount: taxFree, vat_amount: vat, account_sealed: sealed } = refund;
  const account = sealed === null ? null : openAccount(ctx.config.secret, refund.id, sealed);
  const reason = await namedReason(ctx.store.read, refund.reason_code);
  return {
    impUid: refund.imp_uid,
    amount: money(refund.amount, currency),
    expectedCancellable: money(refund.pinned_balance, currency),
    reason: taggedReason(refund.tag, refundReasonWords(reason, refund.reason_text)),
    taxFreeAmount: taxFree === null ? undefined : money(taxFree, currency),
    vatAmount: vat === null ? undefined : money(vat, currency),
    refundAccount:
      account === null
        ? undefined
        : {
            holder: account.holder,
            bankCode: account.bankCode,
            number: account.number,
            ...(account.tel === null ? {} : { tel: account.tel.replaceAll("-", "") }),
          },
    retainPromotion: refund.retain_promotion === null ? undefined : refund.retain_promotion === 1,
    notifyShop: refund.notify_shop === 1,
    requester: refund.requester === "customer" || refund.requester === "admin" ? refund.requester : undefined,
  };
}

/** Believes an answer only as far as upstream's record of the payment bears it out. */
async function settleOutcome(
  ctx: RefundContext,
  refund: RefundRow,
  outcome: CancellationOutcome,
  sentAtMs: number,
): Promise<RefundRow> {
  switch (outcome.kind) {
    case "not_sent": {
      const unsent: RefundMove = { to: "not_sent", problem: problemOf(outcome.cause) };
      // Turned away for its token, it did leave: that it was not looked at before is upstream's word alone.
      return neverLeft(outcome.cause) ? settle(ctx, refund, unsent, null) : settleUnbelieved(ctx, refund, unsent);
    }
    case "unknown":
      return settle(ctx, refund, keepChecking(ctx, problemOf(outcome.cause)), null);
    case "accepted": {
      const evidence = judgeEvidence(refund, outcome.read.payment);
      const read = { ...outcome.read, readAtMs: sentAtMs };
      if (evidence.kind === "done") return settle(ctx, refund, done(evidence), read);
      if (evidence.kind === "unchanged") {
        return settle(ctx, refund, { to: "requested", changes: { next_check_at_ms: firstCheckAt(ctx.clock) } }, read);
      }
      return settle(ctx, refund, keepChecking(ctx, unproved(evidence)), read);
    }
    case "refused": {
      const words = { pg_code: outcome.upstreamCode, pg_words: outcome.message };
      return settleUnbelieved(ctx, refund, { to: "refused_pg", changes: words });
    }
  }
}

function neverLeft({ code, details }: AppError): boolean {
  return code === "INVALID_INPUT" || (details.operation === "cancelPayment" && details.failure === "network");
}

/**
 * What upstream says was not done is read back before it is believed: the money may have moved all the same. `claimed` is
 * where the refund ends when its record bears that out.
 */
async function settleUnbelieved(ctx: RefundContext, refund: RefundRow, claimed: RefundMove): Promise<RefundRow> {
  const { changes = {} } = claimed;
  let read: FreshRead;
  try {
    read = await readNow(ctx, refund.imp_uid);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const move = keepChecking(ctx, problemOf(error));
    return settle(ctx, refund, { ...move, changes: { ...move.changes, ...changes } }, null);
  }
  const evidence = judgeEvidence(refund, read.payment);
  const move = await afterClaim(ctx, refund, claimed, { evidence, payment: read.payment });
  return settle(ctx, refund, { ...move, changes: { ...move.changes, ...changes } }, read);
}

async function afterClaim(
  ctx: RefundContext,
  refund: RefundRow,
  claimed: RefundMove,
  { evidence, payment }: { readonly evidence: Evidence; readonly payment: Payment },
): Promise<RefundMove> {
  switch (evidence.kind) {
    case "done":
      return done(evidence);
    case "unchanged":
      return { ...claimed, changes: { ...claimed.changes, balance_after: evidence.balance } };
    case "overtaken":
      return {
        to: "refused_stale",
        changes: { balance_after: evidence.balance },
        problem: await staleness(ctx.store.read, refund, payment),
      };
    case "unclear":
      return keepChecking(ctx, unproved(evidence));
  }
}

export interface FreshRead extends ReadPayment {
  readonly readAtMs: number;
}

/** The payment as upstream has it now, with when it was asked, in unix milliseconds. */
export async function readNow(deps: Pick<RefundDeps, "upstream" | "clock">, impUid: string): Promise<FreshRead> {
  const readAtMs = deps.clock.now();
  return { ...(await deps.upstream.getPayment(impUid)), readAtMs };
}

/** Where a refund goes whose cancellation was found in upstream's record. */
export function done({ cancellation, balance }: Extract<Evidence, { kind: "done" }>): RefundMove {
  return {
    to: "done",
    changes: { cancellation_id: cancellation.cancellationId, balance_after: balance },
    details: { cancellationId: cancellation.cancellationId, balanceAfter: balance },
  };
}

function keepChecking(deps: Pick<RefundDeps, "clock">, problem: ErrandProblem): RefundMove {
  return { to: "checking", problem, changes: { next_check_at_ms: firstCheckAt(deps.clock) } };
}

/** Upstream's record changed, and does not say that it was us. */
export function unproved(evidence: Extract<Evidence, { kind: "unclear" | "overtaken" }>): ErrandProblem {
  const cancels: readonly Cancellation[] = evidence.kind === "unclear" ? evidence.suspects : evidence.others;
  return {
    code: "UPSTREAM_UNREADABLE",
    reason: "Upstream's record changed and does not carry the tag of this refund.",
    details: {
      balanceNow: evidence.balance,
      cancellations: cancels.map(({ cancellationId, amount, cancelledAt }) => ({
        cancellationId,
        amount: amount.amount,
        atMs: cancelledAt === null ? null : cancelledAt * 1000,
      })),
    },
  };
}

/** The outcome, the index and the audit entry in one transaction; then every open page is told. */
export function settle(
  deps: RefundDeps & AuditOrigin,
  refund: RefundRow,
  move: RefundMove,
  read: FreshRead | null,
): Promise<RefundRow> {
  return settleErrand(deps, refundErrands, refund, move.to, {
    reads: read === null ? [] : [preparePayment({ ...read, source: "refund" })],
    move: (tx) => moveRefund(tx, deps, refund, move),
  });
}
