/**
 * The long run of a list of refunds: 5,000 rows, twenty kills, one call in twenty spoilt, on SQLite and on PostgreSQL
 * with two processes. `pnpm --filter @maru/server chaos:bulk`; another number of rows may follow. Ends with 1 when a
 * promise does not hold.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { openStore } from "../../../../db/store.ts";
import { startThrowawayServer } from "../../../../db/testing/postgres-cluster.ts";
import { type BulkChaosPlan, brokenPromises, runBulkChaos } from "./run-bulk-chaos.ts";

const rows = Number(process.argv[2] ?? 5_000);
const kills = 20;
const logger = pino({ level: "silent" });
const clock = { now: () => Date.now() };

async function report(name: string, plan: BulkChaosPlan): Promise<void> {
  const figures = await runBulkChaos(plan);
  const broken = brokenPromises(figures);
  if (broken.length > 0) process.exitCode = 1;
  const lines = Object.entries(figures).map(
    ([key, value]) => `  ${key.padEnd(20)} ${typeof value === "object" ? JSON.stringify(value) : value}`,
  );
  process.stdout.write(
    `${name}\n${lines.join("\n")}\n  ${broken.length === 0 ? "every promise holds" : broken.join("; ")}\n`,
  );
}

const folder = mkdtempSync(join(tmpdir(), "maru-bulk-chaos-"));
const fileUrl = `file:${join(folder, "maru.db")}`;
await report("1 process on SQLite", {
  rows,
  kills,
  processes: 1,
  open: async () => ({
    store: await openStore({ url: fileUrl, logger, clock }),
    url: fileUrl,
    logLines: [],
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }),
});
const server = await startThrowawayServer();
await report("2 processes on PostgreSQL", {
  rows,
  kills,
  processes: 2,
  open: async () => ({
    store: await openStore({ url: server.url, logger, clock }),
    url: server.url,
    logLines: [],
    remove: () => Promise.resolve(),
  }),
});
await server.stop();
