import { type Kysely, PostgresAdapter } from "kysely";

/** Which engine answers this connection or transaction; for the few statements whose SQL differs. */
export function isPostgres<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}
