import { useCallback, useRef, useState } from "react";
import type * as z from "zod/mini";
import { draftKey, recallDraft, storeDraft } from "./drafts.ts";
import { useSession } from "./session.tsx";

interface TabDraft<Draft> {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  /** For once it was sent. What stands in the form stays. */
  readonly forget: () => void;
}

interface TabDraftOptions<Draft> {
  /** Names the form, and what it is about where there is one for each payment or address. */
  readonly what: string;
  readonly shape: z.ZodMiniType<Draft>;
  readonly start: () => Draft;
  /** Leaves out what may stand nowhere but in the form. */
  readonly keep?: (draft: Draft) => Draft;
}

/**
 * A half-filled form that survives a reload and signing in again, in this tab only and for this person only. Where the tab
 * keeps nothing, it is a form like any other.
 */
export function useTabDraft<Draft extends object>(options: TabDraftOptions<Draft>): TabDraft<Draft> {
  const { what, shape, start, keep = (draft: Draft) => draft } = options;
  const key = draftKey(useSession().user.id, what);
  const [draft, setDraft] = useState<Draft>(() => shape.safeParse(recallDraft(key)).data ?? start());
  // Two changes may come before the first of them is drawn.
  const latest = useRef(draft);
  const change = (part: Partial<Draft>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    setDraft(next);
    storeDraft(key, keep(next));
  };
  const forget = useCallback(() => storeDraft(key, null), [key]);
  return { draft, change, forget };
}
