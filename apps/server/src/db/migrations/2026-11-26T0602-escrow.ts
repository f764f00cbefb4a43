import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("escrow_shipments")
    .addColumn("imp_uid", "text", (column) => column.primaryKey())
    .addColumn("company", "text")
    .addColumn("invoice", "text")
    .addColumn("sent_at", "bigint")
    .addColumn("applied_at", "bigint")
    .addColumn("receiving_on", "text")
    .addColumn("details_sealed", "text")
    .addColumn("is_ours", "integer", (column) => column.notNull())
    .addColumn("registered_by_name", "text")
    .addColumn("registered_at_ms", "bigint")
    .addColumn("changed_by_name", "text")
    .addColumn("changed_at_ms", "bigint")
    .addColumn("confirms_on", "text")
    .addColumn("read_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("escrow_shipments_by_confirmation")
    .on("escrow_shipments")
    .columns(["confirms_on", "imp_uid"])
    .execute();
  // Escrow is a small part of all payments: its board reads these few and never the rest.
  await sql`create index payments_of_escrow on payments (id) where is_escrow = 1`.execute(db);
}
