import type { Localised } from "../locale.ts";
import type { Capability, Citation } from "./capability.ts";
import type { CapabilityAction } from "./capability-kinds.ts";
import { apiPage, guide } from "./capability-sources.ts";

const list = "x-portone-supported-pgs";
const prose = (words: string) => `지원되는 PG사: ${words}`;

function byContract(citation: Citation, note?: Localised): Capability {
  return { answer: "by_contract", citations: [citation], ...(note && { note }) };
}

const billingKeyRules = (part: string, says: Citation["says"]) =>
  guide("결제대행사별 빌링키 획득 규칙", "/opi/ko/support/code-info/pg", part, says);

const accountContract = byContract(
  apiPage(
    "vbank",
    "POST /vbanks",
    "희망하시는 은행, 예금주명으로 … 생성할 수 있습니다.(별도로 PG계약 필요)",
    "by_contract",
  ),
);
const inicisKeyNote: Localised = {
  ko: "이니시스 가맹점 관리자에서 확인한 API Key가 필요해요.",
  en: "Needs the API key from the merchant admin of KG Inicis.",
};
const accountContractWithKey: Capability = { ...accountContract, note: inicisKeyNote };

const smartroDelivery = (operation: string) =>
  byContract(
    apiPage("escrow", operation, prose("스마트로 - 신모듈 (PG사와의 사전 계약이 반드시 필요합니다.)"), "by_contract"),
  );
const ksnetDelivery = (operation: string, note?: Localised) =>
  byContract(
    apiPage("escrow", operation, "KSNET: 반드시 배송 에스크로 설정이 되어 있어야 합니다.", "by_contract"),
    note,
  );
const oldSmartroReceipt = (operation: string): Capability => ({
  answer: "disagree",
  citations: [
    apiPage("receipt", operation, `${list}: smartro`, "yes"),
    apiPage("receipt", operation, prose("스마트로 - 신모듈만 있음"), "no"),
  ],
});
const tossLooksAtNothing = (operation: string): Capability => ({
  answer: "yes",
  citations: [apiPage("receipt", operation, "현금영수증 발급 API 호출시 유효성 검사를 하지 않습니다.", "yes")],
  note: {
    ko: "토스페이먼츠는 번호를 검사하지 않아서 잘못 적어도 발급된 것처럼 응답해요. 번호를 한 번 더 확인하세요.",
    en: "Toss Payments checks no number: a wrong one is answered as if it had been issued. Look at the number twice.",
  },
});
const niceNeedsRequest = (operation: string): Capability => ({
  answer: "yes",
  citations: [
    apiPage("receipt", operation, "승인 단계에서 현금영수증을 발급 요청하지 못한 경우 … 발급이 되지 않으니", "yes"),
  ],
  note: {
    ko: "구매자가 결제할 때 현금영수증을 신청하지 않았다면 나이스페이먼츠가 거절해요. 현금영수증 카드번호로는 발급할 수 없어요.",
    en: "NICE Payments refuses unless the buyer asked for a receipt when paying, and issues none to a receipt card.",
  },
});
const keyByAgreement = byContract(
  apiPage(
    "billingkey",
    "POST /subscribe/customers/{customer_uid}",
    "해당 빌링키 발급 API는 PG사와 협의가 완료된 경우 이용 가능한 서비스입니다.",
    "by_contract",
  ),
);
const keyNotListed = (pg: string): Capability => ({
  answer: "disagree",
  citations: [
    billingKeyRules(`${pg}: API 방식 O`, "yes"),
    apiPage("billingkey", "POST /subscribe/customers/{customer_uid}", `${list}: ${pg} 없음`, "no"),
  ],
});

/**
 * Where more is known than whether a PG is on the operation's machine-readable list: conditions, contracts, and places at
 * which first-party sources contradict each other.
 */
export const capabilityDecisions: Readonly<Partial<Record<CapabilityAction, Readonly<Record<string, Capability>>>>> = {
  issueVirtualAccount: {
    html5_inicis: accountContractWithKey,
    ksnet: accountContract,
    nice: accountContract,
    nice_v2: accountContract,
    settle: accountContract,
    smartro_v2: accountContract,
    tosspayments: accountContract,
    welcome: accountContract,
  },
  revokeVirtualAccount: {
    html5_inicis: {
      answer: "yes",
      citations: [apiPage("vbank", "DELETE /vbanks/{imp_uid}", `${list}: html5_inicis`, "yes")],
      note: inicisKeyNote,
    },
    kcp: {
      answer: "disagree",
      citations: [
        apiPage("vbank", "DELETE /vbanks/{imp_uid}", prose("NHN KCP"), "yes"),
        apiPage("vbank", "DELETE /vbanks/{imp_uid}", `${list}: kcp 없음`, "no"),
      ],
    },
    danal_tpay: {
      answer: "disagree",
      citations: [
        apiPage("vbank", "DELETE /vbanks/{imp_uid}", prose("다날"), "yes"),
        apiPage("vbank", "DELETE /vbanks/{imp_uid}", `${list}: danal만 있고 danal_tpay 없음`, "no"),
      ],
      note: {
        ko: "다날 가상계좌는 danal_tpay로 만들어지는데 목록에는 danal만 있어요.",
        en: "Danal's accounts are made as danal_tpay, while the list has danal alone.",
      },
    },
    mobilians_v2: {
      answer: "disagree",
      citations: [
        guide(
          "KG파이낸셜(신모듈) 연동",
          "/opi/ko/integration/pg/v1/kg-mobilians-v2",
          "부산·광주·경남은행은 말소 불가",
          "yes",
        ),
        apiPage("vbank", "DELETE /vbanks/{imp_uid}", `${list}: mobilians_v2 없음`, "no"),
      ],
      note: {
        ko: "부산은행, 광주은행, 경남은행 계좌는 말소할 수 없어요.",
        en: "Accounts at Busan, Gwangju and Kyongnam Bank cannot be revoked.",
      },
    },
  },
  issueCashReceipt: {
    nice_v2: niceNeedsRequest("POST /receipts/{imp_uid}"),
    smartro: oldSmartroReceipt("POST /receipts/{imp_uid}"),
    tosspayments: tossLooksAtNothing("POST /receipts/{imp_uid}"),
  },
  issueExternalCashReceipt: {
    nice_v2: niceNeedsRequest("POST /receipts/external/{merchant_uid}"),
    smartro: oldSmartroReceipt("POST /receipts/external/{merchant_uid}"),
    tosspayments: tossLooksAtNothing("POST /receipts/external/{merchant_uid}"),
  },
  splitReceipt: {
    html5_inicis: {
      answer: "yes",
      citations: [
        apiPage(
          "partner",
          "POST /partners/receipts/{imp_uid}",
          "이용 전 콘솔 -> 결제연동 탭에서 INIApi Key 등록 필요",
          "yes",
        ),
      ],
      note: {
        ko: "포트원 콘솔의 결제연동 탭에 INIApi Key를 먼저 등록해야 해요.",
        en: "The INIApi key has to be registered in PortOne's console first.",
      },
    },
  },
  getDelivery: { smartro_v2: smartroDelivery("GET /escrows/logis/{imp_uid}") },
  registerDelivery: {
    ksnet: ksnetDelivery("POST /escrows/logis/{imp_uid}"),
    smartro_v2: smartroDelivery("POST /escrows/logis/{imp_uid}"),
  },
  changeDelivery: {
    kcp: {
      answer: "disagree",
      citations: [
        apiPage("escrow", "PUT /escrows/logis/{imp_uid}", `${list}: kcp`, "yes"),
        apiPage("escrow", "PUT /escrows/logis/{imp_uid}", prose("NHN KCP 없음"), "no"),
      ],
    },
    ksnet: ksnetDelivery("POST /escrows/logis/{imp_uid}", {
      ko: "등록하고 30분에서 1시간이 지난 뒤부터 수정할 수 있어요.",
      en: "It can be changed from 30 to 60 minutes after its registration on.",
    }),
    nice_v2: {
      answer: "no",
      citations: [
        apiPage("escrow", "POST /escrows/logis/{imp_uid}", "PUT 배송정보 단건수정 API로 수정은 불가능합니다.", "no"),
      ],
    },
    smartro_v2: smartroDelivery("PUT /escrows/logis/{imp_uid}"),
  },
  issueBillingKey: {
    danal: keyNotListed("danal"),
    daou: keyByAgreement,
    html5_inicis: {
      answer: "disagree",
      citations: [
        apiPage("billingkey", "POST /subscribe/customers/{customer_uid}", `${list}: html5_inicis`, "by_contract"),
        billingKeyRules("html5_inicis: API 방식 X", "no"),
      ],
    },
    inicis: keyNotListed("inicis"),
    kcp: keyByAgreement,
    ksnet: keyByAgreement,
    nice: keyByAgreement,
    nice_v2: keyByAgreement,
    settle: keyNotListed("settle"),
    tosspayments: keyByAgreement,
    welcome: keyByAgreement,
  },
  listSchedulesOfKey: {
    settle_firm: {
      answer: "disagree",
      citations: [
        apiPage("billingkey", "GET /subscribe/customers/{customer_uid}/schedules", `${list}: settle_firm`, "yes"),
        apiPage(
          "nonAuthPayment.subscribe",
          "GET /subscribe/payments/schedule/customers/{customer_uid}",
          `${list}: settle_firm 없음`,
          "no",
        ),
      ],
    },
  },
};
