import type { Localised } from "../locale.ts";
import type { CodeTable } from "./code-table.ts";

export interface PgProvider extends Localised {
  readonly kind: "pg" | "easy_pay" | "overseas" | "identity";
}

/**
 * `pg_provider` codes. Source: PortOne developers site "PG사 코드", the V1 OpenAPI's lists of supported PGs and the pages
 * of single PGs. The last five belong to V2 and appear in accounts that use both.
 */
export const pgProviders: CodeTable<PgProvider> = {
  html5_inicis: { ko: "KG이니시스", en: "KG Inicis", kind: "pg" },
  inicis: { ko: "KG이니시스(구)", en: "KG Inicis (old)", kind: "pg" },
  inicis_unified: { ko: "KG이니시스 통합인증", en: "KG Inicis identity", kind: "identity" },
  inicis_jp: { ko: "KG이니시스(일본)", en: "KG Inicis Japan", kind: "overseas" },
  kcp: { ko: "NHN KCP", en: "NHN KCP", kind: "pg" },
  kcp_billing: { ko: "NHN KCP 정기결제", en: "NHN KCP recurring", kind: "pg" },
  kcp_quick: { ko: "NHN KCP 퀵페이", en: "NHN KCP Quick Pay", kind: "easy_pay" },
  kcp_v2: { ko: "NHN KCP 본인인증", en: "NHN KCP identity", kind: "identity" },
  uplus: { ko: "토스페이먼츠(구)", en: "Toss Payments (old)", kind: "pg" },
  tosspayments: { ko: "토스페이먼츠", en: "Toss Payments", kind: "pg" },
  toss_brandpay: { ko: "토스페이먼츠 브랜드페이", en: "Toss Brandpay", kind: "easy_pay" },
  nice: { ko: "나이스페이먼츠(구)", en: "NICE Payments (old)", kind: "pg" },
  nice_v2: { ko: "나이스페이먼츠", en: "NICE Payments", kind: "pg" },
  kicc: { ko: "KICC 이지페이", en: "KICC EasyPay", kind: "pg" },
  kicc_v2: { ko: "KICC 이지페이 해외결제", en: "KICC EasyPay overseas", kind: "overseas" },
  smartro: { ko: "스마트로(구)", en: "Smartro (old)", kind: "pg" },
  smartro_v2: { ko: "스마트로", en: "Smartro", kind: "pg" },
  settle: { ko: "헥토파이낸셜", en: "Hecto Financial", kind: "pg" },
  settle_acc: { ko: "헥토파이낸셜 내통장결제", en: "Hecto My Account", kind: "easy_pay" },
  settle_firm: { ko: "헥토파이낸셜 펌뱅킹", en: "Hecto firm banking", kind: "pg" },
  danal: { ko: "다날 휴대폰결제", en: "Danal phone bill", kind: "pg" },
  danal_tpay: { ko: "다날", en: "Danal", kind: "pg" },
  mobilians: { ko: "KG파이낸셜", en: "KG Financial", kind: "pg" },
  mobilians_v2: { ko: "KG파이낸셜(신)", en: "KG Financial (new)", kind: "pg" },
  ksnet: { ko: "KSNET", en: "KSNET", kind: "pg" },
  daou: { ko: "키움페이", en: "Kiwoom Pay", kind: "pg" },
  welcome: { ko: "웰컴페이먼츠", en: "Welcome Payments", kind: "pg" },
  galaxia: { ko: "갤럭시아머니트리", en: "Galaxia Moneytree", kind: "pg" },
  bluewalnut: { ko: "블루월넛", en: "Blue Walnut", kind: "pg" },
  jtnet: { ko: "JTNET", en: "JTNET", kind: "pg" },
  kakaopay: { ko: "카카오페이", en: "Kakao Pay", kind: "easy_pay" },
  naverpay: { ko: "네이버페이(결제형)", en: "Naver Pay", kind: "easy_pay" },
  naverco: { ko: "네이버페이(주문형)", en: "Naver Pay Order", kind: "easy_pay" },
  payco: { ko: "페이코", en: "PAYCO", kind: "easy_pay" },
  tosspay: { ko: "토스페이(구)", en: "Toss Pay (old)", kind: "easy_pay" },
  tosspay_v2: { ko: "토스페이", en: "Toss Pay", kind: "easy_pay" },
  smilepay: { ko: "스마일페이", en: "SmilePay", kind: "easy_pay" },
  chai: { ko: "차이", en: "CHAI", kind: "easy_pay" },
  alipay: { ko: "알리페이", en: "Alipay", kind: "overseas" },
  paypal: { ko: "페이팔(구)", en: "PayPal Express Checkout", kind: "overseas" },
  paypal_v2: { ko: "페이팔", en: "PayPal", kind: "overseas" },
  eximbay: { ko: "엑심베이", en: "Eximbay", kind: "overseas" },
  paymentwall: { ko: "페이먼트월", en: "Paymentwall", kind: "overseas" },
  payletter_global: { ko: "페이레터 해외결제", en: "Payletter Global", kind: "overseas" },
  kpn: { ko: "KPN", en: "KPN", kind: "pg" },
  inicis_v2: { ko: "KG이니시스(V2)", en: "KG Inicis (V2)", kind: "pg" },
  eximbay_v2: { ko: "엑심베이(V2)", en: "Eximbay (V2)", kind: "overseas" },
  triple_a: { ko: "트리플에이", en: "Triple-A", kind: "overseas" },
  hyphen: { ko: "하이픈", en: "Hyphen", kind: "pg" },
};
