import type { PaymentFilter } from "../payment-query.ts";
import { withoutSpan } from "./fold-query.ts";
import { parseQuery } from "./parse-query.ts";

/** One thing a filter asks for that can be taken away by itself: a term of its text, a condition, or one of its keys. */
export type FilterPart =
  | { readonly key: "text"; readonly term: string; readonly start: number; readonly end: number }
  | { readonly key: "where"; readonly term: string }
  | {
      readonly key:
        | "range"
        | "status"
        | "method"
        | "pgProvider"
        | "mid"
        | "mode"
        | "escrow"
        | "cashReceipt"
        | "billing"
        | "failReason"
        | "currency";
    };

const chosenKeys = [
  "range",
  "status",
  "method",
  "pgProvider",
  "mid",
  "mode",
  "escrow",
  "cashReceipt",
  "billing",
  "failReason",
  "currency",
] as const;

/** The parts of a filter in reading order: what was typed before what was chosen. */
export function filterParts(filter: PaymentFilter): FilterPart[] {
  const { text = "", where = [] } = filter;
  return [
    ...parseQuery(text).terms.map(
      ({ start, end }) => ({ key: "text", term: text.slice(start, end), start, end }) as const,
    ),
    ...where.map((term) => ({ key: "where", term }) as const),
    ...chosenKeys.filter((key) => isChosen(filter, key)).map((key) => ({ key })),
  ];
}

function isChosen(filter: PaymentFilter, key: (typeof chosenKeys)[number]): boolean {
  if (key === "range") return filter.from !== undefined || filter.to !== undefined;
  return key === "mode" ? filter.mode !== "all" : filter[key] !== undefined;
}

/** The filter without one of its parts. */
export function withoutFilterPart(filter: PaymentFilter, part: FilterPart): PaymentFilter {
  const rest = { ...filter };
  switch (part.key) {
    case "text": {
      const text = withoutSpan(filter.text ?? "", part.start, part.end);
      if (text === "") delete rest.text;
      else rest.text = text;
      return rest;
    }
    case "where": {
      const where = (filter.where ?? []).filter((term) => term !== part.term);
      if (where.length === 0) delete rest.where;
      else rest.where = where;
      return rest;
    }
    case "range":
      delete rest.from;
      delete rest.to;
      return rest;
    case "mode":
      rest.mode = "all";
      return rest;
    default:
      delete rest[part.key];
      return rest;
  }
}
