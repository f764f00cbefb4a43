import type { FailureEntry } from "./failure.ts";

const refundNeedsTime = {
  ko: "환불을 처리하는 데 시간이 조금 더 필요해요. 마치는 대로 안내드릴게요.",
  en: "Your refund needs a little more time. We will tell you as soon as it is done.",
};

/** A cancel was refused. */
export const cancelFailures: readonly FailureEntry[] = [
  {
    id: "already_cancelled_at_pg",
    messages: [
      "결제취소에 실패하였습니다. [500626|기 취소 거래]",
      "기 취소 거래",
      "기취소된 거래",
      "취소 완료 거래",
      "기 취소 요청",
      "해당거래 취소실패(기취소성공)",
      "이미 취소된 결제",
      "이미 취소된 거래",
      "이미 환불된 결제",
      "ALREADY_CANCELED_PAYMENT",
      "ALREADY_REFUND_PAYMENT",
    ],
    sources: ["portone", "nice", "toss"],
    cause: {
      ko: "PG에서 이미 취소된 거래로 보여요. PG 관리자에서 취소하면 아임포트에는 반영되지 않아요. PG에서 확인한 뒤 cs@portone.io에 정정을 요청해 주세요.",
      en: "Probably cancelled at the PG already. Cancels made in the PG's own admin never reach i'mport: check there, then ask cs@portone.io for a correction.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "이미 취소 처리된 것으로 보여 확인하고 있어요. 확인되는 대로 안내드릴게요.",
      en: "This payment appears to be refunded already. We are checking and will get back to you.",
    },
  },
  {
    id: "already_fully_cancelled",
    messages: ["이미 전액취소된 주문입니다", "이미 전액 취소된"],
    sources: ["portone"],
    cause: {
      ko: "아임포트 기록에서 이미 전액 취소된 결제예요.",
      en: "i'mport's own record says everything was cancelled.",
    },
    whoMustAct: "nobody",
    customerSentence: {
      ko: "이미 전액 취소 처리된 결제예요. 돈이 돌아오는 시점은 결제수단에 따라 달라요.",
      en: "This payment has been cancelled in full. When the money arrives depends on the payment method.",
    },
  },
  {
    id: "payment_not_found",
    messages: [
      "취소할 결제건이 존재하지 않습니다",
      "존재하지 않는 결제정보입니다",
      "존재하지 않는 결제 정보 입니다",
      "취소 해당거래 없음",
      "NOT_FOUND_PAYMENT",
    ],
    sources: ["portone", "nice", "toss"],
    cause: {
      ko: "그 결제를 찾을 수 없어요. 다른 상점·하위상점의 결제이거나 테스트 결제일 수 있어요.",
      en: "The payment cannot be found: it may belong to another store or tier, or be a test payment.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "결제 내역을 확인하고 있어요. 확인되는 대로 안내드릴게요.",
      en: "We are looking up your payment and will get back to you.",
    },
  },
  {
    id: "settlement_short_danal",
    messages: ["취소불가 상태입니다"],
    sources: ["portone"],
    cause: {
      ko: "다날은 이틀치 매출이 취소 금액보다 적으면 이렇게 답해요. 다날에 강제 환불을 요청한 뒤 포트원에 기록 정정을 요청해 주세요.",
      en: "Danal answers so when two days' sales are less than the cancel. Ask Danal for a forced refund, then PortOne for a correction.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "settlement_short_kcp",
    messages: ["상계가능 정산금액 부족", "상계 가능한 정산금액이 부족"],
    sources: ["portone", "kcp"],
    cause: {
      ko: "NHN KCP [8178]: 상계할 매출이 없어요. KCP(1544-8667)에 문의하시거나 파트너 관리자의 '매출취소'를 이용해 주세요.",
      en: "NHN KCP [8178]: no sales to offset the cancel. Call KCP (1544-8667) or use its partner admin.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "settlement_short_kiwoom",
    messages: ["상점의 취소가능 금액이 부족합니다"],
    sources: ["portone"],
    cause: {
      ko: "키움페이 [9029]: 오늘 승인 금액보다 취소 금액이 커요. 키움페이에 문의해 주세요.",
      en: "Kiwoom Pay [9029]: today's approvals are smaller than the cancel. Ask Kiwoom.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "settlement_short_nice",
    messages: ["취소 금액이 미정산 금액보다 큽니다", "취소금액이 미정산 금액보다 큽니다", "취소 한도 초과"],
    sources: ["portone", "nice"],
    cause: {
      ko: "나이스페이먼츠: 아직 정산되지 않은 금액보다 취소 금액이 커요. 나이스에 입금한 뒤 강제 환불을 요청해 주세요.",
      en: "NICE Payments: the cancel is larger than the unsettled amount. Deposit money with NICE and ask for a forced refund.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "deposit_was_simulated",
    messages: ["요청하신 건에 대해 입금된 내역이 없습니다", "입금된 내역이 없습니다"],
    sources: ["portone"],
    cause: {
      ko: "PG에 입금 기록이 없어요. 테스트로 흉내 낸 입금이라면 돌려줄 돈이 없고, 그런 환불은 시험할 수 없어요.",
      en: "The PG has no record of a deposit. If it was simulated in a test, there is no money to return and the refund cannot be tried.",
    },
    whoMustAct: "nobody",
    customerSentence: {
      ko: "입금 내역을 확인하고 있어요. 확인되는 대로 안내드릴게요.",
      en: "We are checking your deposit and will get back to you.",
    },
  },
  {
    id: "partial_cancel_impossible",
    messages: [
      "부분취소 불가능 거래",
      "부분취소 불가능 가맹점",
      "부분취소 불가능 결제수단",
      "해당결제수단 부분취소 불가",
      "해당 결제수단 부분취소 불가",
      "부분취소 불가능금액 전체취소 이용바람",
      "부분취소가 불가능",
      "에스크로 주문이나 체크 카드 결제는 부분 환불이 되지 않습니다",
      "NOT_ALLOWED_PARTIAL_REFUND",
    ],
    sources: ["nice", "toss"],
    cause: {
      ko: "이 결제는 부분 취소가 되지 않아요(결제수단, 카드 종류 또는 PG 계약). 전액 취소 후 다시 결제받는 방법이 있어요.",
      en: "This payment cannot be cancelled in part, because of its method, its card or the PG contract. A full cancel and a new payment is the way round.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "이 결제는 일부만 취소할 수 없어요. 전액 취소 후 다시 결제해 주시는 방법으로 도와드릴게요.",
      en: "Part of this payment cannot be refunded on its own. We can refund it in full and take the new amount again.",
    },
  },
  {
    id: "escrow_not_decided",
    messages: ["에스크로 거래는 구매 또는 구매거절 시 취소가능", "에스크로 부분취소 불가", "구매확정 전 취소 불가"],
    sources: ["nice", "portone"],
    cause: {
      ko: "에스크로 결제라 구매자가 구매 확정이나 거절을 해야 취소할 수 있고, 그 전에는 부분 취소가 되지 않아요.",
      en: "An escrow payment: the buyer has to confirm or reject the purchase first, and until then there is no partial cancel.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "에스크로 결제라 구매 확정 또는 구매 거절을 하신 뒤에 환불할 수 있어요. 결제사의 안내 메일에서 선택해 주세요.",
      en: "This is an escrow payment. Please confirm or reject the purchase in the provider's e-mail first, then we can refund it.",
    },
  },
  {
    id: "cancel_amount_too_large",
    messages: [
      "취소금액이 취소가능금액보다 큼",
      "입금액보다 취소금액이 큽니다",
      "취소 금액 불일치",
      "취소 할 수 없는 금액 입니다",
      "잔액 결과가 일치하지 않습니다",
      "requested cancel amount is bigger than cancelable amount",
      "NOT_CANCELABLE_AMOUNT",
      "NOT_MATCHES_REFUNDABLE_AMOUNT",
    ],
    sources: ["nice", "toss", "field"],
    cause: {
      ko: "PG가 아는 취소 가능 금액보다 커요. 카카오페이는 부가세가 맞지 않을 때도 같은 답을 해요.",
      en: "More than the PG believes can be cancelled. Kakao Pay answers the same when the VAT split does not fit.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "cancel_period_over",
    messages: [
      "취소 기한 초과",
      "취소기한이 지났",
      "취소 가능 기간이 지났",
      "환불 가능한 기간이 지났습니다",
      "EXCEED_MAX_REFUND_DUE",
    ],
    sources: ["nice", "toss"],
    cause: {
      ko: "결제수단의 취소 기한이 지났어요. 계좌 송금처럼 다른 방법이 필요해요.",
      en: "The method's cancel period is over. The money has to go back another way, such as a bank transfer.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "결제 취소 기한이 지나 계좌로 환불해 드리려고 해요. 환불받으실 계좌를 알려 주세요.",
      en: "The period for cancelling this payment is over. Please give us an account so that we can transfer the refund.",
    },
  },
  {
    id: "phone_cancel_month_over",
    messages: ["당월 취소만", "당월취소만 가능", "당월에만 취소", "결제 당월까지만", "익월 취소 불가"],
    sources: ["inicis", "portone"],
    cause: {
      ko: "휴대폰 결제는 결제한 달 안에만 취소할 수 있어요. 달이 바뀌면 하루 차이라도 거절돼요.",
      en: "Phone bill payments can only be cancelled in the month they were made, even one day across the boundary.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "휴대폰 결제는 결제한 달이 지나면 취소되지 않아 계좌로 환불해 드리려고 해요. 환불받으실 계좌를 알려 주세요.",
      en: "A phone payment cannot be cancelled after its month. Please give us an account so that we can transfer the refund.",
    },
  },
  {
    id: "not_cancellable",
    isGeneric: true,
    messages: [
      "취소 할 수 없는 결제 입니다",
      "취소 불가능 거래",
      "취소 불가 회원사",
      "신용카드 매입후 취소 불가능 가맹점",
      "NOT_CANCELABLE_PAYMENT",
    ],
    sources: ["nice", "toss"],
    cause: {
      ko: "PG가 이 결제의 취소를 허용하지 않아요. PG에 이유를 물어야 해요.",
      en: "The PG does not allow this payment to be cancelled. Ask it why.",
    },
    whoMustAct: "pg",
    customerSentence: refundNeedsTime,
  },
  {
    id: "refund_account_mismatch",
    messages: [
      "환불 계좌번호와 예금주명이 일치하지 않습니다",
      "예금주 실명번호 불일치",
      "예금주명이 일치하지 않",
      "예금주 불일치",
      "INVALID_REFUND_ACCOUNT_INFO",
    ],
    sources: ["toss", "nice"],
    cause: {
      ko: "환불 계좌의 예금주와 입력한 이름이 달라요.",
      en: "The refund account's holder is not the name that was entered.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "환불 계좌의 예금주가 맞지 않아요. 은행, 계좌번호, 예금주를 다시 알려 주세요.",
      en: "The holder of the refund account does not match. Please send us bank, account number and holder again.",
    },
  },
  {
    id: "refund_account_wrong",
    messages: ["잘못된 환불 계좌번호입니다", "환불 계좌번호 오류", "환불계좌 오류", "INVALID_REFUND_ACCOUNT_NUMBER"],
    sources: ["toss"],
    cause: { ko: "환불 계좌번호가 잘못됐어요.", en: "The refund account number is wrong." },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "환불 계좌번호를 확인하지 못했어요. 은행과 계좌번호를 다시 알려 주세요.",
      en: "The refund account number could not be verified. Please send it to us again.",
    },
  },
  {
    id: "cancel_password",
    messages: ["취소패스워드 불일치", "취소패스워드 미 입력", "취소 비밀번호"],
    sources: ["nice"],
    cause: {
      ko: "채널에 등록된 취소 비밀번호가 PG와 달라요.",
      en: "The cancel password of the channel is not the PG's.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "ksnet_night",
    messages: ["23:00~06:00", "23:00-06:00", "23시~06시", "23시부터 06시"],
    sources: ["portone"],
    cause: {
      ko: "KSNET은 밤 11시부터 아침 6시까지 가상계좌를 환불하지 않아요.",
      en: "KSNET does not refund virtual accounts between 23:00 and 06:00.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "은행 시간 때문에 아침 6시 이후에 환불을 처리해 드릴게요.",
      en: "We will refund this after 6 in the morning, when the bank allows it.",
    },
  },
  {
    id: "cancel_repeated_too_fast",
    messages: ["반복적인 요청은 허용되지 않습니다", "FORBIDDEN_CONSECUTIVE_REQUEST"],
    sources: ["toss"],
    cause: {
      ko: "같은 취소가 짧은 사이에 되풀이됐어요. 먼저 결제를 다시 읽어 주세요.",
      en: "The same cancel was repeated too soon. Re-read the payment first.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "bank_refund_unanswered",
    messages: ["은행 응답시간 지연이나 일시적인 오류로 환불요청에 실패했습니다", "FAILED_REFUND_PROCESS"],
    sources: ["toss"],
    cause: {
      ko: "은행 응답이 늦어 환불 요청이 실패로 기록됐어요. 실제로 나갔을 수 있으니 다시 보내기 전에 결제를 다시 읽어 주세요.",
      en: "The bank answered too late. The money may have left: re-read the payment before anything is sent again.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "method_failed_during_cancel",
    messages: [
      "취소 중 결제 시 사용한 결제 수단 처리과정에서 일시적인 오류가 발생했습니다",
      "FAILED_METHOD_HANDLING_CANCEL",
      "FAILED_PARTIAL_REFUND",
    ],
    sources: ["toss"],
    cause: {
      ko: "결제수단 쪽에서 취소를 처리하지 못했어요. 결제를 다시 읽어 실제로 취소되었는지 먼저 확인해 주세요.",
      en: "The payment method could not handle the cancel. Re-read the payment to see whether it happened.",
    },
    whoMustAct: "merchant",
    customerSentence: refundNeedsTime,
  },
  {
    id: "discount_larger_than_cancel",
    messages: ["즉시할인금액보다 적은 금액은 부분취소가 불가능합니다", "EXCEED_CANCEL_AMOUNT_DISCOUNT_AMOUNT"],
    sources: ["toss"],
    cause: {
      ko: "카드사 즉시할인보다 적은 금액은 부분 취소할 수 없어요.",
      en: "A partial cancel must not be smaller than the card company's instant discount.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "할인이 적용된 결제라 그 금액만 따로 환불할 수 없어요. 다른 방법을 안내드릴게요.",
      en: "Because of the discount that amount cannot be refunded on its own. We will suggest another way.",
    },
  },
  {
    id: "deposit_already_made",
    messages: ["이미 입금처리가 완료되어 취소 불가"],
    sources: ["nice"],
    cause: {
      ko: "이미 입금된 가상계좌예요. 말소가 아니라 환불 계좌를 적어 환불해야 해요.",
      en: "The deposit has been made: it needs a refund to an account, not an annulment.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "입금하신 금액을 계좌로 환불해 드릴게요. 환불받으실 계좌를 알려 주세요.",
      en: "We will return your deposit to a bank account. Please tell us which one.",
    },
  },
];
