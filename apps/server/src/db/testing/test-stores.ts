import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "@maru/domain";
import { Client } from "pg";
import { type Logger, pino } from "pino";
import { describe, inject } from "vitest";
import { openStore, type Store } from "../store.ts";

export interface TestStore {
  readonly store: Store;
  readonly url: string;
  /** What the store logged, one JSON text per entry. */
  readonly logLines: readonly string[];
  /** Closes the store and removes its database. */
  remove(): Promise<void>;
}

/** Opens a database that nothing else uses: its tables are up to date and empty. */
export type OpenTestStore = (options?: { readonly maxSqlitePages?: number }) => Promise<TestStore>;

const clock: Clock = { now: () => Date.UTC(2026, 10, 20, 3) };

function listen(): { logger: Logger; logLines: string[] } {
  const logLines: string[] = [];
  return { logger: pino({ level: "warn" }, { write: (line: string) => logLines.push(line) }), logLines };
}

/** Runs the same tests on SQLite and on PostgreSQL. */
export function describeOnBothStores(name: string, tests: (open: OpenTestStore) => void): void {
  describe(`${name} on SQLite`, () => tests(openSqliteStore));
  describe.skipIf(inject("postgresUrl") === null)(`${name} on PostgreSQL`, () => tests(openPostgresStore));
}

export const openSqliteStore: OpenTestStore = async (options = {}) => {
  const folder = mkdtempSync(join(tmpdir(), "maru-store-"));
  const url = `file:${join(folder, "maru.db")}`;
  const { logger, logLines } = listen();
  const store = await openStore({ url, logger, clock, ...options });
  return {
    store,
    url,
    logLines,
    async remove() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const openPostgresStore: OpenTestStore = async () => {
  const { url, remove } = await createPostgresDatabase({ template: await migratedDatabase() });
  const { logger, logLines } = listen();
  const store = await openStore({ url, logger, clock });
  return {
    store,
    url,
    logLines,
    async remove() {
      await store.close();
      await remove();
    },
  };
};

let migratedName: Promise<string> | undefined;

/** A database to copy, its tables made once per test file; it goes with the test run's server. */
function migratedDatabase(): Promise<string> {
  migratedName ??= migrateDatabase();
  return migratedName;
}

async function migrateDatabase(): Promise<string> {
  const { url } = await createPostgresDatabase();
  await (await openStore({ url, logger: listen().logger, clock })).close();
  return new URL(url).pathname.slice(1);
}

/** A database on the test run's PostgreSQL server: a copy of the one named, else an empty one. */
export async function createPostgresDatabase({
  template = "template1",
}: {
  readonly template?: string;
} = {}): Promise<{ readonly url: string; remove(): Promise<void> }> {
  const server = inject("postgresUrl");
  if (server === null) throw new Error("there is no PostgreSQL server to test on");
  const name = `maru_${randomBytes(6).toString("hex")}`;
  await onServer(server, `create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
