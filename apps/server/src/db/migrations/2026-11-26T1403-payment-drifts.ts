import { type Kysely, sql } from "kysely";

/** Where the index and i'mport, or two of i'mport's own figures, turned out not to say the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("payment_drifts")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("noticed_at_ms", "bigint", (column) => column.notNull())
    .addColumn("is_alerted", "smallint", (column) => column.notNull())
    .execute();
  await sql`create index payment_drifts_untold on payment_drifts (noticed_at_ms, id) where is_alerted = 0`.execute(db);
}
