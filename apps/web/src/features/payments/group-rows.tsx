import { type Locale, type PaymentListItem, paymentStatuses, paymentStatusNames } from "@maru/domain";
import { Link } from "react-router";
import type { DataColumn } from "../../components/data-table/data-table.tsx";
import type { ListMessages } from "./list-messages.ko.ts";
import { isOrderHead, type OrderHead } from "./order-head.ts";
import { orderPath } from "./payment-search.ts";
import type { OrderAttempts } from "./use-row-facts.ts";

interface Attempt extends PaymentListItem {
  readonly isAttempt: true;
}

/**
 * Rows with the payments of one order under a row of the order, where the first of them stands. All attempts of an order
 * are there, also the ones a filter leaves out: which of them counts can only be told by seeing all.
 */
export function groupRows(
  items: readonly PaymentListItem[],
  attempts: ReadonlyMap<string, OrderAttempts>,
): PaymentListItem[] {
  const grouped = new Set<string>();
  return items.flatMap((item): PaymentListItem[] => {
    const order = attempts.get(item.merchantUid);
    if (order === undefined) return [item];
    if (grouped.has(item.merchantUid)) return [];
    grouped.add(item.merchantUid);
    const head: OrderHead = { ...item, impUid: `order:${item.merchantUid}`, order };
    return [head, ...order.items.map((each): Attempt => ({ ...each, isAttempt: true }))];
  });
}

/** The same columns, for rows some of which are orders and some attempts on one. */
export function groupedColumns(
  columns: readonly DataColumn<PaymentListItem>[],
  words: ListMessages["order"],
  locale: Locale,
): DataColumn<PaymentListItem>[] {
  return columns.map((column, index): DataColumn<PaymentListItem> => {
    const isFirst = index === 0;
    return {
      ...column,
      look: {
        ...column.look,
        // An order's row holds nothing but its first cell, which runs over the empty ones.
        className: `${column.look?.className ?? ""}${isFirst ? " in-data-overflowing:overflow-visible" : ""}`,
      },
      cell: (item, items) => {
        if (isOrderHead(item)) return isFirst ? <OrderCell head={item} words={words} locale={locale} /> : null;
        if (!isFirst || !("isAttempt" in item)) return column.cell(item, items);
        return (
          <span className="flex items-center gap-1.5 pl-2">
            <span aria-hidden className="text-ink-3">
              └
            </span>
            {column.cell(item, items)}
          </span>
        );
      },
    };
  });
}

interface OrderCellProps {
  readonly head: OrderHead;
  readonly words: ListMessages["order"];
  readonly locale: Locale;
}

/** The order number, which leads to the question which payment is meant, and what became of its payments. */
function OrderCell({ head, words, locale }: OrderCellProps) {
  const { order } = head;
  const counts = paymentStatuses.flatMap((status) => {
    const count = order.items.filter((item) => item.status === status).length;
    return count === 0 ? [] : [`${paymentStatusNames[status][locale]} ${count}`];
  });
  return (
    <span className="inline-flex items-baseline gap-2 whitespace-nowrap">
      <Link to={orderPath(order.merchantUid)} className="font-id font-medium underline-offset-3 hover:underline">
        {order.merchantUid}
      </Link>
      <span className="text-ink-2">{words.head(order.total)}</span>
      <span className="text-ink-3">{words.attempts(counts.join(", "))}</span>
    </span>
  );
}
