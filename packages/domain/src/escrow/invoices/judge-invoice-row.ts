import { couriers } from "../../codes/couriers.ts";
import type { Localised } from "../../locale.ts";
import type { Payment } from "../../payment.ts";
import type { Delivery } from "../delivery.ts";
import type { EscrowField, EscrowMode } from "../escrow-fields.ts";
import type { EscrowOrder } from "../escrow-order.ts";
import { productsOf, receiverOf } from "../escrow-parties.ts";
import { type EscrowRule, escrowRuleWords, refuseEscrow, refuseEscrowForm } from "../escrow-rules.ts";
import { escrowSupport } from "../escrow-support.ts";
import type { InvoiceOptions } from "./invoice-list.ts";
import type { InvoiceProblemCode, InvoiceRow } from "./invoice-row.ts";

/**
 * What stands between a row and its delivery. `registered`: upstream has another delivery for it, which a person may have
 * changed. The others are as those of a list of refunds.
 */
export const invoiceRowStates = [
  "unreadable",
  "ask_which",
  "not_rehearsed",
  "will_go",
  "registered",
  "will_not_go",
  "asking",
  "asked",
  "not_asked",
] as const;
export type InvoiceRowState = (typeof invoiceRowStates)[number];

export type InvoiceObstacle = "payment_not_found" | "payment_unreadable";

/** What the rehearsal found about a row. */
export interface InvoiceFinding {
  readonly code: EscrowRule | InvoiceObstacle;
  readonly fields?: readonly EscrowField[];
}

/** A delivery of a list, whole but for its id. */
export type InvoiceOrder = Omit<EscrowOrder, "instructionId">;

export type JudgedInvoice =
  | { readonly state: "will_go"; readonly mode: EscrowMode; readonly order: InvoiceOrder; readonly findings: [] }
  | { readonly state: "registered" | "will_not_go"; readonly findings: readonly InvoiceFinding[] };

/** What becomes of a row, by its payment and the delivery upstream has for it, both read this moment. */
export function judgeInvoiceRow({
  row,
  options,
  payment,
  registered,
  wantsChange,
  now,
}: {
  readonly row: InvoiceRow;
  readonly options: InvoiceOptions;
  readonly payment: Payment;
  readonly registered: Delivery | null;
  /** A person has looked at the registered delivery and wants this one in its place. */
  readonly wantsChange: boolean;
  /** Unix seconds. */
  readonly now: number;
}): JudgedInvoice {
  const courier = row.courier ?? "";
  if (registered !== null && registered.courier === courier && registered.invoice === row.invoice) {
    return { state: "will_not_go", findings: [{ code: "same_registered" }] };
  }
  const mode = registered === null ? "register" : "change";
  const { register, change } = escrowSupport(payment.pgProvider);
  const support = { register: register !== "no", change: change !== "no" };
  const refusal = refuseEscrow(payment, { mode, support, registered, now });
  if (refusal !== undefined) return { state: "will_not_go", findings: [{ code: refusal.rule }] };
  const order: InvoiceOrder = {
    impUid: payment.impUid,
    sender: options.sender,
    receiver: receiverOf(payment, row.receiver),
    courier,
    invoice: row.invoice,
    sentAt: row.sentAt ?? options.sentAt,
    receivingOn: options.receivingOn,
    dispatchAddress: options.sender.address,
    products: productsOf(payment),
    sendEmail: payment.pgProvider === "nice_v2" ? options.sendEmail : null,
  };
  const isCourier = Object.hasOwn(couriers, courier);
  const form = refuseEscrowForm(order, { mode, pgProvider: payment.pgProvider, isCourier, now });
  if (form !== undefined) {
    const { rule, fields } = form;
    return { state: "will_not_go", findings: [{ code: rule, ...(fields === undefined ? {} : { fields }) }] };
  }
  if (mode === "change" && !wantsChange) return { state: "registered", findings: [{ code: "already_registered" }] };
  return { state: "will_go", mode, order, findings: [] };
}

export const invoiceRowStateNames: Readonly<Record<InvoiceRowState, Localised>> = {
  unreadable: { ko: "고칠 것 있음", en: "Needs correcting" },
  ask_which: { ko: "결제 선택 필요", en: "Choose the payment" },
  not_rehearsed: { ko: "점검 전", en: "Not rehearsed" },
  will_go: { ko: "보낼 수 있음", en: "Will go" },
  registered: { ko: "다른 송장 등록됨", en: "Another is registered" },
  will_not_go: { ko: "보내지 않음", en: "Will not go" },
  asking: { ko: "보내는 중", en: "Being sent" },
  asked: { ko: "보냄", en: "Sent" },
  not_asked: { ko: "보내지 못함", en: "Not sent" },
};

/** What stands in the way of a row: what is so, and what to do about it. */
export const invoiceProblemWords: Readonly<Record<InvoiceProblemCode | InvoiceFinding["code"], Localised>> = {
  ...escrowRuleWords,
  identifier_missing: {
    ko: "주문번호나 결제번호(imp_uid)가 비어 있어요. 둘 중 하나를 적어 주세요.",
    en: "There is no order number and no imp_uid. Give one of them.",
  },
  identifier_too_long: {
    ko: "번호가 너무 길어요. 다른 칸의 내용이 들어온 것 같아요.",
    en: "The identifier is too long. It looks like the content of another column.",
  },
  courier_missing: {
    ko: "택배사가 비어 있어요. 칸을 채우거나 목록 전체의 택배사를 골라 주세요.",
    en: "There is no courier. Fill in the cell, or choose one for the whole list.",
  },
  courier_unknown: {
    ko: "택배사 이름을 알아보지 못했어요. 그대로 보내면 ‘기타’가 되니 이름을 고쳐 주세요.",
    en: "The courier's name is not known. It would be sent as “other”: correct the name.",
  },
  invoice_missing: { ko: "송장번호가 비어 있어요.", en: "There is no invoice number." },
  invoice_malformed: {
    ko: "송장번호로 보이지 않아요. 8자리 이상의 숫자로 적어 주세요.",
    en: "It does not look like an invoice number. Write eight digits or more.",
  },
  invoice_rounded: {
    ko: "스프레드시트가 송장번호의 뒷자리를 잘라 버렸어요(예: 6.12E+11). 칸을 텍스트로 바꾸고 번호를 다시 넣어 주세요.",
    en: "The spreadsheet has cut the invoice number's last digits off (as in 6.12E+11). Make the cell text and enter it again.",
  },
  sent_at_unreadable: {
    ko: "발송 시각을 읽지 못했어요. 2026-11-26 14:00처럼 적어 주세요.",
    en: "The time of dispatch cannot be read. Write it like 2026-11-26 14:00.",
  },
  text_too_long: { ko: "200자가 넘는 칸이 있어요.", en: "A cell has more than 200 characters." },
  same_as_line: {
    ko: "앞줄과 같은 결제예요. 결제 하나에는 송장 하나만 등록돼요.",
    en: "An earlier line is about the same payment. One invoice is registered per payment.",
  },
  payment_not_found: {
    ko: "이 번호의 결제를 찾지 못했어요. 번호를 확인해 주세요.",
    en: "No payment of this number was found. Check the number.",
  },
  payment_unreadable: {
    ko: "아임포트가 준 이 결제의 내용을 읽지 못했어요. 결제 화면에서 다시 조회해 주세요.",
    en: "What i'mport said of this payment cannot be read. Read it again on its own page.",
  },
};
