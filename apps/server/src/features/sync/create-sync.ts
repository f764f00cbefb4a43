import { AppError } from "@maru/domain";
import type { Deps, SyncProgress } from "../../context.ts";
import { takeTurns } from "../../take-turns.ts";
import { createListUpstream } from "./list-upstream.ts";
import { createHistoryLoader, gapsOf, planWalk } from "./load-history.ts";
import { pollChanges, pollReachSeconds, rereadQuarantined } from "./poll-changes.ts";
import { proveDays } from "./prove-days.ts";
import { readSyncState } from "./sync.repository.ts";
import { createSyncJournal, LeaseLost, nothingRead, tellStoredState } from "./sync-journal.ts";
import { createProgressReport } from "./sync-progress.ts";
import { readWalk } from "./sync-walk.ts";

export type SyncDeps = Pick<Deps, "store" | "upstream" | "clock" | "ids" | "logger" | "live"> & {
  readonly config: Pick<Deps["config"], "syncFrom">;
};

export interface Sync {
  /** Where the synchronisation stands; cheap. */
  current(): SyncProgress;
  /** Begins to work in the background. */
  start(): void;
  /** Does the next piece of work and says after how many milliseconds the one after it is due. Never rejects. */
  step(): Promise<number>;
  /** Resolves once the piece of work in hand is finished and nothing more will be started. */
  stop(): Promise<void>;
}

const pollEveryMs = 10_000;
/** Days that did not settle and payments that could not be read get another chance this often. */
const recheckEveryMs = 600_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** Between looks at what another process that synchronises has achieved. */
const idlePauseMs = 2_000;

/**
 * Keeps the index a true copy of upstream: reads all history once, proves it day by day, then follows every change.
 * Survives being killed at any moment. Of several processes on one database, one works and the others report its state.
 */
export function createSync(deps: SyncDeps): Sync {
  const { store, clock, logger, config } = deps;
  const progress = createProgressReport(deps, config.syncFrom);
  const journal = createSyncJournal(deps, progress, deps.ids.next());
  const upstream = createListUpstream(deps, progress);
  const loader = createHistoryLoader(upstream, journal, progress);
  let nextPollAtMs = 0;
  let nextRecheckAtMs = 0;
  let failures = 0;
  /** A start leaves memory behind that nobody needs afterwards, and so does a load. */
  let isMemoryLeftBehind = true;

  async function step(): Promise<number> {
    try {
      const pauseMs = await work();
      failures = 0;
      if (progress.current().problem !== null) progress.tell({ problem: null, upstream: "up" }, true);
      return pauseMs;
    } catch (error) {
      loader.forgetAhead();
      if (!(error instanceof LeaseLost)) return tellFailure(error);
      logger.warn("another process has taken over the synchronisation");
      journal.forget();
      return idlePauseMs;
    }
  }

  /** Returns the pause before the next piece of work. */
  async function work(): Promise<number> {
    if (!(await journal.holdsLease())) {
      await tellStoredState(deps, progress);
      return idlePauseMs;
    }
    if (journal.state() === undefined) await begin();
    if (clock.now() >= nextPollAtMs) {
      await pollChanges(deps, upstream, journal);
      nextPollAtMs = clock.now() + pollEveryMs;
      return 0;
    }
    const walk = journal.walk();
    if (walk !== undefined && walk.windows.length > 0) {
      await loader.loadPage(walk);
      isMemoryLeftBehind = true;
      return 0;
    }
    if (walk !== undefined && walk.toProve.length > 0) {
      await proveDays(deps, upstream, journal, progress, walk);
      return 0;
    }
    if (clock.now() >= nextRecheckAtMs) {
      nextRecheckAtMs = clock.now() + recheckEveryMs;
      await rereadQuarantined(deps, journal);
      if (walk !== undefined) {
        await journal.commit(nothingRead, { walk: { ...walk, toProve: walk.unproven, unproven: [] } });
      }
      return 0;
    }
    progress.tell({ phase: "following" });
    if (isMemoryLeftBehind) await store.giveBackMemory();
    isMemoryLeftBehind = false;
    return Math.max(0, nextPollAtMs - clock.now());
  }

  /** Takes up the work where it was left, by whomever, and plans what is missing. */
  async function begin(): Promise<void> {
    const now = Math.floor(clock.now() / 1000);
    const { syncFrom } = config;
    const stored = await readSyncState(store.read);
    const unfinished = readWalk(stored?.cursor ?? null);
    await tellStoredState(deps, progress);
    const gaps = gapsOf(stored, unfinished, { syncFrom, now, reach: pollReachSeconds });
    const walk = gaps.length > 0 ? await planWalk(gaps, unfinished, upstream, progress) : unfinished;
    const isLoading = walk !== undefined && walk.windows.length > 0;
    const isProving = walk !== undefined && walk.toProve.length > 0;
    await journal.open(
      {
        phase: isLoading ? "loading" : isProving ? "verifying" : "following",
        cursor: walk === undefined ? null : JSON.stringify(walk),
        covered_from: stored !== undefined && stored.covered_from < syncFrom ? stored.covered_from : syncFrom,
        started_at_ms: stored?.started_at_ms ?? clock.now(),
        last_read_at_ms: progress.current().lastReadAtMs,
        watermark: Math.max(stored?.watermark ?? 0, ...gaps.map((gap) => gap.to)),
      },
      walk,
    );
    await tellStoredState(deps, progress);
  }

  function tellFailure(error: unknown): number {
    failures += 1;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));
    const isKnown = error instanceof AppError;
    if (isKnown) logger.warn({ code: error.code, reason: error.reason, pauseMs }, "the synchronisation waits");
    else logger.error({ err: error, pauseMs }, "the synchronisation met an error");
    const code = isKnown ? error.code : "BUG";
    const change: Partial<SyncProgress> = {
      phase: "stalled",
      problem: { code, message: isKnown ? error.reason : "Something went wrong on our side." },
    };
    if (code === "UPSTREAM_UNAUTHORIZED") progress.tell({ ...change, upstream: "unauthorized" }, true);
    else if (code.startsWith("UPSTREAM_")) progress.tell({ ...change, upstream: "down" }, true);
    else progress.tell(change, true);
    return pauseMs;
  }

  const turns = takeTurns({ step, name: "the synchronisation", logger, release: () => journal.release() });

  return {
    current: () => progress.current(),
    start: turns.start,
    step,
    stop: turns.stop,
  };
}
