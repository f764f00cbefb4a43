import { type ChannelChangeKind, channelChangeKinds } from "../channels/channel-changes.ts";
import type { Locale } from "../locale.ts";
import { formatMoney } from "../money/format-money.ts";
import { money } from "../money/money.ts";
import type { AlertRule } from "./alert-rules.ts";

/** What an alert is about: counts, and numbers people quote to each other; nothing personal. */
export type AlertFacts = Readonly<Record<string, number | string | readonly string[]>>;

type Say = (facts: AlertFacts) => string;

const count = (facts: AlertFacts, name: string): number => {
  const value = facts[name];
  return typeof value === "number" ? value : 0;
};
const names = (facts: AlertFacts, name: string): string => {
  const value = facts[name];
  return typeof value === "object" ? value.join(", ") : String(value ?? "");
};
const amount = (facts: AlertFacts, locale: Locale): string =>
  formatMoney(money(count(facts, "amount"), names(facts, "currency")), locale);

const changeNames: Readonly<Record<ChannelChangeKind, Readonly<Record<Locale, string>>>> = {
  added: { ko: "새로 생김", en: "new" },
  removed: { ko: "없어짐", en: "gone" },
  to_test: { ko: "실연동에서 테스트로", en: "live to test" },
  to_live: { ko: "테스트에서 실연동으로", en: "test to live" },
  mid: { ko: "상점아이디", en: "merchant ID" },
  renamed: { ko: "이름", en: "name" },
  other: { ko: "PG 또는 결제 방식", en: "PG or way of paying" },
};
const changeName = (facts: AlertFacts, locale: Locale): string =>
  changeNames[channelChangeKinds.find((kind) => kind === facts.kind) ?? "other"][locale];

/**
 * How two records of one payment turned out not to say the same. `cancels_disagree`: i'mport's list of cancels and its
 * cancelled amount. `cancel_undone`: less is cancelled than was before. `amount_changed`: what was paid is another amount.
 * `noticed_late`: something had happened that the steady reading of changes should have brought.
 */
export const driftKinds = ["cancels_disagree", "cancel_undone", "amount_changed", "noticed_late"] as const;
export type DriftKind = (typeof driftKinds)[number];

const driftNames: Readonly<Record<DriftKind, Readonly<Record<Locale, string>>>> = {
  cancels_disagree: {
    ko: "아임포트의 취소 목록과 취소 금액이 다름",
    en: "i'mport's list of cancels is not its cancelled amount",
  },
  cancel_undone: { ko: "취소 금액이 줄어듦", en: "less is cancelled than before" },
  amount_changed: { ko: "결제 금액이 바뀜", en: "the amount paid has changed" },
  noticed_late: { ko: "바뀐 것을 뒤늦게 발견함", en: "a change was noticed late" },
};
const driftsOf = (facts: AlertFacts, locale: Locale): string => {
  const { kinds } = facts;
  const known = driftKinds.filter((kind) => typeof kinds === "object" && kinds.includes(kind));
  return known.map((kind) => driftNames[kind][locale]).join(", ");
};

const sentences: Readonly<Record<AlertRule, Readonly<Record<Locale, Say>>>> = {
  refund_spike: {
    ko: (f) =>
      `최근 1시간 동안 취소가 ${count(f, "count")}건이에요. 평소에는 한 시간에 ${count(f, "usual")}건쯤이에요.`,
    en: (f) => `${count(f, "count")} cancels in the last hour, where about ${count(f, "usual")} are usual.`,
  },
  refund_unresolved: {
    ko: (f) =>
      `${names(f, "impUid")}의 환불 ${amount(f, "ko")} 결과를 ${count(f, "minutes")}분이 지나도록 확인하지 못했어요. 다시 환불하지 말고 확인해 주세요.`,
    en: (f) =>
      `The outcome of a refund of ${amount(f, "en")} on ${names(f, "impUid")} is unknown after ${count(f, "minutes")} minutes. Look at it; do not refund again.`,
  },
  failure_rate: {
    ko: (f) =>
      `최근 30분 동안 결제 ${count(f, "count")}건 가운데 ${count(f, "failed")}건(${count(f, "percent")}%)이 실패했어요.`,
    en: (f) =>
      `${count(f, "failed")} of ${count(f, "count")} payments (${count(f, "percent")}%) failed in the last 30 minutes.`,
  },
  webhook_missing: {
    ko: (f) => `웹훅 ${count(f, "count")}건이 오지 않았어요: ${names(f, "impUids")}`,
    en: (f) => `${count(f, "count")} webhooks did not come: ${names(f, "impUids")}`,
  },
  webhook_silence: {
    ko: (f) =>
      `결제는 바뀌고 있는데 ${count(f, "minutes")}분 넘게 웹훅이 하나도 오지 않아요. 그동안 ${count(f, "count")}건이 빠졌어요.`,
    en: (f) =>
      `Payments change, but no webhook has come for more than ${count(f, "minutes")} minutes; ${count(f, "count")} are missing.`,
  },
  channel_changed: {
    ko: (f) =>
      `아임포트에서 ${names(f, "channel")} 결제 채널이 바뀌었어요: ${changeName(f, "ko")}. 뜻한 변경인지 확인해 주세요.`,
    en: (f) =>
      `The payment channel ${names(f, "channel")} has changed at i'mport: ${changeName(f, "en")}. Make sure that this is meant.`,
  },
  drift: {
    ko: (f) =>
      `기록이 서로 어긋나는 결제가 ${count(f, "count")}건 있어요: ${names(f, "impUids")}. 까닭: ${driftsOf(f, "ko")}. 결제를 열어 확인하고, 환불은 확인한 뒤에 해 주세요.`,
    en: (f) =>
      `The records of ${count(f, "count") === 1 ? "a payment" : `${count(f, "count")} payments`} disagree: ${names(f, "impUids")}. Why: ${driftsOf(f, "en")}. Look before anything is refunded.`,
  },
};

export const alertRuleNames: Readonly<Record<AlertRule, Readonly<Record<Locale, string>>>> = {
  refund_spike: { ko: "취소 급증", en: "Spike of cancels" },
  refund_unresolved: { ko: "결과를 모르는 환불", en: "Refund of unknown outcome" },
  failure_rate: { ko: "결제 실패율", en: "Rate of failed payments" },
  webhook_missing: { ko: "오지 않은 웹훅", en: "Missing webhooks" },
  webhook_silence: { ko: "웹훅 침묵", en: "Silence of webhooks" },
  channel_changed: { ko: "바뀐 결제 채널", en: "Payment channel changed" },
  drift: { ko: "어긋난 기록", en: "Records that disagree" },
};

/** What happened, in one or two sentences. */
export function alertSentence(rule: AlertRule, facts: AlertFacts, locale: Locale): string {
  return sentences[rule][locale](facts);
}
