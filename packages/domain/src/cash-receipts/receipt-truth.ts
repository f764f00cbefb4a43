import type { Localised } from "../locale.ts";

/**
 * What is known of a payment's cash receipt. Nothing here says that there is none: receipts a PG issues in its own
 * window cannot be read, and one that was issued automatically shows only in the payment's flag.
 */
export const receiptKnowledges = [
  "issued_by_us",
  "issued_by_pg",
  "likely_automatic",
  "cancelled",
  "none_known",
] as const;
export type ReceiptKnowledge = (typeof receiptKnowledges)[number];

/** Which answer tells so. */
export type ReceiptEvidence = "own_record" | "receipt_read" | "payment_flag" | "nothing_found" | "not_readable";

export interface ReceiptFacts {
  /** The payment's own word: a receipt was issued automatically with it. */
  readonly isFlagged: boolean;
  /** What the look-up of the receipt found; null when it found none, undefined when the PG offers no look-up. */
  readonly record: { readonly isCancelled: boolean } | null | undefined;
  /** Issued through this console. */
  readonly isOurs: boolean;
}

export interface ReceiptTruth {
  readonly knowledge: ReceiptKnowledge;
  readonly evidence: ReceiptEvidence;
}

/** What is known of a payment's cash receipt, and by which answer. */
export function receiptTruth({ isFlagged, record, isOurs }: ReceiptFacts): ReceiptTruth {
  if (record != null && !record.isCancelled) {
    return isOurs
      ? { knowledge: "issued_by_us", evidence: "own_record" }
      : { knowledge: "issued_by_pg", evidence: "receipt_read" };
  }
  // What was read is cancelled, but the flag tells of one that no look-up shows: it comes first.
  if (isFlagged && (record == null || isOurs)) return { knowledge: "likely_automatic", evidence: "payment_flag" };
  if (record != null) return { knowledge: "cancelled", evidence: isOurs ? "own_record" : "receipt_read" };
  return { knowledge: "none_known", evidence: record === undefined ? "not_readable" : "nothing_found" };
}

export const receiptKnowledgeNames: Readonly<Record<ReceiptKnowledge, Localised>> = {
  issued_by_us: { ko: "여기서 발급함", en: "Issued here" },
  issued_by_pg: { ko: "PG에서 발급함", en: "Issued at the PG" },
  likely_automatic: { ko: "자동 발급된 것으로 보임", en: "Probably issued automatically" },
  cancelled: { ko: "발급 후 취소함", en: "Issued, then cancelled" },
  none_known: { ko: "아직 확인된 발급이 보이지 않음", en: "No issue known so far" },
};

/** How one knows, in a sentence that names the answer it rests on. */
export const receiptEvidenceWords: Readonly<Record<ReceiptEvidence, Localised>> = {
  own_record: {
    ko: "이 콘솔의 발급 기록으로 확인했어요.",
    en: "This console's own record of the issue says so.",
  },
  receipt_read: {
    ko: "아임포트 현금영수증 조회 결과로 확인했어요. 이 콘솔에서 발급한 기록은 아니에요.",
    en: "i'mport's look-up of the receipt says so. It was not issued through this console.",
  },
  payment_flag: {
    ko: "결제 응답의 cash_receipt_issued 값이 true예요. PG가 결제와 함께 010-000-1234로 자진발급했을 수 있고, 그런 영수증은 조회나 취소가 되지 않아요.",
    en: "The payment's cash_receipt_issued is true. The PG may have issued one with the payment under 010-000-1234, and such a receipt can be neither looked up nor cancelled here.",
  },
  nothing_found: {
    ko: "아임포트 조회에서는 찾지 못했어요. 구매자가 PG 결제창에서 직접 신청한 영수증은 조회되지 않을 수 있어요.",
    en: "i'mport's look-up finds none. A receipt the buyer asked for in the PG's own window may not show there.",
  },
  not_readable: {
    ko: "이 PG는 현금영수증 조회를 지원하지 않아서 PG 관리자에서만 확인할 수 있어요.",
    en: "This PG offers no look-up of receipts, so only its own admin can tell.",
  },
};

/** What to tell a buyer whose receipt is one of those that nobody can read here. */
export const automaticReceiptAdvice: Localised = {
  ko: "현금영수증이 자진발급 번호(010-000-1234)로 발급되었을 수 있습니다. 국세청 홈택스(hometax.go.kr) 또는 손택스에서 [자진발급분 소비자 등록] 메뉴에 승인번호, 거래일자, 금액을 입력하시면 고객님 명의로 등록하실 수 있습니다.",
  en: "Your cash receipt may have been issued under the self-issue number (010-000-1234). On the National Tax Service's Hometax site or app, open “Register a self-issued receipt” and enter the approval number, the date and the amount to have it registered in your name.",
};
