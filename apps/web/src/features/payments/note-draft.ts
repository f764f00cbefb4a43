/** An unsent note, kept in this browser under the person's own name so that a reload or a new sign-in loses nothing. */
export interface NoteDraft {
  /** Minted with the draft: sending it twice, before and after a crash, writes one note. */
  readonly noteId: string;
  readonly text: string;
  readonly mentions: readonly { readonly userId: string; readonly name: string }[];
}

/** Nobody comes back to a half-written sentence after this long, and it may name a buyer. */
const keptForMs = 7 * 86_400_000;
const prefix = "maru.note-draft.";

export function emptyDraft(): NoteDraft {
  return { noteId: crypto.randomUUID(), text: "", mentions: [] };
}

/** `about` is the payment a new note is about, or the note that is worded anew. */
function keyOf(userId: string, about: string): string {
  return `${prefix}${userId}.${about}`;
}

export function readDraft(userId: string, about: string, nowMs: number): NoteDraft {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(userId, about)) ?? "null");
    if (!isStoredDraft(stored) || nowMs - stored.atMs > keptForMs) return emptyDraft();
    return { noteId: stored.noteId, text: stored.text, mentions: stored.mentions.filter(isMention) };
  } catch {
    return emptyDraft();
  }
}

/** Keeps the draft; an empty one is forgotten. Storage that is full or forbidden costs the memory, nothing else. */
export function keepDraft(userId: string, about: string, draft: NoteDraft, nowMs: number): void {
  try {
    const key = keyOf(userId, about);
    if (draft.text.trim() === "") localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify({ ...draft, atMs: nowMs }));
  } catch {
    // See above.
  }
}

function isStoredDraft(
  value: unknown,
): value is { readonly noteId: string; readonly text: string; readonly mentions: unknown[]; readonly atMs: number } {
  return (
    typeof value === "object" &&
    value !== null &&
    "noteId" in value &&
    typeof value.noteId === "string" &&
    "text" in value &&
    typeof value.text === "string" &&
    "mentions" in value &&
    Array.isArray(value.mentions) &&
    "atMs" in value &&
    typeof value.atMs === "number"
  );
}

function isMention(value: unknown): value is NoteDraft["mentions"][number] {
  return (
    typeof value === "object" &&
    value !== null &&
    "userId" in value &&
    typeof value.userId === "string" &&
    "name" in value &&
    typeof value.name === "string"
  );
}
