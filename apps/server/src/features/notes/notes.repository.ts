import type { Kysely, Transaction } from "kysely";
import { inList } from "../../db/dialect.ts";
import type { Database } from "../../db/schema.ts";
import type { PaymentNoteMentionRow, PaymentNoteRow, PaymentNoteVersionRow } from "./notes.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Every note about a payment, removed ones included, oldest first. */
export function selectNotes(db: Db, impUid: string): Promise<PaymentNoteRow[]> {
  return db
    .selectFrom("payment_notes")
    .selectAll()
    .where("imp_uid", "=", impUid)
    .orderBy("written_at_ms")
    .orderBy("id")
    .execute();
}

/** The note, removed ones as well; undefined where there is none of this id. */
export function findNote(db: Db, id: string): Promise<PaymentNoteRow | undefined> {
  return db.selectFrom("payment_notes").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Every version of these notes, the first of each first. */
export function selectVersions(db: Db, noteIds: readonly string[]): Promise<PaymentNoteVersionRow[]> {
  return db
    .selectFrom("payment_note_versions")
    .selectAll()
    .where("note_id", "in", inList(db, noteIds))
    .orderBy("version")
    .execute();
}

/** Who is called in by these notes, by name. */
export function selectMentionsIn(db: Db, noteIds: readonly string[]): Promise<PaymentNoteMentionRow[]> {
  return db
    .selectFrom("payment_note_mentions")
    .selectAll()
    .where("note_id", "in", inList(db, noteIds))
    .orderBy("name")
    .execute();
}

/** The wordings in force of what is written about a payment, oldest first. */
export async function findStandingTexts(db: Db, impUid: string): Promise<string[]> {
  const rows = await db
    .selectFrom("payment_notes")
    .select("text")
    .where("imp_uid", "=", impUid)
    .where("removed_at_ms", "is", null)
    .orderBy("written_at_ms")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.text);
}

/** Writes the note unless one of that id is there already; false when there is. */
export async function insertNote(tx: Tx, note: PaymentNoteRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("payment_notes")
    .values(note)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Adds a version to a note, in the transaction that changes it. */
export async function insertVersion(tx: Tx, version: PaymentNoteVersionRow): Promise<void> {
  await tx.insertInto("payment_note_versions").values(version).execute();
}

/** Changes a note that still stands at this version; false when it does not. */
export async function updateNote(
  tx: Tx,
  at: { readonly id: string; readonly version: number },
  change: Partial<Pick<PaymentNoteRow, "text" | "version" | "edited_at_ms" | "removed_at_ms" | "removed_by_name">>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("payment_notes")
    .set(change)
    .where("id", "=", at.id)
    .where("version", "=", at.version)
    .where("removed_at_ms", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Makes these the people a note calls in; whoever was among them before has no second entry. */
export async function replaceMentions(
  tx: Tx,
  noteId: string,
  mentions: readonly PaymentNoteMentionRow[],
): Promise<void> {
  const kept = mentions.map((mention) => mention.user_id);
  await tx
    .deleteFrom("payment_note_mentions")
    .where("note_id", "=", noteId)
    .$if(kept.length > 0, (query) => query.where("user_id", "not in", inList(tx, kept)))
    .execute();
  if (mentions.length === 0) return;
  await tx
    .insertInto("payment_note_mentions")
    .values([...mentions])
    .onConflict((conflict) => conflict.columns(["note_id", "user_id"]).doNothing())
    .execute();
}

export interface MentionWithNote extends Pick<PaymentNoteRow, "imp_uid" | "text" | "author_name"> {
  readonly note_id: string;
  readonly mentioned_at_ms: number;
  readonly seen_at_ms: number | null;
}

/** The newest calls for a person, in notes that still stand. */
export function selectMentionsOf(db: Db, userId: string, limit: number): Promise<MentionWithNote[]> {
  return db
    .selectFrom("payment_note_mentions")
    .innerJoin("payment_notes", "payment_notes.id", "payment_note_mentions.note_id")
    .where("payment_note_mentions.user_id", "=", userId)
    .where("payment_notes.removed_at_ms", "is", null)
    .orderBy("payment_note_mentions.mentioned_at_ms", "desc")
    .orderBy("payment_note_mentions.note_id", "desc")
    .limit(limit)
    .select([
      "payment_note_mentions.note_id",
      "payment_note_mentions.mentioned_at_ms",
      "payment_note_mentions.seen_at_ms",
      "payment_notes.imp_uid",
      "payment_notes.text",
      "payment_notes.author_name",
    ])
    .execute();
}

/** How many notes that are still there call this person in unseen. */
export async function countUnseenMentions(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom("payment_note_mentions")
    .innerJoin("payment_notes", "payment_notes.id", "payment_note_mentions.note_id")
    .where("payment_note_mentions.user_id", "=", userId)
    .where("payment_note_mentions.seen_at_ms", "is", null)
    .where("payment_notes.removed_at_ms", "is", null)
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirst();
  return row?.count ?? 0;
}

/** Marks a person's calls as seen: those about one payment, or all. */
export async function markMentionsSeen(
  tx: Tx,
  userId: string,
  impUid: string | undefined,
  nowMs: number,
): Promise<void> {
  let query = tx
    .updateTable("payment_note_mentions")
    .set({ seen_at_ms: nowMs })
    .where("user_id", "=", userId)
    .where("seen_at_ms", "is", null);
  if (impUid !== undefined) {
    query = query.where("note_id", "in", (from) =>
      from.selectFrom("payment_notes").select("id").where("imp_uid", "=", impUid),
    );
  }
  await query.execute();
}
