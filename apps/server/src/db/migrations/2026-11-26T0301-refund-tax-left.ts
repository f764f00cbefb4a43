import type { Kysely } from "kysely";

/** What is left for tax of a payment once a refund is done, as whoever asked for it stated it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("refunds").addColumn("tax_free_left", "bigint").execute();
  await db.schema.alterTable("refunds").addColumn("vat_left", "bigint").execute();
}
