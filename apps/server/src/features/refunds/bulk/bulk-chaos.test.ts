import { expect, inject, test } from "vitest";
import { openPostgresStore, openSqliteStore } from "../../../db/testing/test-stores.ts";
import { brokenPromises, runBulkChaos } from "./testing/run-bulk-chaos.ts";

/** The long run, with 5,000 rows and twenty kills, is `pnpm --filter @maru/server chaos:bulk`. */
const plan = { rows: 30, kills: 2 };
const longest = 120_000;

test("a list goes on after a kill with no row twice and none lost", { timeout: longest }, async () => {
  const figures = await runBulkChaos({ ...plan, open: openSqliteStore, processes: 1 });
  expect(brokenPromises(figures), JSON.stringify(figures)).toEqual([]);
});

test.skipIf(inject("postgresUrl") === null)(
  "a list that two processes work on is carried out once, whichever is killed",
  { timeout: longest },
  async () => {
    const figures = await runBulkChaos({ ...plan, open: openPostgresStore, processes: 2 });
    expect(brokenPromises(figures), JSON.stringify(figures)).toEqual([]);
  },
);
