import { addKstDays, addKstMonths, type KstDate } from "../kst-time.ts";
import { isCardPayment, isTransfer, type RefundFacts } from "./refund-facts.ts";
import { isPhoneBillOfAnotherMonth } from "./refund-needs.ts";
import type { RefundRule } from "./refund-rule.ts";
import { refundSources } from "./refund-sources.ts";

/** PGs with a time limit of their own, whatever card stands behind the payment. */
const ownLimit: readonly string[] = ["ksnet", "kakaopay", "naverpay", "paypal", "paypal_v2"];

const naverThreeYearsSince: KstDate = "2023-11-29";

/** How long each method and PG takes refunds. The last day counts; days are Korean. */
export const deadlineRules = [
  {
    id: "card_year",
    scope: "any",
    verdict: "ask_pg",
    source: refundSources.deadlines,
    when: (facts) => isOrdinaryCard(facts) && isAfter(facts, cardLastDay),
    sentence: (facts) => ({
      ko: `카드 결제는 보통 1년까지 취소할 수 있고, 이 결제는 ${cardLastDay(facts)}에 지났어요. 카드사와 PG에 확인하세요.`,
      en: `Card payments can usually be cancelled for a year; for this one that ended on ${cardLastDay(facts)}. Ask the card company and the PG.`,
    }),
  },
  {
    id: "card_three_months",
    scope: "any",
    verdict: "warned",
    source: refundSources.deadlines,
    when: (facts) => isOrdinaryCard(facts) && isAfter(facts, months(3)) && !isAfter(facts, cardLastDay),
    sentence: (facts) => ({
      ko: `승인한 지 3개월이 지났어요. 보통 ${cardLastDay(facts)}까지 취소할 수 있지만, 3개월까지만 받는 카드사도 있어요.`,
      en: `More than three months have passed. Cancels usually work until ${cardLastDay(facts)}, but some card companies take them for three months only.`,
    }),
  },
  {
    id: "ksnet_six_months",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: (facts) => facts.pg === "ksnet" && facts.method !== "phone" && isAfter(facts, months(6)),
    sentence: (facts) => ({
      ko: `KSNET은 결제일부터 6개월까지만 취소할 수 있고, 이 결제는 ${months(6)(facts)}에 지났어요. 돈을 돌려주려면 고객과 다른 방법을 정하세요.`,
      en: `KSNET takes cancels for six months; for this payment that ended on ${months(6)(facts)}. Agree on another way with the customer.`,
    }),
  },
  {
    id: "transfer_three_months",
    scope: "any",
    verdict: "warned",
    source: refundSources.deadlines,
    disagreesWith: refundSources.cancelPolicy,
    when: (facts) => isTransfer(facts) && facts.pg !== "ksnet" && isAfter(facts, months(3)),
    sentence: {
      ko: "문서끼리 달라요. 한 곳은 계좌이체를 약 3개월까지, 다른 곳은 기한 없이 취소할 수 있다고 해요. 거절되면 PG에 문의하세요.",
      en: "Sources disagree: one says transfers can be cancelled for about three months, another sets no limit. If it is refused, ask the PG.",
    },
  },
  {
    id: "transfer_fee_after_day",
    scope: "any",
    verdict: "allowed",
    source: refundSources.deadlines,
    when: (facts) => isTransfer(facts) && facts.paidOn !== null && facts.paidOn < facts.today,
    sentence: {
      ko: "결제 당일이 지나 취소하면 계좌이체 수수료는 돌려받지 못해요.",
      en: "After the day of the payment, the fee of the transfer is not returned to the shop.",
    },
  },
  {
    id: "phone_month",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelGuide,
    when: (facts) => facts.pg !== "kcp" && isPhoneBillOfAnotherMonth(facts),
    sentence: ({ paidOn }) => ({
      ko: `휴대폰 결제는 결제한 달(${paidOn?.slice(0, 7) ?? ""}) 안에서만 취소할 수 있어요. 달이 바뀌어 전액도 환불할 수 없으니 고객과 다른 방법을 정하세요.`,
      en: `Phone bills can be cancelled only in the month of the payment (${paidOn?.slice(0, 7) ?? ""}). That month is over, even for a full refund: agree on another way with the customer.`,
    }),
  },
  {
    id: "phone_month_kcp",
    scope: "any",
    verdict: "warned",
    source: refundSources.cancelApi,
    when: (facts) => facts.pg === "kcp" && isPhoneBillOfAnotherMonth(facts),
    sentence: {
      ko: "결제한 달이 지난 휴대폰 결제예요. NHN KCP와 익월 환불 특약을 맺었다면 고객 계좌로 돌려줄 수 있고, 환불 계좌가 필요해요.",
      en: "A phone bill of an earlier month. With NHN KCP's special contract it returns to the customer's bank account, which has to be given.",
    },
  },
  {
    id: "phone_last_day",
    scope: "any",
    verdict: "warned",
    source: refundSources.cancelGuide,
    when: (facts) =>
      facts.method === "phone" &&
      !isPhoneBillOfAnotherMonth(facts) &&
      addKstDays(facts.today, 1).slice(0, 7) !== facts.today.slice(0, 7),
    sentence: {
      ko: "휴대폰 결제를 취소할 수 있는 마지막 날이에요. 자정(한국 시간)이 지나면 환불할 수 없어요.",
      en: "Today is the last day for cancelling this phone bill. After midnight in Korea it cannot be refunded.",
    },
  },
  {
    id: "kakao_card_year",
    scope: "any",
    verdict: "impossible",
    source: refundSources.deadlines,
    when: (facts) => facts.pg === "kakaopay" && isCardPayment(facts) && isAfter(facts, months(12)),
    sentence: (facts) => ({
      ko: `카카오페이 카드 결제는 1년까지만 취소할 수 있고, 이 결제는 ${months(12)(facts)}에 지났어요.`,
      en: `Kakao Pay takes cancels of card payments for a year; for this one that ended on ${months(12)(facts)}.`,
    }),
  },
  {
    id: "kakao_money_five_years",
    scope: "any",
    verdict: "impossible",
    source: refundSources.deadlines,
    when: (facts) => facts.pg === "kakaopay" && !isCardPayment(facts) && isAfter(facts, months(60)),
    sentence: (facts) => ({
      ko: `카카오페이머니는 5년까지만 취소할 수 있고, 이 결제는 ${months(60)(facts)}에 지났어요.`,
      en: `Kakao Pay money can be cancelled for five years; for this payment that ended on ${months(60)(facts)}.`,
    }),
  },
  {
    id: "naver_days",
    scope: "any",
    verdict: "impossible",
    source: refundSources.deadlines,
    when: (facts) => facts.pg === "naverpay" && isAfter(facts, naverLastDay),
    sentence: (facts) => ({
      ko: `네이버페이는 결제일부터 ${naverDays(facts)}일까지만 취소할 수 있고, 이 결제는 ${naverLastDay(facts)}에 지났어요.`,
      en: `Naver Pay takes cancels for ${naverDays(facts)} days; for this payment that ended on ${naverLastDay(facts)}.`,
    }),
  },
  {
    id: "paypal_days",
    scope: "any",
    verdict: "impossible",
    source: refundSources.deadlines,
    when: (facts) => isPayPal(facts) && isAfter(facts, days(180)),
    sentence: (facts) => ({
      ko: `페이팔은 180일까지만 환불할 수 있고, 이 결제는 ${days(180)(facts)}에 지났어요. 페이팔에서 고객에게 직접 송금하는 방법을 확인하세요.`,
      en: `PayPal takes refunds for 180 days; for this payment that ended on ${days(180)(facts)}. Look into sending the money to the customer in PayPal itself.`,
    }),
  },
  {
    id: "voucher_issuer",
    scope: "any",
    verdict: "warned",
    source: refundSources.deadlines,
    when: (facts) => isVoucher(facts),
    sentence: {
      ko: "상품권의 취소 기한은 발행사마다 달라요. 거절되면 발행사에 문의하세요.",
      en: "How long vouchers can be cancelled depends on the issuer. If it is refused, ask the issuer.",
    },
  },
] as const satisfies readonly RefundRule[];

const vouchers: readonly string[] = ["cultureland", "smartculture", "culturegift", "booknlife"];

/** Whether it was paid with a voucher, whose refunds have deadlines of their own. */
export function isVoucher({ method }: Pick<RefundFacts, "method">): boolean {
  return vouchers.includes(method);
}

type LastDay = (facts: RefundFacts) => KstDate | null;

function isAfter(facts: RefundFacts, lastDay: LastDay): boolean {
  const last = lastDay(facts);
  return last !== null && facts.today > last;
}

function months(count: number): LastDay {
  return ({ paidOn }) => (paidOn === null ? null : addKstMonths(paidOn, count));
}

function days(count: number): LastDay {
  return ({ paidOn }) => (paidOn === null ? null : addKstDays(paidOn, count));
}

function cardLastDay(facts: RefundFacts): KstDate | null {
  return months(12)(facts);
}

function naverDays({ paidOn }: RefundFacts): number {
  return paidOn !== null && paidOn >= naverThreeYearsSince ? 1095 : 730;
}

function naverLastDay(facts: RefundFacts): KstDate | null {
  return days(naverDays(facts))(facts);
}

function isPayPal({ pg }: RefundFacts): boolean {
  return pg === "paypal_v2" || pg === "paypal";
}

function isOrdinaryCard(facts: RefundFacts): boolean {
  return isCardPayment(facts) && !ownLimit.includes(facts.pg);
}
