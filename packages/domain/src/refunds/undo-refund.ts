import { isBusinessDay } from "../calendar/business-days.ts";
import { addKstDays, formatInstant, kstDayStart, toKstDate } from "../kst-time.ts";
import type { Localised } from "../locale.ts";
import { formatMoney } from "../money/format-money.ts";
import type { Cancellation, Payment } from "../payment.ts";
import { isVoucher } from "./deadline-rules.ts";
import { type RefundSource, refundSources } from "./refund-sources.ts";

/** `possible`: nothing published speaks against it; `ask`: the PG decides by something the API does not tell. */
export type UndoVerdictKind = "possible" | "ask" | "impossible";

export interface UndoFinding {
  readonly rule: string;
  readonly verdict: Exclude<UndoVerdictKind, "possible">;
  readonly sentence: Localised;
}

export interface UndoContact {
  readonly name: Localised;
  /** Null where no number is on record: look into the PG's own admin. */
  readonly tel: string | null;
  /** The page the number stands on; null without one. */
  readonly telSource: RefundSource | null;
  /** How this PG takes the request. */
  readonly way: Localised;
}

export interface UndoVerdict {
  readonly verdict: UndoVerdictKind;
  readonly findings: readonly UndoFinding[];
  /** Unix milliseconds after which nothing can be undone any more. */
  readonly closesAtMs: number;
  readonly contact: UndoContact;
  readonly source: RefundSource;
}

interface UndoFacts {
  readonly payment: Payment;
  readonly cancellation: Cancellation;
  readonly pg: string;
  readonly now: number;
  readonly isOpenHour: boolean;
}

interface UndoRule {
  readonly id: string;
  readonly verdict: Exclude<UndoVerdictKind, "possible">;
  readonly when: (facts: UndoFacts) => boolean;
  readonly sentence: Localised;
}

const rules: readonly UndoRule[] = [
  {
    id: "not_today",
    verdict: "impossible",
    when: ({ cancellation, now }) =>
      cancellation.cancelledAt === null || toKstDate(cancellation.cancelledAt) !== toKstDate(now),
    sentence: {
      ko: "취소는 취소한 당일에만 되돌릴 수 있어요.",
      en: "A cancel can be undone only on the day it was made.",
    },
  },
  {
    id: "paid_and_cancelled_same_day",
    verdict: "impossible",
    when: ({ payment, cancellation }) =>
      payment.paidAt !== null &&
      cancellation.cancelledAt !== null &&
      toKstDate(payment.paidAt) === toKstDate(cancellation.cancelledAt),
    sentence: {
      ko: "결제와 취소가 같은 날이면 되돌릴 수 없어요.",
      en: "A payment cancelled on its own day cannot be restored.",
    },
  },
  {
    id: "check_card",
    verdict: "impossible",
    when: ({ payment }) => payment.card?.type === "check",
    sentence: { ko: "체크카드의 취소는 되돌릴 수 없어요.", en: "A cancel on a check card cannot be undone." },
  },
  {
    id: "gift",
    verdict: "impossible",
    when: ({ payment }) =>
      isVoucher({ method: payment.method ?? "" }) ||
      /기프트|선불|gift|prepaid/i.test(`${payment.card?.issuer.name} ${payment.card?.acquirer.name}`),
    sentence: {
      ko: "상품권과 기프트 카드의 취소는 되돌릴 수 없어요.",
      en: "A cancel on a voucher or gift card cannot be undone.",
    },
  },
  {
    id: "escrow",
    verdict: "impossible",
    when: ({ payment }) => payment.isEscrow,
    sentence: { ko: "에스크로 결제의 취소는 되돌릴 수 없어요.", en: "A cancel of an escrow payment cannot be undone." },
  },
  {
    id: "never_here",
    verdict: "impossible",
    when: ({ payment, pg }) =>
      ["naverpay", "naverco", "payco"].includes(pg) ||
      (isInicis(pg) && (payment.easyPayProvider === "payco" || payment.method === "payco")),
    sentence: {
      ko: "네이버페이와 페이코는 취소를 되돌려 주지 않아요.",
      en: "Naver Pay and PAYCO do not undo cancels.",
    },
  },
  {
    id: "inicis_phone",
    verdict: "impossible",
    when: ({ payment, pg }) => isInicis(pg) && payment.method === "phone",
    sentence: {
      ko: "KG이니시스의 휴대폰 결제 취소는 되돌릴 수 없어요.",
      en: "KG Inicis does not undo cancels of phone bills.",
    },
  },
  {
    id: "inicis_last_first",
    verdict: "impossible",
    when: ({ payment, cancellation, pg }) => isInicis(pg) && !isLast(payment, cancellation),
    sentence: {
      ko: "KG이니시스는 마지막 부분 취소부터 되돌려요. 더 나중에 한 취소를 먼저 되돌려야 해요.",
      en: "KG Inicis undoes the last partial cancel first. The later one has to be undone before this one.",
    },
  },
  {
    id: "after_partial",
    verdict: "impossible",
    when: ({ payment, pg }) => (isNice(pg) || isKcp(pg)) && isPartial(payment),
    sentence: {
      ko: "이 PG는 부분 취소한 결제를 되돌려 주지 않아요.",
      en: "This PG does not undo cancels once a payment was cancelled in part.",
    },
  },
  {
    id: "kcp_acquisition",
    verdict: "ask",
    when: ({ pg }) => isKcp(pg),
    sentence: {
      ko: "NHN KCP는 카드사 매입이 끝나면 되돌려 주지 않아요. 매입 여부는 NHN KCP에 확인하세요.",
      en: "NHN KCP undoes nothing once the card company acquired it. Ask NHN KCP whether that happened.",
    },
  },
  {
    id: "hecto_card_only",
    verdict: "impossible",
    when: ({ payment, pg }) => isHecto(pg) && payment.card === null,
    sentence: { ko: "헥토파이낸셜은 카드 취소만 되돌려요.", en: "Hecto Financial undoes card cancels only." },
  },
  {
    id: "hecto_hours",
    verdict: "impossible",
    when: ({ pg, isOpenHour }) => isHecto(pg) && !isOpenHour,
    sentence: {
      ko: "헥토파이낸셜은 평일 08시부터 15시(한국 시간)까지만 받아요.",
      en: "Hecto Financial takes this on weekdays from 08:00 to 15:00 Korean time only.",
    },
  },
];

/**
 * Whether a cancel can be undone today, by the published conditions. It is never done through an API: only the PG can,
 * on the day of the cancel.
 */
export function judgeUndo(payment: Payment, cancellation: Cancellation, nowMs: number): UndoVerdict {
  const now = Math.floor(nowMs / 1000);
  const today = toKstDate(now);
  const pg = payment.pgProvider ?? "";
  const hour = Number(formatInstant(now, "ko", "time").slice(0, 2));
  const facts: UndoFacts = {
    payment,
    cancellation,
    pg,
    now,
    isOpenHour: isBusinessDay(today) === true && hour >= 8 && hour < 15,
  };
  const findings = rules
    .filter((rule) => rule.when(facts))
    .map(({ id, verdict, sentence }) => ({ rule: id, verdict, sentence }));
  const verdict = findings.some((finding) => finding.verdict === "impossible")
    ? "impossible"
    : findings.length > 0
      ? "ask"
      : "possible";
  const cancelledOn = cancellation.cancelledAt === null ? today : toKstDate(cancellation.cancelledAt);
  const closesAt = isHecto(pg) ? kstDayStart(cancelledOn) + 15 * 60 * 60 : kstDayStart(addKstDays(cancelledOn, 1));
  return { verdict, findings, closesAtMs: closesAt * 1000, contact: contactOf(pg), source: refundSources.consoleGuide };
}

/** What to tell the PG. The Korean text is the one to send: the PGs are Korean. */
export function undoRequestText(payment: Payment, cancellation: Cancellation): Localised {
  const at = cancellation.cancelledAt === null ? "-" : formatInstant(cancellation.cancelledAt, "ko", "second");
  const facts = [
    ["MID", payment.mid],
    ["TID", payment.pgTid],
    ["취소 TID / Cancel TID", cancellation.pgTid],
    ["imp_uid", payment.impUid],
    ["merchant_uid", payment.merchantUid],
  ].filter(([, value]) => value !== null && value !== undefined);
  const list = facts.map(([name, value]) => `- ${name}: ${value}`).join("\n");
  return {
    ko: `아래 결제의 취소를 원복해 주세요.\n- 취소 금액: ${formatMoney(cancellation.amount, "ko")}\n- 취소 시각: ${at} (KST)\n${list}\n잘못 취소한 건으로, 오늘 안에 원복이 필요합니다.`,
    en: `Please undo the cancel of this payment.\n- Cancelled amount: ${formatMoney(cancellation.amount, "en")}\n- Cancelled at: ${at} (KST)\n${list}\nIt was cancelled by mistake and has to be restored today.`,
  };
}

const byPhone: Localised = { ko: "전화로 요청하세요.", en: "Ask by phone." };
const throughAdmin: Localised = {
  ko: "PG 관리자나 고객센터로 요청하세요.",
  en: "Ask in the PG's admin or its customer centre.",
};

function contactOf(pg: string): UndoContact {
  const { telKcp, telInicis, telShops } = refundSources;
  if (isKcp(pg)) return contact({ ko: "NHN KCP", en: "NHN KCP" }, throughAdmin, ["1544-8667", telKcp]);
  if (isNice(pg)) return contact({ ko: "나이스페이먼츠", en: "NICE Payments" }, throughAdmin, ["1661-0808", telShops]);
  if (pg === "danal" || pg === "danal_tpay") return contact({ ko: "다날", en: "Danal" }, byPhone);
  if (pg === "tosspayments" || pg === "uplus") {
    return contact({ ko: "토스페이먼츠", en: "Toss Payments" }, byPhone, ["1544-7772", telShops]);
  }
  if (isInicis(pg)) return contact({ ko: "KG이니시스", en: "KG Inicis" }, throughAdmin, ["02-3430-5858", telInicis]);
  // The numbers that pages give for Hecto differ by its product and its former name.
  if (isHecto(pg)) return contact({ ko: "헥토파이낸셜", en: "Hecto Financial" }, throughAdmin);
  return contact({ ko: "이 결제의 PG", en: "The PG of this payment" }, throughAdmin);
}

function contact(name: Localised, way: Localised, known?: readonly [tel: string, source: RefundSource]): UndoContact {
  const [tel, telSource] = known ?? [null, null];
  return { name, tel, telSource, way };
}

function isLast({ cancellations }: Payment, cancellation: Cancellation): boolean {
  return cancellations.every((each) => (each.cancelledAt ?? 0) <= (cancellation.cancelledAt ?? 0));
}

function isPartial({ amount, cancellations }: Payment): boolean {
  return cancellations.length > 1 || cancellations.some((each) => each.amount.amount < amount.amount);
}

function isInicis(pg: string): boolean {
  return pg === "html5_inicis" || pg === "inicis";
}

function isNice(pg: string): boolean {
  return pg === "nice" || pg === "nice_v2";
}

function isKcp(pg: string): boolean {
  return pg === "kcp" || pg === "kcp_quick" || pg === "kcp_billing";
}

function isHecto(pg: string): boolean {
  return pg === "settle" || pg === "settle_acc" || pg === "settle_firm";
}
