import { type Kysely, sql } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("address_lists")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("is_on", "integer", (column) => column.notNull())
    .addColumn("version", "integer", (column) => column.notNull())
    .addColumn("changed_by", "text")
    .addColumn("changed_by_name", "text")
    .addColumn("changed_at_ms", "bigint")
    .execute();
  for (const name of ["iamport", "required", "console"]) {
    await sql`insert into address_lists (name, is_on, version) values (${name}, 0, 0)`.execute(db);
  }
  await db.schema
    .createTable("address_rules")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("list", "text", (column) => column.notNull())
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("cidr", "text", (column) => column.notNull())
    .addColumn("memo", "text", (column) => column.notNull())
    .addColumn("declared_by", "text", (column) => column.notNull())
    .addColumn("declared_by_name", "text", (column) => column.notNull())
    .addColumn("declared_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("address_rules_by_list").on("address_rules").columns(["list", "position"]).execute();
}
