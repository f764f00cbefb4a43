import type { Deps } from "../../context.ts";
import { countListedBetween, findListedBetween } from "../payments/payments.repository.ts";
import { storeReads } from "../payments/read-payments-upstream.ts";
import type { ListUpstream } from "./list-upstream.ts";
import { nothingRead, type SyncJournal } from "./sync-journal.ts";
import type { ProgressReport } from "./sync-progress.ts";
import type { SyncWalk } from "./sync-walk.ts";
import { lastDaysOf, type SyncWindow } from "./sync-windows.ts";

const daysAtOnce = 16;
const attemptsPerDay = 3;
const largestBulkRead = 100;

type ProofDeps = Pick<Deps, "store" | "upstream" | "clock" | "live" | "logger">;

/**
 * Compares the next days, newest first, with upstream's own counts, and reads a day again where the two differ. A day
 * whose count will not stand still is put aside for later.
 */
export async function proveDays(
  deps: ProofDeps,
  upstream: ListUpstream,
  journal: SyncJournal,
  progress: ProgressReport,
  walk: SyncWalk,
): Promise<void> {
  const [span, ...later] = walk.toProve;
  if (span === undefined) return;
  progress.tell({ phase: "verifying" });
  const days = lastDaysOf(span, daysAtOnce);
  const areEqual = await Promise.all(days.map(isCountEqual));
  const unproven: SyncWindow[] = [];
  for (const [at, day] of days.entries()) {
    if (areEqual[at] !== true && !(await settleDay(day))) unproven.push(day);
  }
  const provenFrom = Math.min(...days.map((day) => day.from));
  const rest = provenFrom > span.from ? [{ from: span.from, to: provenFrom - 1 }] : [];
  const next = { ...walk, toProve: [...rest, ...later], unproven: [...walk.unproven, ...unproven] };
  const isDone = next.toProve.length === 0;
  await journal.commit(nothingRead, {
    walk: isDone && next.unproven.length === 0 ? null : next,
    phase: isDone ? "following" : "verifying",
  });

  async function isCountEqual(day: SyncWindow): Promise<boolean> {
    const [listed, held] = await Promise.all([
      upstream.count(day),
      countListedBetween(deps.store.reports, day.from, day.to),
    ]);
    return listed === held;
  }

  async function settleDay(day: SyncWindow): Promise<boolean> {
    for (let attempt = 1; attempt <= attemptsPerDay; attempt += 1) {
      if (await readDayAgain(day)) return true;
    }
    deps.logger.warn({ from: day.from, to: day.to }, "a day's count does not settle; it is compared again later");
    return false;
  }

  /** True when the index then holds what the day's list holds, payment by payment. */
  async function readDayAgain(day: SyncWindow): Promise<boolean> {
    const held = await findListedBetween(deps.store.reports, day.from, day.to);
    const listed = new Set<string>();
    let unreadable = 0;
    let total = 0;
    for (let number = 1, hasMore = true; hasMore; number += 1) {
      const page = await upstream.page(day, number, { source: "first_load", sorting: "started" });
      await journal.commit(page, {});
      for (const { row } of page.copies) listed.add(row.imp_uid);
      unreadable += page.unreadable.length;
      ({ total, hasMore } = page);
    }
    await rereadMoved(held.filter((impUid) => !listed.has(impUid)));
    const now = await findListedBetween(deps.store.reports, day.from, day.to);
    const isSame = now.length === listed.size && now.every((impUid) => listed.has(impUid));
    return isSame && listed.size + unreadable === total;
  }

  /** Payments the index files on this day and upstream no longer does. */
  async function rereadMoved(impUids: readonly string[]): Promise<void> {
    for (let start = 0; start < impUids.length; start += largestBulkRead) {
      const readAtMs = deps.clock.now();
      const { found, missing } = await deps.upstream.getPayments(impUids.slice(start, start + largestBulkRead));
      await storeReads(deps, found, "poll", readAtMs);
      if (missing.length > 0) {
        deps.logger.warn({ missing: missing.length }, "upstream no longer shows payments it once listed");
      }
    }
  }
}
