import type { PaymentListItem } from "@maru/domain";

/**
 * The one payment that Enter opens for a typed text: the only row there is, or the row with exactly this id. Undefined
 * when a person has to choose, as between several attempts under one order number.
 */
export function exactPayment(
  text: string,
  items: readonly PaymentListItem[],
  isAll: boolean,
): PaymentListItem | undefined {
  if (items.length === 1 && isAll) return items[0];
  const wanted = text.trim().toLowerCase();
  const same = items.filter(
    ({ impUid, merchantUid }) => impUid.toLowerCase() === wanted || merchantUid.toLowerCase() === wanted,
  );
  return same.length === 1 ? same[0] : undefined;
}
