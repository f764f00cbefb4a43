import { formatInstant } from "../kst-time.ts";
import { cancellationDisagreement, isAwaitingDeposit } from "../payment-status.ts";
import type { RefundFacts } from "./refund-facts.ts";
import type { RefundRule } from "./refund-rule.ts";
import { refundSources } from "./refund-sources.ts";

/** PGs that really charge a test payment and cancel it themselves the same night, without telling i'mport. */
const autoCancellingTests: readonly string[] = [
  "html5_inicis",
  "inicis",
  "mobilians",
  "mobilians_v2",
  "nice",
  "nice_v2",
  "settle",
  "settle_acc",
  "smartro",
  "smartro_v2",
  "danal",
  "danal_tpay",
];

/** Whether there is anything to give back at all. */
export const stateRules = [
  {
    id: "awaiting_deposit",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ payment }) => isAwaitingDeposit(payment),
    sentence: {
      ko: "아직 입금되지 않은 가상계좌예요. 돌려줄 돈이 없으니 환불 대신 계좌를 말소하세요.",
      en: "Nothing has been paid into this virtual account yet. There is no money to return: revoke the account instead.",
    },
  },
  {
    id: "nothing_paid",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ payment, refundable }) =>
      refundable === 0 && payment.cancelledAmount.amount === 0 && !isAwaitingDeposit(payment),
    sentence: {
      ko: "승인된 적이 없는 결제라 돌려줄 돈이 없어요.",
      en: "This payment was never approved, so there is no money to return.",
    },
  },
  {
    id: "already_cancelled",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelGuide,
    when: ({ payment, refundable }) => refundable === 0 && payment.cancelledAmount.amount > 0,
    sentence: {
      ko: "이미 전액 취소된 결제예요. 더 돌려줄 금액이 없어요.",
      en: "This payment is already cancelled in full. Nothing is left to return.",
    },
  },
  {
    id: "history_disagrees",
    scope: "any",
    verdict: "ask_pg",
    source: refundSources.consoleGuide,
    when: ({ payment }) => cancellationDisagreement(payment) !== null,
    sentence: {
      ko: "취소 내역의 합계와 아임포트가 말하는 취소 금액이 서로 달라요. 얼마가 남았는지 확실하지 않으니 PG에서 확인하고 cs@portone.io에 정정을 요청하세요.",
      en: "The cancels on record do not add up to the amount i'mport says is cancelled. What is left is uncertain: check at the PG and ask cs@portone.io for a correction.",
    },
  },
  {
    id: "naver_order_type",
    scope: "any",
    verdict: "ask_pg",
    source: refundSources.naverPay,
    when: ({ pg }) => pg === "naverco",
    sentence: {
      ko: "네이버페이 주문형은 상품 주문별로 취소와 반품을 처리해요. 네이버페이센터에서 처리하세요.",
      en: "Naver Pay orders are cancelled and returned item by item. Do it in the Naver Pay Center.",
    },
  },
  {
    id: "test_virtual_account",
    scope: "any",
    verdict: "impossible",
    source: refundSources.testMode,
    when: ({ payment, method }) => payment.isTestChannel && method === "vbank",
    sentence: {
      ko: "테스트 가상계좌의 입금은 꾸며낸 것이라 환불할 수 없어요. 실제로 입금했다면 cs@portone.io에 문의하세요.",
      en: "Deposits into test virtual accounts are made up and cannot be refunded. If real money was paid in, write to cs@portone.io.",
    },
  },
  {
    id: "test_cancelled_by_pg",
    scope: "any",
    verdict: "warned",
    source: refundSources.testMode,
    when: ({ payment, pg, paidOn, today }) =>
      payment.isTestChannel && autoCancellingTests.includes(pg) && paidOn !== null && paidOn < today,
    sentence: {
      ko: "이 PG는 테스트 결제를 당일 밤에 스스로 취소하고 아임포트에는 알리지 않아요. 이미 취소된 거래라는 답이 올 수 있어요.",
      en: "This PG cancels test payments itself on the same night and does not tell i'mport. It may answer that the payment is already cancelled.",
    },
  },
  {
    id: "test_charged_for_real",
    scope: "any",
    verdict: "allowed",
    source: refundSources.testMode,
    when: (facts) => isTestChargedForReal(facts),
    sentence: {
      ko: "테스트 결제지만 실제로 청구되고 자동으로 취소되지 않아요. 직접 환불해야 해요.",
      en: "A test payment, but really charged and not cancelled by itself. It has to be refunded by hand.",
    },
  },
  {
    id: "escrow_of_welcome",
    scope: "any",
    verdict: "ask_pg",
    source: refundSources.welcome,
    when: ({ payment, pg }) => payment.isEscrow && pg === "welcome",
    sentence: {
      ko: "웰컴페이먼츠 에스크로는 구매자가 구매를 거절해야 취소할 수 있어요. 다르게 계약했다면 웰컴페이먼츠에 확인하세요.",
      en: "Welcome escrow can be cancelled only after the buyer rejects the purchase. If your contract says otherwise, ask Welcome Payments.",
    },
  },
  {
    id: "escrow_after_delivery",
    scope: "any",
    verdict: "warned",
    source: refundSources.consoleGuide,
    when: ({ payment, pg }) => payment.isEscrow && pg !== "welcome",
    sentence: {
      ko: "에스크로 결제예요. 배송을 등록한 뒤에는 PG에 따라 취소가 거절될 수 있어요.",
      en: "An escrow payment. Once delivery is registered, some PGs refuse the cancel.",
    },
  },
  {
    id: "paymentwall_without_refunds",
    scope: "any",
    verdict: "warned",
    source: refundSources.paymentwall,
    when: ({ pg }) => pg === "paymentwall",
    sentence: {
      ko: "페이먼트월은 나라와 결제수단에 따라 환불이 없어요. 거절되면 페이먼트월에 문의하세요.",
      en: "In some countries and for some methods Paymentwall has no refunds. If it is refused, ask Paymentwall.",
    },
  },
  {
    id: "settles_later",
    scope: "any",
    verdict: "allowed",
    source: refundSources.cancelApi,
    when: (facts) => isSettledLater(facts),
    sentence: {
      ko: "이 PG는 요청만 먼저 받고 나중에 처리해요. 결과가 올 때까지 ‘요청됨’으로 두고, 그동안 이 결제는 더 환불할 수 없어요.",
      en: "This PG takes the request now and settles it later. It stays “requested” until the result arrives, and the payment cannot be refunded further meanwhile.",
    },
  },
  {
    id: "unknown_status",
    scope: "any",
    verdict: "warned",
    source: refundSources.cancelApi,
    when: ({ payment, refundable }) => payment.status === "unknown" && refundable > 0,
    sentence: ({ payment }) => ({
      ko: `알 수 없는 상태(${payment.wireStatus})예요.${paidAtText(payment.paidAt, "ko")} 승인 여부를 PG에서 확인하세요.`,
      en: `The status (${payment.wireStatus}) is not one we know.${paidAtText(payment.paidAt, "en")} Check at the PG whether it was approved.`,
    }),
  },
] as const satisfies readonly RefundRule[];

/** PGs that answer at once and finish the cancel later, by webhook or at a re-read. */
export function isSettledLater({ pg, method }: Pick<RefundFacts, "pg" | "method">): boolean {
  if (pg === "paymentwall" || pg === "paypal_v2") return true;
  return (pg === "smartro_v2" && method === "vbank") || (pg === "kicc_v2" && method === "wechat");
}

function isTestChargedForReal({ payment, pg, method }: RefundFacts): boolean {
  if (!payment.isTestChannel) return false;
  const isKakao = payment.easyPayProvider === "kakaopay" || method === "kakaopay";
  return pg === "paymentwall" || (isKakao && (pg === "kcp" || pg === "smartro_v2"));
}

function paidAtText(paidAt: number | null, locale: "ko" | "en"): string {
  if (paidAt === null) return "";
  const at = formatInstant(paidAt, locale, "minute");
  return locale === "ko" ? ` ${at}에 승인된 기록이 있어요.` : ` It was approved at ${at}.`;
}
