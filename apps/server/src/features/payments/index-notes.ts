import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { findStoredCopies, lockIndex, replaceTexts, saveNoteTexts } from "./payments.repository.ts";
import { searchTextsOf } from "./search-texts.ts";

/**
 * Makes a payment findable by these texts and no other notes: all that its notes say now. Belongs in the transaction that
 * changes a note. A payment that is not in the index yet is findable by them once it is.
 */
export async function indexNotes(tx: Transaction<Database>, impUid: string, texts: readonly string[]): Promise<void> {
  await lockIndex(tx);
  await saveNoteTexts(tx, impUid, texts);
  const [copy] = await findStoredCopies(tx, [impUid]);
  if (copy !== undefined) await replaceTexts(tx, [{ id: copy.id, ...searchTextsOf(copy.wire, texts) }]);
}
