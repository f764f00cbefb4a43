import { AppError, type OutsideReceiptOrder, type ReceiptOrder, refuseReceiptForm } from "@maru/domain";

/** Refuses a form that no PG could make a receipt of, before anything is written down. Never names a digit of it. */
export function checkReceiptForm<Order extends ReceiptOrder | OutsideReceiptOrder>(order: Order): Order {
  const refusal = refuseReceiptForm(order, null);
  if (refusal === undefined) return order;
  throw new AppError("INVALID_INPUT", "The form of the receipt cannot be right.", {
    details: { field: refusal.rule === "tax_parts" ? "taxFree" : "identifier", rule: refusal.rule },
  });
}
