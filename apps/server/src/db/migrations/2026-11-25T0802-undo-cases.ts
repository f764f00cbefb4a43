import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("undo_cases")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("cancellation_id", "text", (column) => column.notNull())
    .addColumn("amount", "bigint", (column) => column.notNull())
    .addColumn("currency", "text", (column) => column.notNull())
    .addColumn("cancelled_amount", "bigint", (column) => column.notNull())
    .addColumn("closes_at_ms", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("opened_at_ms", "bigint", (column) => column.notNull())
    .addColumn("opened_by", "text", (column) => column.notNull())
    .addColumn("opened_by_name", "text", (column) => column.notNull())
    .addColumn("checks", "integer", (column) => column.notNull())
    .addColumn("last_checked_at_ms", "bigint")
    .addColumn("next_check_at_ms", "bigint")
    .addColumn("closed_at_ms", "bigint")
    .addUniqueConstraint("undo_cases_by_cancellation", ["imp_uid", "cancellation_id"])
    .execute();
  await db.schema.createIndex("undo_cases_by_check").on("undo_cases").columns(["next_check_at_ms"]).execute();
}
