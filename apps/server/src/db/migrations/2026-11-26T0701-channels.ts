import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("channel_snapshots")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("day", "text", (column) => column.notNull())
    .addColumn("taken_at_ms", "bigint", (column) => column.notNull())
    .addColumn("channels", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("channel_snapshots_by_time").on("channel_snapshots").column("taken_at_ms").execute();
  await db.schema
    .createTable("channel_changes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("seen_at_ms", "bigint", (column) => column.notNull())
    .addColumn("since_ms", "bigint", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("before", "text")
    .addColumn("after", "text")
    .execute();
  await db.schema.createIndex("channel_changes_by_time").on("channel_changes").columns(["seen_at_ms", "id"]).execute();
}
