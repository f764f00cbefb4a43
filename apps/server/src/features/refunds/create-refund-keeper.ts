import { AppError, type RefundState } from "@maru/domain";
import { takeTurns } from "../../take-turns.ts";
import { type AuditOrigin, ownOrigin, recordAudit } from "../audit/record-audit.ts";
import { problemOf, staleness } from "./admit-refund.ts";
import {
  alertAfterMs,
  firstCheckAt,
  laterMs,
  nextCheckAt,
  requestedForMs,
  requestMs,
  surelyOverMs,
} from "./check-schedule.ts";
import { createDueTimes } from "./due-times.ts";
import { lockMs } from "./hold-lock.ts";
import { type Evidence, judgeEvidence } from "./judge-evidence.ts";
import { announceRefund, isStateChanged, moveRefund, type RefundDeps, type RefundMove } from "./move-refund.ts";
import {
  claimCheck,
  findChecks,
  findInWork,
  findOverdueApprovals,
  findRefund,
  hastenChecks,
  holdRefund,
  restLock,
  updateRefund,
} from "./refunds.repository.ts";
import type { RefundRow } from "./refunds.tables.ts";
import { done, type FreshRead, readNow, settle, unproved } from "./send-refund.ts";

export interface RefundKeeper {
  /** Begins to work in the background, first with what a killed process left. */
  start(): void;
  /** Does what is due now and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

/** Upstream is asked what became of these. */
const unsettled: ReadonlySet<RefundState> = new Set(["checking", "requested", "needs_person"]);
const takenAtOnce = 20;
const lookedAtOnce = 500;
const concurrentReads = 2;
/** A check taken by a process that died is free again after this long. */
const claimMs = 60_000;
const lookAgainMs = 5_000;
const verifyEveryMs = 60 * 60 * 1000;

/**
 * Settles what requests left open: answers that were lost, refunds a PG carries out later, processes that were killed,
 * approvals nobody gave. Any number of processes share the work; each piece is taken by one. `elapsedMs` is a clock that
 * nobody sets: how long ago something was is told by it as well.
 */
export function createRefundKeeper(deps: RefundDeps, elapsedMs: () => number = () => performance.now()): RefundKeeper {
  const { store, clock, logger } = deps;
  const origin: RefundDeps & AuditOrigin = { ...deps, ...ownOrigin(deps) };
  let verifiedAtMs = Number.NEGATIVE_INFINITY;
  /** Spares every change of a payment a look for its refunds while there are none to settle. */
  let isAnyUnresolved = true;
  const checkTimes = createDueTimes({ elapsedMs, longestMs: laterMs });
  const lockTimes = createDueTimes({ elapsedMs, longestMs: lockMs });
  /** When this process first saw a refund unresolved, and last looked at it, by elapsed time. */
  let seen = new Map<string, { readonly firstMs: number; lookedMs: number | null }>();

  async function step(): Promise<number> {
    try {
      await verifyNowAndThen();
      await takeOver();
      await expireApprovals();
      const unresolved = await findChecks(store.read, lookedAtOnce);
      noteSeen(unresolved);
      const times = checkTimes.sort(
        unresolved.map(({ id, next_check_at_ms }) => ({ id, atMs: next_check_at_ms ?? 0 })),
        clock.now(),
      );
      const due = unresolved.filter(({ id }) => times.due.has(id)).slice(0, takenAtOnce);
      const waiting = [...due];
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await check(next);
      };
      await Promise.all(Array.from({ length: concurrentReads }, work));
      if (due.length > 0) return 0;
      isAnyUnresolved = unresolved.length > 0;
      return Math.max(1, Math.min(lookAgainMs, times.nextInMs ?? lookAgainMs));
    } catch (error) {
      logger.error({ err: error }, "settling refunds stumbled");
      return lookAgainMs;
    }
  }

  async function verifyNowAndThen(): Promise<void> {
    if (clock.now() - verifiedAtMs < verifyEveryMs) return;
    verifiedAtMs = clock.now();
    await deps.safeMode.verifyChain();
  }

  /** What a process that is gone was working on: sent or maybe sent is read back, the rest surely was not. */
  async function takeOver(): Promise<void> {
    // The embedded store belongs to one process at a time: any other owner is a former life of this one.
    const exceptOwner = store.dialect === "sqlite" ? deps.processId : null;
    const inWork = await findInWork(store.read);
    // A living owner pushes the end of its lock on, so that an end that stays as it was for so long has no owner either.
    const ranOut = lockTimes.sort(
      inWork.map(({ id, lock_owner, lock_expires_at_ms }) => ({ id: `${id} ${lock_owner}`, atMs: lock_expires_at_ms })),
      clock.now(),
    );
    for (const { lock_owner: owner, lock_expires_at_ms: _, ...refund } of inWork) {
      const isFormerLife = exceptOwner !== null && owner !== exceptOwner;
      if (!isFormerLife && !ranOut.due.has(`${refund.id} ${owner}`)) continue;
      const move: RefundMove =
        refund.state === "sending"
          ? { to: "checking", problem: interrupted("maybe sent"), changes: { next_check_at_ms: firstCheckAt(clock) } }
          : { to: "not_sent", problem: interrupted("not sent") };
      await moveIfStill(refund, move);
    }
  }

  async function expireApprovals(): Promise<void> {
    for (const refund of await findOverdueApprovals(store.read, clock.now())) {
      await moveIfStill(refund, { to: "expired" });
    }
  }

  /** One of several processes wins; the others find the refund elsewhere. */
  async function moveIfStill(refund: RefundRow, move: RefundMove): Promise<void> {
    try {
      const moved = await store.transact(async (tx) => {
        await restLock(tx, refund.id);
        return moveRefund(tx, origin, refund, move);
      });
      announceRefund(deps, moved);
    } catch (error) {
      if (!isStateChanged(error)) throw error;
    }
  }

  async function check(due: RefundRow): Promise<void> {
    if (!(await claimCheck(store.write, due, clock.now() + claimMs))) return;
    const refund = await findRefund(store.read, due.id);
    if (refund === undefined) return;
    let read: FreshRead;
    try {
      read = await readNow(deps, refund.imp_uid);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await lookAgain(refund, { to: refund.state, problem: problemOf(error) });
      return;
    }
    const evidence = judgeEvidence(refund, read.payment);
    const move = await conclude(refund, evidence, read);
    if (move === null) await lookAgain(refund, { to: refund.state });
    else await settle(origin, refund, { ...move, changes: { ...looked(refund), ...move.changes } }, read);
  }

  /** Where the evidence leads; null while it proves nothing yet. */
  async function conclude(refund: RefundRow, evidence: Evidence, read: FreshRead): Promise<RefundMove | null> {
    const sinceMs = sinceSending(refund);
    switch (evidence.kind) {
      case "done":
        return done(evidence);
      case "unclear":
        return refund.state === "needs_person"
          ? null
          : {
              to: "needs_person",
              problem: unproved(evidence),
              changes: { next_check_at_ms: nextCheckAt(refund, clock.now()) },
            };
      case "overtaken": {
        // A PG that settles later may still carry out what it took before the balance changed.
        if (refund.settles_later === 1) return null;
        const problem = await staleness(store.read, refund, read.payment);
        return { to: "not_done", problem, changes: { balance_after: evidence.balance } };
      }
      case "unchanged": {
        const changes = { balance_after: evidence.balance };
        if (refund.state === "checking" && refund.pg_words !== null) return { to: "refused_pg", changes };
        const mayCome = refund.settles_later === 1 || refund.state === "requested" || sinceMs < surelyOverMs;
        return !mayCome && wasReadBefore(refund) ? { to: "not_done", changes } : null;
      }
    }
  }

  /**
   * Whether the last look is so long ago that no request of ours can have been under way ever since. A clock that jumps
   * ahead while one is makes "long after sending" of a moment; it does not jump between each two looks.
   */
  function wasReadBefore({ id, last_checked_at_ms: lastAtMs }: RefundRow): boolean {
    const lookedMs = seen.get(id)?.lookedMs ?? null;
    if (lookedMs !== null && elapsedMs() - lookedMs >= requestMs) return true;
    return lastAtMs !== null && clock.now() - lastAtMs >= requestMs;
  }

  function noteSeen(unresolved: readonly RefundRow[]): void {
    const firstMs = elapsedMs();
    seen = new Map(unresolved.map(({ id }) => [id, seen.get(id) ?? { firstMs, lookedMs: null }]));
  }

  /** How long ago a refund was sent, at least. */
  function sinceSending({ id, sending_at_ms: sentAtMs }: RefundRow): number {
    const nowMs = clock.now();
    const firstMs = seen.get(id)?.firstMs;
    return Math.max(nowMs - (sentAtMs ?? nowMs), firstMs === undefined ? 0 : elapsedMs() - firstMs);
  }

  /** Notes that upstream was read in vain; after a while somebody has to know, and a person may decide. */
  async function lookAgain(
    refund: RefundRow,
    seen: Pick<RefundMove, "problem"> & { to: RefundRow["state"] },
  ): Promise<void> {
    const nowMs = clock.now();
    const sinceMs = sinceSending(refund);
    const isLate =
      refund.state === "checking" ? sinceMs >= alertAfterMs : refund.state === "requested" && sinceMs >= requestedForMs;
    const changes = {
      ...looked(refund),
      next_check_at_ms: nextCheckAt(refund, nowMs),
      ...(seen.problem === undefined ? {} : { problem: JSON.stringify(seen.problem) }),
    };
    if (!isLate) {
      await store.transact((tx) => updateRefund(tx, { id: refund.id, from: refund.state, changes }));
      announceRefund(deps, refund);
      return;
    }
    const { id: refundId, imp_uid: impUid, amount, currency } = refund;
    logger.error({ refundId, sinceMs }, "a refund is unresolved; a person has to look at it");
    const moved = await store.transact(async (tx) => {
      await holdRefund(tx, refundId);
      await recordAudit(tx, origin, { event: "refund.alerted", refundId, impUid, amount, currency, sinceMs });
      return moveRefund(tx, origin, refund, { to: "needs_person", changes: { ...changes, alerted_at_ms: nowMs } });
    });
    announceRefund(deps, moved);
  }

  function looked(refund: RefundRow): Pick<RefundRow, "checks" | "last_checked_at_ms"> {
    const own = seen.get(refund.id);
    if (own !== undefined) own.lookedMs = elapsedMs();
    return { checks: refund.checks + 1, last_checked_at_ms: clock.now() };
  }

  const turns = takeTurns({ step, name: "the keeper of refunds", logger });

  /** A webhook, a poll or a person noticed a change of a payment: its refund may be settled by it. */
  function hasten(impUids: readonly string[]): void {
    hastenChecks(store.write, impUids, clock.now()).then(
      (isAny) => {
        if (isAny) turns.wake();
      },
      (error: unknown) => logger.warn({ error }, "could not hasten the check of a refund"),
    );
  }

  let stopListening = () => {};
  return {
    start() {
      stopListening = deps.live.subscribe((event) => {
        if (event.type === "payment.changed" && isAnyUnresolved) hasten(event.impUids);
        if (event.type === "refund.changed" && unsettled.has(event.state)) {
          isAnyUnresolved = true;
          turns.wake();
        }
      });
      turns.start();
    },
    step,
    async stop() {
      stopListening();
      await turns.stop();
    },
  };
}

function interrupted(how: "maybe sent" | "not sent") {
  return {
    code: "BUG",
    reason: `The process that worked on it ended; ${how}.`,
    details: { interrupted: true },
  } as const;
}
