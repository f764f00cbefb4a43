import type { KstDate } from "../kst-time.ts";
import type { AmountRange } from "../search/search-amount.ts";
import type { SearchField } from "../search/search-fields.ts";
import type { DaysKey, FacetKey } from "./query-keys.ts";

/** One thing a search asks for. A payment is found when it meets all of them. */
export type QueryTerm =
  | {
      readonly kind: "text";
      /** Null looks everywhere. */
      readonly field: SearchField | null;
      /** In normalised form; never empty. */
      readonly text: string;
      /** Meant to the letter, as in quotation marks: no amount, no initial consonants, and spaces are part of it. */
      readonly isLiteral: boolean;
      readonly isNegated: boolean;
    }
  | {
      readonly kind: "facet";
      readonly key: FacetKey;
      /** Any of these codes; never empty. */
      readonly values: readonly string[];
      readonly isNegated: boolean;
    }
  | { readonly kind: "amount"; readonly range: AmountRange; readonly isNegated: boolean }
  | {
      readonly kind: "days";
      readonly key: DaysKey;
      /** Days in Korea, both included; at least one is there, and they are in order. */
      readonly from: KstDate | null;
      readonly to: KstDate | null;
      readonly isNegated: boolean;
    };

/** A part of the typed text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What could not be understood as it was probably meant.
 *
 * - `unknown-key`, `bad-value`: it is looked for to the letter instead
 * - `unknown-code`: a code we have no name for; it is looked for as it is, since upstream adds codes without notice
 * - `unfinished`: a key without a value; it asks for nothing yet
 */
export interface QueryProblem extends Span {
  readonly kind: "unknown-key" | "bad-value" | "unknown-code" | "unfinished";
  /** The key as it was typed. */
  readonly key: string;
  /** The value as it was typed. */
  readonly value: string;
  /** What to write in place of the span; null when nothing is close. */
  readonly suggestion: string | null;
}

export interface PlacedTerm extends Span {
  readonly term: QueryTerm;
}

export interface ParsedQuery {
  readonly terms: readonly PlacedTerm[];
  readonly problems: readonly QueryProblem[];
}
