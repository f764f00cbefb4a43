import type { PaymentListItem } from "@maru/domain";
import { queryClient, trpc } from "../../lib/trpc.ts";
import { paymentRows } from "./payment-list-query.ts";
import { type PaymentSearch, withText } from "./payment-search.ts";

type Exact = PaymentListItem | { readonly merchantUid: string; readonly attempts: number };

/** What Enter opens for a text typed beside a search; undefined when nothing is exact. */
export async function findExact(search: PaymentSearch, text: string): Promise<Exact | undefined> {
  const { pages } = await queryClient.fetchInfiniteQuery(paymentRows(withText(search, text)));
  const [first] = pages;
  const isAll = first?.nextCursor === null;
  return (first && exactPayment(text, first.items, isAll)) ?? (isAll ? undefined : await ofOrder(text));
}

/** The payment of exactly this order number, however many newer ones hold it as a part of theirs. */
async function ofOrder(text: string): Promise<Exact | undefined> {
  const merchantUids = [...new Set(spellingsOf(text.trim()))].filter((each) => each !== "");
  if (merchantUids.length === 0) return undefined;
  const asked = { merchantUids, withSingles: true };
  const { orders } = await queryClient.fetchQuery(trpc.payments.attempts.queryOptions(asked));
  const items = orders.flatMap((order) => order.items);
  return exactPayment(text, items, false);
}

/** What an id is copied together with. */
const signsAround = /^['"`“‘(<[]+|['"`”’)>\],;.]+$/g;

const spellingsOf = (typed: string): string[] => [typed, typed.replace(signsAround, "")];

/**
 * Among the rows of a typed text: the only payment there is, the one with exactly this id, or the order with exactly
 * this number, of whose payments a person has to choose one. Undefined when nothing is exact.
 */
export function exactPayment(text: string, items: readonly PaymentListItem[], isAll: boolean): Exact | undefined {
  if (items.length === 1 && isAll) return items[0];
  const wanted = spellingsOf(text.trim().toLowerCase());
  const same = items.filter(
    ({ impUid, merchantUid }) => wanted.includes(impUid.toLowerCase()) || wanted.includes(merchantUid.toLowerCase()),
  );
  const [first, second] = same;
  if (first === undefined || second === undefined) return first;
  return same.every((item) => item.merchantUid === first.merchantUid)
    ? { merchantUid: first.merchantUid, attempts: same.length }
    : undefined;
}
