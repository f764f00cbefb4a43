import { parseQuery } from "../query-language/parse-query.ts";
import { searchTermsOf } from "../query-language/understand-filter.ts";
import type { SearchTerm } from "../search/search-ways.ts";

/** The terms of a typed text that look at texts and amounts. */
export function termsTyped(text: string): SearchTerm[] {
  return searchTermsOf(parseQuery(text).terms.map(({ term }) => term));
}
