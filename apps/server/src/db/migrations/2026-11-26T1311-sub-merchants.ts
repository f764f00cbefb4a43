import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sub_merchants")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("code", "text", (column) => column.notNull().unique())
    .addColumn("address", "text", (column) => column.notNull().unique())
    .addColumn("name", "text")
    .addColumn("is_known", "integer")
    .addColumn("read_at_ms", "bigint")
    .addColumn("declared_by", "text", (column) => column.notNull())
    .addColumn("declared_by_name", "text", (column) => column.notNull())
    .addColumn("declared_at_ms", "bigint", (column) => column.notNull())
    .execute();
}
