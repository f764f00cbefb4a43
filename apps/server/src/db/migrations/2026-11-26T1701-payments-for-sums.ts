import { type Kysely, sql } from "kysely";
import { isPostgres } from "../dialect.ts";

/**
 * What a payment adds to sums, in the order of the gram index: counting what a name matches reads a quarter of the pages that
 * the payments themselves take. PostgreSQL reads the payments in the order of its own pages, and gains nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) return;
  await sql`
    create index payments_for_sums on payments (id, status, currency, is_test, amount, cancelled_amount)`.execute(db);
}
