import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  const deliveries = () => db.schema.alterTable("webhook_deliveries");
  await deliveries()
    .addColumn("answered_status", "integer", (column) => column.notNull().defaultTo(200))
    .execute();
  await deliveries().addColumn("is_test", "integer").execute();
  await deliveries().addColumn("replay_id", "text").execute();
  await deliveries().addColumn("replay_of", "text").execute();
  await deliveries().addColumn("replayed_by", "text").execute();
  await deliveries().addColumn("replayed_by_name", "text").execute();
  await db.schema
    .createIndex("webhook_deliveries_by_mode")
    .on("webhook_deliveries")
    .columns(["is_test", "received_at_ms"])
    .execute();
  await db.schema
    .createIndex("webhook_deliveries_by_replay")
    .unique()
    .on("webhook_deliveries")
    .columns(["replay_of", "replay_id"])
    .execute();
  await db.schema
    .createIndex("webhook_deliveries_by_replay_id")
    .on("webhook_deliveries")
    .columns(["replay_id"])
    .execute();

  await db.schema
    .createTable("webhook_settings")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("retention_days", "integer", (column) => column.notNull())
    .addColumn("is_gated", "integer", (column) => column.notNull())
    .addColumn("missing_after_minutes", "integer", (column) => column.notNull())
    .addColumn("forward_url", "text")
    .addColumn("forward_secret", "text")
    .addColumn("is_forwarding", "integer", (column) => column.notNull())
    .execute();
  await sql`
    insert into webhook_settings (id, retention_days, is_gated, missing_after_minutes, is_forwarding)
    values (1, 90, 0, 10, 0)`.execute(db);
}
