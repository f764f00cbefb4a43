import { expect, test } from "vitest";
import { readTimePage, type TimePlace } from "./time-cursor.ts";

const rows = [3, 2, 1].map((at) => ({ at, id: `id-${at}` }));

async function find(place: TimePlace | null, limit: number) {
  return rows.filter(({ at }) => place === null || at < place.at).slice(0, limit);
}

const pageAfter = (cursor?: string) =>
  readTimePage({ cursor, limit: 2, idForm: /^[\w-]+$/ }, find, ({ at, id }) => ({ at, id }));

test("a page that more follows says where the next one begins, and the last one does not", async () => {
  expect(await pageAfter()).toEqual({ rows: rows.slice(0, 2), nextCursor: "2.id-2" });
  expect(await pageAfter("2.id-2")).toEqual({ rows: rows.slice(2), nextCursor: null });
});

test.each(["", "2", "x.id-2", "2.", "2.' or 1", "-2.id-2"])(
  "refuses %j, which is no place in the list",
  async (cursor) => {
    await expect(pageAfter(cursor)).rejects.toMatchObject({ code: "INVALID_INPUT", details: { field: "cursor" } });
  },
);
