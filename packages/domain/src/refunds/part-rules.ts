import { isVoucher } from "./deadline-rules.ts";
import { isCardPayment, isPartOfWhole, type RefundFacts } from "./refund-facts.ts";
import type { RefundRule } from "./refund-rule.ts";
import { refundSources } from "./refund-sources.ts";

/** KSNET takes so many partial cancels of one payment, the one that takes the rest included. */
const mostKsnetPartials = 9;
/** What KG Inicis takes as a phone payment at least, in won: the rest after a partial cancel is approved anew. */
const leastInicisPhone = 300;

const foreignCards: readonly string[] = [
  "10001",
  "10002",
  "10003",
  "10004",
  "10005",
  "10006",
  "VIS",
  "MAS",
  "DIN",
  "AMX",
  "JCB",
  "UNI",
  "DIS",
];
/** Card companies that cancel a part of a payment made with a card and its points together. */
const cardPointIssuers: readonly string[] = ["381", "365", "374", "366", "367"];

/** When less than the whole payment can be cancelled. */
export const partRules = [
  {
    id: "phone_part",
    scope: "part",
    verdict: "impossible",
    source: refundSources.cancelPolicy,
    when: ({ pg, method }) => method === "phone" && !isInicis(pg) && pg !== "kcp",
    sentence: {
      ko: "이 PG의 휴대폰 결제는 부분 취소가 없어요. 전액을 환불하거나 차액을 다른 방법으로 돌려주세요.",
      en: "This PG has no partial cancel for phone bills. Refund all of it, or return the difference in another way.",
    },
  },
  {
    id: "phone_part_inicis",
    scope: "part",
    verdict: "warned",
    source: refundSources.inicis,
    when: ({ pg, method }) => method === "phone" && isInicis(pg),
    sentence: {
      ko: "KG이니시스는 휴대폰 결제의 남은 금액을 새로 승인한 뒤 원래 결제를 취소해요. 고객에게는 새 승인과 전액 취소로 보이니 미리 알려 주세요.",
      en: "KG Inicis approves the rest anew and then cancels the original payment. The customer sees a new approval and a full cancel: tell them beforehand.",
    },
  },
  {
    id: "phone_part_inicis_rest",
    scope: "part",
    verdict: "impossible",
    source: refundSources.inicis,
    when: ({ pg, method, refundable, intent }) =>
      method === "phone" &&
      isInicis(pg) &&
      intent !== null &&
      intent.amount < refundable &&
      refundable - intent.amount < leastInicisPhone,
    sentence: {
      ko: `남는 금액이 휴대폰 결제 최소 금액(${leastInicisPhone}원)보다 적어 KG이니시스가 새로 승인할 수 없어요. 전액을 환불하거나 더 많이 남기세요.`,
      en: `The rest would be below the least a phone payment may be (₩${leastInicisPhone}), so KG Inicis could not approve it anew. Refund all of it, or leave more.`,
    },
  },
  {
    id: "phone_part_kcp",
    scope: "part",
    verdict: "warned",
    source: refundSources.kcp,
    disagreesWith: refundSources.deadlines,
    when: ({ pg, method }) => method === "phone" && pg === "kcp",
    sentence: {
      ko: "문서끼리 달라요. 휴대폰 부분 취소는 KG이니시스만 된다는 곳과 NHN KCP도 설정하면 된다는 곳이 있어요. NHN KCP와 설정했는지 확인하세요.",
      en: "Sources disagree: one allows partial cancels of phone bills at KG Inicis only, another also at NHN KCP after set-up. Make sure it is set up with NHN KCP.",
    },
  },
  {
    id: "voucher_part",
    scope: "part",
    verdict: "impossible",
    source: refundSources.tossPayments,
    when: (facts) => isVoucher(facts) && refusesVoucherPart(facts),
    sentence: {
      ko: "이 PG의 상품권 결제는 전액만 취소할 수 있어요.",
      en: "At this PG a voucher payment can only be cancelled in full.",
    },
  },
  {
    id: "voucher_part_unknown",
    scope: "part",
    verdict: "warned",
    source: refundSources.consoleGuide,
    when: (facts) => isVoucher(facts) && !refusesVoucherPart(facts),
    sentence: {
      ko: "상품권은 발행사에 따라 부분 취소가 거절될 수 있어요.",
      en: "Some issuers of vouchers refuse partial cancels.",
    },
  },
  {
    id: "escrow_part",
    scope: "part",
    verdict: "ask_pg",
    source: refundSources.consoleGuide,
    when: ({ payment, intent }) => payment.isEscrow && intent?.extras.purchaseConfirmed !== true,
    sentence: {
      ko: "에스크로 결제는 구매확인 전에 일부만 환불할 수 없어요. 구매확인 여부는 아임포트가 알려주지 않으니 PG 관리자에서 먼저 확인하세요.",
      en: "An escrow payment cannot be refunded in part before the buyer confirms the purchase. i'mport does not tell whether that happened: check in the PG's admin first.",
    },
  },
  {
    id: "escrow_part_confirmed",
    scope: "part",
    verdict: "warned",
    source: refundSources.consoleGuide,
    when: ({ payment, intent }) => payment.isEscrow && intent?.extras.purchaseConfirmed === true,
    sentence: {
      ko: "구매확인된 에스크로 결제라고 확인하셨어요. 실제와 다르면 PG가 거절해요.",
      en: "You stated that the purchase is confirmed. If it is not, the PG refuses.",
    },
  },
  {
    id: "ksnet_nine",
    scope: "part",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ pg, cancelCount }) => pg === "ksnet" && cancelCount >= mostKsnetPartials,
    sentence: {
      ko: `KSNET은 부분 취소를 ${mostKsnetPartials}번까지만 받고, 이 결제는 이미 ${mostKsnetPartials}번 취소했어요. 남은 금액은 KSNET에 문의하세요.`,
      en: `KSNET takes ${mostKsnetPartials} partial cancels, and this payment has had them all. Ask KSNET about the rest.`,
    },
  },
  {
    id: "ksnet_last",
    scope: "part",
    verdict: "warned",
    source: refundSources.cancelApi,
    when: ({ pg, cancelCount, isPart }) => pg === "ksnet" && cancelCount === mostKsnetPartials - 1 && isPart !== false,
    sentence: {
      ko: "KSNET이 받는 마지막 부분 취소예요. 남기는 금액은 더 이상 여기서 환불할 수 없으니 남은 전액을 환불하는지 확인하세요.",
      en: "This is the last partial cancel KSNET takes. What is left after it can no longer be refunded from here.",
    },
  },
  {
    id: "part_by_contract",
    scope: "part",
    verdict: "warned",
    source: refundSources.niceNew,
    when: ({ pg }) => pg === "nice_v2" || pg === "welcome",
    sentence: {
      ko: "이 PG는 부분 취소를 계약한 상점만 받아 줘요. 거절되면 PG에 부분 취소 계약을 문의하세요.",
      en: "This PG takes partial cancels only from shops that contracted them. If it is refused, ask the PG about that contract.",
    },
  },
  {
    id: "smartro_test_check_card",
    scope: "part",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ payment, pg }) => pg === "smartro_v2" && payment.isTestChannel && payment.card?.type === "check",
    sentence: {
      ko: "스마트로 테스트에서는 체크카드를 전액만 취소할 수 있어요.",
      en: "In Smartro's test mode check cards can only be cancelled in full.",
    },
  },
  {
    id: "nice_test_part",
    scope: "part",
    verdict: "warned",
    source: refundSources.testMode,
    when: ({ payment, pg }) => payment.isTestChannel && (pg === "nice" || pg === "nice_v2"),
    sentence: {
      ko: "나이스페이먼츠 테스트에서는 부분 취소가 제대로 반영되지 않아요.",
      en: "In NICE's test mode partial cancels are not reflected correctly.",
    },
  },
  {
    id: "foreign_card_part",
    scope: "part",
    verdict: "warned",
    source: refundSources.consoleGuide,
    when: ({ payment }) =>
      [payment.card?.acquirer.code, payment.card?.issuer.code].some((code) => foreignCards.includes(code ?? "")),
    sentence: {
      ko: "해외 카드의 부분 취소는 매입사 정책에 따라 거절될 수 있어요. 거절되면 전액을 환불하거나 PG에 문의하세요.",
      en: "Whether a part of a foreign card's payment can be cancelled is up to the acquirer. If it is refused, refund all of it or ask the PG.",
    },
  },
  {
    id: "prepaid_card_part",
    scope: "part",
    verdict: "warned",
    source: refundSources.consoleGuide,
    when: (facts) => isPrepaidCard(facts),
    sentence: {
      ko: "선불·기프트·구매 카드는 카드사 정책에 따라 부분 취소가 거절될 수 있어요.",
      en: "Prepaid, gift and purchasing cards may refuse partial cancels by the card company's policy.",
    },
  },
  {
    id: "card_part_policy",
    scope: "part",
    verdict: "allowed",
    source: refundSources.consoleGuide,
    when: (facts) => isCardPayment(facts) && !isPrepaidCard(facts),
    sentence: {
      ko: "선불·기프트 카드이거나 소유자가 막아 둔 법인 카드라면 카드사가 부분 취소를 거절할 수 있어요.",
      en: "If it is a prepaid or gift card, or a corporate card whose holder blocked it, the card company may refuse a partial cancel.",
    },
  },
  {
    id: "card_points_part",
    scope: "part",
    verdict: "allowed",
    source: refundSources.consoleGuide,
    when: ({ payment }) => payment.card !== null && !cardPointIssuers.includes(payment.card.acquirer.code ?? ""),
    sentence: {
      ko: "카드 포인트를 함께 쓴 결제라면 이 카드사는 부분 취소가 안 돼요. KB국민, 삼성, 하나, 신한, 현대만 가능해요.",
      en: "If card points were used as well, this card company takes no partial cancel; only KB, Samsung, Hana, Shinhan and Hyundai do.",
    },
  },
  {
    id: "easy_pay_part_at_kiwoom",
    scope: "part",
    verdict: "warned",
    source: refundSources.kiwoom,
    when: ({ payment, pg, method }) =>
      pg === "daou" && ["kakaopay", "payco"].some((brand) => payment.easyPayProvider === brand || method === brand),
    sentence: {
      ko: "키움페이는 카카오페이와 페이코의 부분 취소에서 면세 금액을 정할 수 없고 기본 비율로 계산해요.",
      en: "Kiwoom takes no tax-free amount on partial cancels of Kakao Pay and PAYCO and computes it at the default rate.",
    },
  },
  {
    id: "points_with_tax_parts",
    scope: "part",
    verdict: "warned",
    source: refundSources.taxGuide,
    when: ({ method, intent }) => method === "point" && intent !== null && intent.split !== null,
    sentence: {
      ko: "포인트와 과세·면세 금액을 함께 정한 결제는 부분 취소가 거의 되지 않아요. 거절되면 전액을 환불하세요.",
      en: "Partial cancels with both points and tax amounts hardly ever work. If it is refused, refund all of it.",
    },
  },
  {
    id: "toss_pay_vat",
    scope: "part",
    verdict: "warned",
    source: refundSources.tossPay,
    when: ({ pg, intent, isPart }) =>
      pg === "tosspay_v2" && isPart !== false && (intent?.split?.vatAmount ?? null) === null,
    sentence: {
      ko: "결제할 때 부가세를 정했다면 꼭 함께 보내세요. 토스페이는 부가세 없이 부분 취소하면 다음 부분 취소가 막힐 수 있어요.",
      en: "If the payment had a VAT amount of its own, send it: at Toss Pay a partial cancel without it can block all later ones.",
    },
  },
] as const satisfies readonly RefundRule[];

/** Whether a partial rule speaks: a part is asked for, or was refunded before, or nothing is asked for yet. */
export function isAboutPart(facts: RefundFacts): boolean {
  return isPartOfWhole(facts) !== false;
}

function isInicis(pg: string): boolean {
  return pg === "html5_inicis" || pg === "inicis";
}

function refusesVoucherPart({ pg, method }: RefundFacts): boolean {
  if (pg === "tosspayments" || pg === "uplus") return true;
  if (pg === "daou") return method === "booknlife" || method === "smartculture";
  return (pg === "mobilians" || pg === "mobilians_v2") && method === "smartculture";
}

function isPrepaidCard({ payment }: RefundFacts): boolean {
  const { card } = payment;
  const names = [card?.acquirer.name, card?.issuer.name, card?.publisher.name];
  return names.some((name) => /선불|기프트|구매전용|prepaid|gift/i.test(name ?? ""));
}
