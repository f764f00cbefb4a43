const prefix = "maru.draft.";

/** Under what the tab keeps a person's half-filled form. */
export function draftKey(userId: string, what: string): string {
  return `${prefix}${userId}.${what}`;
}

/** What the tab keeps there, of no known shape; undefined where it keeps nothing that can be read. */
export function recallDraft(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return undefined;
  }
}

/** Keeps a half-filled form; null forgets it. A tab that may keep nothing, or is full, loses it at a reload and nothing else. */
export function storeDraft(key: string, draft: object | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Longer than the tab's memory, or no memory at all.
  }
}

/** Forgets every half-filled form of the tab: whoever signs out leaves nobody's name or account behind. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // A tab that may keep nothing holds nothing.
  }
}
