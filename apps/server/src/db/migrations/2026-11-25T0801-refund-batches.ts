import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("refund_batches")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_by_name", "text", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("name", "text")
    .addColumn("content_hash", "text", (column) => column.notNull())
    .addColumn("copy", "integer", (column) => column.notNull())
    .addColumn("options", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("row_count", "integer", (column) => column.notNull())
    .addColumn("rehearsed_by", "text")
    .addColumn("rehearsed_at_ms", "bigint")
    .addColumn("rehearsed_totals", "text")
    .addColumn("started_at_ms", "bigint")
    .addColumn("started_by", "text")
    .addColumn("started_by_name", "text")
    .addColumn("paused_because", "text")
    .addColumn("finished_at_ms", "bigint")
    .addColumn("claimed_by", "text")
    .addColumn("claimed_until_ms", "bigint")
    .addUniqueConstraint("refund_batches_by_content", ["content_hash", "copy"])
    .execute();
  await db.schema.createIndex("refund_batches_by_time").on("refund_batches").columns(["created_at_ms", "id"]).execute();
  await db.schema.createIndex("refund_batches_by_state").on("refund_batches").columns(["state"]).execute();
  await db.schema
    .createTable("refund_batch_rows")
    .addColumn("batch_id", "text", (column) => column.notNull().references("refund_batches.id"))
    .addColumn("row_number", "integer", (column) => column.notNull())
    .addColumn("line", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("imp_uid", "text")
    .addColumn("merchant_uid", "text")
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("account_sealed", "text")
    .addColumn("problems", "text", (column) => column.notNull())
    .addColumn("method", "text")
    .addColumn("currency", "text")
    .addColumn("amount", "bigint")
    .addColumn("balance_seen", "bigint")
    .addColumn("is_test", "integer")
    .addColumn("customer_key", "text")
    .addColumn("needs_approval", "integer")
    .addColumn("request", "text")
    .addColumn("request_account_sealed", "text")
    .addColumn("findings", "text", (column) => column.notNull())
    .addColumn("attempt", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("refund_id", "text")
    .addColumn("not_asked_because", "text")
    .addPrimaryKeyConstraint("refund_batch_rows_by_number", ["batch_id", "row_number"])
    .execute();
  await db.schema
    .createIndex("refund_batch_rows_by_state")
    .on("refund_batch_rows")
    .columns(["batch_id", "state", "row_number"])
    .execute();
  await db.schema
    .createIndex("refund_batch_rows_by_payment")
    .on("refund_batch_rows")
    .columns(["batch_id", "imp_uid"])
    .execute();
}
