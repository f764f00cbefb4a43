import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("launch_attestations")
    .addColumn("mode", "text", (column) => column.notNull())
    .addColumn("box", "text", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("answer", "text", (column) => column.notNull())
    .addColumn("evidence", "text")
    .addColumn("by_user_id", "text", (column) => column.notNull())
    .addColumn("by_name", "text", (column) => column.notNull())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("launch_attestations_key", ["mode", "box", "version"])
    .execute();
  // The checklist asks for the last webhook of a kind, and some kinds are rare among many.
  await db.schema
    .createIndex("webhook_deliveries_by_claim")
    .on("webhook_deliveries")
    .columns(["is_test", "status", "received_at_ms"])
    .execute();
}
