/** What somebody wrote about a payment. Ours alone: it cannot be read anew from upstream. */
export interface PaymentNoteRow {
  /** Minted where it was written, so that sending it twice writes it once. */
  id: string;
  imp_uid: string;
  /** The wording in force. */
  text: string;
  /** From 1; each edit adds one. */
  version: number;
  author_user_id: string;
  author_name: string;
  written_at_ms: number;
  edited_at_ms: number | null;
  /** A removed note is no longer shown or found; its wordings stay. */
  removed_at_ms: number | null;
  removed_by_name: string | null;
}

/** Every wording a note ever had, the one in force included. */
export interface PaymentNoteVersionRow {
  note_id: string;
  version: number;
  text: string;
  written_at_ms: number;
}

/** A person a note calls in. */
export interface PaymentNoteMentionRow {
  note_id: string;
  user_id: string;
  /** As the person was called then, and as the note's text calls them. */
  name: string;
  mentioned_at_ms: number;
  seen_at_ms: number | null;
}

export interface NotesTables {
  payment_notes: PaymentNoteRow;
  payment_note_versions: PaymentNoteVersionRow;
  payment_note_mentions: PaymentNoteMentionRow;
}
