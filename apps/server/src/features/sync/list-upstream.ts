import type { PaymentListing, Sorting } from "@maru/import-client";
import type { Deps } from "../../context.ts";
import type { PaymentSource } from "../payments/payments.tables.ts";
import { type PreparedListing, prepareListing } from "./save-listing.ts";
import type { ProgressReport } from "./sync-progress.ts";
import type { SyncWindow } from "./sync-windows.ts";

export interface ListedPage extends PreparedListing {
  readonly total: number;
  readonly hasMore: boolean;
}

export interface ListUpstream {
  /** How many payments upstream files in the window. */
  count(window: SyncWindow): Promise<number>;
  /** One page of the window, ready to be saved. */
  page(window: SyncWindow, page: number, options: ListOptions): Promise<ListedPage>;
}

export interface ListOptions {
  readonly source: PaymentSource;
  readonly sorting: Sorting;
  readonly limit?: number;
}

/** Half of upstream's largest page: as fast, and neither memory nor whoever is searching feels a page come in. */
const usualPage = 500;

/** Upstream's list, with the time of every successful read noted. */
export function createListUpstream(
  { upstream, clock }: Pick<Deps, "upstream" | "clock">,
  progress: ProgressReport,
): ListUpstream {
  async function list(
    window: SyncWindow,
    page: number,
    { sorting, limit }: { readonly sorting: Sorting; readonly limit: number },
  ): Promise<PaymentListing> {
    const listing = await upstream.listPayments({ status: "all", ...window, page, sorting, limit });
    progress.tell({ lastReadAtMs: clock.now() });
    return listing;
  }
  return {
    async count(window) {
      return (await list(window, 1, { sorting: "started", limit: 1 })).total;
    },
    async page(window, page, { source, sorting, limit = usualPage }) {
      const readAtMs = clock.now();
      const listing = await list(window, page, { sorting, limit });
      const prepared = await prepareListing(listing, source, readAtMs);
      return { ...prepared, total: listing.total, hasMore: listing.hasMore };
    },
  };
}
