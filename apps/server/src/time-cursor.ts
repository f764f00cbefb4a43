import { AppError } from "@maru/domain";

/** A place in a list ordered by time and id: where the page before ended. */
export interface TimePlace {
  readonly atMs: number;
  readonly id: string;
}

/** Reads a cursor of such a list, of which the id has to have a form where one is given. Throws INVALID_INPUT. */
export function readTimeCursor(cursor: string | undefined, idForm?: RegExp): TimePlace | null {
  if (cursor === undefined) return null;
  const [, atMs, id] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? [];
  if (atMs === undefined || id === undefined || idForm?.test(id) === false) {
    throw new AppError("INVALID_INPUT", "The page address is not one of this list.", { details: { field: "cursor" } });
  }
  return { atMs: Number(atMs), id };
}
