import type { ListedPage, ListUpstream } from "./list-upstream.ts";
import type { SyncState } from "./sync.repository.ts";
import type { SyncJournal } from "./sync-journal.ts";
import type { ProgressReport } from "./sync-progress.ts";
import type { SyncWalk } from "./sync-walk.ts";
import { type SyncWindow, spanSince, windowsOf } from "./sync-windows.ts";

/** Pages asked for before the one in hand is saved, so that upstream and the database work at the same time. */
const pagesAhead = 2;

/** What the index does not cover yet: all history, an earlier beginning, or a silence too long for the poller. */
export function gapsOf(
  stored: SyncState | undefined,
  unfinished: SyncWalk | undefined,
  { syncFrom, now, reach }: { readonly syncFrom: string; readonly now: number; readonly reach: number },
): SyncWindow[] {
  const isLost = stored?.phase !== "following" && unfinished === undefined;
  if (stored === undefined || stored.watermark === null || isLost) return [spanSince(syncFrom, now)];
  const gaps: SyncWindow[] = [];
  if (now - stored.watermark > reach) gaps.push({ from: stored.watermark, to: now });
  if (syncFrom < stored.covered_from) {
    gaps.push({ from: spanSince(syncFrom, now).from, to: spanSince(stored.covered_from, now).from - 1 });
  }
  return gaps;
}

/** Plans the reading of the gaps and asks upstream how much there is, so that progress has an end from the start. */
export async function planWalk(
  gaps: readonly SyncWindow[],
  unfinished: SyncWalk | undefined,
  upstream: ListUpstream,
  progress: ProgressReport,
): Promise<SyncWalk> {
  const windows = gaps.flatMap(windowsOf);
  let expected = unfinished?.expected ?? progress.current().loaded;
  for (const window of windows) {
    expected += await upstream.count(window);
    progress.tell({ phase: "loading", expected });
  }
  return {
    windows: [...(unfinished?.windows ?? []), ...windows],
    page: unfinished?.page ?? 1,
    expected,
    toProve: [...(unfinished?.toProve ?? []), ...gaps],
    unproven: unfinished?.unproven ?? [],
  };
}

export interface HistoryLoader {
  /** Reads the next page of history and writes it down. */
  loadPage(walk: SyncWalk): Promise<void>;
  /** Forgets pages asked for ahead, after a failure. */
  forgetAhead(): void;
}

/** A loader that asks upstream for the next page while the one before is written down. */
export function createHistoryLoader(
  upstream: ListUpstream,
  journal: SyncJournal,
  progress: ProgressReport,
): HistoryLoader {
  const ahead = new Map<string, Promise<ListedPage>>();

  /** Ascending by start: what arrives meanwhile comes last, and pushes nothing to a page that was read already. */
  const read = (window: SyncWindow, page: number): Promise<ListedPage> =>
    upstream.page(window, page, { source: "first_load", sorting: "started" });

  /** The page, with the ones after it under way. */
  function readAhead(window: SyncWindow, page: number): Promise<ListedPage> {
    const keyOf = (number: number): string => `${window.from}-${window.to}-${number}`;
    for (let later = page; later < page + pagesAhead; later += 1) {
      if (ahead.has(keyOf(later))) continue;
      const reading = read(window, later);
      // Whoever takes the page hears of the failure; until then it must not count as unhandled.
      reading.catch(() => undefined);
      ahead.set(keyOf(later), reading);
    }
    const reading = ahead.get(keyOf(page)) ?? read(window, page);
    ahead.delete(keyOf(page));
    return reading;
  }

  return {
    async loadPage(walk) {
      const [window, ...later] = walk.windows;
      if (window === undefined) return;
      progress.tell({ phase: "loading", expected: walk.expected });
      const page = await readAhead(window, walk.page);
      if (!page.hasMore) ahead.clear();
      const next = page.hasMore ? { ...walk, page: walk.page + 1 } : { ...walk, windows: later, page: 1 };
      await journal.commit(page, { walk: next, phase: next.windows.length > 0 ? "loading" : "verifying" });
    },
    forgetAhead: () => ahead.clear(),
  };
}
