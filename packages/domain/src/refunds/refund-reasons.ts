import { type CodeTable, nameOf } from "../codes/code-table.ts";
import { otherReasonCode } from "./refund-request.ts";

/** Why money goes back, for counting and for the customer. The code `other` says nothing without its text. */
export const refundReasons: CodeTable = {
  change_of_mind: { ko: "단순 변심", en: "Change of mind" },
  size_or_colour: { ko: "사이즈·색상이 맞지 않음", en: "Size or colour does not fit" },
  defective: { ko: "상품 불량·파손", en: "Defective or damaged" },
  wrong_item: { ko: "오배송", en: "Wrong item delivered" },
  not_delivered: { ko: "미배송·배송 지연", en: "Not delivered or late" },
  out_of_stock: { ko: "품절", en: "Out of stock" },
  duplicate_payment: { ko: "중복 결제", en: "Paid twice" },
  price_adjustment: { ko: "금액 조정", en: "Price adjustment" },
  order_cancelled: { ko: "주문 취소", en: "Order cancelled" },
  suspected_fraud: { ko: "부정 사용 의심", en: "Suspected fraud" },
  test: { ko: "테스트 결제", en: "Test payment" },
  other: { ko: "기타", en: "Other" },
};

/**
 * The reason as it goes to upstream and the PG, in Korean because they are: the name of the code, then the words. The
 * customer may read it.
 */
export function refundReasonWords(code: string, text: string): string {
  const words = text.trim();
  if (code === otherReasonCode) return words;
  const name = nameOf(refundReasons, code, "ko");
  return words === "" ? name : `${name} · ${words}`;
}
