import type { PaymentCounts } from "@maru/domain";
import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { trpc, trpcClient } from "../../lib/trpc.ts";
import { type PaymentSearch, toPaymentFilter, toRowQuery, withoutPart } from "./payment-search.ts";

/** Rows per request: more than a tall screen shows, so that scrolling meets rows that are already there. */
const pageSize = 100;

/** How long counters and rows are taken as fresh when the same search is asked again. */
const freshForMs = 30_000;

/**
 * The rows of a search, page by page. While a new search is on its way the rows of the last one stay; a search that is no
 * longer wanted is cancelled. Nothing here reads again by itself: rows must not move under the eyes of whoever reads them.
 */
export function paymentRows(search: PaymentSearch) {
  const query = { ...toRowQuery(search), limit: pageSize };
  return infiniteQueryOptions({
    queryKey: trpc.payments.list.infiniteQueryKey(query),
    // tRPC's own infinite query adds a direction to the input, and the server's schema knows no such thing.
    queryFn: ({ pageParam, signal }) =>
      trpcClient.payments.list.query(pageParam === null ? query : { ...query, cursor: pageParam }, { signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: freshForMs,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

const firstPage: string | null = null;

/** Counters per status: under every filter except the status itself, so that the other tabs still say what they hold. */
export function paymentCountsByStatus(search: PaymentSearch) {
  return paymentCounts(withoutPart(search, "status"));
}

/** Count and totals of exactly the rows shown. */
export function paymentCounts(search: PaymentSearch) {
  return trpc.payments.counts.queryOptions(toPaymentFilter(search), {
    placeholderData: keepPreviousData,
    staleTime: freshForMs,
    refetchOnWindowFocus: false,
    trpc: { abortOnUnmount: true },
  });
}

/** How many rows the search has, out of counters that were taken without regard to the status. */
export function countOfSearch({ status }: PaymentSearch, byStatus: PaymentCounts | undefined): number | undefined {
  if (byStatus === undefined || status === undefined) return byStatus?.total;
  return status.reduce((sum, each) => sum + byStatus.byStatus[each], 0);
}
