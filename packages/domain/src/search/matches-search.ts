import { isAmountInRange } from "./search-amount.ts";
import type { SearchTerm, SearchWay } from "./search-ways.ts";
import type { SearchableFields } from "./searchable-fields.ts";

/**
 * Whether a payment is found by a search: every term matches in at least one of its ways, and every negated term in none.
 * This is the definition that every index must agree with, row for row. No term spans two texts, and without terms
 * everything is found.
 */
export function matchesSearch(fields: SearchableFields, terms: readonly SearchTerm[]): boolean {
  return terms.every((term) => term.ways.some((way) => matchesWay(fields, term, way)) !== term.isNegated);
}

function matchesWay(fields: SearchableFields, { field }: SearchTerm, way: SearchWay): boolean {
  const { texts, digits, initials, starts } = field === null ? fields : fields.byField[field];
  switch (way.kind) {
    case "text":
      return texts.some((text) => text.includes(way.text));
    case "digits":
      return digits.some((run) => run.includes(way.digits));
    case "initials":
      return initials.some((run) => run.includes(way.initials));
    case "start":
      return starts.includes(way.character);
    case "amount":
      return isAmountInRange(fields.amount, fields.currency, way);
  }
}
