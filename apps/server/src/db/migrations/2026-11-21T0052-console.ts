import type { Kysely } from "kysely";

/** What the database knows of itself. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("console_facts")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("value", "text", (column) => column.notNull())
    .execute();
}
