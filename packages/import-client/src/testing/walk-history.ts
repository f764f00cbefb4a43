import type { ImportClient, PaymentListing } from "../index.ts";

const windowSeconds = 90 * 24 * 60 * 60;

/** Every page of every window from `from` to `to`, both in unix seconds, windows without a shared second. */
export async function walkHistory(
  client: ImportClient,
  span: { readonly from: number; readonly to: number; readonly limit: number },
): Promise<readonly PaymentListing[]> {
  const pages: PaymentListing[] = [];
  for (let from = span.from; from <= span.to; from += windowSeconds) {
    const to = Math.min(from + windowSeconds - 1, span.to);
    for (let page = 1, hasMore = true; hasMore; page += 1) {
      const listing = await client.listPayments({
        status: "all",
        from,
        to,
        page,
        limit: span.limit,
        sorting: "started",
      });
      pages.push(listing);
      hasMore = listing.hasMore;
    }
  }
  return pages;
}
