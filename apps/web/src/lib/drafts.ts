const prefix = "maru.draft.";

/** Under what the tab keeps a person's half-filled form. */
export function draftKey(userId: string, what: string): string {
  return `${prefix}${userId}.${what}`;
}

/** Forgets every half-filled form of the tab: whoever signs out leaves nobody's name or account behind. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // A tab that may keep nothing holds nothing.
  }
}
