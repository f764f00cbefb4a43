import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("test_payments")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("merchant_uid", "text", (column) => column.notNull().unique())
    .addColumn("channel_key", "text", (column) => column.notNull())
    .addColumn("pg_provider", "text", (column) => column.notNull())
    .addColumn("mid", "text", (column) => column.notNull())
    .addColumn("is_test", "integer", (column) => column.notNull())
    .addColumn("channel_name", "text")
    .addColumn("method", "text", (column) => column.notNull())
    .addColumn("amount", "bigint", (column) => column.notNull())
    .addColumn("currency", "text", (column) => column.notNull())
    .addColumn("order_name", "text", (column) => column.notNull())
    .addColumn("started_by", "text", (column) => column.notNull())
    .addColumn("started_by_name", "text", (column) => column.notNull())
    .addColumn("started_at_ms", "bigint", (column) => column.notNull())
    .addColumn("preparation", "text", (column) => column.notNull())
    .addColumn("prepared_at_ms", "bigint")
    .addColumn("preparation_code", "text")
    .addColumn("preparation_words", "text")
    .addColumn("claim", "text")
    .addColumn("returned_at_ms", "bigint")
    .addColumn("verdict", "text")
    .addColumn("imp_uid", "text")
    .addColumn("found", "text")
    .addColumn("read_at_ms", "bigint")
    .addColumn("verified_at_ms", "bigint")
    .execute();
  await db.schema.createIndex("test_payments_by_time").on("test_payments").columns(["started_at_ms", "id"]).execute();
  await db.schema
    .createIndex("test_payments_by_channel")
    .on("test_payments")
    .columns(["channel_key", "verified_at_ms"])
    .execute();
}
