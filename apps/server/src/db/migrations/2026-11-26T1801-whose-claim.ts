import type { Kysely } from "kysely";

/** Whose the kept claim of a redirect is, whether it came by the window's own address, and how many others were set aside. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("test_payments").addColumn("claim_by", "text").execute();
  await db.schema
    .alterTable("test_payments")
    .addColumn("claim_is_from_window", "smallint", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .alterTable("test_payments")
    .addColumn("other_claims", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
}
