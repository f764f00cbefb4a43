import type { Kysely } from "kysely";

/** What notes say, kept by payment for search: rows of payments come and go with what upstream says of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("payment_note_texts")
    .addColumn("imp_uid", "text", (column) => column.primaryKey())
    .addColumn("texts", "text", (column) => column.notNull())
    .execute();
}
