import { isAllowed, type PaymentListPage, type PaymentQuery } from "@maru/domain";
import { type ListContext, listPayments } from "./list-payments.ts";

/**
 * Answers a page that was asked for before from memory, for as long as nothing at all was changed in the store. Whoever
 * sees buyers and whoever sees them masked share no page. Where the store cannot tell, every page is read.
 */
export interface PageCache {
  page(ctx: ListContext, query: PaymentQuery): Promise<PaymentListPage>;
}

const mostPages = 64;

/** A cache of a few pages for this process; `read` answers what it does not hold. */
export function createPageCache(read: typeof listPayments = listPayments): PageCache {
  const pages = new Map<string, Promise<PaymentListPage>>();
  let version: number | null = null;
  return {
    page(ctx, query) {
      const present = ctx.store.version();
      if (present !== version) pages.clear();
      version = present;
      if (present === null) return read(ctx, query);
      const key = JSON.stringify([isAllowed(ctx.actor.role, "buyer:read"), query]);
      const known = pages.get(key);
      if (known !== undefined) return known;
      const page = read(ctx, query);
      pages.set(key, page);
      page.catch(() => {
        if (pages.get(key) === page) pages.delete(key);
      });
      const [oldest] = pages.keys();
      if (pages.size > mostPages && oldest !== undefined) pages.delete(oldest);
      return page;
    },
  };
}
