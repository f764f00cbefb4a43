import { AppError } from "@maru/domain";
import { takeTurns } from "../../take-turns.ts";
import { type AuditOrigin, ownOrigin, recordAudit } from "../audit/record-audit.ts";
import {
  alertAfterMs,
  firstCheckAt,
  laterMs,
  nextCheckAt,
  requestMs,
  surelyOverMs,
} from "../refunds/check-schedule.ts";
import { createDueTimes } from "../refunds/due-times.ts";
import { lockMs } from "../refunds/hold-lock.ts";
import { problemOf, unclear } from "./give-instruction.ts";
import type { InstructionDeps, ReadBack, RegisteredKind } from "./instruction-kind.ts";
import { findKind, instructionKinds } from "./instruction-kinds.ts";
import type { InstructionProblem } from "./instruction-view.ts";
import {
  claimInstructionCheck,
  findInstruction,
  findInstructionChecks,
  findInstructionsInWork,
  hastenInstructionChecks,
  restInstructionLock,
  updateInstruction,
} from "./instructions.repository.ts";
import type { InstructionRow } from "./instructions.tables.ts";
import {
  announceInstruction,
  type InstructionMove,
  isStateChanged,
  moveInstruction,
  targetOfRow,
} from "./move-instruction.ts";
import { givenOf } from "./open-instruction.ts";
import { achieved, settleInstruction } from "./settle-instruction.ts";

export interface InstructionKeeper {
  /** Begins to work in the background, first with what a killed process left. */
  start(): void;
  /** Does what is due now and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

const takenAtOnce = 20;
const lookedAtOnce = 500;
const concurrentReads = 2;
/** A check taken by a process that died is free again after this long. */
const claimMs = 60_000;
const lookAgainMs = 5_000;

/**
 * Settles what requests left open: answers that were lost and processes that were killed. Any number of processes share the
 * work; each piece is taken by one. It reads and never sends. `elapsedMs` is a clock that nobody sets: how long ago
 * something was is told by it as well.
 */
export function createInstructionKeeper(
  deps: InstructionDeps,
  kinds: readonly RegisteredKind[] = instructionKinds,
  elapsedMs: () => number = () => performance.now(),
): InstructionKeeper {
  const { store, clock, logger } = deps;
  const origin: InstructionDeps & AuditOrigin = { ...deps, ...ownOrigin(deps) };
  /** Spares every change of a payment a look for its instructions while there are none to settle. */
  let isAnyUnresolved = true;
  const checkTimes = createDueTimes({ elapsedMs, longestMs: laterMs });
  const lockTimes = createDueTimes({ elapsedMs, longestMs: lockMs });
  /** When this process first saw one unresolved, and last looked at it, by elapsed time. */
  let seen = new Map<string, { readonly firstMs: number; lookedMs: number | null }>();

  async function step(): Promise<number> {
    try {
      await takeOver();
      const unresolved = await findInstructionChecks(store.read, lookedAtOnce);
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
      logger.error({ err: error }, "settling instructions stumbled");
      return lookAgainMs;
    }
  }

  /** What a process that is gone was working on: sent or maybe sent is found out, the rest surely was not. */
  async function takeOver(): Promise<void> {
    // The embedded store belongs to one process at a time: any other owner is a former life of this one.
    const exceptOwner = store.dialect === "sqlite" ? deps.processId : null;
    const inWork = await findInstructionsInWork(store.read);
    // A living owner pushes the end of its lock on, so that an end that stays as it was for so long has no owner either.
    const ranOut = lockTimes.sort(
      inWork.map(({ id, lock_owner, lock_expires_at_ms }) => ({ id: `${id} ${lock_owner}`, atMs: lock_expires_at_ms })),
      clock.now(),
    );
    for (const { lock_owner: owner, lock_expires_at_ms: _, ...row } of inWork) {
      const isFormerLife = exceptOwner !== null && owner !== exceptOwner;
      if (!isFormerLife && !ranOut.due.has(`${row.id} ${owner}`)) continue;
      try {
        const moved = await store.transact(async (tx) => {
          await restInstructionLock(tx, row.id);
          return moveInstruction(tx, origin, row, leftBehind(row));
        });
        announceInstruction(deps, moved);
      } catch (error) {
        // One of several processes wins; the others find it elsewhere.
        if (!isStateChanged(error)) throw error;
      }
    }
  }

  function leftBehind(row: InstructionRow): InstructionMove {
    if (row.state === "written") return { to: "not_sent", problem: interrupted("not sent") };
    if (readBackOf(row) === undefined) return { to: "unconfirmed", problem: interrupted("maybe sent") };
    return { to: "checking", problem: interrupted("maybe sent"), changes: { next_check_at_ms: firstCheckAt(clock) } };
  }

  function readBackOf(row: InstructionRow) {
    return findKind(kinds, row.kind)?.readBack;
  }

  async function check(due: InstructionRow): Promise<void> {
    if (!(await claimInstructionCheck(store.write, due, clock.now() + claimMs))) return;
    const row = await findInstruction(store.read, due.id);
    if (row === undefined) return;
    const kind = findKind(kinds, row.kind);
    if (kind?.readBack === undefined) {
      await lookAgain(row, undefined);
      return;
    }
    const readAtMs = clock.now();
    let read: ReadBack;
    try {
      read = await kind.readBack(deps, givenOf(deps.config.secret, row));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await lookAgain(row, problemOf(error));
      return;
    }
    const move = conclude(row, read);
    if (move === null) await lookAgain(row, undefined);
    else {
      const settling = { ...move, changes: { ...looked(row), ...move.changes } };
      await settleInstruction(origin, kind, row, settling, { reads: read.reads ?? [], readAtMs });
    }
  }

  /** Where the record leads; null while it proves nothing yet. */
  function conclude(row: InstructionRow, read: ReadBack): InstructionMove | null {
    switch (read.kind) {
      case "done":
        return achieved(read);
      case "unclear":
        if (row.state === "unconfirmed") return null;
        return {
          to: "unconfirmed",
          problem: unclear(read.facts),
          changes: { next_check_at_ms: nextCheckAt(row, clock.now()) },
        };
      case "unchanged": {
        if (row.state === "checking" && row.pg_words !== null) return { to: "refused" };
        return sinceSending(row) >= surelyOverMs && wasReadBefore(row) ? { to: "not_done" } : null;
      }
    }
  }

  /**
   * Whether the last look is so long ago that no request of ours can have been under way ever since. A clock that jumps
   * ahead while one is makes "long after sending" of a moment; it does not jump between each two looks.
   */
  function wasReadBefore({ id, last_checked_at_ms: lastAtMs }: InstructionRow): boolean {
    const lookedMs = seen.get(id)?.lookedMs ?? null;
    if (lookedMs !== null && elapsedMs() - lookedMs >= requestMs) return true;
    return lastAtMs !== null && clock.now() - lastAtMs >= requestMs;
  }

  function noteSeen(unresolved: readonly InstructionRow[]): void {
    const firstMs = elapsedMs();
    seen = new Map(unresolved.map(({ id }) => [id, seen.get(id) ?? { firstMs, lookedMs: null }]));
  }

  /** How long ago one was sent, at least. */
  function sinceSending({ id, sending_at_ms: sentAtMs }: InstructionRow): number {
    const nowMs = clock.now();
    const firstMs = seen.get(id)?.firstMs;
    return Math.max(nowMs - (sentAtMs ?? nowMs), firstMs === undefined ? 0 : elapsedMs() - firstMs);
  }

  /** Notes that upstream was read in vain; after a while somebody has to know, and a person may say what happened. */
  async function lookAgain(row: InstructionRow, problem: InstructionProblem | undefined): Promise<void> {
    const nowMs = clock.now();
    const sinceMs = sinceSending(row);
    const changes = {
      ...looked(row),
      next_check_at_ms: nextCheckAt(row, nowMs),
      ...(problem === undefined ? {} : { problem: JSON.stringify(problem) }),
    };
    if (row.state !== "checking" || sinceMs < alertAfterMs) {
      await store.transact((tx) => updateInstruction(tx, { id: row.id, from: row.state, changes }));
      announceInstruction(deps, row);
      return;
    }
    const { id: instructionId, kind } = row;
    logger.error({ instructionId, kind, sinceMs }, "an instruction is unresolved; a person has to look at it");
    const moved = await store.transact(async (tx) => {
      const told = await moveInstruction(tx, origin, row, {
        to: "unconfirmed",
        changes: { ...changes, alerted_at_ms: nowMs },
      });
      await recordAudit(tx, origin, {
        event: "instruction.alerted",
        instructionId,
        kind,
        target: targetOfRow(row),
        sinceMs,
      });
      return told;
    });
    announceInstruction(deps, moved);
  }

  function looked(row: InstructionRow): Pick<InstructionRow, "checks" | "last_checked_at_ms"> {
    const own = seen.get(row.id);
    if (own !== undefined) own.lookedMs = elapsedMs();
    return { checks: row.checks + 1, last_checked_at_ms: clock.now() };
  }

  const turns = takeTurns({ step, name: "the keeper of instructions", logger });

  /** A webhook, a poll or a person noticed a change of a payment: what was told about it may be settled by it. */
  function hasten(impUids: readonly string[]): void {
    hastenInstructionChecks(store.write, impUids, clock.now()).then(
      (isAny) => {
        if (isAny) turns.wake();
      },
      (error: unknown) => logger.warn({ error }, "could not hasten the check of an instruction"),
    );
  }

  let stopListening = () => {};
  return {
    start() {
      stopListening = deps.live.subscribe((event) => {
        if (event.type === "payment.changed" && isAnyUnresolved) hasten(event.impUids);
        if (event.type === "instruction.changed" && event.state === "checking") {
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

function interrupted(how: "maybe sent" | "not sent"): InstructionProblem {
  return { code: "BUG", reason: `The process that worked on it ended; ${how}.`, details: { interrupted: true } };
}
