import { AppError, kstDayStart, pgsWithReadableReceipts, toKstDate } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { takeTurns } from "../../take-turns.ts";
import { firstIdOfSecond } from "../payments/row-id.ts";
import {
  beginCheck,
  claimCheck,
  countDifferingReceipts,
  findCheck,
  findLiveReceipts,
  findReceiptSuspects,
  moveCheck,
  type StoredCheck,
} from "./cash-receipts.repository.ts";
import { keepReceipt } from "./keep-receipt.ts";
import { lookUpReceipt } from "./look-up-receipt.ts";

export interface ReceiptWatch {
  start(): void;
  /** Does a piece of tonight's check and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

type WatchDeps = Pick<Deps, "store" | "upstream" | "clock" | "logger" | "processId">;

/** At night, when the PGs have followed the cancels of the day. */
const checkedFromSeconds = 3 * 60 * 60;
const readAtOnce = 20;
/** A night reads no more than this, so that upstream is not asked all night about a long history. */
const mostReads = 5_000;
/** Payments changed longer ago were looked for in the nights before. */
const suspectDays = 8;
const daySeconds = 24 * 60 * 60;
const claimMs = 60_000;
const lookAgainMs = 60_000;
const upstreamRestMs = 30_000;

/**
 * Reads, night by night, the receipts that are remembered and those that may exist beside a payment given back, so that
 * the list of those that differ tells how they are and not how they were.
 */
export function createReceiptWatch(deps: WatchDeps): ReceiptWatch {
  const { store, clock, logger, upstream } = deps;
  const owner = deps.processId;

  async function step(): Promise<number> {
    try {
      const day = toKstDate(Math.floor(clock.now() / 1000));
      const dueMs = (kstDayStart(day) + checkedFromSeconds) * 1000;
      if (clock.now() < dueMs) return Math.min(lookAgainMs, dueMs - clock.now());
      const check = (await findCheck(store.read, day)) ?? (await begin(day));
      if (check === undefined || check.state === "finished") return lookAgainMs;
      const claim = { day, owner, nowMs: clock.now(), untilMs: clock.now() + claimMs };
      if (!(await claimCheck(store.write, claim))) return lookAgainMs;
      return await goOn(check);
    } catch (error) {
      logger.error({ err: error }, "comparing receipts with payments stumbled");
      return lookAgainMs;
    }
  }

  async function begin(day: string): Promise<StoredCheck | undefined> {
    await beginCheck(store.write, {
      day,
      state: "running",
      phase: "known",
      after_key: "",
      receipts_read: 0,
      receipts_found: 0,
      reads_failed: 0,
      mismatches: null,
      started_at_ms: clock.now(),
      finished_at_ms: null,
      claimed_by: null,
      claimed_until_ms: null,
    });
    return findCheck(store.read, day);
  }

  async function goOn(check: StoredCheck): Promise<number> {
    const targets = check.receipts_read >= mostReads ? [] : await nextTargets(check);
    if (targets.length === 0 && check.phase === "known" && check.receipts_read < mostReads) {
      await move(check, { phase: "unknown", after_key: "" });
      return 0;
    }
    if (targets.length === 0) {
      const mismatches = await countDifferingReceipts(store.reports);
      await move(check, { state: "finished", finished_at_ms: clock.now(), mismatches, claimed_by: null });
      if (mismatches > 0) logger.warn({ mismatches }, "cash receipts differ from what is left of their payments");
      return 0;
    }
    let found = 0;
    let failed = 0;
    for (const { target, pgProvider } of targets) {
      const readAtMs = clock.now();
      try {
        const receipt = await lookUpReceipt(upstream, { source: "payment", target, pgProvider });
        if (receipt == null) continue;
        found += 1;
        await keepReceipt(store.write, { source: "payment", target, receipt, pgProvider, readAtMs });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        failed += 1;
      }
    }
    if (failed === targets.length) return upstreamRestMs;
    await move(check, {
      after_key: targets.at(-1)?.key ?? check.after_key,
      receipts_read: check.receipts_read + targets.length,
      receipts_found: check.receipts_found + found,
      reads_failed: check.reads_failed + failed,
    });
    return 0;
  }

  async function nextTargets(check: StoredCheck) {
    if (check.phase === "known") {
      const live = await findLiveReceipts(store.read, check.after_key, readAtOnce);
      return live.map(({ target, pg_provider }) => ({ key: target, target, pgProvider: pg_provider }));
    }
    const since = firstIdOfSecond(Math.floor(clock.now() / 1000) - suspectDays * daySeconds);
    const suspects = await findReceiptSuspects(store.reports, {
      afterId: check.after_key === "" ? since : Number(check.after_key),
      limit: readAtOnce,
      providers: pgsWithReadableReceipts(),
    });
    return suspects.map(({ id, imp_uid, pg_provider }) => ({
      key: String(id),
      target: imp_uid,
      pgProvider: pg_provider,
    }));
  }

  async function move({ day }: StoredCheck, change: Partial<StoredCheck>): Promise<void> {
    await store.transact((tx) => moveCheck(tx, day, owner, change));
  }

  const turns = takeTurns({ step, name: "comparing receipts with payments", logger });
  return { start: turns.start, step, stop: turns.stop };
}
