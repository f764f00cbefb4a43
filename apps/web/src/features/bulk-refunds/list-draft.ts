import { draftKey, recallDraft, storeDraft } from "../../lib/drafts.ts";

/** What is being brought, as it survives a reload: in this tab and for this person only, because a list may hold account numbers. */
export interface ListDraft {
  readonly text: string;
  /** Set while the text is that of a file. */
  readonly name: string | null;
  readonly reasonCode: string;
  readonly reasonText: string;
}

const what = "bulk-refunds";

const emptyDraft: ListDraft = { text: "", name: null, reasonCode: "change_of_mind", reasonText: "" };

export function loadDraft(userId: string): ListDraft {
  const kept = recallDraft(draftKey(userId, what));
  if (typeof kept !== "object" || kept === null) return emptyDraft;
  const { text, name, reasonCode, reasonText } = { ...emptyDraft, ...kept };
  const isWhole = [text, reasonCode, reasonText].every((each) => typeof each === "string");
  return isWhole ? { text, name: typeof name === "string" ? name : null, reasonCode, reasonText } : emptyDraft;
}

export function keepDraft(userId: string, draft: ListDraft): void {
  // A list too large for the tab's memory is kept by its file.
  storeDraft(draftKey(userId, what), draft.text === "" ? null : draft);
}
