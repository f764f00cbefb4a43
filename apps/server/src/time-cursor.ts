import { AppError } from "@maru/domain";
import { type RawBuilder, type SqlBool, sql } from "kysely";

/** A place in a list ordered by time and id: where the page before ended. */
export interface TimePlace {
  /** In the unit of the list's own column. */
  readonly at: number;
  readonly id: string;
}

export interface TimePage<Row> {
  readonly rows: readonly Row[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/**
 * Reads one page of a list ordered by time and id, after the place its cursor names, and one row more to know whether
 * another page follows. The id has to have a form where one is given. Throws INVALID_INPUT for a cursor of another list.
 */
export async function readTimePage<Row>(
  { cursor, limit, idForm }: { readonly cursor?: string | undefined; readonly limit: number; readonly idForm?: RegExp },
  find: (place: TimePlace | null, limit: number) => Promise<readonly Row[]>,
  placeOf: (row: Row) => { readonly at: number; readonly id: string | number },
): Promise<TimePage<Row>> {
  const found = await find(readTimeCursor(cursor, idForm), limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  if (found.length <= limit || last === undefined) return { rows, nextCursor: null };
  const { at, id } = placeOf(last);
  return { rows, nextCursor: `${at}.${id}` };
}

/** The condition that a row stands after a place in a list of the newest first; every row does where there is none. */
export function isOlderThan(
  place: TimePlace | null,
  { at, id = "id" }: { readonly at: string; readonly id?: string },
): RawBuilder<SqlBool> {
  if (place === null) return sql<SqlBool>`1 = 1`;
  return sql<SqlBool>`(${sql.ref(at)}, ${sql.ref(id)}) < (${place.at}, ${place.id})`;
}

function readTimeCursor(cursor: string | undefined, idForm?: RegExp): TimePlace | null {
  if (cursor === undefined) return null;
  const [, at, id] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined || idForm?.test(id) === false) {
    throw new AppError("INVALID_INPUT", "The page address is not one of this list.", { details: { field: "cursor" } });
  }
  return { at: Number(at), id };
}
