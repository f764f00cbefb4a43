import type { Money } from "@maru/domain";
import { useEffect, useMemo, useState } from "react";
import type { TextRange } from "../../components/highlight.tsx";

/** Where a search matches in the texts and amounts of a row. */
export interface TextMatches {
  rangesIn(text: string): readonly TextRange[];
  isAmount(amount: Money): boolean;
}

export const noMatches: TextMatches = { rangesIn: () => [], isAmount: () => false };

type Matcher = (typed: string) => TextMatches;

let matcher: Matcher | undefined;

/** Fetches what finds matches. Rows without a search need none of it, and rows with one do not wait for it. */
export async function loadMatcher(): Promise<Matcher> {
  matcher ??= (await import("./match-text.ts")).matchText;
  return matcher;
}

/** The matches of a typed text; none until what finds them has arrived. */
export function useTextMatches(typed: string | undefined): TextMatches {
  const [match, setMatch] = useState(() => matcher);
  const isWanted = typed !== undefined;
  useEffect(() => {
    if (!isWanted) return;
    let isGone = false;
    loadMatcher().then(
      (loaded) => {
        if (!isGone) setMatch(() => loaded);
      },
      () => {
        // Without it rows are found all the same, only unmarked.
      },
    );
    return () => {
      isGone = true;
    };
  }, [isWanted]);
  return useMemo(() => (typed === undefined || match === undefined ? noMatches : match(typed)), [typed, match]);
}
