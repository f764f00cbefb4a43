import type { SearchTerm, SearchWay } from "./parse-search-text.ts";
import { isAmountInRange } from "./search-amount.ts";
import type { SearchableFields } from "./searchable-fields.ts";

/**
 * Whether a payment is found by a search: every term matches in at least one of its ways. This is the definition that
 * every index must agree with, row for row. No term spans two fields, and without terms everything is found.
 */
export function matchesSearch(fields: SearchableFields, terms: readonly SearchTerm[]): boolean {
  return terms.every((term) => term.ways.some((way) => matchesWay(fields, way)));
}

function matchesWay(fields: SearchableFields, way: SearchWay): boolean {
  switch (way.kind) {
    case "text":
      return fields.texts.some((text) => text.includes(way.text));
    case "digits":
      return fields.digits.some((digits) => digits.includes(way.digits));
    case "initials":
      return fields.initials.some((initials) => initials.includes(way.initials));
    case "start":
      return fields.starts.includes(way.character);
    case "amount":
      return isAmountInRange(fields.amount, fields.currency, way);
  }
}
