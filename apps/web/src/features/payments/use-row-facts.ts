import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { paymentRows } from "./payment-list-query.ts";
import type { PaymentSearch } from "./payment-search.ts";

export type OrderAttempts = RouterOutputs["payments"]["attempts"]["orders"][number];
export type ColumnFacts = RouterOutputs["payments"]["columnFacts"]["items"][number];
export type RowPages = readonly RouterOutputs["payments"]["list"][];

/** What is known beside the rows: no row waits for it, and it changes when the rows do. */
export interface RowFacts {
  /** By order number: orders with more than one payment. */
  readonly attempts: ReadonlyMap<string, OrderAttempts> | undefined;
  /** By imp_uid: what further columns show. */
  readonly facts: ReadonlyMap<string, ColumnFacts> | undefined;
}

const load = () => import("./row-facts.ts");

export function useRowFacts(
  search: PaymentSearch,
  rows: { readonly pages: RowPages; readonly readAt: number },
  wantsFacts: boolean,
): RowFacts {
  const { pages, readAt } = rows;
  const version = [paymentRows(search).queryKey, pages.length, readAt];
  const shared = { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY };
  const attempts = useQuery({
    ...shared,
    queryKey: [...trpc.payments.attempts.pathKey(), version],
    queryFn: async () => (await load()).readAttempts(pages),
    enabled: pages.length > 0,
  });
  const facts = useQuery({
    ...shared,
    queryKey: [...trpc.payments.columnFacts.pathKey(), version],
    queryFn: async () => (await load()).readColumnFacts(pages),
    enabled: wantsFacts && pages.length > 0,
  });
  return { attempts: attempts.data, facts: facts.data };
}
