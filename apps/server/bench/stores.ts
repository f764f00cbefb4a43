import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { SyncProgress } from "../src/context.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { loadIndex } from "./first-load.ts";
import { type RunningServer, startServer } from "./processes.ts";
import { type BenchRow, benchFolder } from "./report.ts";

/** Where the index of a sandbox of this many payments is kept. */
function indexFolder(payments: number): string {
  return join(benchFolder, `index-${payments}`);
}

export function indexFile(payments: number): string {
  return join(indexFolder(payments), "maru.db");
}

/** Rows of loads that other benches needed, which are reported with theirs. */
export const loadRows: BenchRow[] = [];

const migrationsFolder = join(import.meta.dirname, "../src/db/migrations");

/**
 * The migrations that speak of the index. One made by others than today's is not what today's code would have made;
 * whatever else changes in the store, the server brings up to date when it starts.
 */
const tables = Object.keys(migrations)
  .filter((name) =>
    /"payments"|payment_(texts|wires|grams|sums)/.test(readFileSync(join(migrationsFolder, `${name}.ts`), "utf8")),
  )
  .join("\n");
const markOf = (payments: number) => join(indexFolder(payments), "tables");

export async function buildIndex(payments: number): Promise<BenchRow[]> {
  const folder = indexFolder(payments);
  process.stderr.write(`loading ${payments.toLocaleString("en-US")} payments\n`);
  const started = performance.now();
  const rows = await loadIndex(folder, payments);
  writeFileSync(markOf(payments), tables);
  process.stderr.write(`loaded in ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
  return rows;
}

/** Runs a bench on a server over an index of that many payments, which is loaded first where there is none. */
export async function withIndex<Result>(
  payments: number,
  work: (server: RunningServer) => Promise<Result>,
): Promise<Result> {
  const isKept = existsSync(markOf(payments)) && readFileSync(markOf(payments), "utf8") === tables;
  if (!isKept) loadRows.push(...(await buildIndex(payments)));
  const server = await startServer(indexFolder(payments), payments);
  try {
    while ((await server.query<SyncProgress>("sync.status")).phase !== "following") await wait(100);
    return await work(server);
  } finally {
    await server.stop();
  }
}
