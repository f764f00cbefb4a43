import type { Localised } from "../locale.ts";

interface PublishedOperation {
  /** `POST /vbanks`. */
  readonly operation: string;
  /** The page of the developers site that prints the operation. */
  readonly page: string;
  /** Its machine-readable list of PGs (`x-portone-supported-pgs`), verbatim. */
  readonly pgs: readonly string[];
}

interface CapabilityKind extends Localised {
  readonly published: readonly [PublishedOperation, ...PublishedOperation[]];
}

const published = (page: string, operation: string, pgs: string): PublishedOperation => ({
  operation,
  page,
  pgs: pgs.split(" "),
});

const withKeys =
  "chai danal danal_tpay daou html5_inicis inicis kakaopay kcp kcp_billing kicc ksnet mobilians naverpay nice payco paymentwall settle settle_acc settle_firm smartro_v2 tosspayments paypal_v2 nice_v2 welcome tosspay_v2";
const withSchedules =
  "chai danal danal_tpay daou html5_inicis inicis kakaopay kcp kcp_billing kicc ksnet mobilians naverpay nice nice_v2 payco paymentwall settle settle_acc smartro_v2 tosspayments paypal_v2 welcome tosspay_v2";

/**
 * Everything a person may want of a PG that not every PG does, by the name its call has in this console. The lists are a
 * copy of the vendor's: a test holds them against the document, so that a new edition of it fails until somebody has
 * looked at what changed. What the document gives no list for (rescheduling and retrying a schedule) is not here.
 */
export const capabilityKinds = {
  issueVirtualAccount: {
    ko: "가상계좌 발급",
    en: "Issue a virtual account",
    published: [
      published("vbank", "POST /vbanks", "settle nice nice_v2 html5_inicis ksnet smartro_v2 tosspayments welcome"),
    ],
  },
  changeVirtualAccount: {
    ko: "가상계좌 변경",
    en: "Change a virtual account",
    published: [published("vbank", "PUT /vbanks/{imp_uid}", "settle")],
  },
  revokeVirtualAccount: {
    ko: "가상계좌 말소",
    en: "Revoke a virtual account",
    published: [
      published(
        "vbank",
        "DELETE /vbanks/{imp_uid}",
        "html5_inicis uplus danal nice kicc settle smartro tosspayments ksnet smartro_v2 nice_v2 welcome",
      ),
    ],
  },
  getCashReceipt: {
    ko: "결제 현금영수증 조회",
    en: "Read the cash receipt of a payment",
    published: [
      published(
        "receipt",
        "GET /receipts/{imp_uid}",
        "nice daou html5_inicis kcp payco smartro uplus tosspayments ksnet smartro_v2 nice_v2 welcome",
      ),
    ],
  },
  issueCashReceipt: {
    ko: "결제 현금영수증 발급",
    en: "Issue the cash receipt of a payment",
    published: [
      published(
        "receipt",
        "POST /receipts/{imp_uid}",
        "html5_inicis kcp nice kicc settle daou tosspayments ksnet smartro smartro_v2 nice_v2 welcome",
      ),
    ],
  },
  cancelCashReceipt: {
    ko: "결제 현금영수증 취소",
    en: "Cancel the cash receipt of a payment",
    published: [
      published(
        "receipt",
        "DELETE /receipts/{imp_uid}",
        "html5_inicis kcp settle nice daou tosspayments nice_v2 ksnet smartro_v2 welcome",
      ),
    ],
  },
  getExternalCashReceipt: {
    ko: "외부 판매 현금영수증 조회",
    en: "Read the cash receipt of another sale",
    published: [
      published(
        "receipt",
        "GET /receipts/external/{merchant_uid}",
        "html5_inicis kcp settle nice kicc tosspayments nice_v2 ksnet smartro_v2 welcome",
      ),
    ],
  },
  issueExternalCashReceipt: {
    ko: "외부 판매 현금영수증 발급",
    en: "Issue the cash receipt of another sale",
    published: [
      published(
        "receipt",
        "POST /receipts/external/{merchant_uid}",
        "html5_inicis kcp settle nice kicc tosspayments nice_v2 ksnet smartro smartro_v2 welcome",
      ),
    ],
  },
  cancelExternalCashReceipt: {
    ko: "외부 판매 현금영수증 취소",
    en: "Cancel the cash receipt of another sale",
    published: [
      published(
        "receipt",
        "DELETE /receipts/external/{merchant_uid}",
        "html5_inicis kcp settle nice tosspayments nice_v2 ksnet smartro_v2 welcome",
      ),
    ],
  },
  splitReceipt: {
    ko: "매출전표 하위 상점 등록",
    en: "Split a sales slip over sub-sellers",
    published: [published("partner", "POST /partners/receipts/{imp_uid}", "html5_inicis")],
  },
  getDelivery: {
    ko: "에스크로 배송정보 조회",
    en: "Read an escrow delivery",
    published: [
      published("escrow", "GET /escrows/logis/{imp_uid}", "html5_inicis kcp daou ksnet smartro_v2 nice_v2 welcome"),
    ],
  },
  registerDelivery: {
    ko: "에스크로 배송정보 등록",
    en: "Register an escrow delivery",
    published: [
      published("escrow", "POST /escrows/logis/{imp_uid}", "html5_inicis kcp daou ksnet smartro_v2 nice_v2 welcome"),
    ],
  },
  changeDelivery: {
    ko: "에스크로 배송정보 수정",
    en: "Change an escrow delivery",
    published: [published("escrow", "PUT /escrows/logis/{imp_uid}", "html5_inicis kcp daou ksnet smartro_v2 welcome")],
  },
  stepNaverOrder: {
    ko: "네이버페이 주문 처리",
    en: "Handle a Naver Pay order",
    published: [
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/cancel", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/approve-cancel", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/place", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/ship", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/ship-exchanged", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/collect-exchanged", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/request-return", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/approve-return", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/reject-return", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/withhold-return", "naverco"),
      published("pg.naverpay", "POST /payments/{imp_uid}/naver/resolve-return", "naverco"),
    ],
  },
  listNaverProductOrders: {
    ko: "네이버페이 상품주문 조회",
    en: "Read the product orders of Naver Pay",
    published: [
      published("pg.naverpay", "GET /payments/{imp_uid}/naver/product-orders", "naverco"),
      published("pg.naverpay", "GET /naver/product-orders/{product_order_id}", "naverco"),
    ],
  },
  listNaverReviews: {
    ko: "네이버페이 구매평 조회",
    en: "Read reviews of Naver Pay",
    published: [published("pg.naverpay", "GET /naver/reviews", "naverco")],
  },
  confirmNaverPayment: {
    ko: "네이버페이 구매 확정",
    en: "Confirm a Naver Pay purchase",
    published: [published("pg.naverpay", "POST /payments/{imp_uid}/naver/confirm", "naverpay")],
  },
  giveNaverPoints: {
    ko: "네이버페이 포인트 적립",
    en: "Give Naver Pay points",
    published: [published("pg.naverpay", "POST /payments/{imp_uid}/naver/point", "naverpay")],
  },
  getNaverCashAmount: {
    ko: "네이버페이 현금영수증 발급 가능액 조회",
    en: "Read what of a Naver Pay payment a receipt may be for",
    published: [published("pg.naverpay", "GET /payments/{imp_uid}/naver/cash-amount", "naverpay")],
  },
  getBalance: {
    ko: "PAYCO 결제 잔액 조회",
    en: "Read the balance of a PAYCO payment",
    published: [published("payment", "GET /payments/{imp_uid}/balance", "payco")],
  },
  changePaycoOrder: {
    ko: "PAYCO 주문 상태 변경",
    en: "Change the state of a PAYCO order",
    published: [published("pg.payco", "POST /payco/orders/status/{imp_uid}", "payco")],
  },
  reportPaymentwallDelivery: {
    ko: "페이먼트월 배송정보 등록",
    en: "Report a delivery to Paymentwall",
    published: [published("pg.paymentwall", "POST /paymentwall/delivery", "paymentwall")],
  },
  issueBarcode: {
    ko: "편의점 수납번호 발급",
    en: "Issue a convenience store barcode",
    published: [published("etc.cvs", "POST /cvs", "galaxia")],
  },
  revokeBarcode: {
    ko: "편의점 수납번호 말소",
    en: "Revoke a convenience store barcode",
    published: [published("etc.cvs", "DELETE /cvs/{imp_uid}", "galaxia")],
  },
  payAtKcpQuick: {
    ko: "KCP 퀵페이 결제",
    en: "Pay with KCP Quick Pay",
    published: [
      published("pg.kcpquick", "POST /kcpquick/payment/money", "kcp_quick"),
      published("pg.kcpquick", "POST /kcpquick/payment/autopay", "kcp_quick"),
    ],
  },
  prepareKcpQuick: {
    ko: "KCP 퀵페이 사전등록",
    en: "Prepare a KCP Quick Pay payment",
    published: [
      published("pg.kcpquick", "POST /kcpquick/prepare/{merchant_uid}", "kcp_quick"),
      published("pg.kcpquick", "PUT /kcpquick/prepare/{merchant_uid}", "kcp_quick"),
    ],
  },
  deleteKcpQuickMember: {
    ko: "KCP 퀵페이 회원 삭제",
    en: "Delete a KCP Quick Pay member",
    published: [published("pg.kcpquick", "DELETE /kcpquick/members/{member_id}", "kcp_quick")],
  },
  deleteKcpQuickKey: {
    ko: "KCP 퀵페이 자동결제 키 삭제",
    en: "Delete a KCP Quick Pay key",
    published: [published("pg.kcpquick", "DELETE /kcpquick/autopay/{customer_uid}", "kcp_quick")],
  },
  releaseKcpQuickFido: {
    ko: "KCP 퀵페이 생체인증 해제",
    en: "Release a KCP Quick Pay fingerprint",
    published: [published("pg.kcpquick", "POST /kcpquick/members/{member_id}/fido/release", "kcp_quick")],
  },
  payWithBenepia: {
    ko: "베네피아 포인트 조회·결제",
    en: "Read and pay with Benepia points",
    published: [
      published("etc.benepia", "POST /benepia/point", "kcp"),
      published("etc.benepia", "POST /benepia/payment", "kcp"),
    ],
  },
  getBillingKey: {
    ko: "빌링키 조회",
    en: "Read a billing key",
    published: [published("billingkey", "GET /subscribe/customers/{customer_uid}", withKeys)],
  },
  getBillingKeys: {
    ko: "빌링키 여러 개 조회",
    en: "Read several billing keys",
    published: [
      published(
        "billingkey",
        "GET /subscribe/customers",
        "chai danal danal_tpay daou html5_inicis inicis kakaopay kcp kcp_billing kicc ksnet mobilians naverpay nice payco paymentwall settle settle_acc settle_firm smartro_v2 tosspayments paypal_v2 welcome tosspay_v2",
      ),
    ],
  },
  issueBillingKey: {
    ko: "빌링키 발급(API)",
    en: "Issue a billing key by API",
    published: [
      published(
        "billingkey",
        "POST /subscribe/customers/{customer_uid}",
        "nice kcp daou html5_inicis tosspayments ksnet nice_v2 welcome",
      ),
    ],
  },
  deleteBillingKey: {
    ko: "빌링키 삭제",
    en: "Delete a billing key",
    published: [published("billingkey", "DELETE /subscribe/customers/{customer_uid}", withKeys)],
  },
  listBillingKeyPayments: {
    ko: "빌링키 결제 내역 조회",
    en: "Read the payments of a billing key",
    published: [published("billingkey", "GET /subscribe/customers/{customer_uid}/payments", withKeys)],
  },
  chargeBillingKey: {
    ko: "빌링키 결제",
    en: "Charge a billing key",
    published: [published("nonAuthPayment", "POST /subscribe/payments/again", withSchedules)],
  },
  payByCardNumber: {
    ko: "카드번호 결제(API)",
    en: "Pay by card number",
    published: [
      published(
        "nonAuthPayment",
        "POST /subscribe/payments/onetime",
        "daou kcp nice nice_v2 html5_inicis paymentwall settle tosspayments ksnet welcome",
      ),
    ],
  },
  listSchedules: {
    ko: "결제 예약 목록 조회",
    en: "Read scheduled payments",
    published: [published("nonAuthPayment.subscribe", "GET /subscribe/payments/schedule", withSchedules)],
  },
  listSchedulesOfKey: {
    ko: "빌링키별 결제 예약 조회",
    en: "Read the schedules of a billing key",
    published: [
      published("billingkey", "GET /subscribe/customers/{customer_uid}/schedules", withKeys),
      published("nonAuthPayment.subscribe", "GET /subscribe/payments/schedule/customers/{customer_uid}", withSchedules),
    ],
  },
  getSchedule: {
    ko: "결제 예약 조회",
    en: "Read a scheduled payment",
    published: [
      published("nonAuthPayment.subscribe", "GET /subscribe/payments/schedule/{merchant_uid}", withSchedules),
    ],
  },
  createSchedules: {
    ko: "결제 예약",
    en: "Schedule payments",
    published: [published("nonAuthPayment.subscribe", "POST /subscribe/payments/schedule", withSchedules)],
  },
  moveSchedule: {
    ko: "결제 예약일 변경",
    en: "Move a scheduled payment",
    published: [
      published(
        "nonAuthPayment.subscribe",
        "PUT /subscribe/payments/schedule/{merchant_uid}",
        "chai danal danal_tpay daou html5_inicis inicis kakaopay kcp kcp_billing kicc ksnet mobilians naverpay nice nice_v2 payco paymentwall settle settle_acc smartro_v2 tosspayments paypal_v2 welcome",
      ),
    ],
  },
  revokeSchedule: {
    ko: "결제 예약 취소",
    en: "Revoke scheduled payments",
    published: [published("nonAuthPayment.subscribe", "POST /subscribe/payments/unschedule", withSchedules)],
  },
  getCertification: {
    ko: "본인인증 결과 조회",
    en: "Read an identity check",
    published: [published("certification", "GET /certifications/{imp_uid}", "danal inicis_unified inicis kcp_v2")],
  },
  deleteCertification: {
    ko: "본인인증 결과 삭제",
    en: "Delete an identity check",
    published: [published("certification", "DELETE /certifications/{imp_uid}", "danal inicis_unified inicis kcp_v2")],
  },
  requestOtp: {
    ko: "본인인증 문자 요청·확인",
    en: "Ask for and confirm an identity message",
    published: [
      published("certification", "POST /certifications/otp/request", "danal kcp_v2"),
      published("certification", "POST /certifications/otp/confirm/{imp_uid}", "danal kcp_v2"),
    ],
  },
} as const satisfies Record<string, CapabilityKind>;

/** What a PG may or may not do, named as the call of it is. */
export type CapabilityAction = keyof typeof capabilityKinds;
