import type { RefundFacts } from "./refund-facts.ts";
import type { RefundRule } from "./refund-rule.ts";
import { refundSources } from "./refund-sources.ts";

/** The amount, its tax parts, and what else a PG wants to be told. */
export const amountRules = [
  {
    id: "amount_not_whole",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ intent }) => intent !== null && (!Number.isSafeInteger(intent.amount) || intent.amount < 1),
    sentence: {
      ko: "환불 금액은 1 이상이어야 해요. 0은 아임포트에서 전액을 뜻하기 때문에 보내지 않아요.",
      en: "A refund is 1 or more. i'mport takes 0 as “everything”, so it is never sent.",
    },
  },
  {
    id: "amount_too_large",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ intent, refundable }) => intent !== null && refundable > 0 && intent.amount > refundable,
    sentence: {
      ko: "지금 환불할 수 있는 금액보다 많아요.",
      en: "That is more than can be refunded now.",
    },
  },
  {
    id: "tax_parts_outside",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ intent }) => intent !== null && !doPartsFit(intent),
    sentence: {
      ko: "면세 금액과 부가세는 0 이상이고 더해서 환불 금액을 넘지 않아야 해요.",
      en: "The tax-free amount and the VAT are 0 or more and together fit inside the refund.",
    },
  },
  {
    id: "kakao_vat",
    scope: "any",
    verdict: "impossible",
    source: refundSources.kakaoPay,
    when: ({ pg, intent }) => pg === "kakaopay" && hasVat(intent),
    sentence: {
      ko: "카카오페이는 취소할 때 부가세를 정할 수 없어요. 부가세를 비워 두세요.",
      en: "Kakao Pay takes no VAT amount on a cancel. Leave it empty.",
    },
  },
  {
    id: "kg_financial_vat",
    scope: "any",
    verdict: "warned",
    source: refundSources.kgFinancial,
    when: ({ pg, intent }) => isKgFinancial(pg) && hasVat(intent),
    sentence: {
      ko: "KG파이낸셜은 입력한 부가세를 쓰지 않고 다시 계산해요. 복합과세라면 마지막 취소는 남은 금액으로 자동 계산돼요.",
      en: "KG Financial ignores the VAT you enter and recalculates it. With mixed tax the last cancel is computed from the rest.",
    },
  },
  {
    id: "brandpay_tax_free",
    scope: "any",
    verdict: "warned",
    source: refundSources.tossBrandpay,
    when: ({ pg, intent }) => pg === "toss_brandpay" && (intent?.split?.taxFreeAmount ?? null) !== null,
    sentence: {
      ko: "브랜드페이는 남은 면세 금액이 정확히 맞아야 취소돼요.",
      en: "Brandpay cancels only when the remaining tax-free amount is exact.",
    },
  },
  {
    id: "smartro_account_tax_free",
    scope: "any",
    verdict: "warned",
    source: refundSources.smartroNew,
    when: ({ pg, method, payment }) => pg === "smartro_v2" && method === "vbank" && !payment.isCashReceiptIssued,
    sentence: {
      ko: "현금영수증을 발행하지 않은 스마트로 가상계좌는 면세 금액을 검증하지 않아요. 정확한 면세 금액을 보내세요.",
      en: "Smartro does not check the tax-free amount of a virtual account without a cash receipt. Send the exact one.",
    },
  },
  {
    id: "naver_requester",
    scope: "any",
    verdict: "impossible",
    source: refundSources.cancelApi,
    when: ({ pg, intent }) => pg === "naverpay" && intent !== null && intent.extras.requester === null,
    sentence: {
      ko: "네이버페이는 누가 취소를 원하는지(고객 또는 상점)를 알려야 해요.",
      en: "Naver Pay has to be told who wants the cancel: the customer or the shop.",
    },
  },
  {
    id: "promotion_basis",
    scope: "any",
    verdict: "allowed",
    source: refundSources.promotionRefund,
    when: ({ payment }) => payment.promotion !== null,
    sentence: {
      ko: "프로모션 결제의 금액은 할인 전 주문 금액이 기준이에요. 고객이 실제로 돌려받는 돈은 할인만큼 적을 수 있어요.",
      en: "Amounts of a promotion payment count on the order before its discount. The customer may get less back, by the discount.",
    },
  },
  {
    id: "promotion_part",
    scope: "part",
    verdict: "warned",
    source: refundSources.promotionRefund,
    when: ({ payment }) => payment.promotion !== null,
    sentence: {
      ko: "남은 금액이 프로모션 조건보다 적어지면 할인이 빠지거나 취소가 거절돼요. 처음 부분 취소할 때 정한 방식이 그 뒤에도 쓰여요.",
      en: "If the rest falls below the promotion's terms, the discount is dropped or the cancel is refused. The first partial cancel decides for all later ones.",
    },
  },
  {
    id: "receipt_stays",
    scope: "any",
    verdict: "warned",
    source: refundSources.cancelApi,
    when: ({ payment, pg }) => payment.isCashReceiptIssued && (pg === "ksnet" || pg === "smartro_v2"),
    sentence: ({ pg }) => ({
      ko:
        pg === "ksnet"
          ? "KSNET은 결제를 취소해도 현금영수증을 취소하지 않아요. 환불한 뒤 현금영수증을 취소하고, 일부만 환불했다면 남은 금액으로 다시 발행하세요."
          : "스마트로는 API로 발행한 현금영수증을 함께 취소하지 않아요. 환불한 뒤 현금영수증을 확인하세요.",
      en:
        pg === "ksnet"
          ? "KSNET does not cancel the cash receipt with the payment. Cancel it after the refund and, after a partial one, issue it again for the rest."
          : "Smartro does not cancel a cash receipt issued through the API. Check the receipt after the refund.",
    }),
  },
] as const satisfies readonly RefundRule[];

function isKgFinancial(pg: string): boolean {
  return pg === "mobilians" || pg === "mobilians_v2";
}

function hasVat(intent: RefundFacts["intent"]): boolean {
  return (intent?.split?.vatAmount ?? null) !== null;
}

function doPartsFit({ amount, split }: NonNullable<RefundFacts["intent"]>): boolean {
  const parts = [split?.taxFreeAmount ?? 0, split?.vatAmount ?? 0];
  return parts.every((part) => Number.isSafeInteger(part) && part >= 0) && parts.reduce((a, b) => a + b, 0) <= amount;
}
