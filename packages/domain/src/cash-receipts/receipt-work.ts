import type { Localised } from "../locale.ts";
import type { ReceiptKnowledge } from "./receipt-truth.ts";

/** What a refund leaves to do about a cash receipt. */
export const receiptWorks = ["none", "follows", "cancel", "reissue", "check_pg"] as const;
export type ReceiptWork = (typeof receiptWorks)[number];

export interface ReceiptWorkFacts {
  readonly knowledge: ReceiptKnowledge;
  readonly pgProvider: string | null;
  /** What the receipt says, in won; null when it cannot be read. */
  readonly receiptAmount: number | null;
  /** What is left of the payment, in won, after the refund. */
  readonly netAmount: number;
  /** What was paid, in won. */
  readonly paidAmount: number;
}

/**
 * PGs at which a receipt outlives the cancel of its payment.
 * Source: PortOne help centre, pages on cash receipts (KSNET, also for receipts issued in its window; Smartro (new) for
 * those issued by API).
 */
const leavesReceiptAlive = (pg: string | null, knowledge: ReceiptKnowledge): boolean =>
  pg === "ksnet" || (pg === "smartro_v2" && knowledge === "issued_by_us");

/** What a refund leaves to do about the payment's cash receipt. */
export function receiptWork(facts: ReceiptWorkFacts): ReceiptWork {
  const { knowledge, pgProvider, receiptAmount, netAmount, paidAmount } = facts;
  switch (knowledge) {
    case "none_known":
    case "cancelled":
      return "none";
    case "likely_automatic":
      return netAmount === paidAmount ? "none" : "check_pg";
    case "issued_by_us":
    case "issued_by_pg": {
      if (receiptAmount === null) return netAmount === paidAmount ? "none" : "check_pg";
      if (receiptAmount === netAmount) return "none";
      // More on the receipt than was ever kept, or less: no cancel of the PG's explains that.
      if (receiptAmount < netAmount) return "reissue";
      if (!leavesReceiptAlive(pgProvider, knowledge)) return "follows";
      return netAmount === 0 ? "cancel" : "reissue";
    }
  }
}

export const receiptWorkNames: Readonly<Record<ReceiptWork, Localised>> = {
  none: { ko: "할 일이 안 남음", en: "Nothing left to do" },
  follows: { ko: "PG가 함께 정리함", en: "The PG follows by itself" },
  cancel: { ko: "현금영수증 취소 필요", en: "Cancel the receipt" },
  reissue: { ko: "취소 후 재발급 필요", en: "Cancel and issue again" },
  check_pg: { ko: "PG 관리자에서 확인 필요", en: "Check in the PG's admin" },
};

/** What is so, and what to do. */
export const receiptWorkWords: Readonly<Record<ReceiptWork, Localised>> = {
  none: { ko: "현금영수증으로 더 할 일은 없어요.", en: "Nothing more is to be done about the cash receipt." },
  follows: {
    ko: "이 PG는 보통 결제 취소와 함께 현금영수증도 정리해요. 환불한 뒤에 금액이 맞는지 다시 조회해 주세요.",
    en: "This PG normally corrects the receipt along with the cancel. Read it again after the refund to see that it did.",
  },
  cancel: {
    ko: "이 PG는 결제를 취소해도 현금영수증이 그대로 남아요. 환불한 뒤에 현금영수증을 취소해 주세요.",
    en: "At this PG the receipt stays when the payment is cancelled. Cancel the receipt after the refund.",
  },
  reissue: {
    ko: "현금영수증 금액이 남는 금액과 달라져요. 환불한 뒤에 현금영수증을 취소하고 남은 금액으로 다시 발급해 주세요.",
    en: "The receipt will not say what is left. After the refund, cancel it and issue it again for the rest.",
  },
  check_pg: {
    ko: "여기서 읽을 수 없는 현금영수증이 있을 수 있어요. 환불한 뒤에 PG 관리자에서 현금영수증 금액을 확인해 주세요.",
    en: "There may be a receipt that cannot be read here. After the refund, check its amount in the PG's own admin.",
  },
};

export interface ReceiptMismatch {
  readonly receiptAmount: number;
  readonly netAmount: number;
}

/** How a live receipt differs from what is left of its payment; undefined when it does not. */
export function receiptMismatch(receiptAmount: number, netAmount: number): ReceiptMismatch | undefined {
  return receiptAmount === netAmount ? undefined : { receiptAmount, netAmount };
}
