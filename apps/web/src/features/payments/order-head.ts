import type { PaymentListItem } from "@maru/domain";
import type { OrderAttempts } from "./use-row-facts.ts";

/** A row of the list that stands for an order number with several payments, and is none itself. */
export interface OrderHead extends PaymentListItem {
  readonly order: OrderAttempts;
}

export function isOrderHead(item: PaymentListItem): item is OrderHead {
  return "order" in item;
}
