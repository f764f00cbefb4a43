import { pgBankCode } from "../../codes/pg-bank-codes.ts";
import type { Localised } from "../../locale.ts";
import { addMoney, type Money, money } from "../../money/money.ts";
import type { Payment } from "../../payment.ts";
import { cancellableAmount } from "../../payment-status.ts";
import { isRefundSendable, judgeRefund } from "../judge-refund.ts";
import type { RefundIntent } from "../refund-facts.ts";
import type { RefundNeeds } from "../refund-needs.ts";
import { otherReasonCode, type RefundRequest, refundRequest } from "../refund-request.ts";
import type { RefundVerdictKind } from "../refund-rule.ts";
import { type BulkAmountProblem, resolveBulkAmount } from "./bulk-amount.ts";
import { type BulkRow, parseSplitPart } from "./bulk-row.ts";

/** A row with what its list says for every row. */
export interface BulkOrder extends BulkRow {
  readonly reasonCode: string;
  readonly requester: "customer" | "admin" | null;
  readonly retainPromotion: boolean | null;
  readonly isAllTaxable: boolean;
  readonly notifyShop: boolean;
}

/** Worth knowing before the list is started; the row goes all the same. */
export type BulkCaution = "tax_free_unknown";

export type BulkObstacle =
  | "payment_not_found"
  | "payment_unreadable"
  | "order_mismatch"
  | `amount_${BulkAmountProblem}`
  | "split_unreadable"
  | "split_more_than_amount"
  | "reason_missing"
  | "reason_too_short"
  | "account_missing"
  | "account_tel_missing"
  | "account_unwanted"
  | "bank_not_taken"
  | "tax_free_missing"
  | "requester_missing"
  | "promotion_choice_missing"
  | "repeat_reason_missing"
  | "not_a_request";

/** What the rehearsal found about a row: in the way of it by itself, or by a published rule. */
export type BulkFinding =
  | { readonly kind: "row"; readonly code: BulkObstacle }
  | { readonly kind: "caution"; readonly code: BulkCaution }
  | {
      readonly kind: "rule";
      readonly rule: string;
      readonly verdict: RefundVerdictKind;
      readonly sentence: Localised;
      readonly source: { readonly title: string; readonly url: string };
    };

export interface JudgedBulkRow {
  /** What would be asked for; null when the row does not go. */
  readonly request: RefundRequest | null;
  readonly findings: readonly BulkFinding[];
  /** The balance the row is asked against: what is left once the earlier rows of the list are done. */
  readonly left: Money;
}

const repeatWindowSeconds = 24 * 60 * 60;

/**
 * Judges one row against its payment as it was just read and the rows before it that are about the same payment. Answers
 * with the request that would be sent or with everything that stands in its way, never with half of both.
 */
export function judgeBulkRow({
  order,
  payment: read,
  earlier,
  refundId,
  nowMs,
}: {
  readonly order: BulkOrder;
  readonly payment: Payment;
  /** Amounts of the rows before this one, of the same payment, that will go. */
  readonly earlier: readonly Money[];
  readonly refundId: string;
  readonly nowMs: number;
}): JudgedBulkRow {
  const payment = afterRefunds(read, earlier, nowMs);
  const left = cancellableAmount(payment);
  const findings: BulkFinding[] = [];
  const stop = (code: BulkObstacle) => findings.push({ kind: "row", code });
  if (order.merchantUid !== null && order.merchantUid !== payment.merchantUid) stop("order_mismatch");
  const amount = resolveBulkAmount(order.amount, left);
  if (!amount.ok) {
    // Why nothing can be refunded says more than that the amount does not fit.
    addRules(findings, payment, null, nowMs);
    if (findings.every(({ kind }) => kind !== "rule")) stop(`amount_${amount.problem}`);
    return { request: null, findings, left };
  }
  const { needs } = judgeRefund(payment, null, nowMs);
  const isPart = !amount.isFull || payment.cancelledAmount.amount > 0;
  const isTaxFreeStated = needs.taxFree === "stated" && isPart;
  const split = splitOf(order, payment, amount.money, isTaxFreeStated, stop);
  const refundAccount = accountOf(order, payment, needs, stop);
  if (isTaxFreeStated && split?.taxFreeAmount === undefined) stop("tax_free_missing");
  if (isTaxFreeUnknown(order, { isPart, needs })) findings.push({ kind: "caution", code: "tax_free_unknown" });
  if (needs.requester === "required" && order.requester === null) stop("requester_missing");
  if (needs.promotion === "choose" && isPart && order.retainPromotion === null) stop("promotion_choice_missing");
  const reason = order.reason ?? "";
  // The name of a code says why by itself; the one that only its text explains says nothing without it.
  if (reason === "" && order.reasonCode === otherReasonCode) stop("reason_missing");
  if (order.repeatReason === null && isRepeated(payment, amount.money, nowMs)) stop("repeat_reason_missing");
  const intent: RefundIntent = {
    amount: amount.money.amount,
    split: split === null ? null : { taxFreeAmount: split.taxFreeAmount ?? null, vatAmount: split.vatAmount ?? null },
    refundAccount,
    extras: {
      requester: needs.requester === "required" ? order.requester : null,
      retainPromotion: needs.promotion === "none" ? null : order.retainPromotion,
    },
  };
  addRules(findings, payment, intent, nowMs);
  if (!goes(findings)) return { request: null, findings, left };
  const request = refundRequest.safeParse({
    ...intent,
    refundId,
    impUid: payment.impUid,
    currency: amount.money.currency,
    cancellableAmountSeen: left.amount,
    reasonCode: order.reasonCode,
    reasonText: reason,
    notifyShop: order.notifyShop,
    repeatReason: order.repeatReason,
  });
  if (request.success) return { request: request.data, findings, left };
  const isReason = request.error.issues.some(({ path }) => path[0] === "reasonText");
  stop(isReason ? "reason_too_short" : "not_a_request");
  return { request: null, findings, left };
}

/** Whether nothing of what was found keeps the row from being asked for. */
function goes(findings: readonly BulkFinding[]): boolean {
  return findings.every(
    (finding) => finding.kind === "caution" || (finding.kind === "rule" && isRefundSendable(finding)),
  );
}

/**
 * Upstream never tells whether a payment had a tax-free part. Nobody said so in the list either, so a PG counts all of a
 * partial refund as taxable, and one that wants the part stated may refuse a full one.
 */
function isTaxFreeUnknown(
  { taxFree, isAllTaxable }: BulkOrder,
  { isPart, needs }: { readonly isPart: boolean; readonly needs: RefundNeeds },
): boolean {
  if (taxFree !== null || isAllTaxable) return false;
  return needs.taxFree === "stated" ? !isPart : isPart;
}

function addRules(findings: BulkFinding[], payment: Payment, intent: RefundIntent | null, nowMs: number): void {
  for (const { rule, verdict, sentence, source } of judgeRefund(payment, intent, nowMs).findings) {
    if (verdict === "allowed") continue;
    findings.push({ kind: "rule", rule, verdict, sentence, source: { title: source.title, url: source.url } });
  }
}

/** The payment as it will be once the earlier rows of the list are done. */
function afterRefunds(payment: Payment, amounts: readonly Money[], nowMs: number): Payment {
  if (amounts.length === 0) return payment;
  const cancelledAt = Math.floor(nowMs / 1000);
  return {
    ...payment,
    cancelledAmount: amounts.reduce(addMoney, payment.cancelledAmount),
    cancellations: [
      ...payment.cancellations,
      ...amounts.map((amount) => ({
        cancellationId: null,
        pgTid: null,
        amount,
        reason: null,
        cancelledAt,
        receiptUrl: null,
      })),
    ],
  };
}

function isRepeated(payment: Payment, amount: Money, nowMs: number): boolean {
  const since = Math.floor(nowMs / 1000) - repeatWindowSeconds;
  return payment.cancellations.some(
    (each) => each.amount.amount === amount.amount && each.cancelledAt !== null && each.cancelledAt >= since,
  );
}

interface Split {
  readonly taxFreeAmount?: number;
  readonly vatAmount?: number;
}

function splitOf(
  order: BulkOrder,
  payment: Payment,
  amount: Money,
  isTaxFreeStated: boolean,
  stop: (code: BulkObstacle) => void,
): Split | null {
  const isZero = order.taxFree === null && isTaxFreeStated && order.isAllTaxable;
  if (order.taxFree === null && order.vat === null && !isZero) return null;
  const part = (text: string | null) => (text === null ? undefined : parseSplitPart(text, payment.amount.currency));
  const taxFreeAmount = isZero ? 0 : part(order.taxFree);
  const vatAmount = part(order.vat);
  if ((order.taxFree !== null && taxFreeAmount === undefined) || (order.vat !== null && vatAmount === undefined)) {
    stop("split_unreadable");
  }
  const parts = money((taxFreeAmount ?? 0) + (vatAmount ?? 0), amount.currency);
  if (parts.amount > amount.amount) stop("split_more_than_amount");
  return {
    ...(taxFreeAmount === undefined ? {} : { taxFreeAmount }),
    ...(vatAmount === undefined ? {} : { vatAmount }),
  };
}

function accountOf(
  { account }: BulkOrder,
  payment: Payment,
  needs: RefundNeeds,
  stop: (code: BulkObstacle) => void,
): RefundIntent["refundAccount"] {
  if (needs.refundAccount === "none") {
    // Sent along where none is wanted, an account would be ignored or refused; the person meant something else.
    if (account !== null) stop("account_unwanted");
    return null;
  }
  if (account === null) {
    stop("account_missing");
    return null;
  }
  if (needs.refundTel === "required" && account.tel === null) stop("account_tel_missing");
  const bank = pgBankCode(payment.pgProvider ?? "", account.bank);
  if (bank === undefined) {
    stop("bank_not_taken");
    return null;
  }
  return { bankCode: bank.code, number: account.number, holder: account.holder, tel: account.tel };
}
