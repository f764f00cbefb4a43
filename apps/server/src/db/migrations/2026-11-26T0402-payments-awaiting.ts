import { type Kysely, sql } from "kysely";

/** Few payments wait for a deposit, and the board of them asks for all of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index payments_awaiting on payments (id) where status = 'ready' and method = 'vbank'`.execute(db);
}
