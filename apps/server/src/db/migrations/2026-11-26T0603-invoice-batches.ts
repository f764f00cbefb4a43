import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("invoice_batches")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("created_by", "text", (column) => column.notNull())
    .addColumn("created_by_name", "text", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("name", "text")
    .addColumn("content_hash", "text", (column) => column.notNull())
    .addColumn("copy", "integer", (column) => column.notNull())
    .addColumn("options", "text", (column) => column.notNull())
    .addColumn("sender_sealed", "text")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("row_count", "integer", (column) => column.notNull())
    .addColumn("rehearsed_at_ms", "bigint")
    .addColumn("started_at_ms", "bigint")
    .addColumn("started_by", "text")
    .addColumn("started_by_name", "text")
    .addColumn("paused_because", "text")
    .addColumn("finished_at_ms", "bigint")
    .addColumn("claimed_by", "text")
    .addColumn("claimed_until_ms", "bigint")
    .addUniqueConstraint("invoice_batches_by_content", ["content_hash", "copy"])
    .execute();
  await db.schema
    .createIndex("invoice_batches_by_time")
    .on("invoice_batches")
    .columns(["created_at_ms", "id"])
    .execute();
  await db.schema.createIndex("invoice_batches_by_state").on("invoice_batches").columns(["state"]).execute();
  await db.schema
    .createTable("invoice_batch_rows")
    .addColumn("batch_id", "text", (column) => column.notNull().references("invoice_batches.id"))
    .addColumn("row_number", "integer", (column) => column.notNull())
    .addColumn("line", "integer", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("imp_uid", "text")
    .addColumn("merchant_uid", "text")
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("receiver_sealed", "text")
    .addColumn("problems", "text", (column) => column.notNull())
    .addColumn("findings", "text", (column) => column.notNull())
    .addColumn("mode", "text")
    .addColumn("wants_change", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("pg_provider", "text")
    .addColumn("is_test", "integer")
    .addColumn("registered", "text")
    .addColumn("order_sealed", "text")
    .addColumn("attempt", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("instruction_id", "text")
    .addColumn("not_asked_because", "text")
    .addPrimaryKeyConstraint("invoice_batch_rows_by_number", ["batch_id", "row_number"])
    .execute();
  await db.schema
    .createIndex("invoice_batch_rows_by_state")
    .on("invoice_batch_rows")
    .columns(["batch_id", "state", "row_number"])
    .execute();
}
