import { type Kysely, PostgresAdapter, type RawBuilder, sql } from "kysely";

/** Which engine answers this connection or transaction; for the few statements whose SQL differs. */
export function isPostgres<Tables>(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/**
 * `in (…)` for any number of values through one parameter, so that a batch of any size is the same statement. Of no values at
 * all nothing tells the type, which PostgreSQL asks for: nothing is in them, and whoever asks for `not in` leaves it out.
 */
export function inList<Value extends string | number, Tables>(
  db: Kysely<Tables>,
  values: readonly Value[],
): RawBuilder<Value> {
  if (values.length === 0) return sql<Value>`(null)`;
  if (!isPostgres(db)) return sql<Value>`(select value from json_each(${JSON.stringify(values)}))`;
  const type = sql.raw(values.every((value) => typeof value === "number") ? "bigint[]" : "text[]");
  return sql<Value>`(select unnest(${[...values]}::${type}))`;
}
