import type { Localised } from "../locale.ts";
import type { Payment } from "../payment.ts";
import { missingReceiptExtras, type ReceiptExtra, type ReceiptSource } from "./receipt-fields.ts";
import { type IdentifierProblem, identifierProblem, identifierProblemWords } from "./receipt-identifier.ts";
import type { OutsideReceiptOrder, ReceiptOrder } from "./receipt-order.ts";
import { receiptCapability } from "./receipt-support.ts";

export type ReceiptRule =
  | IdentifierProblem
  | "pg_unsupported"
  | "not_paid"
  | "nothing_left"
  | "not_won"
  | "not_cash"
  | "already_issued"
  | "amount_changed"
  | "tax_parts"
  | "taxcard_refused"
  | "fields_missing"
  | "order_characters"
  | "order_of_payment"
  | "nothing_issued"
  | "already_cancelled"
  | "another_receipt";

/** What upstream's look-up of the receipt says; null when it finds none, undefined where a PG offers none. */
export type FoundReceipt = { readonly receiptTid: string | null; readonly isCancelled: boolean } | null | undefined;

export interface ReceiptRefusal {
  readonly rule: ReceiptRule;
  /** The fields the PG needs and the form left empty. */
  readonly fields?: readonly ReceiptExtra[];
}

export type ReceiptPayment = Pick<Payment, "status" | "amount" | "cancelledAmount" | "method" | "pgProvider">;

/** Means of payment that count as cash. Source: PortOne V1 OpenAPI, `receipts` ("가상계좌, 계좌이체"). */
const cashMethods: ReadonlySet<string> = new Set(["vbank", "trans"]);

/** Whether a payment by such means can have a cash receipt at all. */
export function isCashMethod(method: string | null): boolean {
  return method !== null && cashMethods.has(method);
}

/** What a receipt for this payment would be issued for, in won. */
export function receiptAmountOf({ amount, cancelledAmount }: Pick<Payment, "amount" | "cancelledAmount">): number {
  return amount.amount - cancelledAmount.amount;
}

/** Why no receipt can be issued for this payment, whatever the form says; undefined when one can. */
export function refuseReceiptOf(
  payment: ReceiptPayment,
  { isSupported, found }: { readonly isSupported: boolean; readonly found: FoundReceipt },
): ReceiptRefusal | undefined {
  if (payment.status === "cancelled") return { rule: "nothing_left" };
  if (payment.status !== "paid" && payment.status !== "partially_cancelled") return { rule: "not_paid" };
  if (payment.amount.currency !== "KRW") return { rule: "not_won" };
  if (receiptAmountOf(payment) <= 0) return { rule: "nothing_left" };
  if (payment.method !== null && !cashMethods.has(payment.method)) return { rule: "not_cash" };
  if (!isSupported) return { rule: "pg_unsupported" };
  if (found != null && !found.isCancelled) return { rule: "already_issued" };
  return undefined;
}

/** Why this form does not make a receipt; undefined when it does. Never says anything of the identifier's digits. */
export function refuseReceiptForm(
  order: ReceiptOrder | OutsideReceiptOrder,
  pgProvider: string | null,
): ReceiptRefusal | undefined {
  const problem = identifierProblem(order.type, order.identifierType, order.identifier);
  if (problem !== undefined) return { rule: problem };
  if (pgProvider === "nice_v2" && order.identifierType === "taxcard") return { rule: "taxcard_refused" };
  const amount = "amount" in order ? order.amount : order.amountSeen;
  if (order.taxFree + (order.vat ?? 0) > amount) return { rule: "tax_parts" };
  const fields = missingReceiptExtras("amount" in order ? "outside" : "payment", pgProvider, order);
  if (fields.length > 0) return { rule: "fields_missing", fields };
  if ("merchantUid" in order && pgProvider === "smartro_v2" && !/^[A-Za-z0-9]+$/.test(order.merchantUid)) {
    return { rule: "order_characters" };
  }
  return undefined;
}

/** Why this receipt cannot be cancelled; undefined when it can. */
export function refuseReceiptCancel(
  found: FoundReceipt,
  { isSupported, receiptTidSeen }: { readonly isSupported: boolean; readonly receiptTidSeen: string | null },
): ReceiptRefusal | undefined {
  if (!isSupported) return { rule: "pg_unsupported" };
  // Where nothing can be looked up, the PG itself says whether there is one.
  if (found === undefined) return undefined;
  if (found === null) return { rule: "nothing_issued" };
  if (found.isCancelled) return { rule: "already_cancelled" };
  if (receiptTidSeen !== null && found.receiptTid !== receiptTidSeen) return { rule: "another_receipt" };
  return undefined;
}

/** What is so, what it means, what to do. */
export const receiptRuleWords: Readonly<Record<ReceiptRule, Localised>> = {
  ...identifierProblemWords,
  pg_unsupported: {
    ko: "이 PG는 아임포트 API로 이 일을 할 수 없어요. PG 관리자에서 처리해 주세요.",
    en: "This PG does not offer that through i'mport's API. Do it in the PG's own admin.",
  },
  not_paid: {
    ko: "결제가 완료된 상태가 아니에요. 결제완료인 결제에만 발급할 수 있어요.",
    en: "The payment is not paid. Receipts are issued for paid payments only.",
  },
  nothing_left: {
    ko: "남은 결제 금액이 0원이에요. 발급할 금액이 남아 있지 않아요.",
    en: "Nothing is left of the payment, so there is nothing to issue a receipt for.",
  },
  not_won: { ko: "원화 결제에만 현금영수증을 발급할 수 있어요.", en: "Cash receipts are for payments in won only." },
  not_cash: {
    ko: "현금성 결제(가상계좌, 계좌이체)에만 현금영수증을 발급할 수 있어요. 다른 결제수단은 매출전표가 증빙이에요.",
    en: "Only payments in cash (virtual account, account transfer) get a cash receipt. Elsewhere the sales slip is the proof.",
  },
  already_issued: {
    ko: "이미 발급된 현금영수증이 있어요. 한 번 더 발급되지 않도록 보내지 않았어요.",
    en: "A receipt is issued already. Nothing was sent, so that there are not two.",
  },
  amount_changed: {
    ko: "그사이 남은 금액이 바뀌었어요. 새 금액을 확인하고 다시 발급해 주세요.",
    en: "What is left of the payment has changed. Look at the new amount and issue again.",
  },
  tax_parts: {
    ko: "면세 금액과 부가세의 합이 발급 금액보다 커요.",
    en: "The tax-free part and the VAT add up to more than the amount.",
  },
  taxcard_refused: {
    ko: "나이스페이먼츠(신)는 현금영수증 카드번호를 받지 않아요. 휴대폰번호나 사업자등록번호로 발급해 주세요.",
    en: "NICE Payments (new) takes no receipt card numbers. Use a mobile or business number.",
  },
  fields_missing: {
    ko: "이 PG에 꼭 필요한 항목이 비어 있어요.",
    en: "Fields that this PG needs are empty.",
  },
  order_characters: {
    ko: "스마트로는 주문번호에 영문자와 숫자만 받아요.",
    en: "Smartro takes only letters and digits in an order number.",
  },
  order_of_payment: {
    ko: "이 주문번호는 아임포트로 결제된 주문이에요. 두 번 발급되지 않도록 그 결제에서 발급해 주세요.",
    en: "This order was paid through i'mport. Issue the receipt on that payment, so that there are not two.",
  },
  nothing_issued: {
    ko: "아임포트를 통해 발급된 현금영수증을 찾지 못했어요. PG에서 직접 발급된 것은 PG 관리자에서 취소해 주세요.",
    en: "No receipt issued through i'mport was found. One that the PG issued itself is cancelled in its own admin.",
  },
  already_cancelled: { ko: "이미 취소된 현금영수증이에요.", en: "This receipt is cancelled already." },
  another_receipt: {
    ko: "그사이 다른 현금영수증으로 바뀌었어요. 다시 조회한 내용을 확인해 주세요.",
    en: "Another receipt has taken its place. Look at what is there now.",
  },
};

/** What a person should know of a PG before they issue. */
export function receiptCautions(
  source: ReceiptSource,
  pgProvider: string | null,
  isFlagged: boolean,
): readonly Localised[] {
  const { note } = receiptCapability(source, "issue", pgProvider);
  return [
    ...(isFlagged ? [flagged] : []),
    ...(note === undefined ? [] : [note]),
    ...(pgProvider === "kcp" ? [terms] : []),
  ];
}

const flagged: Localised = {
  ko: "이 결제는 결제와 함께 현금영수증이 자동 발급되었을 수 있어요. PG 관리자에서 먼저 확인하지 않으면 두 번 발급될 수 있어요.",
  en: "A receipt may have been issued automatically with this payment. Check in the PG's admin first, or there may be two.",
};

/** Source: PortOne help centre, pages on cash receipts. */
const terms: Localised = {
  ko: "NHN KCP는 상점 관리자에서 현금영수증 약관에 동의해야 발급할 수 있어요.",
  en: "NHN KCP issues only after its terms were agreed to in its admin.",
};
