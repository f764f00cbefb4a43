import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("alert_rules")
    .addColumn("rule", "text", (column) => column.primaryKey())
    .addColumn("is_enabled", "integer", (column) => column.notNull())
    .addColumn("figures", "text", (column) => column.notNull())
    .addColumn("muted_until_ms", "bigint")
    .addColumn("muted_by_name", "text")
    .execute();

  await db.schema
    .createTable("alert_destinations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("language", "text", (column) => column.notNull())
    .addColumn("sealed", "text", (column) => column.notNull())
    .addColumn("shown", "text", (column) => column.notNull())
    .addColumn("added_at_ms", "bigint", (column) => column.notNull())
    .addColumn("added_by_name", "text", (column) => column.notNull())
    .addColumn("removed_at_ms", "bigint")
    .execute();

  await db.schema
    .createTable("alerts")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("rule", "text", (column) => column.notNull())
    .addColumn("key", "text", (column) => column.notNull().unique())
    .addColumn("raised_at_ms", "bigint", (column) => column.notNull())
    .addColumn("facts", "text", (column) => column.notNull())
    .addColumn("is_muted", "integer", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("alerts_by_time").on("alerts").columns(["raised_at_ms", "id"]).execute();

  await db.schema
    .createTable("alert_sends")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("alert_id", "text")
    .addColumn("destination_id", "text", (column) => column.notNull())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_attempt_at_ms", "bigint")
    .addColumn("settled_at_ms", "bigint")
    .addColumn("problem", "text")
    .addColumn("took_ms", "integer")
    .execute();
  await db.schema.createIndex("alert_sends_by_attempt").on("alert_sends").columns(["next_attempt_at_ms"]).execute();
  await db.schema
    .createIndex("alert_sends_by_destination")
    .on("alert_sends")
    .columns(["destination_id", "created_at_ms"])
    .execute();
  await db.schema.createIndex("alert_sends_by_alert").on("alert_sends").columns(["alert_id"]).execute();

  await db.schema
    .alterTable("webhook_misses")
    .addColumn("is_alerted", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.createIndex("webhook_misses_by_alert").on("webhook_misses").columns(["is_alerted"]).execute();
  await db.schema.createIndex("payment_changes_by_time").on("payment_changes").columns(["seen_at_ms"]).execute();
}
