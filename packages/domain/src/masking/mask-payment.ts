import type { Payment } from "../payment.ts";
import type { PaymentListItem } from "../payment-list.ts";
import { maskAccount, maskEmail, maskFreeText, maskName, maskTel } from "./mask-text.ts";

/** The payment as somebody without `buyer:read` sees it: still recognisable, no longer personal. */
export function maskPayment(payment: Payment): Payment {
  const { buyer, card, virtualAccount } = payment;
  const names = [
    buyer.name,
    virtualAccount?.holder ?? null,
    ...payment.deposits.map((deposit) => deposit.depositorName),
  ];
  const words = (text: string) => maskFreeText(text, names);
  return {
    ...payment,
    buyer: {
      name: mask(buyer.name, maskName),
      email: mask(buyer.email, maskEmail),
      tel: mask(buyer.tel, maskTel),
      address: mask(buyer.address, hide),
      postcode: mask(buyer.postcode, hide),
    },
    card: card === null ? null : { ...card, number: mask(card.number, maskAccount) },
    virtualAccount:
      virtualAccount === null
        ? null
        : {
            ...virtualAccount,
            number: mask(virtualAccount.number, maskAccount),
            holder: mask(virtualAccount.holder, maskName),
          },
    // Top-ups name the telephone they fill, and many shops take the buyer's e-mail for the alias of a billing key.
    orderName: mask(payment.orderName, words),
    customerUid: mask(payment.customerUid, maskFreeText),
    // The shop's own text: nobody can know what is inside.
    customData: mask(payment.customData, hide),
    failReason: mask(payment.failReason, words),
    cancelReason: mask(payment.cancelReason, words),
    // The PG's slip shows the buyer, and its address opens it to whoever holds it.
    salesSlipUrl: null,
    cancellations: payment.cancellations.map((cancellation) => ({
      ...cancellation,
      reason: mask(cancellation.reason, words),
      receiptUrl: null,
    })),
    deposits: payment.deposits.map((deposit) => ({ ...deposit, depositorName: mask(deposit.depositorName, maskName) })),
  };
}

/** The row of a list as somebody without `buyer:read` sees it: each fact looks as it does in `maskPayment`. */
export function maskPaymentListItem(item: PaymentListItem): PaymentListItem {
  const words = (text: string) => maskFreeText(text, [item.buyerName]);
  return {
    ...item,
    orderName: mask(item.orderName, words),
    buyerName: mask(item.buyerName, maskName),
    buyerTel: mask(item.buyerTel, maskTel),
    failReason: mask(item.failReason, words),
  };
}

function mask(value: string | null, how: (value: string) => string): string | null {
  return value === null ? null : how(value);
}

function hide(): string {
  return "***";
}
