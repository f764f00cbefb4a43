import type { Kysely } from "kysely";

/** What people write about a payment, every wording of it, and whom they call in. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("payment_notes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("author_user_id", "text", (column) => column.notNull())
    .addColumn("author_name", "text", (column) => column.notNull())
    .addColumn("written_at_ms", "bigint", (column) => column.notNull())
    .addColumn("edited_at_ms", "bigint")
    .addColumn("removed_at_ms", "bigint")
    .addColumn("removed_by_name", "text")
    .execute();
  await db.schema
    .createIndex("payment_notes_by_payment")
    .on("payment_notes")
    .columns(["imp_uid", "written_at_ms"])
    .execute();
  await db.schema
    .createTable("payment_note_versions")
    .addColumn("note_id", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("written_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("payment_note_versions_key", ["note_id", "version"])
    .execute();
  await db.schema
    .createTable("payment_note_mentions")
    .addColumn("note_id", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("mentioned_at_ms", "bigint", (column) => column.notNull())
    .addColumn("seen_at_ms", "bigint")
    .addPrimaryKeyConstraint("payment_note_mentions_key", ["note_id", "user_id"])
    .execute();
  await db.schema
    .createIndex("payment_note_mentions_by_person")
    .on("payment_note_mentions")
    .columns(["user_id", "mentioned_at_ms"])
    .execute();
}
