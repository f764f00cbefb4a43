import type { KstDate } from "../kst-time.ts";
import type { PaymentFilter } from "../payment-query.ts";
import {
  literalWay,
  type SearchTerm,
  type SearchWay,
  waysInField,
  waysOfHalfTyped,
  waysOfWord,
} from "../search/search-ways.ts";
import { parseQuery } from "./parse-query.ts";
import { type FacetKey, facetKeys } from "./query-keys.ts";
import type { QueryTerm } from "./query-terms.ts";

type Basis = PaymentFilter["basis"];

/** Codes of which a payment has one, or has none. */
export interface FacetCondition {
  readonly key: FacetKey;
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

/** Days on which a payment was requested or reached its status, both included; or on which it did not. */
export interface DaysCondition {
  readonly basis: Basis;
  readonly from: KstDate | null;
  readonly to: KstDate | null;
  readonly isNegated: boolean;
}

/** Everything a filter asks for, whether it was chosen or typed. A payment is admitted when it meets all of it. */
export interface UnderstoodFilter {
  readonly basis: Basis;
  readonly facets: readonly FacetCondition[];
  readonly days: readonly DaysCondition[];
  readonly terms: readonly SearchTerm[];
}

/** Brings a filter's keys and what its text says to one form: the single place that gives the query language meaning. */
export function understandFilter(filter: PaymentFilter): UnderstoodFilter {
  const typed = [filter.text ?? "", ...(filter.where ?? [])].flatMap((text) =>
    parseQuery(text).terms.map(({ term }) => term),
  );
  return {
    basis: filter.basis,
    facets: [...chosenFacets(filter), ...typedFacets(typed)],
    days: [
      ...(filter.from === undefined && filter.to === undefined
        ? []
        : [{ basis: filter.basis, from: filter.from ?? null, to: filter.to ?? null, isNegated: false }]),
      ...typed.flatMap((term) => (term.kind === "days" ? [daysCondition(term, filter.basis)] : [])),
    ],
    terms: searchTermsOf(typed),
  };
}

/** The terms that look at a payment's texts and amount. Repeated ones count once. */
export function searchTermsOf(terms: readonly QueryTerm[]): SearchTerm[] {
  const byMeaning = new Map<string, SearchTerm>();
  for (const term of terms) {
    for (const searchTerm of toSearchTerms(term)) byMeaning.set(JSON.stringify(searchTerm), searchTerm);
  }
  return [...byMeaning.values()];
}

function toSearchTerms(term: QueryTerm): SearchTerm[] {
  const { isNegated } = term;
  if (term.kind === "amount") return [{ word: "", field: null, isNegated, ways: [{ kind: "amount", ...term.range }] }];
  if (term.kind !== "text") return [];
  const { text, field } = term;
  const asked = (ways: readonly SearchWay[]): SearchTerm => ({ word: text, field, isNegated, ways });
  if (term.isLiteral) return [asked([literalWay(text)])];
  // What is left out is left out as it stands.
  const half = isNegated ? undefined : waysOfHalfTyped(field, text);
  return half?.map(asked) ?? [asked(field === null ? waysOfWord(text) : waysInField(field, text))];
}

/** `status:paid status:failed` means either: a payment has one status, so both at once would be nothing. */
function typedFacets(terms: readonly QueryTerm[]): FacetCondition[] {
  const facets = terms.flatMap((term) => (term.kind === "facet" ? [term] : []));
  const asserted = facetKeys.flatMap((key) => {
    const values = facets.flatMap((facet) => (facet.key === key && !facet.isNegated ? facet.values : []));
    return values.length === 0 ? [] : [{ key, values: [...new Set(values)], isNegated: false }];
  });
  const negated = facets.flatMap(({ key, values, isNegated }) => (isNegated ? [{ key, values, isNegated }] : []));
  return [...asserted, ...negated];
}

/** The codes a filter's own keys ask for. */
export function chosenFacets(filter: PaymentFilter): FacetCondition[] {
  const chosen: readonly (readonly [FacetKey, readonly string[] | undefined])[] = [
    ["status", filter.status],
    ["method", filter.method],
    ["pg", filter.pgProvider],
    ["mid", filter.mid],
    ["currency", filter.currency],
    ["mode", filter.mode === "all" ? undefined : [filter.mode]],
    ["escrow", yesOrNo(filter.escrow)],
    ["receipt", yesOrNo(filter.cashReceipt)],
    ["billing", yesOrNo(filter.billing)],
  ];
  return chosen.flatMap(([key, values]) => (values === undefined ? [] : [{ key, values, isNegated: false }]));
}

function yesOrNo(flag: boolean | undefined): readonly string[] | undefined {
  if (flag === undefined) return undefined;
  return [flag ? "yes" : "no"];
}

function daysCondition(term: Extract<QueryTerm, { kind: "days" }>, basis: Basis): DaysCondition {
  const { key, from, to, isNegated } = term;
  return { basis: key === "date" ? basis : key === "changed" ? "status" : "requested", from, to, isNegated };
}
