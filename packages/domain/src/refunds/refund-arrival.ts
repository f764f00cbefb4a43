import { addBusinessDays, isBusinessDay, weekdayOf } from "../calendar/business-days.ts";
import { easyPayProviders, payMethods } from "../codes/pay-methods.ts";
import { addKstDays, type KstDate } from "../kst-time.ts";
import type { Localised } from "../locale.ts";
import { formatMoney } from "../money/format-money.ts";
import type { Money } from "../money/money.ts";
import type { Payment } from "../payment.ts";
import { isCardPayment, isTransfer, type RefundFacts, refundFacts } from "./refund-facts.ts";
import { isPhoneBillOfAnotherMonth } from "./refund-needs.ts";
import { type RefundSource, refundSources } from "./refund-sources.ts";
import { isSettledLater } from "./state-rules.ts";

/** Who decides when exactly, for the words of the caveat. */
type Carrier = "card" | "bank" | "phone_bill" | "brand";

/** When the buyer sees the money. Days are Korean; `to` is null where only the earliest day is known. */
export type RefundArrival =
  | {
      readonly kind: "dated";
      readonly from: KstDate;
      readonly to: KstDate | null;
      readonly carrier: Carrier;
      readonly basis: Localised;
      readonly source: RefundSource;
    }
  | {
      /** No date is told: nobody publishes one, or the calendar does not reach that far. */
      readonly kind: "undated";
      readonly why: "calendar_ends" | "settled_later" | "unpublished" | "not_charged";
      readonly carrier: Carrier;
      readonly brand: Localised | null;
      readonly basis: Localised;
      readonly source: RefundSource;
    };

interface Span {
  /** In business days; 0 is the same day. */
  readonly from: number;
  readonly to: number | null;
}

const soon: Span = { from: 0, to: 0 };
const nextDay: Span = { from: 1, to: 1 };
const cardDays: Span = { from: 3, to: 5 };

/** When the buyer sees a refund that is asked for now. `amount` is in minor units. */
export function refundArrival(payment: Payment, amount: number, nowMs: number): RefundArrival {
  const facts = refundFacts(payment, null, nowMs);
  if (isSettledLater(facts)) return undated(facts, "settled_later");
  if (facts.method === "vbank") return virtualAccountArrival(facts);
  if (facts.method === "phone") return phoneArrival(facts);
  if (isTransfer(facts)) {
    return facts.paidOn === facts.today
      ? dated(facts, soon, "bank", { ko: "계좌이체 당일 취소", en: "Transfer cancelled on the same day" })
      : dated(facts, nextDay, "bank", { ko: "계좌이체 취소, 다음 영업일", en: "Transfer, next business day" });
  }
  if (isCardPayment(facts)) {
    if (facts.paidOn === facts.today && amount === payment.amount.amount) {
      return dated(facts, soon, "card", { ko: "카드 당일 전액 취소", en: "Card, cancelled in full on the same day" });
    }
    return amount < payment.amount.amount
      ? dated(facts, cardDays, "card", { ko: "카드 부분 취소, 3~5영업일", en: "Card, partial, 3 to 5 business days" })
      : dated(facts, cardDays, "card", { ko: "카드 취소, 3~5영업일", en: "Card, 3 to 5 business days" });
  }
  return undated(facts, "unpublished");
}

function virtualAccountArrival(facts: RefundFacts): RefundArrival {
  if (facts.pg === "daou") {
    return dated(
      facts,
      { from: 7, to: null },
      "bank",
      { ko: "키움페이 가상계좌, 7영업일 이상", en: "Kiwoom virtual account, 7 business days or more" },
      refundSources.kiwoom,
    );
  }
  if (facts.pg === "mobilians" || facts.pg === "mobilians_v2") return thursdayArrival(facts);
  return dated(
    facts,
    nextDay,
    "bank",
    { ko: "가상계좌 환불, 다음 영업일", en: "Virtual account, next business day" },
    refundSources.virtualAccountRefund,
  );
}

/** KG Financial pays on Thursdays: what is asked for until Tuesday in the same week, the rest in the next. */
function thursdayArrival(facts: RefundFacts): RefundArrival {
  const weekday = weekdayOf(facts.today);
  const untilTuesday = weekday <= 2;
  const thursday = addKstDays(facts.today, 4 - weekday + (untilTuesday ? 0 : 7));
  const open = isBusinessDay(thursday);
  const day = open === true ? thursday : open === false ? addBusinessDays(thursday, 1) : undefined;
  const basis = { ko: "KG파이낸셜 가상계좌, 매주 목요일", en: "KG Financial virtual account, on Thursdays" };
  if (day === undefined) return undated(facts, "calendar_ends", "bank", basis, refundSources.kgFinancial);
  return { kind: "dated", from: day, to: day, carrier: "bank", basis, source: refundSources.kgFinancial };
}

function phoneArrival(facts: RefundFacts): RefundArrival {
  if (isPhoneBillOfAnotherMonth(facts)) {
    return dated(
      facts,
      nextDay,
      "bank",
      { ko: "휴대폰 결제 익월 환불, 다음 영업일", en: "Phone bill of an earlier month, next business day" },
      refundSources.cancelApi,
    );
  }
  return undated(facts, "not_charged", "phone_bill", {
    ko: "휴대폰 결제 당월 취소",
    en: "Phone bill cancelled in its month",
  });
}

function dated(
  facts: RefundFacts,
  span: Span,
  carrier: Carrier,
  basis: Localised,
  source: RefundSource = refundSources.deadlines,
): RefundArrival {
  const from = addBusinessDays(facts.today, span.from);
  const to = span.to === null ? null : addBusinessDays(facts.today, span.to);
  if (from === undefined || to === undefined) return undated(facts, "calendar_ends", carrier, basis, source);
  return { kind: "dated", from, to, carrier, basis, source };
}

function undated(
  { payment, method }: RefundFacts,
  why: (RefundArrival & { kind: "undated" })["why"],
  carrier: Carrier = "brand",
  basis?: Localised,
  source: RefundSource = refundSources.cancelPolicy,
): RefundArrival {
  const brand = easyPayProviders[payment.easyPayProvider ?? ""] ?? payMethods[method] ?? null;
  return { kind: "undated", why, carrier, brand, basis: basis ?? unpublishedBasis, source };
}

const unpublishedBasis: Localised = {
  ko: "PG가 반영 시점을 공개하지 않는 결제수단",
  en: "A method for which no times are published",
};

const caveats: Readonly<Record<Carrier, Localised>> = {
  card: { ko: " 카드사에 따라 다를 수 있습니다.", en: " It may vary by card company." },
  bank: { ko: " 은행 사정에 따라 늦어질 수 있습니다.", en: " Your bank may take a little longer." },
  phone_bill: { ko: "", en: "" },
  brand: { ko: "", en: "" },
};

/** The polite sentence for the buyer, ready to send. */
export function refundArrivalSentence(arrival: RefundArrival, amount: Money): Localised {
  const ko = formatMoney(amount, "ko");
  const en = formatMoney(amount, "en");
  if (arrival.kind === "dated") {
    const caveat = caveats[arrival.carrier];
    const when = spanWords(arrival.from, arrival.to);
    const verb = arrival.carrier === "card" ? "카드에 반영될" : "입금될";
    return {
      ko: `환불 금액(${ko})은 ${when.ko} ${verb} 예정입니다.${caveat.ko}`,
      en: `Your refund of ${en} should arrive ${when.en}.${caveat.en}`,
    };
  }
  switch (arrival.why) {
    case "not_charged":
      return {
        ko: `결제 금액 중 ${ko}만큼은 이번 달 휴대폰 요금에서 청구되지 않습니다.`,
        en: `${en} will not be charged on this month's phone bill.`,
      };
    case "settled_later":
      return {
        ko: `환불 금액(${ko})을 결제사에 요청했습니다. 결제사가 처리를 마치면 다시 안내드리겠습니다.`,
        en: `Your refund of ${en} has been requested from the payment company. We will tell you once it is settled.`,
      };
    case "calendar_ends":
      return {
        ko: `환불 금액(${ko})은 ${arrival.carrier === "card" ? "카드사" : "은행"} 영업일에 맞춰 처리됩니다. 정확한 날짜가 정해지면 안내드리겠습니다.`,
        en: `Your refund of ${en} is settled on business days. We will tell you the date as soon as it is known.`,
      };
    case "unpublished":
      return {
        ko: `환불 금액(${ko})은 ${arrival.brand?.ko ?? "결제수단"} 정책에 따라 반영됩니다. 반영 시점은 결제사에 따라 다를 수 있습니다.`,
        en: `Your refund of ${en} returns by the rules of ${arrival.brand?.en ?? "the payment method"}. When it shows may vary.`,
      };
  }
}

const koreanWeekdays = ["일", "월", "화", "수", "목", "금", "토"];
const englishWeekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function spanWords(from: KstDate, to: KstDate | null): Localised {
  if (to === null) return { ko: `${dayWords(from).ko} 이후에`, en: `on or after ${dayWords(from).en}` };
  if (from === to) return { ko: `${dayWords(from).ko}에`, en: `on ${dayWords(from).en}` };
  return {
    ko: `${dayWords(from).ko}에서 ${dayWords(to, from).ko} 사이에`,
    en: `between ${dayWords(from).en} and ${dayWords(to).en}`,
  };
}

/** `11월 25일(수)`; the month is not repeated, and a new year is said. */
function dayWords(date: KstDate, after?: KstDate): Localised {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const weekday = weekdayOf(date);
  const isNewYear = after !== undefined && after.slice(0, 4) !== date.slice(0, 4);
  const isSameMonth = after?.slice(0, 7) === date.slice(0, 7);
  return {
    ko: `${isNewYear ? `${year}년 ` : ""}${isSameMonth ? "" : `${month}월 `}${day}일(${koreanWeekdays[weekday]})`,
    en: `${englishWeekdays[weekday]} ${day} ${englishMonths[month - 1]}`,
  };
}
