import type { Kysely } from "kysely";

/** Who saw a buyer's data unmasked, of which payment, why, and until when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("buyer_reveals")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("user_id", "text", (column) => column.notNull())
    .addColumn("session_id", "text", (column) => column.notNull())
    .addColumn("revealed_at_ms", "bigint", (column) => column.notNull())
    .addColumn("expires_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("buyer_reveals_by_session")
    .on("buyer_reveals")
    .columns(["session_id", "imp_uid", "expires_at_ms"])
    .execute();
}
