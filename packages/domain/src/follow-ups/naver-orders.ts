import type { Localised } from "../locale.ts";

/** What the order type of Naver Pay can be told to do with products of an order (V1 OpenAPI, `naver/*`). */
export const naverSteps = [
  "place",
  "ship",
  "cancel",
  "approve-cancel",
  "request-return",
  "approve-return",
  "reject-return",
  "withhold-return",
  "resolve-return",
  "collect-exchanged",
  "ship-exchanged",
] as const;
export type NaverStep = (typeof naverSteps)[number];

/** What is known of a product order. Words are upstream's; a word this table does not know allows nothing by itself. */
export interface NaverOrderFacts {
  readonly status: string;
  readonly claimType: string | null;
  readonly claimStatus: string | null;
}

export type NaverStepRefusal =
  | "not_paid"
  | "not_on_its_way"
  | "no_cancel_asked"
  | "no_return_asked"
  | "no_exchange_asked"
  | "claim_open";

export const naverStepNames: Readonly<Record<NaverStep, Localised>> = {
  place: { ko: "발주 확인", en: "Accept the order" },
  ship: { ko: "발송 처리", en: "Dispatch" },
  cancel: { ko: "취소", en: "Cancel" },
  "approve-cancel": { ko: "취소 요청 승인", en: "Approve the cancellation" },
  "request-return": { ko: "반품 접수", en: "Open a return" },
  "approve-return": { ko: "반품 승인", en: "Approve the return" },
  "reject-return": { ko: "반품 거절", en: "Reject the return" },
  "withhold-return": { ko: "반품 보류", en: "Hold the return" },
  "resolve-return": { ko: "반품 보류 해제", en: "Release the held return" },
  "collect-exchanged": { ko: "교환 수거 완료", en: "Exchange collected" },
  "ship-exchanged": { ko: "교환품 재발송", en: "Dispatch the replacement" },
};

export const naverStepRefusalWords: Readonly<Record<NaverStepRefusal, Localised>> = {
  not_paid: {
    ko: "결제 완료 상태의 상품주문만 처리할 수 있어요.",
    en: "This can be done only with product orders that are paid and not yet sent.",
  },
  not_on_its_way: {
    ko: "배송 중이거나 배송된 상품주문만 처리할 수 있어요.",
    en: "This can be done only with product orders that were sent.",
  },
  no_cancel_asked: { ko: "구매자의 취소 요청이 없어요.", en: "The buyer has not asked to cancel." },
  no_return_asked: { ko: "진행 중인 반품이 없어요.", en: "There is no return under way." },
  no_exchange_asked: { ko: "이 단계의 교환이 없어요.", en: "There is no exchange at this step." },
  claim_open: { ko: "취소·반품·교환이 진행 중이에요.", en: "A cancellation, return or exchange is under way." },
};

/** Steps after which the buyer's money goes back. */
export const refundingNaverSteps: ReadonlySet<NaverStep> = new Set(["cancel", "approve-cancel", "approve-return"]);

/** Whether a claim is not ended. */
function hasOpenClaim({ claimStatus }: NaverOrderFacts): boolean {
  return claimStatus !== null && !/(?<!COLLECT_)(DONE|REJECT|RELEASE)$/.test(claimStatus);
}

function isClaim({ claimType, claimStatus }: NaverOrderFacts, type: string, ...statuses: readonly string[]): boolean {
  return claimType === type && claimStatus !== null && statuses.includes(claimStatus);
}

const paidAndQuiet = (order: NaverOrderFacts): NaverStepRefusal | undefined => {
  if (order.status !== "PAYED") return "not_paid";
  return hasOpenClaim(order) ? "claim_open" : undefined;
};

const returnUnderWay = (order: NaverOrderFacts): NaverStepRefusal | undefined =>
  isClaim(order, "RETURN", "RETURN_REQUEST", "COLLECTING", "COLLECT_DONE") ? undefined : "no_return_asked";

/** Why a step cannot be taken with a product order now; undefined where nothing known speaks against it. */
export function refuseNaverStep(step: NaverStep, order: NaverOrderFacts): NaverStepRefusal | undefined {
  switch (step) {
    case "place":
    case "ship":
    case "cancel":
      return paidAndQuiet(order);
    case "approve-cancel":
      return isClaim(order, "CANCEL", "CANCEL_REQUEST", "CANCELING") ? undefined : "no_cancel_asked";
    case "request-return":
      if (order.status !== "DELIVERING" && order.status !== "DELIVERED") return "not_on_its_way";
      return hasOpenClaim(order) ? "claim_open" : undefined;
    case "approve-return":
    case "reject-return":
    case "withhold-return":
    case "resolve-return":
      return returnUnderWay(order);
    case "collect-exchanged":
      return isClaim(order, "EXCHANGE", "EXCHANGE_REQUEST", "COLLECTING") ? undefined : "no_exchange_asked";
    case "ship-exchanged":
      return isClaim(order, "EXCHANGE", "COLLECT_DONE") ? undefined : "no_exchange_asked";
  }
}

/** Steps upstream keeps no visible record of: whether an order was accepted, and whether its return is held. */
export const unseenNaverSteps: ReadonlySet<NaverStep> = new Set(["place", "withhold-return", "resolve-return"]);

/** Whether a product order shows that a step was taken with it. Never true of a step that leaves no trace. */
export function showsNaverStep(step: NaverStep, order: NaverOrderFacts): boolean {
  switch (step) {
    case "place":
    case "withhold-return":
    case "resolve-return":
      return false;
    case "ship":
      return ["DELIVERING", "DELIVERED", "PURCHASE_DECIDED"].includes(order.status);
    case "cancel":
    case "approve-cancel":
      return order.status === "CANCELED" || isClaim(order, "CANCEL", "CANCELING", "CANCEL_DONE");
    case "request-return":
      return isClaim(order, "RETURN", "RETURN_REQUEST", "COLLECTING", "COLLECT_DONE", "RETURN_DONE");
    case "approve-return":
      return order.status === "RETURNED" || isClaim(order, "RETURN", "RETURN_DONE");
    case "reject-return":
      return isClaim(order, "RETURN", "RETURN_REJECT");
    case "collect-exchanged":
      return isClaim(order, "EXCHANGE", "COLLECT_DONE", "EXCHANGE_REDELIVERING", "EXCHANGE_DONE");
    case "ship-exchanged":
      return isClaim(order, "EXCHANGE", "EXCHANGE_REDELIVERING", "EXCHANGE_DONE");
  }
}

type Names = Readonly<Record<string, Localised>>;

export const naverOrderStatusNames: Names = {
  PAYMENT_WAITING: { ko: "입금 대기", en: "Awaiting deposit" },
  PAYED: { ko: "결제 완료", en: "Paid" },
  DELIVERING: { ko: "배송 중", en: "On its way" },
  DELIVERED: { ko: "배송 완료", en: "Delivered" },
  PURCHASE_DECIDED: { ko: "구매 확정", en: "Purchase confirmed" },
  EXCHANGED: { ko: "교환 완료", en: "Exchanged" },
  CANCELED: { ko: "취소 완료", en: "Cancelled" },
  RETURNED: { ko: "반품 완료", en: "Returned" },
  CANCELED_BY_NOPAYMENT: { ko: "미입금 취소", en: "Cancelled unpaid" },
};

export const naverClaimStatusNames: Names = {
  CANCEL_REQUEST: { ko: "취소 요청", en: "Cancellation asked" },
  CANCELING: { ko: "취소 처리 중", en: "Cancelling" },
  CANCEL_DONE: { ko: "취소 처리 완료", en: "Cancellation done" },
  CANCEL_REJECT: { ko: "취소 철회", en: "Cancellation withdrawn" },
  RETURN_REQUEST: { ko: "반품 요청", en: "Return asked" },
  COLLECTING: { ko: "수거 처리 중", en: "Being collected" },
  COLLECT_DONE: { ko: "수거 완료", en: "Collected" },
  RETURN_DONE: { ko: "반품 완료", en: "Return done" },
  RETURN_REJECT: { ko: "반품 철회", en: "Return withdrawn" },
  EXCHANGE_REQUEST: { ko: "교환 요청", en: "Exchange asked" },
  EXCHANGE_REDELIVERING: { ko: "교환 재배송 중", en: "Replacement on its way" },
  EXCHANGE_DONE: { ko: "교환 완료", en: "Exchange done" },
  EXCHANGE_REJECT: { ko: "교환 거부", en: "Exchange rejected" },
  PURCHASE_DECISION_HOLDBACK: { ko: "구매 확정 보류", en: "Confirmation held" },
  PURCHASE_DECISION_HOLDBACK_REDELIVERING: { ko: "구매 확정 보류 재배송 중", en: "Held, sent again" },
  PURCHASE_DECISION_REQUEST: { ko: "구매 확정 요청", en: "Confirmation asked" },
  PURCHASE_DECISION_HOLDBACK_RELEASE: { ko: "구매 확정 보류 해제", en: "Confirmation released" },
  ADMIN_CANCELING: { ko: "직권 취소 중", en: "Being cancelled by Naver" },
  ADMIN_CANCEL_DONE: { ko: "직권 취소 완료", en: "Cancelled by Naver" },
};

export const naverCancelReasons = {
  PRODUCT_UNSATISFIED: { ko: "서비스 및 상품 불만족", en: "Not satisfied" },
  SOLD_OUT: { ko: "상품 품절", en: "Sold out" },
  DELAYED_DELIVERY: { ko: "배송 지연", en: "Late delivery" },
  INTENT_CHANGED: { ko: "구매 의사 취소", en: "Changed their mind" },
  COLOR_AND_SIZE: { ko: "색상 및 사이즈 변경", en: "Other colour or size" },
  WRONG_ORDER: { ko: "다른 상품 잘못 주문", en: "Ordered the wrong product" },
  INCORRECT_INFO: { ko: "상품 정보 상이", en: "Not as described" },
} as const satisfies Names;

export const naverReturnReasons = {
  ...naverCancelReasons,
  DROPPED_DELIVERY: { ko: "배송 누락", en: "Missing from the parcel" },
  BROKEN: { ko: "상품 파손", en: "Broken" },
  WRONG_DELIVERY: { ko: "오배송", en: "Delivered the wrong product" },
  WRONG_OPTION: { ko: "색상 등 다른 상품 오배송", en: "Delivered another option" },
} as const satisfies Names;

/** `EXTRAFEEE` is how upstream spells it. */
export const naverWithholdReasons = {
  ETC: { ko: "기타 사유", en: "Other" },
  RETURN_DELIVERYFEE: { ko: "반품 배송비 청구", en: "Return shipping is charged" },
  EXTRAFEEE: { ko: "기타 반품 비용 청구", en: "Other costs are charged" },
  RETURN_DELIVERYFEE_AND_EXTRAFEEE: { ko: "반품 배송비와 기타 비용 청구", en: "Shipping and other costs are charged" },
  RETURN_PRODUCT_NOT_DELIVERED: { ko: "반품 상품 미입고", en: "The product has not come back" },
} as const satisfies Names;

export const naverDeliveryMethods = {
  DELIVERY: { ko: "택배, 등기, 소포", en: "Parcel or registered mail" },
  GDFW_ISSUE_SVC: { ko: "굿스플로 송장 출력", en: "GoodsFlow label" },
  VISIT_RECEIPT: { ko: "방문 수령", en: "Picked up by the buyer" },
  DIRECT_DELIVERY: { ko: "직접 전달", en: "Handed over" },
  QUICK_SVC: { ko: "퀵서비스", en: "Quick service" },
  NOTHING: { ko: "배송 없음", en: "Nothing is sent" },
} as const satisfies Names;

export const naverReturnMethods = {
  RETURN_DESIGNATED: { ko: "지정 반품 택배", en: "Pickup arranged by the shop" },
  RETURN_DELIVERY: { ko: "일반 반품 택배", en: "Ordinary return parcel" },
  RETURN_INDIVIDUAL: { ko: "직접 반송", en: "Brought back directly" },
} as const satisfies Names;

/** Couriers Naver Pay knows: another set than that of escrow deliveries, whose "other" is `CH1`. */
export const naverCouriers = {
  CJGLS: { ko: "CJ대한통운", en: "CJ Logistics" },
  EPOST: { ko: "우체국택배", en: "Korea Post" },
  HANJIN: { ko: "한진택배", en: "Hanjin" },
  HYUNDAI: { ko: "롯데(현대)택배", en: "Lotte (Hyundai)" },
  KGB: { ko: "로젠택배", en: "Logen" },
  DONGBU: { ko: "KG로지스", en: "KG Logis" },
  KGBLS: { ko: "KGB택배", en: "KGB parcel" },
  REGISTPOST: { ko: "우편등기", en: "Registered mail" },
  INNOGIS: { ko: "GTX로지스", en: "GTX" },
  DAESIN: { ko: "대신택배", en: "Daesin" },
  ILYANG: { ko: "일양로지스", en: "Ilyang" },
  KDEXP: { ko: "경동택배", en: "Kyungdong" },
  CHUNIL: { ko: "천일택배", en: "Chunil" },
  HDEXP: { ko: "합동택배", en: "Hapdong" },
  CVSNET: { ko: "편의점택배", en: "CVSnet" },
  HONAM: { ko: "우리택배(구 호남택배)", en: "Woori (formerly Honam)" },
  GSMNTON: { ko: "GSM NtoN", en: "GSM NtoN" },
  WARPEX: { ko: "워펙스", en: "Warpex" },
  WIZWA: { ko: "위즈와", en: "Wizwa" },
  KUNYOUNG: { ko: "건영택배", en: "Kunyoung" },
  DADREAM: { ko: "다드림", en: "Dadream" },
  SLX: { ko: "SLX택배", en: "SLX" },
  HPL: { ko: "한의사랑택배", en: "HPL" },
  DAEWOON: { ko: "대운글로벌", en: "Daewoon" },
  SWGEXP: { ko: "성원글로벌", en: "Sungwon Global" },
  DHL: { ko: "DHL", en: "DHL" },
  DHLDE: { ko: "DHL(독일)", en: "DHL Germany" },
  FEDEX: { ko: "FedEx", en: "FedEx" },
  UPS: { ko: "UPS", en: "UPS" },
  EMS: { ko: "EMS", en: "EMS" },
  TNT: { ko: "TNT", en: "TNT" },
  USPS: { ko: "USPS", en: "USPS" },
  IPARCEL: { ko: "i-parcel", en: "i-parcel" },
  ACIEXPRESS: { ko: "ACI Express", en: "ACI Express" },
  EZUSA: { ko: "EZUSA", en: "EZUSA" },
  PANTOS: { ko: "범한판토스", en: "Pantos" },
  HLCGLOBAL: { ko: "롯데글로벌(현대) 국제택배", en: "Lotte (Hyundai) international" },
  KOREXG: { ko: "CJ대한통운 국제택배", en: "CJ Logistics international" },
  SFEXPRESS: { ko: "SF Express", en: "SF Express" },
  CH1: { ko: "기타 택배", en: "Other courier" },
} as const satisfies Names;
