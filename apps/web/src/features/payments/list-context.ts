import { createContext, type MouseEvent, useContext } from "react";
import type { RowFacts } from "./use-row-facts.ts";
import { noMatches, type TextMatches } from "./use-text-matches.ts";

/** What every row needs to know of the list it stands in. */
export interface ListContextValue {
  readonly matches: TextMatches;
  readonly basis: "status" | "requested";
  /** The year in Korea now, `YYYY`; rows of this year leave it out. */
  readonly year: string;
  /** Payments that changed since their rows were loaded. */
  readonly changed: ReadonlySet<string>;
  /** Payments the reader has looked at. */
  readonly visited: ReadonlySet<string>;
  /** Goes where a row's link leads; a click that means a tab of its own is left to the browser. */
  readonly follow: (event: MouseEvent, to: string) => void;
}

export const ListContext = createContext<ListContextValue>({
  matches: noMatches,
  basis: "status",
  year: "",
  changed: new Set(),
  visited: new Set(),
  follow: () => undefined,
});

/** What the rows share; outside a list, nothing is marked and links are left to the browser. */
export function useListContext(): ListContextValue {
  return useContext(ListContext);
}

/** Apart from the rest: with every page that comes in there are more of them, and few cells show any. */
export const RowFactsContext = createContext<RowFacts>({ attempts: undefined, facts: undefined });

export function useFactsOfRows(): RowFacts {
  return useContext(RowFactsContext);
}
