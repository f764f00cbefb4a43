import { isForeignCard } from "./banks-and-cards.ts";
import { round2 } from "./computed-payment.ts";
import { messages } from "./envelope.ts";
import { DAY, isSameKstMonth, kstDayNumber, kstParts } from "./kst.ts";
import type { HiddenFacts, PaymentRecord, WirePayment } from "./payment-record.ts";
import { refundBankCodesOf } from "./refund-banks.ts";
import type { SandboxSettings } from "./settings.ts";

/** What `POST /payments/cancel` asks for. `undefined` marks a value that was sent but cannot be read. */
export interface CancelRequest {
  amount: number | null | undefined;
  taxFree: number | null | undefined;
  vatAmount: number | null | undefined;
  checksum: number | null | undefined;
  reason: string | null;
  refundHolder: string | null;
  refundBank: string | null;
  refundAccount: string | null;
  refundTel: string | null;
  requester: string | null;
  retainPromotion: boolean;
}

export type CancelVerdict =
  | { kind: "refused"; message: string; code: number }
  /** `isLater`: the PG only takes the request now and finishes it later. */
  | {
      kind: "accepted";
      amount: number;
      taxFree: number;
      reason: string;
      isLater: boolean;
      losesVat: boolean;
      retainsPromotion: boolean | null;
    };

/** What i'mport writes when a cancel through the API gives no reason. */
const USUAL_REASON = "취소요청api";
const MOST_KSNET_PARTIALS = 9;
const YEAR = 365 * DAY;
const HALF_YEAR = 183 * DAY;

interface Case {
  wire: WirePayment;
  hidden: HiddenFacts;
  request: CancelRequest;
  settings: SandboxSettings;
  now: number;
  pg: string;
  method: string;
  left: number;
  /** What is to be cancelled; everything left when no amount was given. */
  amount: number;
  /** Less than all that is left. */
  isPart: boolean;
  /** Less than the whole payment, counting earlier cancels. */
  isPartOfWhole: boolean;
}

/** A rule answers with the words of a refusal, or null. */
type Rule = (given: Case) => string | { message: string; code: number } | null;

const pgSays = (text: string) => ({ message: `결제취소에 실패하였습니다. ${text}`, code: -1 });

const hasSomethingToCancel: Rule = ({ wire }) => {
  if (wire.paid_at === 0) return `취소가능한 결제상태가 아닙니다. (현재상태 : ${wire.status})`;
  return wire.cancel_amount >= wire.amount ? "이미 전액취소된 주문입니다." : null;
};

const nothingPending: Rule = ({ hidden }) =>
  hidden.pending === null ? null : "이미 진행 중인 취소 요청이 있습니다. 취소 결과를 확인한 뒤 다시 시도해 주세요.";

const numbersAreReadable: Rule = ({ request, wire }) => {
  if (request.amount === undefined || (request.amount ?? 0) < 0) return messages.wrong("amount");
  if (request.taxFree === undefined || (request.taxFree ?? 0) < 0) return messages.wrong("tax_free");
  if (request.vatAmount === undefined || (request.vatAmount ?? 0) < 0) return messages.wrong("vat_amount");
  if (request.checksum === undefined) return messages.wrong("checksum");
  const step = wire.currency === "KRW" || wire.currency === "JPY" ? 1 : 100;
  const scaled = (request.amount ?? 0) * step;
  return Math.abs(scaled - Math.round(scaled)) > 1e-6 ? messages.wrong("amount (통화 단위)") : null;
};

const checksumHolds: Rule = ({ request, left }) =>
  request.checksum === null || request.checksum === left
    ? null
    : `취소 가능 잔액이 일치하지 않습니다. (checksum : ${request.checksum}, 취소 가능 잔액 : ${left})`;

const amountIsLeft: Rule = ({ amount, left }) =>
  amount > left ? `취소요청금액이 취소가능금액보다 큽니다. (취소가능금액 : ${left})` : null;

const notCancelledAtPg: Rule = ({ hidden, wire, now }) =>
  hidden.isCancelledAtPg && (!wire.sandbox || kstDayNumber(now) > kstDayNumber(wire.paid_at))
    ? pgSays("[500626|기 취소 거래]")
    : null;

const withinDeadline: Rule = ({ pg, method, wire, now, request, settings }) => {
  const age = now - wire.paid_at;
  if (method === "phone") {
    if (isSameKstMonth(now, wire.paid_at)) return null;
    if (pg === "kcp" && settings.laterMonthPhoneContract) {
      return request.refundHolder !== null && request.refundBank !== null && request.refundAccount !== null
        ? null
        : messages.missing("refund_holder, refund_bank, refund_account (휴대폰 소액결제 익월 환불)");
    }
    return pgSays("[8142|당월 결제건만 취소 가능합니다. 익월 취소 불가]");
  }
  if (pg === "ksnet" && age > HALF_YEAR) return pgSays("[9022|취소가능기간(6개월) 경과]");
  if (pg === "paypal_v2" && age > 180 * DAY) return pgSays("[REFUND_TIME_LIMIT_EXCEEDED]");
  if (pg === "naverpay" && age > 1095 * DAY) return pgSays("[OverCancelableDate|취소 가능 기간이 지났습니다.]");
  if (pg === "kakaopay" && wire.card_code === null) return age > 5 * YEAR ? pgSays("[-721|취소 가능 기간 경과]") : null;
  return wire.card_code !== null && age > YEAR
    ? pgSays("[2211|승인일로부터 1년이 경과하여 취소할 수 없습니다.]")
    : null;
};

const naverPayNeedsWords: Rule = ({ pg, request }) => {
  if (request.requester !== null && request.requester !== "customer" && request.requester !== "admin") {
    return messages.wrong("extra.requester");
  }
  return pg === "naverpay" && request.reason === null ? messages.missing("reason (네이버페이)") : null;
};

const refundAccountIsGiven: Rule = ({ pg, method, wire, request, settings, now }) => {
  const isVbank = method === "vbank";
  const needsAll = pg === "smartro_v2" || pg === "welcome";
  if (!isVbank && !(pg === "smartro_v2" && method === "trans")) return null;
  if (isVbank) {
    if (pg === "danal" || pg === "danal_tpay") return pgSays("가상계좌 환불을 지원하지 않습니다.");
    if (wire.sandbox) return pgSays("요청하신 건에 대해 입금된 내역이 없습니다");
    if (!settings.vbankRefundContract && pg !== "tosspayments")
      return pgSays("[8120|가상계좌 환불 특약이 필요합니다.]");
    const { hour } = kstParts(now);
    if (pg === "ksnet" && (hour >= 23 || hour < 6))
      return pgSays("가상계좌 환불은 23:00~06:00 이외의 시간에 가능합니다.");
  }
  if (request.refundHolder === null) return messages.missing("refund_holder");
  if (request.refundBank === null) return messages.missing("refund_bank");
  if (request.refundAccount === null) return messages.missing("refund_account");
  if (request.refundTel === null && (needsAll || pg === "smartro")) return messages.missing("refund_tel");
  return null;
};

const refundAccountIsRight: Rule = ({ pg, method, request }) => {
  if (method !== "vbank" && !(pg === "smartro_v2" && method === "trans") && !(pg === "kcp" && method === "phone"))
    return null;
  const { refundHolder, refundBank, refundAccount, refundTel } = request;
  if (refundHolder !== null && refundHolder.length > 16) return messages.wrong("refund_holder");
  if (refundAccount !== null && !/^\d{1,16}$/.test(refundAccount)) return messages.wrong("refund_account");
  if (refundTel !== null && refundTel.length > 16) return messages.wrong("refund_tel");
  return refundBank !== null && !refundBankCodesOf(pg).includes(refundBank)
    ? pgSays(`[9503|환불 은행코드 오류] (refund_bank : ${refundBank})`)
    : null;
};

const vouchers: ReadonlySet<string> = new Set(["cultureland", "smartculture", "booknlife", "culturegift"]);
const pgsWithPartialContract: ReadonlySet<string> = new Set(["nice_v2", "welcome"]);

const partIsPossible: Rule = ({ pg, method, wire, hidden, settings, isPartOfWhole }) => {
  if (!isPartOfWhole) return null;
  if (method === "phone" && pg !== "html5_inicis" && pg !== "inicis" && pg !== "kcp") {
    return pgSays("휴대폰 소액결제는 부분취소를 지원하지 않습니다.");
  }
  if (
    vouchers.has(method) &&
    (pg === "tosspayments" || pg === "uplus" || pg === "daou" || pg.startsWith("mobilians"))
  ) {
    return pgSays("상품권 결제는 부분취소를 지원하지 않습니다.");
  }
  if (wire.escrow && !hidden.isPurchaseConfirmed)
    return pgSays("[8046|에스크로 결제는 구매확인 전 부분취소가 불가합니다.]");
  if (pg === "ksnet" && wire.cancel_history.length >= MOST_KSNET_PARTIALS) {
    return pgSays(`[9033|부분취소 가능횟수(${MOST_KSNET_PARTIALS}회) 초과]`);
  }
  if (pgsWithPartialContract.has(pg) && !settings.partialCancelContracts.includes(pg)) {
    return pgSays("[2032|부분취소 불가능 가맹점]");
  }
  if (pg === "smartro_v2" && wire.sandbox && wire.card_type === 1)
    return pgSays("[2032|체크카드는 전액취소만 가능합니다.]");
  if (pg === "inicis_jp" && method === "cvs") return pgSays("편의점 결제는 취소할 수 없습니다.");
  return wire.currency === "KRW" && isForeignCard(wire.card_code) ? pgSays("[2024|해외카드 부분취소 불가]") : null;
};

const escrowAllows: Rule = ({ pg, wire, hidden }) =>
  pg === "welcome" && wire.escrow && !hidden.isPurchaseConfirmed
    ? pgSays("[4001|구매자가 구매거절한 건만 취소할 수 있습니다.]")
    : null;

const pgsNotFillingTaxFree: ReadonlySet<string> = new Set(["kcp", "kcp_quick", "kicc", "nice", "payco"]);

const taxFreeFits: Rule = ({ pg, request, hidden, amount, isPart, isPartOfWhole, left }) => {
  const sent = request.taxFree ?? null;
  const taxFreeLeft = hidden.taxFreeLeft;
  if (sent !== null && sent > amount) return messages.wrong("tax_free (취소요청금액 초과)");
  if (sent === null && taxFreeLeft > 0) {
    if (pgsNotFillingTaxFree.has(pg)) return pgSays("[8049|면세금액 누락] 면세 결제건은 tax_free를 입력해야 합니다.");
    if (pg === "smartro_v2" && isPartOfWhole)
      return pgSays("[A128|면세금액 누락] 부분취소 시 tax_free를 입력해야 합니다.");
  }
  if (sent !== null && sent > taxFreeLeft) return pgSays("[8051|취소 면세금액이 남은 면세금액보다 큽니다.]");
  if (pg === "toss_brandpay" && !isPart && taxFreeLeft > 0 && sent !== taxFreeLeft) {
    return pgSays("[INVALID_TAX_FREE_AMOUNT|남은 면세금액과 일치하지 않습니다.]");
  }
  const isWholeRest = !isPart && sent === null;
  const taxable = round2(amount - (sent ?? 0));
  return !isWholeRest && taxable > round2(left - taxFreeLeft)
    ? pgSays("[8050|취소 과세금액이 남은 과세금액보다 큽니다.]")
    : null;
};

const pgsNeedingVat: ReadonlySet<string> = new Set(["nice", "html5_inicis", "welcome", "nice_v2"]);

const vatFits: Rule = ({ pg, request, hidden, amount, isPart }) => {
  const sent = request.vatAmount ?? null;
  if (hidden.hasOwnVat && sent === null && pgsNeedingVat.has(pg)) {
    return pgSays("[8052|부가세 누락] 부가세를 지정한 결제건은 vat_amount를 입력해야 합니다.");
  }
  if (hidden.isVatLost && isPart) return pgSays("[-2011|부가세 불일치로 부분취소할 수 없습니다.]");
  return sent !== null && sent > amount - (request.taxFree ?? 0) ? messages.wrong("vat_amount") : null;
};

/** Without its discount the rest of the order may not cost more than was charged (developers site, promotion refunds). */
const promotionAllows: Rule = ({ wire, hidden, request, amount, left, isPart }) => {
  if (wire.promotion === null || !isPart) return null;
  if (hidden.retainsPromotion ?? request.retainPromotion) return null;
  const rest = left - amount;
  const charged = left - (hidden.retainsPromotion === null ? wire.promotion.discount : 0);
  return rest < hidden.promotionFrom && rest > charged
    ? pgSays("취소 후 금액이 프로모션 조건을 만족하지 않아 취소할 수 없습니다.")
    : null;
};

const rules: readonly Rule[] = [
  hasSomethingToCancel,
  numbersAreReadable,
  nothingPending,
  checksumHolds,
  amountIsLeft,
  naverPayNeedsWords,
  refundAccountIsGiven,
  refundAccountIsRight,
  notCancelledAtPg,
  withinDeadline,
  escrowAllows,
  partIsPossible,
  taxFreeFits,
  vatFits,
  promotionAllows,
];

/** Whether the PG finishes cancels of this payment later than it accepts them. */
function isAsynchronous(pg: string, method: string): boolean {
  if (pg === "paymentwall" || pg === "paypal_v2") return true;
  return (pg === "smartro_v2" && method === "vbank") || (pg === "kicc_v2" && method === "wechat");
}

/**
 * Decides a cancel by the documented rules of i'mport and of the payment's PG. Sources: V1 OpenAPI
 * `POST /payments/cancel`; developers site, "결제취소 연동"; help centre, cancel guides.
 */
export function judgeCancel(
  { wire, hidden }: PaymentRecord,
  request: CancelRequest,
  now: number,
  settings: SandboxSettings,
): CancelVerdict {
  const pg = wire.pg_provider ?? "";
  const method = wire.pay_method ?? "";
  const left = round2(wire.amount - wire.cancel_amount);
  const asked = request.amount ?? 0;
  const amount = asked > 0 ? asked : left;
  const isPart = amount < left;
  const given: Case = {
    wire,
    hidden,
    request,
    settings,
    now,
    pg,
    method,
    left,
    amount,
    isPart,
    isPartOfWhole: isPart || wire.cancel_history.length > 0,
  };
  for (const rule of rules) {
    const refusal = rule(given);
    if (typeof refusal === "string") return { kind: "refused", message: refusal, code: 1 };
    if (refusal !== null) return { kind: "refused", ...refusal };
  }
  const reason = request.reason ?? USUAL_REASON;
  return {
    kind: "accepted",
    amount,
    taxFree: request.taxFree ?? (isPart ? 0 : hidden.taxFreeLeft),
    reason: settings.longestReason === null ? reason : reason.slice(0, settings.longestReason),
    isLater: isAsynchronous(pg, method),
    losesVat: pg === "tosspay_v2" && hidden.hasOwnVat && isPart && (request.vatAmount ?? null) === null,
    retainsPromotion: wire.promotion !== null && isPart ? (hidden.retainsPromotion ?? request.retainPromotion) : null,
  };
}

/** How each PG says that the shop's unsettled sales do not cover the cancel. */
export function settlementShortageOf(pg: string): string {
  switch (pg) {
    case "kcp":
      return "결제취소에 실패하였습니다. [8178|상계가능 정산금액 부족]";
    case "daou":
      return "결제취소에 실패하였습니다. [9029] 상점의 취소가능 금액이 부족합니다";
    case "danal":
    case "danal_tpay":
      return "결제취소에 실패하였습니다. 취소불가 상태입니다";
    case "html5_inicis":
    case "inicis":
      return "결제취소에 실패하였습니다. [TX9301|상점개인키 로드오류]";
    default:
      return "결제취소에 실패하였습니다. 취소금액이 미정산 금액보다 큽니다.";
  }
}
