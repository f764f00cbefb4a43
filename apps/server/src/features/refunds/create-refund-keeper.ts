import { type AuditOrigin, ownOrigin, recordAudit } from "../audit/record-audit.ts";
import { alertAfterMs, firstCheckAt, nextCheckAt, requestedForMs, surelyOverMs } from "../errands/check-schedule.ts";
import { createErrandKeeper, type ErrandAge, type ErrandKeeper, interrupted } from "../errands/create-errand-keeper.ts";
import { staleness } from "./admit-refund.ts";
import { judgeEvidence } from "./judge-evidence.ts";
import { moveRefund, type RefundDeps, type RefundMove, refundErrands } from "./move-refund.ts";
import { findOverdueApprovals, holdRefund } from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import { done, type FreshRead, readNow, settle, unproved } from "./send-refund.ts";

/** Upstream is asked what became of these. */
const unsettled: ReadonlySet<string> = new Set(["checking", "requested", "needs_person"]);
const verifyEveryMs = 60 * 60 * 1000;

/**
 * Settles what requests left open: answers that were lost, refunds a PG carries out later, processes that were killed,
 * approvals nobody gave. Any number of processes share the work; each piece is taken by one. `elapsedMs` is a clock that
 * nobody sets: how long ago something was is told by it as well.
 */
export function createRefundKeeper(deps: RefundDeps, elapsedMs: () => number = () => performance.now()): ErrandKeeper {
  const { store, clock, logger } = deps;
  const origin: RefundDeps & AuditOrigin = { ...deps, ...ownOrigin(deps) };
  let verifiedAtMs = Number.NEGATIVE_INFINITY;

  return createErrandKeeper<RefundRow["state"], RefundRow, FreshRead>(
    deps,
    refundErrands,
    {
      async prepare() {
        if (clock.now() - verifiedAtMs < verifyEveryMs) return;
        verifiedAtMs = clock.now();
        await deps.safeMode.verifyChain();
      },
      async overdue() {
        const refunds = await findOverdueApprovals(store.read, clock.now());
        return refunds.map((refund) => [refund, { to: "expired" }]);
      },
      leftBehind(refund) {
        if (refund.state !== "sending") return { to: "not_sent", problem: interrupted("not sent") };
        const changes = { next_check_at_ms: firstCheckAt(clock) };
        return { to: "checking", problem: interrupted("maybe sent"), changes };
      },
      move: (tx, refund, move) => moveRefund(tx, origin, refund, move),
      read: (refund) => readNow(deps, refund.imp_uid),
      conclude: (refund, read, age) => conclude(deps, refund, read, age),
      settle: (refund, move, read) => settle(origin, refund, move, read),
      isLate: ({ state }, sinceMs) =>
        state === "checking" ? sinceMs >= alertAfterMs : state === "requested" && sinceMs >= requestedForMs,
      async alert(tx, refund, changes, sinceMs) {
        const { id: refundId, imp_uid: impUid, amount, currency } = refund;
        logger.error({ refundId, sinceMs }, "a refund is unresolved; a person has to look at it");
        await holdRefund(tx, refundId);
        await recordAudit(tx, origin, { event: "refund.alerted", refundId, impUid, amount, currency, sinceMs });
        return moveRefund(tx, origin, refund, { to: "needs_person", changes });
      },
      isUnsettled: (event) => event.type === "refund.changed" && unsettled.has(event.state),
    },
    elapsedMs,
  );
}

/** Where the evidence leads; null while it proves nothing yet. */
async function conclude(
  { store, clock }: Pick<RefundDeps, "store" | "clock">,
  refund: RefundRow,
  { payment }: FreshRead,
  { sinceMs, wasReadBefore }: ErrandAge,
): Promise<RefundMove | null> {
  const evidence = judgeEvidence(refund, payment);
  switch (evidence.kind) {
    case "done":
      return done(evidence);
    case "unclear": {
      if (refund.state === "needs_person") return null;
      const changes = { next_check_at_ms: nextCheckAt(refund, clock.now()) };
      return { to: "needs_person", problem: unproved(evidence), changes };
    }
    case "overtaken": {
      // A PG that settles later may still carry out what it took before the balance changed.
      if (refund.settles_later === 1) return null;
      const problem = await staleness(store.read, refund, payment);
      return { to: "not_done", problem, changes: { balance_after: evidence.balance } };
    }
    case "unchanged": {
      const changes = { balance_after: evidence.balance };
      if (refund.state === "checking" && refund.pg_words !== null) return { to: "refused_pg", changes };
      const mayCome = refund.settles_later === 1 || refund.state === "requested" || sinceMs < surelyOverMs;
      return !mayCome && wasReadBefore ? { to: "not_done", changes } : null;
    }
  }
}
