import type { FailureEntry } from "./failure.ts";

/** The payment window ended before anything was decided. */
export const windowFailures: readonly FailureEntry[] = [
  {
    id: "buyer_left",
    messages: [
      "[결제포기] 사용자가 결제를 취소하셨습니다",
      "사용자가 결제를 취소하셨습니다",
      "사용자가 결제를 취소함",
      "사용자에 의해 결제가 취소되었습니다",
      "사용자가 결제를 취소하였습니다",
      "고객이 결제를 취소",
      "구매자가 결제를 취소",
      "사용자가 카카오페이 결제를 취소",
      "사용자에 의한 결제 취소",
      "사용자 결제 취소",
      "사용자 취소",
      "결제를 취소하셨습니다",
      "결제창에서 취소를 선택하였습니다",
      "UserCancel",
      "PAY_PROCESS_CANCELED",
    ],
    sources: ["portone", "toss", "naver", "kakao", "field"],
    cause: {
      ko: "구매자가 결제창을 닫았거나 취소를 눌렀어요. 카드사 화면에서 막혀 되돌아온 경우에도 같은 문구가 올 수 있어요.",
      en: "The buyer closed the payment window or pressed cancel. A card company's own screen turning the buyer away can leave the same words.",
    },
    whoMustAct: "nobody",
    customerSentence: {
      ko: "결제가 완료되지 않았어요. 다시 주문하시면 돼요.",
      en: "The payment was not completed. You can order again at any time.",
    },
  },
  {
    id: "window_expired",
    messages: [
      "결제 시간이 만료되어 결제 진행 데이터가 존재하지 않습니다",
      "결제 시간이 초과되었습니다",
      "결제 시간이 만료되었습니다",
      "결제 가능한 시간이 지났습니다",
      "PaymentTimeOut",
      "결제 유효시간이 만료",
      "인증시간이 초과",
      "NOT_FOUND_PAYMENT_SESSION",
    ],
    sources: ["toss", "naver", "kakao", "field"],
    cause: {
      ko: "결제창을 연 채로 제한 시간이 지났어요.",
      en: "The payment window stayed open past its time limit.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "결제 시간이 지나 결제가 완료되지 않았어요. 처음부터 다시 결제해 주세요.",
      en: "The time for this payment ran out. Please start the payment again.",
    },
  },
  {
    id: "approval_failed",
    messages: [
      "결제 진행 중 승인에 실패하여 결제가 중단되었습니다",
      "PAY_PROCESS_ABORTED",
      "결제승인에 실패하였습니다",
      "결제 승인 실패",
      "승인에 실패하였습니다",
    ],
    sources: ["toss", "portone"],
    isGeneric: true,
    cause: {
      ko: "승인 단계에서 실패했고 이유는 전해지지 않았어요.",
      en: "The payment failed at approval and no reason was given.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "승인 단계에서 결제가 중단됐어요. 다시 시도하시거나 다른 결제수단을 이용해 주세요.",
      en: "The payment stopped at approval. Please try again or use another payment method.",
    },
  },
  {
    id: "stopped_without_reason",
    messages: ["알 수 없는 이유로 결제가 중단되었습니다"],
    sources: ["field"],
    cause: {
      ko: "나이스페이먼츠 결제창이 이유를 남기지 않고 끝났어요. 구매자가 앱이나 브라우저를 닫은 것일 수 있어요.",
      en: "The NICE Payments window ended without giving a reason. The buyer may have closed the app or browser.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "결제가 중간에 끊겨 완료되지 않았어요. 다시 시도해 주세요.",
      en: "The payment was interrupted before it was completed. Please try again.",
    },
  },
  {
    id: "stopped_by_shop",
    messages: ["고객사 요청에 의해 결제를 중단합니다", "가맹점 요청에 의해 결제를 중단"],
    sources: ["portone"],
    cause: {
      ko: "상점의 결제 승인 전 확인(confirm_url)이 거절로 응답했거나 제때 응답하지 않았어요. 상점이 사유를 보냈다면 괄호 안에 있어요.",
      en: "The shop's own check before approval (confirm_url) said no or did not answer in time. A reason the shop gave is in the brackets.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "주문 확인 과정에서 결제가 중단되었고 청구된 금액은 없어요. 재고와 주문 내용을 확인해 안내드릴게요.",
      en: "The payment was stopped while the order was being checked, and nothing was charged. We will check the order and get back to you.",
    },
  },
  {
    id: "amount_registered_differs",
    messages: [
      "사전등록된 결제정보가 존재하지 않습니다",
      "사전 등록된 금액과 일치하지 않",
      "결제요청 금액이 사전등록된 금액과 다릅니다",
    ],
    sources: ["portone"],
    cause: {
      ko: "주문 금액이 미리 등록한 금액과 다르거나 등록한 금액이 없어요.",
      en: "The amount differs from the one registered beforehand, or none was registered.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "주문 금액 확인에 문제가 있어 결제가 진행되지 않았어요. 확인하고 안내드릴게요.",
      en: "The order amount could not be confirmed, so the payment did not go ahead. We will check and get back to you.",
    },
  },
  {
    id: "paypal_instrument_declined",
    messages: ["INSTRUMENT_DECLINED"],
    sources: ["paypal"],
    cause: {
      ko: "페이팔에 연결된 카드나 계좌를 처리사나 은행이 거절했어요.",
      en: "The card or account behind PayPal was declined by its processor or bank.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "페이팔에 연결된 카드나 계좌가 거절되었어요. 페이팔에서 다른 결제수단을 골라 다시 시도해 주세요.",
      en: "The card or account behind your PayPal was declined. Please choose another one in PayPal and try again.",
    },
  },
  {
    id: "paypal_refused",
    messages: ["TRANSACTION_REFUSED"],
    sources: ["paypal"],
    cause: {
      ko: "페이팔이 위험 심사나 계정 제한 때문에 거래를 거절했어요. 자세한 이유는 알려 주지 않아요.",
      en: "PayPal refused the transaction by its own checks or limits, and does not say more.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "페이팔에서 결제를 승인하지 않았어요. 페이팔 고객센터에 문의하시거나 다른 방법으로 결제해 주세요.",
      en: "PayPal did not accept the payment. Please ask PayPal, or pay in another way.",
    },
  },
  {
    id: "paypal_action_required",
    messages: ["PAYER_ACTION_REQUIRED"],
    sources: ["paypal"],
    cause: {
      ko: "구매자가 페이팔에서 본인 확인 같은 단계를 마치지 않았어요.",
      en: "The buyer has not finished a step in PayPal, such as confirming who they are.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "페이팔에서 마쳐야 할 확인 단계가 남아 있어요. 다시 결제하면서 페이팔의 안내를 끝까지 따라 주세요.",
      en: "A step in PayPal was left open. Please pay again and follow PayPal to the end.",
    },
  },
];
