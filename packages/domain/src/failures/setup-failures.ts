import type { FailureEntry } from "./failure.ts";

const weAreFixingIt = {
  ko: "저희 쪽 결제 설정 문제로 결제되지 않았어요. 서둘러 고칠게요. 급하시면 다른 결제수단을 이용해 주세요.",
  en: "A setting on our side kept the payment from going through. We are fixing it; meanwhile please use another method.",
};

const tryAgainShortly = {
  ko: "결제사 사정으로 처리되지 않았어요. 잠시 뒤 다시 시도해 주세요.",
  en: "The payment provider could not process the request. Please try again shortly.",
};

/** The shop's settings or the PG's systems, never the buyer. */
export const setupFailures: readonly FailureEntry[] = [
  {
    id: "secret_wrong",
    messages: [
      "잘못된 시크릿키 연동 정보 입니다",
      "인증되지 않은 시크릿 키 혹은 클라이언트 키 입니다",
      "INVALID_API_KEY",
      "UNAUTHORIZED_KEY",
    ],
    sources: ["toss"],
    cause: { ko: "PG 채널에 등록된 키가 틀렸어요.", en: "The key registered for the PG's channel is wrong." },
    whoMustAct: "merchant",
    customerSentence: weAreFixingIt,
  },
  {
    id: "mid_wrong",
    messages: [
      "상점 MID가 유효하지 않습니다",
      "요청한 MID의 설정 정보가 없습니다",
      "등록되지 않은 상점",
      "미등록 상점",
      "미등록가맹점",
    ],
    sources: ["nice"],
    cause: { ko: "상점 아이디(MID)가 없거나 잘못 등록됐어요.", en: "The merchant id (MID) is missing or wrong." },
    whoMustAct: "merchant",
    customerSentence: weAreFixingIt,
  },
  {
    id: "method_not_contracted",
    messages: [
      "계약되지 않은 지불수단",
      "지원되지 않는 결제 수단입니다",
      "사용할 수 없는 지불수단",
      "NOT_SUPPORTED_METHOD",
    ],
    sources: ["inicis", "toss"],
    cause: {
      ko: "이 결제수단은 PG와 계약되어 있지 않아요.",
      en: "The shop has no contract with the PG for this method.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "이 결제수단은 이용할 수 없어요. 다른 결제수단을 이용해 주세요.",
      en: "This payment method is not available here. Please use another one.",
    },
  },
  {
    id: "channel_missing",
    messages: ["and any PG in your info", "Not found PG"],
    sources: ["field"],
    cause: {
      ko: "요청한 PG 채널이 포트원 콘솔에 없어요. 채널 설정과 식별코드를 확인해 주세요.",
      en: "i'mport has no channel for the requested PG. Check the channels and the merchant code.",
    },
    whoMustAct: "merchant",
    customerSentence: weAreFixingIt,
  },
  {
    id: "merchant_suspended",
    messages: ["거래정지 가맹점", "사용 중지된 가맹점입니다", "가맹점 거래정지"],
    sources: ["nice"],
    cause: { ko: "PG나 카드사가 상점의 거래를 정지했어요.", en: "The PG or a card company has suspended the shop." },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "지금은 이 결제수단을 이용할 수 없어요. 다른 결제수단을 이용해 주세요.",
      en: "This payment method is not available right now. Please use another one.",
    },
  },
  {
    id: "card_review_pending",
    messages: [
      "카드 가맹점 개시 안됨",
      "카드가맹점 개시 안됨",
      "카드가맹점 정보 미확인",
      "카드가맹점 정보 오류",
      "서브몰 등록이 완료되지 않",
      "등록되지 않은 서브몰입니다",
      "INVALID_UNREGISTERED_SUBMALL",
    ],
    sources: ["nice", "inicis", "toss"],
    cause: {
      ko: "그 카드사의 가맹점 심사나 서브몰 등록이 끝나지 않았어요.",
      en: "That card company has not finished reviewing or registering the shop.",
    },
    whoMustAct: "pg",
    customerSentence: {
      ko: "이 카드는 아직 사용할 수 없어요. 다른 카드로 결제해 주세요.",
      en: "This card cannot be used here yet. Please use another card.",
    },
  },
  {
    id: "terminal_missing",
    messages: [
      "단말기번호(Terminal Id)가 없습니다. 토스페이먼츠로 문의 바랍니다",
      "VAN터미널 미설정 오류",
      "NOT_FOUND_TERMINAL_ID",
    ],
    sources: ["toss", "nice"],
    cause: { ko: "PG 쪽 단말기 설정이 빠졌어요.", en: "The PG has not set up a terminal for the shop." },
    whoMustAct: "pg",
    customerSentence: weAreFixingIt,
  },
  {
    id: "amount_tampered",
    messages: [
      "거래금액 불일치",
      "결제금액 불일치",
      "결제 금액이 일치하지 않",
      "결제금액이 요청한 금액과 달라",
      "위변조",
    ],
    sources: ["nice", "field"],
    cause: {
      ko: "인증한 금액과 승인을 요청한 금액이 달라요. 화면 조작이나 연동 오류일 수 있어요.",
      en: "The authenticated amount and the amount to approve differ. It may be tampering in the browser or a fault in the integration.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "주문 금액을 확인하지 못해 결제가 중단됐어요. 다시 주문해 주세요.",
      en: "The amount could not be verified, so the payment was stopped. Please order again.",
    },
  },
  {
    id: "order_number_repeated",
    messages: ["주문번호 중복 오류", "주문번호가 중복", "이미 승인 및 취소가 진행된 중복된 주문번호 입니다"],
    sources: ["nice", "toss"],
    cause: { ko: "이미 쓰인 주문번호로 결제를 요청했어요.", en: "The order number was already used." },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "주문번호가 겹쳐 결제되지 않았어요. 다시 주문해 주세요.",
      en: "The order number was already used. Please order again.",
    },
  },
  {
    id: "signature_wrong",
    messages: [
      "해쉬값 검증에 실패",
      "SIGN DATA 검증에 실패",
      "PKCS7 전자서명 검증 실패",
      "전문 복호화 오류",
      "전문 암호화 오류",
    ],
    sources: ["nice"],
    cause: {
      ko: "서명 검증에 실패했어요. 채널의 키가 바뀌었는지 확인해 주세요.",
      en: "A signature did not verify. Check whether the channel's key was changed.",
    },
    whoMustAct: "merchant",
    customerSentence: weAreFixingIt,
  },
  {
    id: "field_missing",
    messages: ["필수입력항목이 누락되었습니다", "파라미터 누락", "필수 파라미터", "상품명이 필수입니다", "필수입력값"],
    sources: ["nice", "portone", "field"],
    cause: { ko: "PG가 요구하는 값이 빠졌어요.", en: "A value the PG requires was not sent." },
    whoMustAct: "merchant",
    customerSentence: weAreFixingIt,
  },
  {
    id: "ip_not_allowed",
    messages: ["허용되지 않은 IP", "접근이 허용되지 않은 IP", "등록된 WHITE IP 아닙니다"],
    sources: ["nice"],
    cause: {
      ko: "PG에 등록되지 않은 서버 주소에서 요청했어요.",
      en: "The request came from an address that the PG does not allow.",
    },
    whoMustAct: "merchant",
    customerSentence: weAreFixingIt,
  },
  {
    id: "tax_parts_wrong",
    messages: ["거래금액 합계오류", "공급가액,부가세,봉사료,면세금액", "거래금액 오류(공급가액"],
    sources: ["nice"],
    cause: {
      ko: "공급가액·부가세·면세금액의 합이 결제 금액과 달라요.",
      en: "Supply value, VAT and tax-free amount do not add up to the payment.",
    },
    whoMustAct: "merchant",
    customerSentence: weAreFixingIt,
  },
  {
    id: "billing_key_missing",
    messages: [
      "해당 BID가 존재하지 않습니다",
      "이미 삭제된 빌키이거나 존재하지 않은 빌키입니다",
      "로 등록된 정보를 찾을 수 없습니다",
      "billKey 정보를 찾을 수 없습니다",
      "BID가 유효하지 않습니다",
    ],
    sources: ["nice", "portone"],
    cause: {
      ko: "정기결제에 쓸 빌링키가 없거나 지워졌어요.",
      en: "The billing key for the recurring payment does not exist any more.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "등록하신 카드 정보가 더는 유효하지 않아요. 카드를 다시 등록해 주세요.",
      en: "Your saved card is no longer valid. Please register it again.",
    },
  },
  {
    id: "billing_key_not_issued",
    messages: [
      "카드정보 인증 및 빌키 발급에 실패하였습니다",
      "빌키발급 처리중 오류가 발생하였습니다",
      "빌링키 발급에 실패",
      "빌키 발급에 실패",
      "이미 등록된 카드 입니다(빌키발급실패)",
    ],
    sources: ["portone", "nice"],
    cause: {
      ko: "카드 정보가 확인되지 않아 빌링키가 발급되지 않았어요.",
      en: "The card could not be verified, so no billing key was issued.",
    },
    whoMustAct: "buyer",
    customerSentence: {
      ko: "카드가 등록되지 않았어요. 카드 정보를 확인하시거나 다른 카드를 등록해 주세요.",
      en: "The card could not be registered. Please check its details or register another one.",
    },
  },
  {
    id: "billing_not_contracted",
    messages: ["빌링 미사용 가맹점입니다", "빌키 발급 불가 가맹점입니다"],
    sources: ["nice"],
    cause: {
      ko: "상점이 PG와 정기결제 계약을 하지 않았어요.",
      en: "The shop has no contract for recurring payments with the PG.",
    },
    whoMustAct: "merchant",
    customerSentence: weAreFixingIt,
  },
  {
    id: "inicis_key_file_missing",
    messages: ["TX9301|상점개인키 로드오류", "상점개인키 로드오류", "TX9301"],
    sources: ["portone"],
    cause: {
      ko: "이니시스 키 파일이 아임포트에 등록되지 않았어요. 키 파일을 cs@portone.io로 보내야 해요.",
      en: "The Inicis key files are not registered at PortOne. Send them to cs@portone.io.",
    },
    whoMustAct: "merchant",
    customerSentence: {
      ko: "처리 준비에 시간이 걸리고 있어요. 마치는 대로 안내드릴게요.",
      en: "This takes a little longer to prepare. We will tell you as soon as it is done.",
    },
  },
  {
    id: "paymentwall_review",
    messages: ["(PG사 결제 장애) Internal error"],
    sources: ["portone"],
    cause: {
      ko: "페이먼트월은 부정 사용을 심사할 때 먼저 실패로 답해요. 나중에 승인되면 결제완료로 바뀌니 실패로 단정하면 안 돼요.",
      en: "Paymentwall answers with a failure while it reviews for fraud. It may approve later and the payment becomes paid, so this is not final.",
    },
    whoMustAct: "pg",
    customerSentence: {
      ko: "결제사가 결제를 심사하고 있는 것으로 보여요. 결과가 나오는 대로 안내드릴 테니 다시 결제하지 말고 기다려 주세요.",
      en: "The payment provider seems to be reviewing your payment. Please do not pay again; we will tell you the result.",
    },
  },
  {
    id: "temporary_error",
    isGeneric: true,
    messages: [
      "일시적인 오류가 발생했습니다. 잠시 후 다시 시도해주세요",
      "일시적인 오류로 결제시도가 정상적으로 처리되지 않았습니다",
      "일시적인 오류",
      "일시적 장애",
      "PROVIDER_ERROR",
      "COMMON_ERROR",
    ],
    sources: ["toss", "inicis"],
    cause: { ko: "PG의 일시적인 오류예요.", en: "A temporary error at the PG." },
    whoMustAct: "nobody",
    customerSentence: tryAgainShortly,
  },
  {
    id: "pg_internal_error",
    isGeneric: true,
    messages: [
      "내부 시스템 처리 작업이 실패했습니다",
      "결제기관 오류",
      "시스템 오류로 결제",
      "FAILED_INTERNAL_SYSTEM_PROCESSING",
      "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING",
    ],
    sources: ["toss"],
    cause: {
      ko: "PG 내부 처리에 실패했어요. 되풀이되면 PG에 문의해 주세요.",
      en: "The PG failed internally. If it repeats, ask the PG.",
    },
    whoMustAct: "pg",
    customerSentence: tryAgainShortly,
  },
];
