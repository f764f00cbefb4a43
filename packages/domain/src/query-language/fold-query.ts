import type { PaymentFilter } from "../payment-query.ts";
import { isPaymentQueryValue } from "../payment-query-values.ts";
import { paymentStatuses } from "../payment-status.ts";
import { parseQuery } from "./parse-query.ts";
import { printTerm } from "./print-query.ts";
import { type FacetKey, facetKeys } from "./query-keys.ts";
import type { QueryTerm } from "./query-terms.ts";
import { chosenFacets } from "./understand-filter.ts";

/**
 * The filter with what its text says in `key:value` moved to where a choice in a panel would put it: codes to their
 * lists, days to the range, and the rest to `where`. Plain words stay text. What was typed wins over a choice it
 * contradicts.
 */
export function foldQuery(filter: PaymentFilter): PaymentFilter {
  const { text, where, ...chosen } = filter;
  const terms = parseQuery(text ?? "").terms.map(({ term }) => term);
  const folded: PaymentFilter = { ...chosen };
  const apart: QueryTerm[] = [];
  for (const key of facetKeys) {
    const values = terms.flatMap((term) => (isFacetOf(term, key) ? term.values : []));
    if (values.length > 0) foldFacet(folded, key, [...new Set(values)]);
  }
  for (const term of terms) {
    if (term.kind === "days" && term.key === "date" && !term.isNegated) foldDays(folded, term);
    else if (!isWord(term) && !facetKeys.some((key) => isFacetOf(term, key))) apart.push(term);
  }
  const words = remainingText(text ?? "", isWord);
  const conditions = [...new Set([...(where ?? []), ...apart.map(printTerm)])];
  const whole = {
    ...folded,
    ...(words === "" ? {} : { text: words }),
    ...(conditions.length === 0 ? {} : { where: conditions }),
  };
  return isFilter(whole) ? whole : filter;
}

/** Whether the schema of filters takes it; a great many conditions are more than it does. */
function isFilter(filter: PaymentFilter): boolean {
  return (
    isPaymentQueryValue.where(filter.where ?? [""]) &&
    [filter.method, filter.pgProvider, filter.mid, filter.currency].every(
      (codes) => codes === undefined || isPaymentQueryValue.method(codes),
    )
  );
}

function isFacetOf(term: QueryTerm, key: FacetKey): term is Extract<QueryTerm, { kind: "facet" }> {
  return term.kind === "facet" && term.key === key && !term.isNegated;
}

/** Words, phrases and their negations say nothing a filter could. */
function isWord(term: QueryTerm): boolean {
  return term.kind === "text" && term.field === null;
}

/** The text without the terms that are not wanted, otherwise as it was typed. */
function remainingText(text: string, isWanted: (term: QueryTerm) => boolean): string {
  return parseQuery(text)
    .terms.filter(({ term }) => isWanted(term))
    .map(({ start, end }) => text.slice(start, end))
    .join(" ");
}

/** The text without the term at this place. */
export function withoutSpan(text: string, start: number, end: number): string {
  return [text.slice(0, start).trimEnd(), text.slice(end).trimStart()].filter((part) => part !== "").join(" ");
}

type Draft = { -readonly [Key in keyof PaymentFilter]: PaymentFilter[Key] };

function foldFacet(filter: Draft, key: FacetKey, values: readonly string[]): void {
  switch (key) {
    case "status": {
      const statuses = paymentStatuses.filter((status) => values.includes(status));
      filter.status = narrowed(filter.status, statuses);
      return;
    }
    case "method":
    case "mid":
    case "currency":
      filter[key] = narrowed(filter[key], values);
      return;
    case "pg":
      filter.pgProvider = narrowed(filter.pgProvider, values);
      return;
    case "mode":
      filter.mode = values.length > 1 ? filter.mode : values[0] === "test" ? "test" : "live";
      return;
    case "escrow":
    case "billing":
      if (values.length === 1) filter[key] = values[0] === "yes";
      return;
    case "receipt":
      if (values.length === 1) filter.cashReceipt = values[0] === "yes";
  }
}

/** Both the chosen and the typed; the typed alone where they have nothing in common. */
function narrowed<Value extends string>(chosen: readonly Value[] | undefined, typed: readonly Value[]): Value[] {
  const both = typed.filter((value) => chosen === undefined || chosen.includes(value));
  return (both.length > 0 ? both : [...typed]).toSorted();
}

function foldDays(filter: Draft, { from, to }: Extract<QueryTerm, { kind: "days" }>): void {
  const first = [filter.from, from ?? undefined]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
  const last = [filter.to, to ?? undefined].filter((day) => day !== undefined).toSorted()[0];
  const isPossible = first === undefined || last === undefined || first <= last;
  const [start, end] = isPossible ? [first, last] : [from ?? undefined, to ?? undefined];
  delete filter.from;
  delete filter.to;
  if (start !== undefined) filter.from = start;
  if (end !== undefined) filter.to = end;
}

/** A filter's choices and text as one line of the query language; reading and folding it gives the filter again. */
export function printFilter(filter: PaymentFilter): string {
  const terms: QueryTerm[] = chosenFacets(filter).map((facet) => ({ kind: "facet", ...facet }));
  if (filter.from !== undefined || filter.to !== undefined) {
    terms.push({ kind: "days", key: "date", from: filter.from ?? null, to: filter.to ?? null, isNegated: false });
  }
  return [filter.text ?? "", ...terms.map(printTerm), ...(filter.where ?? [])].filter((part) => part !== "").join(" ");
}
