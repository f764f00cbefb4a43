import type { Kysely } from "kysely";

/** What webhooks said of escrows; kept longer than the webhooks themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("escrow_notices")
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("code", "text", (column) => column.notNull())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addColumn("reason", "text")
    .addColumn("told_at_ms", "bigint", (column) => column.notNull())
    .addColumn("is_from_published_address", "smallint", (column) => column.notNull())
    .addPrimaryKeyConstraint("escrow_notices_once", ["imp_uid", "at_ms", "code"])
    .execute();
}
