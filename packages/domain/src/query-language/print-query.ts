import type { QueryTerm } from "./query-terms.ts";
import { printAmount } from "./read-amount.ts";
import { printDays } from "./read-days.ts";

/** The terms as text that is read as the same terms again. */
export function printQuery(terms: readonly QueryTerm[]): string {
  return terms.map(printTerm).join(" ");
}

/** One term as it would be typed, with the English key. */
export function printTerm(term: QueryTerm): string {
  return `${term.isNegated ? "-" : ""}${printAsserted(term)}`;
}

function printAsserted(term: QueryTerm): string {
  switch (term.kind) {
    case "text": {
      const text = term.isLiteral ? quote(term.text) : term.text;
      return term.field === null ? text : `${term.field === "impUid" ? "imp_uid" : term.field}:${text}`;
    }
    case "facet":
      return `${term.key}:${term.values.map(printFacetValue).join(",")}`;
    case "amount":
      return `amount:${printAmount(term.range)}`;
    case "days":
      return `${term.key}:${printDays(term)}`;
  }
}

/** One value of a facet as the query language spells it, in quotes where it would be read otherwise. */
export function printFacetValue(value: string): string {
  return /^[\p{L}\p{N}_.@+-]+$/u.test(value) ? value : quote(value);
}

function quote(text: string): string {
  return `"${text.replace(/["“”„\\]/g, "\\$&")}"`;
}
