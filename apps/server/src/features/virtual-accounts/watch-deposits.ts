import { AppError } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { takeTurns } from "../../take-turns.ts";
import { selectEntries } from "../audit/audit.repository.ts";
import { ownOrigin, recordAudit } from "../audit/record-audit.ts";
import { rereadPayment } from "../payments/read-payments-upstream.ts";
import { findUntold } from "./diagnose-deposit.ts";
import { findLastVerifiedMs, findUnreadAround } from "./virtual-accounts.repository.ts";

export interface DepositWatch {
  start(): void;
  /** Looks at what is due now and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

type WatchDeps = Pick<Deps, "store" | "upstream" | "clock" | "logger" | "live" | "config">;

const minute = 60;
/** Around its deadline an account is read this often, whether a webhook came or not. */
const readEverySeconds = 10 * minute;
const beforeDueSeconds = 30 * minute;
/** Banks report transfers of the last minute a little later. */
const afterDueSeconds = 2 * 60 * minute;
const takenAtOnce = 20;
const mostAlerts = 50;
const lookAgainMs = 60_000;

/**
 * Reads accounts around their deadline, and raises deposits that i'mport has and never told: each once, in the log and in the
 * audit log.
 */
export function createDepositWatch(deps: WatchDeps): DepositWatch {
  const { store, clock, logger } = deps;

  async function step(): Promise<number> {
    try {
      const nowMs = clock.now();
      const nowSeconds = Math.floor(nowMs / 1000);
      const due = await findUnreadAround(store.reports, {
        from: nowSeconds - afterDueSeconds,
        before: nowSeconds + beforeDueSeconds,
        readBeforeMs: nowMs - readEverySeconds * 1000,
        limit: takenAtOnce,
      });
      for (const impUid of due) await reread(impUid);
      if ((await findLastVerifiedMs(store.read)) !== null) await raiseUntold(nowSeconds);
      return lookAgainMs;
    } catch (error) {
      logger.error({ err: error }, "watching deposits stumbled");
      return lookAgainMs;
    }
  }

  /** Nothing is concluded from silence: upstream is asked again in a minute. */
  async function reread(impUid: string): Promise<void> {
    try {
      await rereadPayment(deps, impUid, "poll");
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      logger.debug({ error, impUid }, "an account could not be read around its deadline");
    }
  }

  async function raiseUntold(nowSeconds: number): Promise<void> {
    for (const { imp_uid: impUid, amount, status_at: paidAt } of await findUntold(deps, nowSeconds, mostAlerts)) {
      const event = "deposit.untold";
      await store.transact(async (tx) => {
        const [told] = await selectEntries(tx, { subject: impUid, event, before: null, limit: 1 });
        if (told !== undefined) return;
        logger.warn({ impUid }, "i'mport has a deposit of which no webhook told");
        await recordAudit(tx, ownOrigin(deps), { event, impUid, amount, paidAt });
      });
    }
  }

  return { ...takeTurns({ step, name: "the watch over deposits", logger }), step };
}
