import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "@maru/domain";
import type { PaymentListing } from "@maru/import-client";
import type { Transaction } from "kysely";
import type { Deps, SyncProgress } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import {
  countListedBetween,
  countPaymentsInIndex,
  countQuarantined,
  findListedBetween,
  findQuarantinedIds,
} from "../payments/payments.repository.ts";
import { storeReads } from "../payments/read-payments-upstream.ts";
import { type PreparedListing, prepareListing, saveListing } from "./save-listing.ts";
import { holdLease, readSyncState, releaseLease, type SyncState, writeSyncState } from "./sync.repository.ts";
import { readWalk, type SyncWalk } from "./sync-walk.ts";
import { lastDaysOf, type SyncWindow, spanSince, windowsOf } from "./sync-windows.ts";

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

/** Upstream's largest page. */
const pageSize = 1_000;
/** Pages asked for before the one in hand is saved, so that upstream and the database work at the same time. */
const pagesAhead = 3;

const pollEveryMs = 10_000;
const pollPageSize = 100;
/** Changes this much older than the last poll are read again: clocks differ, and upstream may be late with a change. */
const pollOverlapSeconds = 300;
/** A poll looks back no further than one window reaches. */
const pollReachSeconds = 89 * 24 * 60 * 60;

const daysAtOnce = 16;
const attemptsPerDay = 3;
/** Days that did not settle and payments that could not be read get another chance this often. */
const recheckEveryMs = 600_000;

const leaseMs = 15_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const idlePauseMs = 2_000;
const progressEveryMs = 250;

/** Thrown inside a transaction, so that nothing of it is kept once another process has taken over. */
class LeaseLost extends Error {}

/**
 * Keeps the index a true copy of upstream: reads all history once, proves it day by day, then follows every change.
 * Survives being killed at any moment. Of several processes on one database, one works and the others report its state.
 */
export function createSync(deps: SyncDeps): Sync {
  const { store, upstream, clock, logger, live } = deps;
  const owner = deps.ids.next();

  let state: SyncState | undefined;
  let walk: SyncWalk | undefined;
  let isOwner = false;
  let leaseUntilMs = 0;
  let nextPollAtMs = 0;
  let nextRecheckAtMs = 0;
  let failures = 0;
  let publishedAtMs = Number.NEGATIVE_INFINITY;
  let ahead = new Map<string, Promise<PreparedListing & { readonly hasMore: boolean }>>();

  let progress: SyncProgress = {
    phase: "waiting",
    loaded: 0,
    expected: null,
    startedAtMs: null,
    lastReadAtMs: null,
    upstream: "up",
    problem: null,
    quarantined: 0,
    from: deps.config.syncFrom,
  };

  let running: Promise<void> | undefined;
  const stopping = new AbortController();

  function report(change: Partial<SyncProgress>, isUrgent = false): void {
    const before = progress;
    progress = { ...progress, ...change };
    const nowMs = clock.now();
    const isNews = isUrgent || before.phase !== progress.phase || before.upstream !== progress.upstream;
    if (!isNews && nowMs - publishedAtMs < progressEveryMs) return;
    publishedAtMs = nowMs;
    live.publish({ type: "sync.progressed", progress });
  }

  const isLoading = (): boolean => walk !== undefined && walk.windows.length > 0;
  const nowSeconds = (): number => Math.floor(clock.now() / 1000);

  async function step(): Promise<number> {
    try {
      const pauseMs = await work();
      failures = 0;
      if (progress.problem !== null) report({ problem: null, upstream: "up" }, true);
      return pauseMs;
    } catch (error) {
      if (!(error instanceof LeaseLost)) return reportFailure(error);
      logger.warn("another process has taken over the synchronisation");
      isOwner = false;
      forget();
      return idlePauseMs;
    }
  }

  /** Returns the pause before the next piece of work. */
  async function work(): Promise<number> {
    if (!(await keepLease())) {
      await reportOwnersState();
      return idlePauseMs;
    }
    if (state === undefined) await begin();
    if (clock.now() >= nextPollAtMs && state?.watermark !== null) {
      await poll();
      return 0;
    }
    if (walk !== undefined && isLoading()) {
      await loadPage(walk);
      return 0;
    }
    if (walk !== undefined && walk.toProve.length > 0) {
      await proveDays(walk);
      return 0;
    }
    if (clock.now() >= nextRecheckAtMs) {
      nextRecheckAtMs = clock.now() + recheckEveryMs;
      await rereadQuarantined();
      if (walk !== undefined) walk = { ...walk, toProve: walk.unproven, unproven: [] };
      return 0;
    }
    report({ phase: "following" });
    return Math.max(0, nextPollAtMs - clock.now());
  }

  async function keepLease(): Promise<boolean> {
    if (isOwner && clock.now() < leaseUntilMs - leaseMs / 2) return true;
    const held = await store.transact(extendLease);
    if (held !== isOwner) forget();
    isOwner = held;
    return held;
  }

  async function extendLease(tx: Transaction<Database>): Promise<boolean> {
    const nowMs = clock.now();
    const untilMs = nowMs + leaseMs;
    // The lock on the SQLite file already makes this process the only one, so a lease left by a killed one is void.
    const held = await holdLease(tx, owner, { nowMs, untilMs, evenIfHeld: store.dialect === "sqlite" });
    if (held) leaseUntilMs = untilMs;
    return held;
  }

  /** What another owner may have changed meanwhile is read again. */
  function forget(): void {
    state = undefined;
    walk = undefined;
    ahead = new Map();
  }

  async function reportOwnersState(): Promise<void> {
    const stored = await readSyncState(store.read);
    await reportCounts();
    report({
      phase: stored?.phase ?? "waiting",
      startedAtMs: stored?.started_at_ms ?? null,
      lastReadAtMs: stored?.last_read_at_ms ?? null,
      expected: readWalk(stored?.cursor ?? null)?.expected ?? null,
    });
  }

  async function reportCounts(): Promise<void> {
    const [loaded, quarantined] = await Promise.all([countPaymentsInIndex(store.read), countQuarantined(store.read)]);
    report({ loaded, quarantined });
  }

  async function begin(): Promise<void> {
    const stored = await readSyncState(store.read);
    await reportCounts();
    const coveredFrom = deps.config.syncFrom;
    const storedWalk = readWalk(stored?.cursor ?? null);
    const gaps = gapsOf(stored, storedWalk);
    walk = gaps.length > 0 ? await survey(gaps, storedWalk) : storedWalk;
    state = {
      phase: walk === undefined ? "following" : walk.windows.length > 0 ? "loading" : "verifying",
      cursor: walk === undefined ? null : JSON.stringify(walk),
      covered_from: stored !== undefined && stored.covered_from < coveredFrom ? stored.covered_from : coveredFrom,
      started_at_ms: stored?.started_at_ms ?? clock.now(),
      last_read_at_ms: stored?.last_read_at_ms ?? null,
      watermark: newestOf(stored?.watermark ?? null, gaps),
    };
    const begun = state;
    await store.transact((tx) => writeSyncState(tx, begun));
    report({
      phase: begun.phase,
      startedAtMs: begun.started_at_ms,
      lastReadAtMs: begun.last_read_at_ms,
      expected: walk?.expected ?? null,
      from: begun.covered_from,
    });
  }

  /** What the index does not cover yet: all history, an earlier beginning, or a silence too long for the poller. */
  function gapsOf(stored: SyncState | undefined, storedWalk: SyncWalk | undefined): SyncWindow[] {
    const now = nowSeconds();
    const isUnfinished = stored?.phase !== "following" && storedWalk === undefined;
    if (stored === undefined || stored.watermark === null || isUnfinished)
      return [spanSince(deps.config.syncFrom, now)];
    const gaps: SyncWindow[] = [];
    if (now - stored.watermark > pollReachSeconds) gaps.push({ from: stored.watermark - pollOverlapSeconds, to: now });
    if (deps.config.syncFrom < stored.covered_from) {
      const earlier = spanSince(deps.config.syncFrom, now);
      gaps.push({ from: earlier.from, to: spanSince(stored.covered_from, now).from - 1 });
    }
    return gaps;
  }

  function newestOf(watermark: number | null, gaps: readonly SyncWindow[]): number {
    return Math.max(watermark ?? 0, ...gaps.map((gap) => gap.to));
  }

  /** Plans the walk and asks upstream how much there is, so that progress has an end from the start. */
  async function survey(gaps: readonly SyncWindow[], unfinished: SyncWalk | undefined): Promise<SyncWalk> {
    report({ phase: "loading" });
    const windows = gaps.flatMap(windowsOf);
    let expected = unfinished?.expected ?? 0;
    for (const window of windows) {
      expected += (await list({ ...window, page: 1, limit: 1 })).total;
      report({ expected });
    }
    return {
      windows: [...(unfinished?.windows ?? []), ...windows],
      page: unfinished?.page ?? 1,
      expected,
      toProve: [...(unfinished?.toProve ?? []), ...gaps],
      unproven: unfinished?.unproven ?? [],
    };
  }

  async function list(query: SyncWindow & { readonly page: number; readonly limit: number }): Promise<PaymentListing> {
    // Ascending by start: what arrives meanwhile comes last, and does not push payments to a page already read.
    const listing = await upstream.listPayments({ status: "all", sorting: "started", ...query });
    report({ lastReadAtMs: clock.now() });
    return listing;
  }

  async function loadPage(current: SyncWalk): Promise<void> {
    const [window] = current.windows;
    if (window === undefined) return;
    const prepared = await readAhead(window, current.page);
    const isDone = !prepared.hasMore;
    const next: SyncWalk = isDone
      ? { ...current, windows: current.windows.slice(1), page: 1 }
      : { ...current, page: current.page + 1 };
    const saved = await save(prepared, { cursor: next, phase: next.windows.length > 0 ? "loading" : "verifying" });
    if (isDone) ahead = new Map();
    report({ phase: "loading", loaded: progress.loaded + saved.added.length, expected: current.expected });
  }

  /** The page, and the ones after it under way. */
  function readAhead(window: SyncWindow, page: number): Promise<PreparedListing & { readonly hasMore: boolean }> {
    for (let later = page; later < page + pagesAhead; later += 1) {
      const key = `${window.from}-${window.to}-${later}`;
      if (ahead.has(key)) continue;
      const reading = readPage(window, later);
      // Whoever takes the page hears of the failure; until then it must not count as unhandled.
      reading.catch(() => undefined);
      ahead.set(key, reading);
    }
    const key = `${window.from}-${window.to}-${page}`;
    const reading = ahead.get(key) ?? readPage(window, page);
    ahead.delete(key);
    return reading;
  }

  async function readPage(window: SyncWindow, page: number) {
    const readAtMs = clock.now();
    const listing = await list({ ...window, page, limit: pageSize });
    return { ...(await prepareListing(listing, "first_load", readAtMs)), hasMore: listing.hasMore };
  }

  async function save(
    prepared: PreparedListing,
    change: { readonly cursor?: SyncWalk | null; readonly phase?: SyncState["phase"]; readonly watermark?: number },
  ) {
    if (state === undefined) throw new Error("nothing was begun");
    const next: SyncState = {
      ...state,
      phase: change.phase ?? state.phase,
      watermark: change.watermark ?? state.watermark,
      cursor: change.cursor === undefined ? state.cursor : change.cursor && JSON.stringify(change.cursor),
      last_read_at_ms: progress.lastReadAtMs,
    };
    const nowMs = clock.now();
    const saved = await store.transact(async (tx) => {
      if (!(await extendLease(tx))) throw new LeaseLost();
      const result = await saveListing(tx, prepared, nowMs);
      await writeSyncState(tx, next);
      return result;
    });
    state = next;
    if (change.cursor !== undefined) walk = change.cursor ?? undefined;
    const mayBeReadable = progress.quarantined > 0 && saved.added.length > 0;
    if (prepared.unreadable.length > 0 || mayBeReadable)
      report({ quarantined: await countQuarantined(store.read) }, true);
    return saved;
  }

  const nothing: PreparedListing = { copies: [], unreadable: [] };

  /** Compares the next days with upstream's own counts, and reads a day again where the two differ. */
  async function proveDays(current: SyncWalk): Promise<void> {
    const [span, ...later] = current.toProve;
    if (span === undefined) return;
    report({ phase: "verifying" });
    const days = lastDaysOf(span, daysAtOnce);
    const settled = await Promise.all(days.map(isCountEqual));
    const unproven: SyncWindow[] = [];
    for (const [at, day] of days.entries()) {
      if (settled[at] !== true && !(await settleDay(day))) unproven.push(day);
    }
    const proven = Math.min(...days.map((day) => day.from));
    const rest = proven > span.from ? [{ from: span.from, to: proven - 1 }] : [];
    const next: SyncWalk = {
      ...current,
      toProve: [...rest, ...later],
      unproven: [...current.unproven, ...unproven],
    };
    const isDone = next.toProve.length === 0;
    await save(nothing, {
      cursor: isDone && next.unproven.length === 0 ? null : next,
      phase: isDone ? "following" : "verifying",
    });
  }

  async function isCountEqual(day: SyncWindow): Promise<boolean> {
    const [{ total }, held] = await Promise.all([
      list({ ...day, page: 1, limit: 1 }),
      countListedBetween(store.reports, day.from, day.to),
    ]);
    return held === total;
  }

  async function settleDay(day: SyncWindow): Promise<boolean> {
    for (let attempt = 1; attempt <= attemptsPerDay; attempt += 1) {
      if (await readDayAgain(day)) return true;
    }
    logger.warn({ from: day.from, to: day.to }, "a day's count does not settle; it is compared again later");
    return false;
  }

  /** True when the index now holds what the day's list holds, payment by payment. */
  async function readDayAgain(day: SyncWindow): Promise<boolean> {
    const held = await findListedBetween(store.reports, day.from, day.to);
    const listed = new Set<string>();
    let unreadable = 0;
    let total = 0;
    for (let page = 1, hasMore = true; hasMore; page += 1) {
      const readAtMs = clock.now();
      const listing = await list({ ...day, page, limit: pageSize });
      const saved = await save(await prepareListing(listing, "first_load", readAtMs), {});
      report({ loaded: progress.loaded + saved.added.length });
      for (const { payment } of listing.payments) listed.add(payment.impUid);
      unreadable += listing.unreadable.length;
      ({ total, hasMore } = listing);
    }
    await rereadMoved(held.filter((impUid) => !listed.has(impUid)));
    const now = await findListedBetween(store.reports, day.from, day.to);
    return (
      now.length === listed.size && now.every((impUid) => listed.has(impUid)) && listed.size + unreadable === total
    );
  }

  /** Payments the index files on this day and upstream no longer does. */
  async function rereadMoved(impUids: readonly string[]): Promise<void> {
    for (let start = 0; start < impUids.length; start += 100) {
      const readAtMs = clock.now();
      const { found, missing } = await upstream.getPayments(impUids.slice(start, start + 100));
      await storeReads(deps, found, "poll", readAtMs);
      if (missing.length > 0) logger.warn({ missing: missing.length }, "upstream no longer shows payments it listed");
    }
  }

  /** What could not be read may be readable by now: upstream mended it, or this version understands more. */
  async function rereadQuarantined(): Promise<void> {
    const impUids = await findQuarantinedIds(store.read);
    for (let start = 0; start < impUids.length; start += 100) {
      const readAtMs = clock.now();
      const { found, unreadable } = await upstream.getPayments(impUids.slice(start, start + 100));
      await save(await prepareListing({ payments: found, unreadable }, "poll", readAtMs), {});
    }
  }

  /** Reads every change since the last poll, newest first, until a page holds nothing that is new to us. */
  async function poll(): Promise<void> {
    const begunAt = nowSeconds();
    const oldestOfInterest = (state?.watermark ?? begunAt) - pollOverlapSeconds;
    const changed: string[] = [];
    let added = 0;
    for (let page = 1, hasMore = true; hasMore; page += 1) {
      const readAtMs = clock.now();
      const listing = await upstream.listPayments({
        status: "all",
        sorting: "-updated",
        from: begunAt - pollReachSeconds,
        // Upstream's clock may be ahead of ours.
        to: begunAt + pollOverlapSeconds,
        page,
        limit: pollPageSize,
      });
      report({ lastReadAtMs: clock.now() });
      const prepared = await prepareListing(listing, "poll", readAtMs);
      const saved = await save(prepared, {});
      changed.push(...saved.changed);
      added += saved.added.length;
      const newest = prepared.copies.reduce((latest, { row }) => Math.max(latest, row.facts_at), 0);
      // Not every change moves a time, so a page with news is followed further; while history is still being read,
      // everything is news.
      const hasNews = saved.changed.length > 0 && !isLoading();
      hasMore = listing.hasMore && (hasNews || newest >= oldestOfInterest);
    }
    await save(nothing, { watermark: begunAt });
    nextPollAtMs = clock.now() + pollEveryMs;
    report({ loaded: progress.loaded + added });
    if (changed.length > 0) live.publish({ type: "payment.changed", impUids: changed });
  }

  function reportFailure(error: unknown): number {
    failures += 1;
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1));
    ahead = new Map();
    const problem =
      error instanceof AppError
        ? { code: error.code, message: error.reason }
        : { code: "BUG" as const, message: "Something went wrong on our side." };
    const isUpstream = problem.code.startsWith("UPSTREAM_");
    const change: Partial<SyncProgress> = {
      phase: "stalled",
      problem,
      upstream: problem.code === "UPSTREAM_UNAUTHORIZED" ? "unauthorized" : isUpstream ? "down" : progress.upstream,
    };
    if (error instanceof AppError)
      logger.warn({ code: error.code, reason: error.reason, pauseMs }, "reading upstream failed");
    else logger.error({ err: error, pauseMs }, "the synchronisation met an error");
    report(change, true);
    return pauseMs;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      const pauseMs = await step();
      if (pauseMs > 0) await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    if (isOwner) await store.transact((tx) => releaseLease(tx, owner));
  }

  return {
    current: () => progress,
    start() {
      running ??= loop().catch((error: unknown) => logger.error({ err: error }, "the synchronisation ended"));
    },
    step,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Starts synchronising in the background. */
export function startSync(deps: SyncDeps): { stop(): Promise<void>; status(): SyncProgress } {
  const sync = createSync(deps);
  sync.start();
  return { stop: () => sync.stop(), status: () => sync.current() };
}
