import { queryClient, trpc } from "../../lib/trpc.ts";
import type { ColumnFacts, OrderAttempts, RowPages } from "./use-row-facts.ts";

type RowPage = RowPages[number];

const forAsLongAsTheRows = { staleTime: Number.POSITIVE_INFINITY };

/** What is asked about a page, spelled once: with every further page all the pages before it are asked about again. */
function oncePerPage<Options>(spell: (page: RowPage) => Options): (page: RowPage) => Options {
  const spelled = new WeakMap<RowPage, Options>();
  return (page) => {
    const options = spelled.get(page) ?? spell(page);
    spelled.set(page, options);
    return options;
  };
}

const attemptsOf = oncePerPage(({ items }) => {
  const merchantUids = [...new Set(items.map((item) => item.merchantUid))].sort();
  return queryClient.defaultQueryOptions(trpc.payments.attempts.queryOptions({ merchantUids }, forAsLongAsTheRows));
});

const factsOf = oncePerPage(({ items }) => {
  const impUids = items.map((item) => item.impUid).sort();
  return queryClient.defaultQueryOptions(trpc.payments.columnFacts.queryOptions({ impUids }, forAsLongAsTheRows));
});

/** The orders of these rows that have more than one payment. Pages read before are not asked for again. */
export async function readAttempts(pages: RowPages): Promise<ReadonlyMap<string, OrderAttempts>> {
  const orders = await Promise.all(
    pages.map(async (page) => {
      if (page.items.length === 0) return [];
      return (await queryClient.fetchQuery(attemptsOf(page))).orders;
    }),
  );
  return new Map(orders.flat().map((order) => [order.merchantUid, order]));
}

/** What further columns show of these rows. */
export async function readColumnFacts(pages: RowPages): Promise<ReadonlyMap<string, ColumnFacts>> {
  const facts = await Promise.all(
    pages.map(async (page) => {
      if (page.items.length === 0) return [];
      return (await queryClient.fetchQuery(factsOf(page))).items;
    }),
  );
  return new Map(facts.flat().map((each) => [each.impUid, each]));
}
