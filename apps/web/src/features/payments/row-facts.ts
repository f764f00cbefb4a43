import { queryClient, trpc } from "../../lib/trpc.ts";
import type { ColumnFacts, OrderAttempts, RowPages } from "./use-row-facts.ts";

const forAsLongAsTheRows = { staleTime: Number.POSITIVE_INFINITY };

/** The orders of these rows that have more than one payment. Pages read before are not asked for again. */
export async function readAttempts(pages: RowPages): Promise<ReadonlyMap<string, OrderAttempts>> {
  const orders = await Promise.all(
    pages.map(async ({ items }) => {
      if (items.length === 0) return [];
      const merchantUids = [...new Set(items.map((item) => item.merchantUid))].sort();
      const asked = trpc.payments.attempts.queryOptions({ merchantUids }, forAsLongAsTheRows);
      return (await queryClient.fetchQuery(asked)).orders;
    }),
  );
  return new Map(orders.flat().map((order) => [order.merchantUid, order]));
}

/** What further columns show of these rows. */
export async function readColumnFacts(pages: RowPages): Promise<ReadonlyMap<string, ColumnFacts>> {
  const facts = await Promise.all(
    pages.map(async ({ items }) => {
      if (items.length === 0) return [];
      const impUids = items.map((item) => item.impUid).sort();
      const asked = trpc.payments.columnFacts.queryOptions({ impUids }, forAsLongAsTheRows);
      return (await queryClient.fetchQuery(asked)).items;
    }),
  );
  return new Map(facts.flat().map((each) => [each.impUid, each]));
}
