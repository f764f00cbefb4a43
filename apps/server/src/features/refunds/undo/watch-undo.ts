import { setTimeout as wait } from "node:timers/promises";
import { AppError, type Payment } from "@maru/domain";
import type { Deps } from "../../../context.ts";
import { ownOrigin, recordAudit } from "../../audit/record-audit.ts";
import { rereadPayment } from "../../payments/read-payments-upstream.ts";
import { changeUndoCase, findDueUndoCases, findNextUndoCheckMs, type StoredUndoCase } from "./undo.repository.ts";

export interface UndoWatch {
  start(): void;
  /** Looks at the cases that are due and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

const minuteMs = 60_000;
export const firstLookMs: number = minuteMs;
/** On the day itself somebody waits for the answer. */
const sameDayEveryMs = 5 * minuteMs;
/** i'mport's record is corrected by hand, so it may follow the PG by days. */
const laterEveryMs = 60 * minuteMs;
const watchedForMs = 3 * 24 * 60 * minuteMs;
const takenAtOnce = 20;
const lookAgainMs = 30_000;

type WatchDeps = Pick<Deps, "store" | "upstream" | "clock" | "logger" | "live" | "config">;

/** Reads payments whose cancel a PG was asked to undo until upstream says how it ended. */
export function createUndoWatch(deps: WatchDeps): UndoWatch {
  const { store, clock, logger } = deps;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function step(): Promise<number> {
    try {
      const due = await findDueUndoCases(store.read, clock.now(), takenAtOnce);
      for (const each of due) await look(each);
      if (due.length > 0) return 0;
      const nextMs = await findNextUndoCheckMs(store.read);
      return nextMs === null ? lookAgainMs : Math.max(1, Math.min(lookAgainMs, nextMs - clock.now()));
    } catch (error) {
      logger.error({ err: error }, "watching undone cancels stumbled");
      return lookAgainMs;
    }
  }

  async function look(due: StoredUndoCase): Promise<void> {
    const nowMs = clock.now();
    const nextMs = nowMs + (nowMs < due.closes_at_ms ? sameDayEveryMs : laterEveryMs);
    const taken = { ...due, next_check_at_ms: nextMs };
    if (!(await changeUndoCase(store.write, due, { next_check_at_ms: nextMs }))) return;
    const payment = await readOrNull(due.imp_uid);
    if (payment === null) return;
    const seen = { checks: due.checks + 1, last_checked_at_ms: nowMs };
    const state = stateBy(payment, due, nowMs);
    if (state === "watching") {
      await changeUndoCase(store.write, taken, seen);
      return;
    }
    const isClosed = await store.transact(async (tx) => {
      const change = { ...seen, state, next_check_at_ms: null, closed_at_ms: nowMs };
      if (!(await changeUndoCase(tx, taken, change))) return false;
      const { imp_uid: impUid, cancellation_id: cancellationId, amount, currency } = due;
      const event = state === "restored" ? "refund_undo.restored" : "refund_undo.not_restored";
      await recordAudit(tx, ownOrigin(deps), { event, impUid, cancellationId, amount, currency });
      return true;
    });
    if (isClosed) deps.live.publish({ type: "payment.changed", impUids: [due.imp_uid], added: [] });
  }

  /** Null while upstream does not answer: nothing is concluded from silence. */
  async function readOrNull(impUid: string): Promise<Payment | null> {
    try {
      return (await rereadPayment(deps, impUid, "poll")).payment;
    } catch (error) {
      if (error instanceof AppError) return null;
      throw error;
    }
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const pauseMs = await step();
      if (pauseMs > 0) await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  return {
    start() {
      running ??= loop().catch((error: unknown) => logger.error({ err: error }, "watching undone cancels ended"));
    },
    step,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** How the case stands by upstream's record: the cancel is gone from it, or is there long after anybody could undo it. */
function stateBy(payment: Payment, undoCase: StoredUndoCase, nowMs: number): StoredUndoCase["state"] {
  const isListed = payment.cancellations.some(({ cancellationId }) => cancellationId === undoCase.cancellation_id);
  const isCounted = payment.cancelledAmount.amount > undoCase.cancelled_amount - undoCase.amount;
  if (!isListed && !isCounted) return "restored";
  return nowMs > undoCase.closes_at_ms + watchedForMs ? "not_restored" : "watching";
}
