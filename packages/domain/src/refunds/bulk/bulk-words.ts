import type { Localised } from "../../locale.ts";
import type { BulkRowState } from "./bulk-refund.ts";
import type { BulkProblemCode } from "./bulk-row.ts";
import type { BulkCaution, BulkObstacle } from "./judge-bulk-row.ts";

export const bulkRowStateNames: Readonly<Record<BulkRowState, Localised>> = {
  unreadable: { ko: "고칠 것 있음", en: "Needs correcting" },
  ask_which: { ko: "결제 선택 필요", en: "Choose the payment" },
  not_rehearsed: { ko: "점검 전", en: "Not rehearsed" },
  will_go: { ko: "보낼 수 있음", en: "Will go" },
  will_not_go: { ko: "보내지 않음", en: "Will not go" },
  asking: { ko: "요청하는 중", en: "Being requested" },
  asked: { ko: "요청함", en: "Requested" },
  not_asked: { ko: "요청하지 못함", en: "Not requested" },
};

/** What stands in the way of a row: what is so, and what to do about it. */
export const bulkProblemWords: Readonly<Record<BulkProblemCode | BulkObstacle | BulkCaution, Localised>> = {
  identifier_missing: {
    ko: "결제번호(imp_uid)나 주문번호가 없어요. 둘 중 하나를 적어 주세요.",
    en: "There is no imp_uid and no order number. Give one of them.",
  },
  identifier_too_long: {
    ko: "번호가 너무 길어요. 다른 칸의 내용이 들어온 것 같아요.",
    en: "The identifier is too long. It looks like the content of another column.",
  },
  amount_empty: {
    ko: "금액이 비어 있어요. 남은 금액을 모두 환불하려면 ‘전액’이라고 적어 주세요.",
    en: "The amount is empty. Write “full” to refund everything that is left.",
  },
  amount_not_a_number: {
    ko: "금액을 읽을 수 없어요. 12300이나 12,300원처럼 적어 주세요.",
    en: "The amount cannot be read. Write it like 12300 or 12,300.",
  },
  amount_decimals: {
    ko: "이 통화에 없는 소수점이 있어요.",
    en: "The amount has decimals that its currency does not have.",
  },
  amount_negative: { ko: "금액이 음수예요. 1 이상으로 적어 주세요.", en: "The amount is negative. Write 1 or more." },
  amount_zero: {
    ko: "0원은 환불할 수 없어요. 남은 금액을 모두 환불하려면 ‘전액’이라고 적어 주세요.",
    en: "Zero cannot be refunded. Write “full” to refund everything that is left.",
  },
  amount_too_large: { ko: "금액이 너무 커요.", en: "The amount is too large." },
  amount_more_than_left: {
    ko: "남은 금액보다 많아요. 앞줄에서 같은 결제를 환불한다면 그만큼 빼고 남은 금액이에요.",
    en: "It is more than what is left, counting what earlier rows take from the same payment.",
  },
  amount_nothing_left: { ko: "환불할 금액이 남아 있지 않아요.", en: "Nothing is left to refund." },
  split_unreadable: {
    ko: "면세 금액이나 부가세를 읽을 수 없어요. 숫자로 적어 주세요.",
    en: "The tax-free part or the VAT cannot be read. Write a number.",
  },
  split_more_than_amount: {
    ko: "면세 금액과 부가세가 환불 금액보다 많아요.",
    en: "The tax-free part and the VAT are more than the amount.",
  },
  text_too_long: { ko: "글이 너무 길어요. 200자까지 적을 수 있어요.", en: "The text is too long; 200 characters fit." },
  bank_unknown: {
    ko: "어느 은행인지 알 수 없어요. 국민은행처럼 이름을 적어 주세요.",
    en: "This is no bank we know. Write its name, such as KB Kookmin.",
  },
  account_incomplete: {
    ko: "은행, 계좌번호, 예금주를 모두 적어 주세요.",
    en: "Give the bank, the account number and the holder, all three.",
  },
  account_not_digits: {
    ko: "계좌번호나 연락처에 숫자가 아닌 글자가 있거나 길이가 맞지 않아요.",
    en: "The account or telephone number has other characters than digits, or the wrong length.",
  },
  same_as_line: {
    ko: "앞줄과 결제, 금액이 같아요. 일부러 두 번 환불한다면 ‘재환불 사유’ 칸에 이유를 적어 주세요.",
    en: "An earlier line has the same payment and amount. If both are meant, give a reason in the “repeat reason” column.",
  },
  payment_not_found: { ko: "아임포트에 이 번호의 결제가 없어요.", en: "i'mport has no payment of this number." },
  payment_unreadable: {
    ko: "아임포트가 보낸 결제 내용을 읽을 수 없어요. 결제 화면에서 확인해 주세요.",
    en: "What i'mport sent of this payment cannot be read. Look at the payment itself.",
  },
  order_mismatch: {
    ko: "imp_uid와 주문번호가 서로 다른 결제를 가리켜요.",
    en: "The imp_uid and the order number name different payments.",
  },
  reason_missing: { ko: "환불 사유가 없어요.", en: "There is no reason for the refund." },
  reason_too_short: {
    ko: "환불 사유가 너무 짧거나 보낼 수 없는 글자가 있어요. 다섯 자 이상 적어 주세요.",
    en: "The reason is too short or holds characters that cannot be sent. Write five characters or more.",
  },
  account_missing: {
    ko: "이 결제는 환불받을 계좌가 있어야 해요. 은행, 계좌번호, 예금주를 적어 주세요.",
    en: "This payment needs an account to refund to: bank, number and holder.",
  },
  account_tel_missing: {
    ko: "이 PG는 예금주 연락처가 있어야 해요.",
    en: "This PG needs the account holder's telephone number.",
  },
  account_unwanted: {
    ko: "이 결제는 결제한 수단으로 돌려줘요. 환불 계좌를 지워 주세요.",
    en: "This payment goes back the way it came. Take the refund account out.",
  },
  bank_not_taken: {
    ko: "이 PG는 이 은행으로 환불할 수 없어요.",
    en: "This PG does not refund to this bank.",
  },
  tax_free_missing: {
    ko: "이 PG의 부분 환불은 면세 금액을 적어야 해요. 모두 과세라면 0을 적거나, 목록을 올릴 때 ‘더 정할 것’에서 ‘이 목록은 모두 과세예요’를 골라 주세요.",
    en: "A partial refund at this PG has to state its tax-free part. If nothing is tax-free, write 0, or choose “Everything in this list is taxable” under “More choices” when you bring the list.",
  },
  tax_free_unknown: {
    ko: "면세 금액이 있는 결제인지 알 수 없어요. 있다면 적어 주세요. 적지 않으면 모두 과세로 보고, PG사가 거절할 수도 있어요. 모두 과세라면 목록을 올릴 때 ‘더 정할 것’에서 ‘이 목록은 모두 과세예요’를 골라 주세요.",
    en: "Whether this payment has a tax-free part is not known here. Write it if there is one: otherwise all of it counts as taxable, and the PG may refuse. If nothing is tax-free, choose “Everything in this list is taxable” under “More choices” when you bring the list.",
  },
  requester_missing: {
    ko: "네이버페이는 누가 환불을 요청했는지 정해야 해요. 목록을 올릴 때 ‘더 정할 것’에서 골라 주세요.",
    en: "Naver Pay has to be told on whose wish the money returns. Choose it under “More choices” when you bring the list.",
  },
  promotion_choice_missing: {
    ko: "프로모션 할인이 있는 결제예요. 할인을 유지할지 목록을 올릴 때 ‘더 정할 것’에서 골라 주세요.",
    en: "This payment has a promotion. Choose whether its discount stays under “More choices” when you bring the list.",
  },
  repeat_reason_missing: {
    ko: "24시간 안에 같은 금액을 이미 환불했어요. ‘재환불 사유’ 칸에 이유를 적어 주세요.",
    en: "The same amount was refunded within 24 hours. Give a reason in the “repeat reason” column.",
  },
  not_a_request: {
    ko: "이 내용으로는 환불을 요청할 수 없어요. 계좌번호는 16자리, 예금주는 16자까지예요.",
    en: "This cannot be requested as it stands. Account numbers have up to 16 digits, holders up to 16 characters.",
  },
};
