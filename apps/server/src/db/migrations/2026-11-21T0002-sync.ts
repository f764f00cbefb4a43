import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sync_state")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("phase", "text", (column) => column.notNull())
    .addColumn("cursor", "text")
    .addColumn("covered_from", "text", (column) => column.notNull())
    .addColumn("started_at_ms", "bigint", (column) => column.notNull())
    .addColumn("last_read_at_ms", "bigint")
    .addColumn("watermark", "bigint")
    .execute();
  await db.schema
    .createTable("sync_leases")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("expires_at_ms", "bigint", (column) => column.notNull())
    .execute();
}
