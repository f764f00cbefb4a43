import { AppError } from "@maru/domain";
import type { Transaction } from "kysely";
import type { LiveEvent } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { takeTurns } from "../../take-turns.ts";
import { laterMs, nextCheckAt, requestMs } from "./check-schedule.ts";
import { createDueTimes } from "./due-times.ts";
import type { ErrandRow } from "./errand.tables.ts";
import { type ErrandDeps, type ErrandKind, type ErrandProblem, problemOf } from "./errand-kind.ts";
import { lockMs } from "./hold-lock.ts";
import type { ErrandMove } from "./move-errand.ts";

export interface ErrandKeeper {
  /** Begins to work in the background, first with what a killed process left. */
  start(): void;
  /** Does what is due now and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

/** How much is known of the time since an errand was sent. */
export interface ErrandAge {
  /** At least so long ago. */
  readonly sinceMs: number;
  /**
   * Whether the last look is so long ago that no request of ours can have been under way ever since. A clock that jumps
   * ahead while one is makes "long after sending" of a moment; it does not jump between each two looks.
   */
  readonly wasReadBefore: boolean;
}

/** How errands of one kind are settled. */
export interface ErrandKeeping<State extends string, Row extends ErrandRow<State>, Read> {
  /** What comes first. */
  prepare?(): Promise<void>;
  /** Errands that stand still and may stand so no longer, with where each of them goes. */
  overdue?(): Promise<readonly (readonly [errand: Row, move: ErrandMove<State, Row>])[]>;
  /** Where an errand goes on which a process worked that is gone: sent or maybe sent is found out, the rest surely was not. */
  leftBehind(errand: Row): ErrandMove<State, Row>;
  move(tx: Transaction<Database>, errand: Row, move: ErrandMove<State, Row>): Promise<Row>;
  /** Reads upstream's record; null where it has none. An `AppError` it throws is kept with the errand. */
  read(errand: Row): Promise<Read | null>;
  /** Where the record leads; null while it proves nothing yet. */
  conclude(errand: Row, read: Read, age: ErrandAge): Promise<ErrandMove<State, Row> | null>;
  settle(errand: Row, move: ErrandMove<State, Row>, read: Read): Promise<unknown>;
  /** Whether somebody has to know by now that it is not settled. */
  isLate(errand: Row, sinceMs: number): boolean;
  /** Says so in the log and, in the transaction, in the audit log, and moves it to where a person looks at it. */
  alert(tx: Transaction<Database>, errand: Row, changes: Partial<Row>, sinceMs: number): Promise<Row>;
  /** Whether an event tells of an errand that is to be looked at from now on. */
  isUnsettled(event: LiveEvent): boolean;
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
export function createErrandKeeper<State extends string, Row extends ErrandRow<State>, Read>(
  deps: ErrandDeps,
  kind: ErrandKind<State, Row>,
  keeping: ErrandKeeping<State, Row, Read>,
  elapsedMs: () => number,
): ErrandKeeper {
  const { store, clock, logger } = deps;
  const { repository, name } = kind;
  /** Spares every change of a payment a look for its errands while there are none to settle. */
  let isAnyUnresolved = true;
  const checkTimes = createDueTimes({ elapsedMs, longestMs: laterMs });
  const lockTimes = createDueTimes({ elapsedMs, longestMs: lockMs });
  /** When this process first saw one unresolved, and last looked at it, by elapsed time. */
  let seen = new Map<string, { readonly firstMs: number; lookedMs: number | null }>();

  async function step(): Promise<number> {
    try {
      await keeping.prepare?.();
      await takeOver();
      for (const [errand, move] of (await keeping.overdue?.()) ?? []) await moveIfStill(errand, move);
      const unresolved = await repository.findChecks(store.read, lookedAtOnce);
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
      logger.error({ err: error }, `settling ${name}s stumbled`);
      return lookAgainMs;
    }
  }

  async function takeOver(): Promise<void> {
    // The embedded store belongs to one process at a time: any other owner is a former life of this one.
    const exceptOwner = store.dialect === "sqlite" ? deps.processId : null;
    const inWork = await repository.findInWork(store.read);
    // A living owner pushes the end of its lock on, so that an end that stays as it was for so long has no owner either.
    const ranOut = lockTimes.sort(
      inWork.map(({ id, lock_owner, lock_expires_at_ms }) => ({ id: `${id} ${lock_owner}`, atMs: lock_expires_at_ms })),
      clock.now(),
    );
    for (const errand of inWork) {
      const owner = errand.lock_owner;
      const isFormerLife = exceptOwner !== null && owner !== exceptOwner;
      if (!isFormerLife && !ranOut.due.has(`${errand.id} ${owner}`)) continue;
      await moveIfStill(errand, keeping.leftBehind(errand));
    }
  }

  /** One of several processes wins; the others find the errand elsewhere. */
  async function moveIfStill(errand: Row, move: ErrandMove<State, Row>): Promise<void> {
    try {
      const moved = await store.transact(async (tx) => {
        await repository.restLock(tx, errand.id);
        return keeping.move(tx, errand, move);
      });
      kind.announce(deps, moved);
    } catch (error) {
      if (!kind.isStateChanged(error)) throw error;
    }
  }

  async function check(due: Row): Promise<void> {
    if (!(await repository.claimCheck(store.write, due, clock.now() + claimMs))) return;
    const errand = await repository.find(store.read, due.id);
    if (errand === undefined) return;
    let read: Read | null;
    try {
      read = await keeping.read(errand);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await lookAgain(errand, problemOf(error));
      return;
    }
    const move = read === null ? null : await keeping.conclude(errand, read, ageOf(errand));
    if (read === null || move === null) await lookAgain(errand);
    else await keeping.settle(errand, { ...move, changes: { ...looked(errand), ...move.changes } }, read);
  }

  function ageOf(errand: Row): ErrandAge {
    return { sinceMs: sinceSending(errand), wasReadBefore: wasReadBefore(errand) };
  }

  function wasReadBefore({ id, last_checked_at_ms: lastAtMs }: Row): boolean {
    const lookedMs = seen.get(id)?.lookedMs ?? null;
    if (lookedMs !== null && elapsedMs() - lookedMs >= requestMs) return true;
    return lastAtMs !== null && clock.now() - lastAtMs >= requestMs;
  }

  function noteSeen(unresolved: readonly Row[]): void {
    const firstMs = elapsedMs();
    seen = new Map(unresolved.map(({ id }) => [id, seen.get(id) ?? { firstMs, lookedMs: null }]));
  }

  function sinceSending({ id, sending_at_ms: sentAtMs }: Row): number {
    const nowMs = clock.now();
    const firstMs = seen.get(id)?.firstMs;
    return Math.max(nowMs - (sentAtMs ?? nowMs), firstMs === undefined ? 0 : elapsedMs() - firstMs);
  }

  /** Notes that upstream was read in vain; after a while somebody has to know, and a person may say what happened. */
  async function lookAgain(errand: Row, problem?: ErrandProblem): Promise<void> {
    const sinceMs = sinceSending(errand);
    const changes = {
      ...looked(errand),
      next_check_at_ms: nextCheckAt(errand, clock.now()),
      ...(problem === undefined ? {} : { problem: JSON.stringify(problem) }),
    } as Partial<Row>;
    if (!keeping.isLate(errand, sinceMs)) {
      await store.transact((tx) => repository.update(tx, { id: errand.id, from: errand.state, changes }));
      kind.announce(deps, errand);
      return;
    }
    const alerted = { ...changes, alerted_at_ms: clock.now() };
    kind.announce(deps, await store.transact((tx) => keeping.alert(tx, errand, alerted, sinceMs)));
  }

  function looked(errand: Row): Partial<Row> {
    const own = seen.get(errand.id);
    if (own !== undefined) own.lookedMs = elapsedMs();
    return { checks: errand.checks + 1, last_checked_at_ms: clock.now() } as Partial<Row>;
  }

  const turns = takeTurns({ step, name: `the keeper of ${name}s`, logger });

  /** A webhook, a poll or a person noticed a change of a payment: what was told about it may be settled by it. */
  function hasten(impUids: readonly string[]): void {
    repository.hastenChecks(store.write, impUids, clock.now()).then(
      (isAny) => {
        if (isAny) turns.wake();
      },
      (error: unknown) => logger.warn({ error }, `could not hasten the check of a ${name}`),
    );
  }

  let stopListening = () => {};
  return {
    start() {
      stopListening = deps.live.subscribe((event) => {
        if (event.type === "payment.changed" && isAnyUnresolved) hasten(event.impUids);
        if (keeping.isUnsettled(event)) {
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

/** Why an errand was left behind by a process that is gone. */
export function interrupted(how: "maybe sent" | "not sent"): ErrandProblem {
  return { code: "BUG", reason: `The process that worked on it ended; ${how}.`, details: { interrupted: true } };
}
