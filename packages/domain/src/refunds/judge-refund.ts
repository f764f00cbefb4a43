import type { Localised } from "../locale.ts";
import type { Payment } from "../payment.ts";
import { accountRules } from "./account-rules.ts";
import { amountRules } from "./amount-rules.ts";
import { deadlineRules } from "./deadline-rules.ts";
import { isAboutPart, partRules } from "./part-rules.ts";
import { isPartOfWhole, type RefundFacts, type RefundIntent, refundFacts } from "./refund-facts.ts";
import { type RefundNeeds, refundNeeds } from "./refund-needs.ts";
import { type RefundRule, type RefundVerdictKind, refundVerdicts } from "./refund-rule.ts";
import type { RefundSource } from "./refund-sources.ts";
import { stateRules } from "./state-rules.ts";

/** One rule that holds for the refund at hand. */
export interface RefundFinding {
  readonly rule: string;
  readonly verdict: RefundVerdictKind;
  readonly sentence: Localised;
  readonly source: RefundSource;
  /** Set when another page says otherwise. */
  readonly disagreesWith: RefundSource | null;
}

export interface RefundVerdict {
  /** The worst of the findings; `allowed` when there are none. */
  readonly verdict: RefundVerdictKind;
  /** The worst first. */
  readonly findings: readonly RefundFinding[];
  /** What a refund of less than everything would meet, while no amount is known. */
  readonly part: { readonly verdict: RefundVerdictKind; readonly findings: readonly RefundFinding[] };
  readonly needs: RefundNeeds;
}

/** Every rule, in the order in which its words matter. */
export const refundRules: readonly RefundRule[] = [
  ...stateRules,
  ...deadlineRules,
  ...accountRules,
  ...partRules,
  ...amountRules,
];

/**
 * Judges a refund by the published rules of i'mport and of the payment's PG. Without an intent it says what can be said
 * before anything is typed: whether the payment can be refunded at all, and what would stand against a part of it.
 */
export function judgeRefund(payment: Payment, intent: RefundIntent | null, nowMs: number): RefundVerdict {
  const facts = refundFacts(payment, intent, nowMs);
  const held = refundRules.filter((rule) => (rule.scope === "any" || isAboutPart(facts)) && rule.when(facts));
  const isPartKnown = isPartOfWhole(facts) === true;
  const findings = held.filter((rule) => rule.scope === "any" || isPartKnown).map((rule) => findingOf(rule, facts));
  const aboutPart = held.filter((rule) => rule.scope === "part").map((rule) => findingOf(rule, facts));
  return {
    ...summary(findings),
    part: summary(aboutPart),
    needs: refundNeeds(facts),
  };
}

function findingOf(rule: RefundRule, facts: RefundFacts): RefundFinding {
  const { id, verdict, sentence, source, disagreesWith } = rule;
  return {
    rule: id,
    verdict,
    sentence: typeof sentence === "function" ? sentence(facts) : sentence,
    source,
    disagreesWith: disagreesWith ?? null,
  };
}

function summary(findings: readonly RefundFinding[]) {
  const sorted = [...findings].sort((left, right) => severity(right.verdict) - severity(left.verdict));
  return { verdict: sorted[0]?.verdict ?? "allowed", findings: sorted };
}

function severity(verdict: RefundVerdictKind): number {
  return refundVerdicts.indexOf(verdict);
}

/** Whether the server sends it: what may go wrong is sent after a warning, what has to be asked of the PG is not. */
export function isRefundSendable({ verdict }: Pick<RefundVerdict, "verdict">): boolean {
  return verdict === "allowed" || verdict === "warned";
}
