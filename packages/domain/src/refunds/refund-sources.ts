import type { KstDate } from "../kst-time.ts";

/** The page a rule is taken from. */
export interface RefundSource {
  readonly title: string;
  readonly url: string;
  /** The day on which somebody last compared the rule with the page. */
  readonly checkedOn: KstDate;
}

const checkedOn = "2026-11-25";

function developersPage(title: string, path: string): RefundSource {
  return { title: `포트원 개발자센터, ${title}`, url: `https://developers.portone.io${path}`, checkedOn };
}

function pgPage(name: string, path: string): RefundSource {
  return developersPage(`${name} 연동`, `/opi/ko/integration/pg/v1/${path}`);
}

/** Every page that a refund rule quotes, and where the numbers to call stand. */
export const refundSources = {
  cancelApi: developersPage("결제취소 API", "/api/rest-v1/payment?v=v1#post%20%2Fpayments%2Fcancel"),
  cancelGuide: developersPage("결제취소(환불) 연동하기", "/opi/ko/integration/cancel/v1/basic"),
  cancelPolicy: developersPage("결제 취소 정책", "/opi/ko/integration/cancel/v2/readme"),
  virtualAccountRefund: developersPage("가상계좌 환불하기", "/opi/ko/integration/cancel/v1/virtual-account"),
  promotionRefund: developersPage("프로모션 결제 취소하기", "/opi/ko/extra/promotion/refund"),
  bankCodes: developersPage("PG사별 은행코드", "/opi/ko/support/code-info/pg-1"),
  taxGuide: developersPage("면세금액 결제방법", "/opi/ko/support/tax"),
  checklist: developersPage("결제 연동 체크리스트", "/opi/ko/integration/checklist/readme-v1"),
  accountForms: {
    title: "금융결제원, CMS 참가기관별 계좌번호체계",
    url: "https://www.cmsedi.or.kr/cms/board/workdata",
    checkedOn: "2026-11-26",
  },
  telKcp: {
    title: "NHN KCP 고객지원팀 번호를 적은 가맹점의 결제 안내",
    url: "https://rocket.raninto.co.kr/pay_data_input.asp",
    checkedOn: "2026-11-26",
  },
  telInicis: {
    title: "KG이니시스 고객센터, 자주 찾는 질문",
    url: "https://www.inicis.com/blog/archives/category/cs/cs_best",
    checkedOn: "2026-11-26",
  },
  telShops: {
    title: "코드엠샵, 결제 대행사 계약 시 FAQ",
    url: "https://www.codemshop.com/manual/docs/help-desk/faq/",
    checkedOn: "2026-11-26",
  },
  deadlines: {
    title: "포트원 헬프센터, 결제수단별 취소 기한",
    url: "https://help.portone.io/content/cancel-deadline-by-paymethod",
    checkedOn,
  },
  consoleGuide: {
    title: "포트원 헬프센터, 관리자콘솔에서 결제 취소하기",
    url: "https://help.portone.io/content/cancel-guide-using-admin-console",
    checkedOn,
  },
  testMode: {
    title: "포트원 헬프센터, 테스트 결제",
    url: "https://help.portone.io/category/procedure/payment-integration/test",
    checkedOn,
  },
  inicis: pgPage("KG이니시스", "inicis"),
  inicisJp: pgPage("KG이니시스(일본)", "inicis-jp"),
  kcp: pgPage("NHN KCP", "nhn-kcp"),
  ksnet: pgPage("KSNET", "ksnet/readme"),
  danal: pgPage("다날", "danal"),
  kiwoom: pgPage("키움페이", "daou/readme"),
  kgFinancial: pgPage("KG파이낸셜", "kg"),
  nice: pgPage("나이스페이먼츠(구)", "nice"),
  niceNew: pgPage("나이스페이먼츠", "nice-v2/readme"),
  welcome: pgPage("웰컴페이먼츠", "welcome/readme"),
  smartro: pgPage("스마트로(구)", "smartro"),
  smartroNew: pgPage("스마트로", "smartro-v2/readme"),
  kakaoPay: pgPage("카카오페이", "kakaopay"),
  naverPay: pgPage("네이버페이", "naver"),
  tossPayments: pgPage("토스페이먼츠", "newtoss/readme"),
  tossPay: pgPage("토스페이", "tosspay-v2/readme"),
  tossBrandpay: pgPage("토스페이먼츠 브랜드페이", "toss-brandpay/readme"),
  paymentwall: pgPage("페이먼트월", "paymentwall"),
  payPal: pgPage("페이팔", "spb/readme"),
  kiccOverseas: pgPage("KICC 이지페이 해외결제", "kicc-v2"),
  eximbay: pgPage("엑심베이", "eximbay"),
} as const satisfies Record<string, RefundSource>;
