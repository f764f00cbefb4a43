import type { Localised } from "../locale.ts";
import type { RefundFacts } from "./refund-facts.ts";
import type { RefundSource } from "./refund-sources.ts";

/** From the best to the worst: `allowed`, `warned` (may go wrong, said why), `ask_pg` (not from here), `impossible`. */
export const refundVerdicts = ["allowed", "warned", "ask_pg", "impossible"] as const;
export type RefundVerdictKind = (typeof refundVerdicts)[number];

/**
 * One rule of i'mport or of a PG. It speaks when it holds and is silent otherwise; one that says `allowed` is worth
 * knowing and stops nothing. There is no rule without the page it comes from.
 */
export interface RefundRule {
  readonly id: string;
  /** `part` rules hold for a refund that leaves, or has left, less than the whole payment cancelled at once. */
  readonly scope: "any" | "part";
  readonly verdict: RefundVerdictKind;
  readonly source: RefundSource;
  /** A page that says otherwise. The rule then warns and says that the two disagree. */
  readonly disagreesWith?: RefundSource;
  readonly when: (facts: RefundFacts) => boolean;
  /** Whole sentences: what holds, and the way forward where there is one. */
  readonly sentence: Localised | ((facts: RefundFacts) => Localised);
}
