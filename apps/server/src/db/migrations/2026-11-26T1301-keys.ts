import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("key_refusals")
    .addColumn("operation", "text", (column) => column.notNull())
    .addColumn("hour_ms", "bigint", (column) => column.notNull())
    .addColumn("calls", "bigint", (column) => column.notNull())
    .addColumn("first_at_ms", "bigint", (column) => column.notNull())
    .addColumn("last_at_ms", "bigint", (column) => column.notNull())
    .addColumn("http_status", "integer")
    .addColumn("hint", "text")
    .addColumn("message", "text")
    .addPrimaryKeyConstraint("key_refusals_key", ["operation", "hour_ms"])
    .execute();
  await db.schema.createIndex("key_refusals_by_time").on("key_refusals").column("last_at_ms").execute();
  await db.schema
    .createTable("key_checks")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addColumn("by_name", "text", (column) => column.notNull())
    .addColumn("verdict", "text", (column) => column.notNull())
    .addColumn("code", "text")
    .addColumn("message", "text")
    .addColumn("secret_fingerprint", "text", (column) => column.notNull())
    .addColumn("is_new_token", "integer")
    .execute();
  await db.schema.createIndex("key_checks_by_time").on("key_checks").columns(["at_ms", "id"]).execute();
}
