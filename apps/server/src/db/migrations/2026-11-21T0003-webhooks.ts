import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("webhook_deliveries")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("received_at_ms", "bigint", (column) => column.notNull())
    .addColumn("ip", "text", (column) => column.notNull())
    .addColumn("content_type", "text")
    .addColumn("headers", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("imp_uid", "text")
    .addColumn("merchant_uid", "text")
    .addColumn("status", "text")
    .addColumn("cancellation_id", "text")
    .addColumn("verdict", "text", (column) => column.notNull())
    .addColumn("note", "text")
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_attempt_at_ms", "bigint")
    .addColumn("settled_at_ms", "bigint")
    .addColumn("answered_in_ms", "integer", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("webhook_deliveries_by_time")
    .on("webhook_deliveries")
    .columns(["received_at_ms", "id"])
    .execute();
  await db.schema.createIndex("webhook_deliveries_by_payment").on("webhook_deliveries").columns(["imp_uid"]).execute();
  await db.schema
    .createIndex("webhook_deliveries_by_attempt")
    .on("webhook_deliveries")
    .columns(["next_attempt_at_ms"])
    .execute();
}
