import type { PaymentListItem } from "@maru/domain";

/**
 * What Enter opens for a typed text: the only payment there is, the one with exactly this id, or the order with exactly
 * this number, of whose payments a person has to choose one. Undefined when nothing is exact.
 */
export function exactPayment(
  text: string,
  items: readonly PaymentListItem[],
  isAll: boolean,
): PaymentListItem | { readonly merchantUid: string; readonly attempts: number } | undefined {
  if (items.length === 1 && isAll) return items[0];
  const wanted = text.trim().toLowerCase();
  const same = items.filter(
    ({ impUid, merchantUid }) => impUid.toLowerCase() === wanted || merchantUid.toLowerCase() === wanted,
  );
  const [first, second] = same;
  if (first === undefined || second === undefined) return first;
  return same.every((item) => item.merchantUid === first.merchantUid)
    ? { merchantUid: first.merchantUid, attempts: same.length }
    : undefined;
}
