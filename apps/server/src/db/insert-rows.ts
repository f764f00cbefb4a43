import { type Kysely, sql } from "kysely";
import { isPostgres } from "./dialect.ts";

export type ColumnKind = "integer" | "text";
export type CellValue = number | string | null;

export interface InsertColumns<Table extends string> {
  readonly table: Table;
  readonly columns: Readonly<Record<string, ColumnKind>>;
}

/**
 * Inserts any number of rows with one statement and one parameter: a JSON array the engine takes apart itself, which is
 * several times faster than a placeholder per cell. Text must be well formed and free of U+0000.
 */
export async function insertRows<Tables>(
  db: Kysely<Tables>,
  { table, columns }: InsertColumns<keyof Tables & string>,
  rows: readonly (readonly CellValue[])[],
  onConflict = sql``,
): Promise<void> {
  if (rows.length === 0) return;
  const kinds = Object.entries(columns);
  const names = sql.join(kinds.map(([name]) => sql.ref(name)));
  const json = JSON.stringify(rows);
  const cells = isPostgres(db)
    ? sql.join(kinds.map(([, kind], at) => sql.raw(`(value->>${at})${kind === "integer" ? "::bigint" : ""}`)))
    : sql.join(kinds.map((_, at) => sql.raw(`value->>${at}`)));
  const source = isPostgres(db) ? sql`jsonb_array_elements(${json}::jsonb) as value` : sql`json_each(${json})`;
  await sql`insert into ${sql.table(table)} (${names}) select ${cells} from ${source} where true ${onConflict}`.execute(
    db,
  );
}
