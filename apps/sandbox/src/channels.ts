import { Weighted } from "./random.ts";

/** One line of the shop's channel settings, as `GET /users/pg` describes it. */
export interface Channel {
  pg_provider: string;
  pg_id: string;
  sandbox: boolean;
  type: "payment" | "api_payment" | "certification";
  channel_name: string;
  channel_key: string;
}

function channel(
  pgProvider: string,
  pgId: string,
  name: string,
  type: Channel["type"] = "payment",
  sandbox = false,
): Channel {
  const digits = [...`${pgProvider}/${pgId}/${type}`].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 0xffff_ffff, 7);
  const hex = digits.toString(16).padStart(8, "0");
  return {
    pg_provider: pgProvider,
    pg_id: pgId,
    sandbox,
    type,
    channel_name: name,
    channel_key: `channel-key-${hex}-4c1e-4d0a-9b7f-${hex}${hex.slice(0, 4)}`,
  };
}

const inicis = channel("html5_inicis", "maruhous01", "이니시스 일반결제");
const kcp = channel("kcp", "A8KX2", "KCP 일반결제");
const nice = channel("nice_v2", "maruhousem", "나이스 신모듈");
const niceBilling = channel("nice_v2", "maruhoubil", "나이스 정기결제", "api_payment");
const toss = channel("tosspayments", "maruho8a2k", "토스페이먼츠");
const kakao = channel("kakaopay", "C7Q83N1204", "카카오페이");
const naver = channel("naverpay", "np_maru3812", "네이버페이 결제형");
const naverOrders = channel("naverco", "np_maru3813", "네이버페이 주문형");
const payco = channel("payco", "MARUHOUSE", "페이코");
const tosspay = channel("tosspay_v2", "marutosspay", "토스페이");
const ksnet = channel("ksnet", "2041700123", "KSNET");
const smartro = channel("smartro_v2", "maruhou01m", "스마트로 신모듈");
const danal = channel("danal", "A010029381", "다날 휴대폰");
const settle = channel("settle", "maruhecto1", "헥토파이낸셜 가상계좌");
const welcome = channel("welcome", "maruwelc01", "웰컴페이먼츠");
const niceOld = channel("nice", "maruhous0m", "나이스 구모듈");
const kicc = channel("kicc", "05530218", "이지페이 KICC");
const paypal = channel("paypal_v2", "9WX4K2MHTQ8RL", "PayPal (해외몰)");
const paymentwall = channel("paymentwall", "e2f81ab93c7d4405", "Paymentwall (해외몰)");
const galaxia = channel("galaxia", "M2103135", "갤럭시아 편의점결제");
const kcpQuick = channel("kcp_quick", "IX0MR", "KCP 퀵페이");
const identityByCode = channel("danal", "B010029382", "다날 본인인증", "certification");
const identity = channel("inicis_unified", "MARUIASD01", "통합인증", "certification");

const inicisTest = channel("html5_inicis", "INIpayTest", "이니시스 테스트", "payment", true);
const kcpTest = channel("kcp", "T0000", "KCP 테스트", "payment", true);
const niceTest = channel("nice_v2", "nictest04m", "나이스 신모듈 테스트", "payment", true);
const tossTest = channel("tosspayments", "iamporttest_3", "토스페이먼츠 테스트", "payment", true);
const kakaoTest = channel("kakaopay", "TC0ONETIME", "카카오페이 테스트", "payment", true);
const identityTest = channel("inicis_unified", "INIiasTest", "통합인증 테스트", "certification", true);

/** The channels of the parent store, live ones first. */
export const channels: readonly Channel[] = [
  inicis, kcp, nice, niceBilling, toss, kakao, naver, payco, tosspay, ksnet, smartro, danal, paypal, paymentwall, identity,
  settle, welcome, niceOld, kicc, naverOrders, galaxia, kcpQuick, identityByCode,
  inicisTest, kcpTest, niceTest, tossTest, kakaoTest, identityTest,
]; // biome-ignore format: rows of live and of test ones

/** A sub-merchant has few channels of its own. */
export const tierChannels: readonly Channel[] = [
  channel("tosspayments", "maruhopop1", "토스페이먼츠"),
  channel("kakaopay", "C7Q83N1205", "카카오페이"),
];

/** A way in which people pay: a channel and a method inside it. */
export interface PayRoute {
  channel: Channel;
  payMethod: string;
  embPgProvider: string | null;
  isSubscription: boolean;
}

/** Some who pay with Naver order through it as well: the share of that channel among Naver Pay's payments. */
export const NAVER_ORDER_SHARE = 0.1;

function route(way: Channel, payMethod: string, embPgProvider: string | null = null, isSubscription = false): PayRoute {
  return { channel: way, payMethod, embPgProvider, isSubscription };
}

export const liveRoutes = new Weighted<PayRoute>([
  [route(inicis, "card"), 17],
  [route(inicis, "vbank"), 3.6],
  [route(inicis, "trans"), 2.6],
  [route(inicis, "phone"), 0.9],
  [route(inicis, "samsung", "samsungpay"), 0.7],
  [route(kcp, "card"), 9],
  [route(kcp, "card", "naverpay"), 1.4],
  [route(kcp, "vbank"), 2.2],
  [route(kcp, "trans"), 1.6],
  [route(kcp, "phone"), 0.8],
  [route(nice, "card"), 6.5],
  [route(nice, "vbank"), 1.2],
  [route(nice, "ssgpay_bank", "ssgpay"), 0.2],
  [route(niceBilling, "card", null, true), 3.4],
  [route(toss, "card"), 8.5],
  [route(toss, "trans"), 1.1],
  [route(toss, "vbank"), 1.9],
  [route(toss, "point", "tosspay"), 1.2],
  [route(toss, "cultureland"), 0.2],
  [route(kakao, "kakaopay"), 14],
  [route(naver, "naverpay"), 11.5],
  [route(payco, "payco"), 3],
  [route(tosspay, "tosspay"), 2.8],
  [route(ksnet, "card"), 1.8],
  [route(smartro, "card"), 0.9],
  [route(smartro, "vbank"), 0.4],
  [route(smartro, "trans"), 0.2],
  [route(danal, "phone"), 1],
  [route(paypal, "paypal"), 1.2],
  [route(paymentwall, "card"), 0.25],
]);

export const testRoutes = new Weighted<PayRoute>([
  [route(inicisTest, "card"), 4],
  [route(inicisTest, "vbank"), 1],
  [route(kcpTest, "card"), 2],
  [route(niceTest, "card"), 2],
  [route(tossTest, "card"), 4],
  [route(kakaoTest, "kakaopay"), 3],
]);

export const tierRoutes = new Weighted<PayRoute>([
  [route(tierChannels[0] ?? toss, "card"), 6],
  [route(tierChannels[1] ?? kakao, "kakaopay"), 4],
]);

/** The same purchase by the order type of Naver Pay; null for what was not paid with Naver Pay. */
export function asNaverOrder({ channel: way }: PayRoute): PayRoute | null {
  return way === naver ? route(naverOrders, "naverpay") : null;
}

/** The channel that charges billing keys of members. */
export const billingChannel = niceBilling;

/** PGs whose answers carry issuer and publisher of a card (V1 OpenAPI, `PaymentAnnotation.card_issuer_code`). */
export const pgsNamingTheIssuer: ReadonlySet<string> = new Set([
  "tosspayments",
  "ksnet",
  "paypal_v2",
  "smartro_v2",
  "nice_v2",
  "welcome",
  "toss_brandpay",
  "tosspay_v2",
]);
