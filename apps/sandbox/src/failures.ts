import type { PayRoute } from "./channels.ts";
import type { Draws } from "./random.ts";

const declines: Record<string, readonly string[]> = {
  html5_inicis: [
    "사용자가 결제를 취소하였습니다.",
    "사용자가 결제를 취소하였습니다.",
    "[8042|잔액부족] 승인에 실패하였습니다.",
    "[0V0010|한도초과] 카드사 한도초과로 승인이 거절되었습니다.",
    "[TX1022|유효기간 오류] 카드 유효기간을 확인해 주세요.",
    "[V113|본인인증 실패] 인증정보가 일치하지 않습니다.",
  ],
  kcp: [
    "[CC07|한도초과] 사용 한도를 초과하였습니다.",
    "[CC01|비밀번호 오류] 비밀번호를 확인해 주시기 바랍니다.",
    "[3001|결제취소] 결제창에서 취소를 선택하였습니다.",
    "[CC61|잔액부족] 통장 잔액이 부족합니다.",
    "[S015|은행 점검] 은행 서비스 점검시간입니다.",
  ],
  nice_v2: [
    "[I002] 사용자가 결제를 취소 하였습니다.",
    "[3011] 카드번호 오류",
    "[3095] 카드사 한도초과 거절",
    "[A245] 인증 시간이 초과 되었습니다.",
    "[3021] 유효기간 오류",
  ],
  tosspayments: [
    "[PAY_PROCESS_CANCELED] 사용자가 결제를 취소하였습니다.",
    "[REJECT_CARD_PAYMENT] 한도초과 혹은 잔액부족으로 결제에 실패했습니다.",
    "[INVALID_CARD_EXPIRATION] 카드 정보를 다시 확인해주세요. (유효기간)",
    "[EXCEED_MAX_DAILY_PAYMENT_COUNT] 하루 결제 가능 횟수를 초과했습니다.",
    "[INVALID_STOPPED_CARD] 정지된 카드 입니다.",
    "[REJECT_ACCOUNT_PAYMENT] 잔액부족으로 결제에 실패했습니다.",
  ],
  kakaopay: [
    "[-780] 결제 승인 실패 : 잔액이 부족합니다.",
    "사용자가 카카오페이 결제를 취소하였습니다.",
    "[-702] 결제 시간이 만료되었습니다.",
    "[-761] 1회 결제 한도를 초과하였습니다.",
  ],
  naverpay: [
    "[UserCancel] 결제를 취소하셨습니다. 주문 내용 확인 후 다시 결제해주세요.",
    "[PaymentTimeOut] 결제 가능한 시간이 지났습니다.",
    "[OwnerAuthFail] 타인 명의 카드는 결제가 불가능합니다.",
    "[Fail] 잔액이 부족합니다.",
  ],
  payco: [
    "[2222] 사용자에 의한 결제 취소",
    "[CPG_9003] 카드 한도초과",
    "[1001] 결제 비밀번호 입력 횟수를 초과하였습니다.",
  ],
  tosspay_v2: [
    "[-1030] 잔액이 부족합니다.",
    "[-101] 구매자가 결제를 취소하였습니다.",
    "[-1110] 카드사 한도초과입니다.",
  ],
  ksnet: ["[8373] 한도초과", "[8314] 카드번호오류", "[WH15] 사용자 결제 취소"],
  smartro_v2: ["[2014] 사용자가 결제를 취소하였습니다.", "[8003] 한도초과", "[8037] 비밀번호 오류"],
  danal: [
    "[5001] 한도초과로 결제가 불가합니다.",
    "[3012] 통신사에 가입된 정보와 일치하지 않습니다.",
    "[9999] 사용자 취소",
  ],
  paypal_v2: ["INSTRUMENT_DECLINED", "PAYER_ACTION_REQUIRED", "TRANSACTION_REFUSED"],
  paymentwall: ["(PG사 결제 장애) Internal error", "Card declined by issuer"],
};
const subscriptionDeclines = [
  "카드사 한도초과로 정기결제 승인에 실패하였습니다. [3095|한도초과]",
  "[3011|거래정지 카드] 정지된 카드입니다.",
  "[3023|잔액부족] 체크카드 잔액이 부족합니다.",
  "[3021|유효기간 만료] 카드 유효기간이 만료되었습니다.",
];
const otherDeclines = ["[9999] 승인에 실패하였습니다."];

/** Why a payment failed, in the words its PG uses. */
export function failReasonOf(route: PayRoute, draws: Draws): string {
  if (route.isSubscription) return draws.pick(subscriptionDeclines);
  return draws.pick(declines[route.channel.pg_provider] ?? otherDeclines);
}

/** Why a shop cancels, as its staff write it. */
export const cancelReasons: readonly string[] = [
  "단순 변심",
  "단순 변심",
  "고객 변심",
  "사이즈 교환",
  "상품 품절",
  "배송 지연",
  "상품 불량",
  "오배송",
  "중복 주문",
  "주문 정보 변경",
  "관리자페이지취소",
  "관리자페이지취소",
  "관리자페이지취소",
  "쿠폰 미적용으로 재주문",
];
