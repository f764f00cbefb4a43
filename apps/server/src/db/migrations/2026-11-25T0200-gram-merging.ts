import { type Kysely, sql } from "kysely";
import { isPostgres } from "../dialect.ts";

/**
 * Every page of a first load is a segment of SQLite's gram index. Merging sixteen of a level at a time instead of four
 * writes each gram half as often, which is a tenth of what a first load costs; a search looks into a few more segments.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) return;
  await sql`insert into payment_grams (payment_grams, rank) values ('automerge', 16)`.execute(db);
}
