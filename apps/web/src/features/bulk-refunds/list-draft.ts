/** What is being brought, as it survives a reload: in this tab only, because a list may hold account numbers. */
export interface ListDraft {
  readonly text: string;
  /** Set while the text is that of a file. */
  readonly name: string | null;
  readonly reasonCode: string;
  readonly reasonText: string;
}

const key = "maru.bulk-refunds.draft";

const emptyDraft: ListDraft = { text: "", name: null, reasonCode: "change_of_mind", reasonText: "" };

export function loadDraft(): ListDraft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    if (typeof kept !== "object" || kept === null) return emptyDraft;
    const { text, name, reasonCode, reasonText } = { ...emptyDraft, ...kept };
    const isWhole = [text, reasonCode, reasonText].every((each) => typeof each === "string");
    return isWhole ? { text, name: typeof name === "string" ? name : null, reasonCode, reasonText } : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

export function keepDraft(draft: ListDraft): void {
  try {
    if (draft.text === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // A list too large for the tab's memory is kept by its file.
  }
}
