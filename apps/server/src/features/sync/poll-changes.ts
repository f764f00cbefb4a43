import type { Deps } from "../../context.ts";
import { findQuarantinedIds } from "../payments/payments.repository.ts";
import type { ListUpstream } from "./list-upstream.ts";
import { prepareListing } from "./save-listing.ts";
import { nothingRead, type SyncJournal } from "./sync-journal.ts";

/** A poll looks back no further than one window of upstream's list reaches. */
export const pollReachSeconds = 89 * 24 * 60 * 60;

/** Changes this much older than the last poll are read again: clocks differ, and upstream may be late with a change. */
const overlapSeconds = 300;
const pageSize = 100;
const largestBulkRead = 100;

/** Reads every change since the last poll, newest first, and tells every open page which payments changed. */
export async function pollChanges(
  { clock, live }: Pick<Deps, "clock" | "live">,
  upstream: ListUpstream,
  journal: SyncJournal,
): Promise<void> {
  const begunAt = Math.floor(clock.now() / 1000);
  const since = (journal.state()?.watermark ?? begunAt) - overlapSeconds;
  const isLoading = (journal.walk()?.windows.length ?? 0) > 0;
  // Upstream's clock may be ahead of ours.
  const window = { from: begunAt - pollReachSeconds, to: begunAt + overlapSeconds };
  const changed: string[] = [];
  const added: string[] = [];
  for (let number = 1, hasMore = true; hasMore; number += 1) {
    const page = await upstream.page(window, number, { source: "poll", sorting: "-updated", limit: pageSize });
    const saved = await journal.commit(page, {});
    changed.push(...saved.changed);
    added.push(...saved.added);
    const newest = page.copies.reduce((latest, { row }) => Math.max(latest, row.facts_at), 0);
    // Not every change moves a time, so a page with news is followed further; while history is still being read,
    // everything is news.
    const hasNews = saved.changed.length > 0 && !isLoading;
    hasMore = page.hasMore && (hasNews || newest >= since);
  }
  await journal.commit(nothingRead, { watermark: begunAt });
  if (changed.length > 0) live.publish({ type: "payment.changed", impUids: changed, added });
}

/** What could not be read may be readable by now: upstream mended it, or this version understands more. */
export async function rereadQuarantined(
  { store, upstream, clock }: Pick<Deps, "store" | "upstream" | "clock">,
  journal: SyncJournal,
): Promise<void> {
  const impUids = await findQuarantinedIds(store.read);
  for (let start = 0; start < impUids.length; start += largestBulkRead) {
    const readAtMs = clock.now();
    const { found, unreadable } = await upstream.getPayments(impUids.slice(start, start + largestBulkRead));
    await journal.commit(await prepareListing({ payments: found, unreadable }, "poll", readAtMs), {});
  }
}
