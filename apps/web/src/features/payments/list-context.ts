import { createContext, useContext } from "react";
import type { RowFacts } from "./use-row-facts.ts";
import { noMatches, type TextMatches } from "./use-text-matches.ts";

/** What every row needs to know of the list it stands in. */
export interface ListContextValue extends RowFacts {
  readonly matches: TextMatches;
  readonly basis: "status" | "requested";
  /** The year in Korea now, `YYYY`; rows of this year leave it out. */
  readonly year: string;
  /** Payments that changed since their rows were loaded. */
  readonly changed: ReadonlySet<string>;
  /** Payments the reader has looked at. */
  readonly visited: ReadonlySet<string>;
  /** Where a row's link leads back to. */
  readonly from: string;
}

export const ListContext = createContext<ListContextValue>({
  matches: noMatches,
  basis: "status",
  year: "",
  changed: new Set(),
  visited: new Set(),
  attempts: undefined,
  facts: undefined,
  from: "",
});

export function useListContext(): ListContextValue {
  return useContext(ListContext);
}
