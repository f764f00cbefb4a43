import { expect, inject, test } from "vitest";
import { openPostgresStore, openSqliteStore } from "../../db/testing/test-stores.ts";
import { brokenPromises, runChaos } from "./testing/run-chaos.ts";

/** The long run, with a thousand refunds on each engine, is `pnpm --filter @maru/server chaos`. */
const plan = { refunds: 40, kills: 2, speed: 40, seed: 7 };
const longest = 150_000;

test("on the worst of days one process refunds nothing twice and ends with the truth", {
  timeout: longest,
}, async () => {
  const { store, url, remove } = await openSqliteStore();
  // The file belongs to one process at a time.
  await store.close();
  const figures = await runChaos({ ...plan, url, processes: 1 });
  expect(brokenPromises(figures), JSON.stringify(figures)).toEqual([]);
  expect(figures.answersLost).toBeGreaterThan(0);
  await remove();
});

test.skipIf(inject("postgresUrl") === null)(
  "on the worst of days two processes refund nothing twice and end with the truth",
  { timeout: longest },
  async () => {
    const { url, remove } = await openPostgresStore();
    const figures = await runChaos({ ...plan, url, processes: 2 });
    expect(brokenPromises(figures), JSON.stringify(figures)).toEqual([]);
    expect(figures.answersLost).toBeGreaterThan(0);
    await remove();
  },
);
