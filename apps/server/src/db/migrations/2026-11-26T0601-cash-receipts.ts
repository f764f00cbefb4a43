import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("cash_receipts")
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("noted_at_ms", "bigint", (column) => column.notNull())
    .addColumn("read_at_ms", "bigint", (column) => column.notNull())
    .addColumn("channel_key", "text")
    .addColumn("pg_provider", "text")
    .addColumn("order_name", "text")
    .addColumn("type", "text")
    .addColumn("identifier_type", "text")
    .addColumn("identifier_masked", "text")
    .addColumn("amount", "bigint")
    .addColumn("vat", "bigint")
    .addColumn("tax_free", "bigint")
    .addColumn("receipt_tid", "text")
    .addColumn("apply_number", "text")
    .addColumn("receipt_url", "text")
    .addColumn("applied_at", "bigint")
    .addColumn("cancelled_at", "bigint")
    .addColumn("is_ours", "integer", (column) => column.notNull())
    .addColumn("issued_by_name", "text")
    .addColumn("issued_at_ms", "bigint")
    .addPrimaryKeyConstraint("cash_receipts_by_target", ["source", "target"])
    .execute();
  await db.schema
    .createIndex("cash_receipts_by_time")
    .on("cash_receipts")
    .columns(["source", "noted_at_ms", "target"])
    .execute();
  await db.schema
    .createIndex("cash_receipts_by_state")
    .on("cash_receipts")
    .columns(["state", "source", "target"])
    .execute();
  await db.schema
    .createTable("cash_receipt_checks")
    .addColumn("day", "text", (column) => column.primaryKey())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("phase", "text", (column) => column.notNull())
    .addColumn("after_key", "text", (column) => column.notNull())
    .addColumn("receipts_read", "integer", (column) => column.notNull())
    .addColumn("receipts_found", "integer", (column) => column.notNull())
    .addColumn("reads_failed", "integer", (column) => column.notNull())
    .addColumn("mismatches", "integer")
    .addColumn("started_at_ms", "bigint", (column) => column.notNull())
    .addColumn("finished_at_ms", "bigint")
    .addColumn("claimed_by", "text")
    .addColumn("claimed_until_ms", "bigint")
    .execute();
}
