import { AsyncLocalStorage } from "node:async_hooks";
import { closeSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CompiledQuery, Kysely, type Transaction } from "kysely";
import { makePrivateFolder } from "../../private-folder.ts";
import { collectGarbage } from "../collect-garbage.ts";
import { migrate } from "../migrate.ts";
import type { Database } from "../schema.ts";
import type { Snapshot, Store, StoreOptions } from "../store.ts";
import { SqliteConnection, SqliteError, sqliteBusy } from "./sqlite-connection.ts";
import { SqliteThreadsDialect } from "./sqlite-dialect.ts";
import { giveBackMemory } from "./sqlite-protocol.ts";
import { SqliteThread } from "./sqlite-thread.ts";
import { WriterTurns } from "./writer-turns.ts";

const readers = 2;
/** Pages a thread keeps in memory once it has read them, in KiB; reports have room for the index that counts are made from. */
export const cacheKib = { writer: 16_384, reader: 16_384, reports: 40_960, snapshot: 4_096 } as const;

/** Opens the embedded store: one writer thread, reader threads, and a thread that only reports use. */
export async function openSqlite(options: StoreOptions): Promise<Store> {
  const file = createPrivateFile(options.url);
  const { logger } = options;
  const writer = await openWriter(file, options);
  const turns = new WriterTurns(logger);
  const write = new Kysely<Database>({ dialect: new SqliteThreadsDialect([writer], turns) });
  const insideTransaction = new AsyncLocalStorage<true>();
  try {
    await migrate(write);
    const openReader = (use: "reader" | "reports") =>
      SqliteThread.open({ file, role: "reader", cacheKib: cacheKib[use], maxPages: null }, logger);
    const [reports, ...reading] = await Promise.all([
      openReader("reports"),
      ...Array.from({ length: readers }, () => openReader("reader")),
    ]);
    const read = new Kysely<Database>({ dialect: new SqliteThreadsDialect(reading) });
    const reporting = new Kysely<Database>({ dialect: new SqliteThreadsDialect([reports]) });
    return {
      dialect: "sqlite",
      read,
      reports: reporting,
      get write() {
        if (insideTransaction.getStore()) throw new Error("store.write would wait for its own transaction; use tx");
        return write;
      },
      transact<T>(work: (tx: Transaction<Database>) => Promise<T>): Promise<T> {
        if (insideTransaction.getStore()) throw new Error("a transaction would wait for the one it is started in");
        return write.transaction().execute((tx) => insideTransaction.run(true, () => work(tx)));
      },
      openSnapshot: () => openSnapshot(file),
      // The lock on the file keeps every other process out as it is, so nobody else changes anything either.
      startAlone: (work) => work(),
      version: () => turns.finished,
      async giveBackMemory() {
        const threads = await Promise.all([writer, reports, ...reading].map((thread) => thread.connection()));
        await Promise.all(threads.map((thread) => thread.executeQuery(CompiledQuery.raw(giveBackMemory))));
        collectGarbage();
      },
      async close() {
        await Promise.all([...reading, reports].map((reader) => reader.close()));
        await writer.close();
      },
    };
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/**
 * A thread of its own with one transaction. It is not started anew should it die, since what it showed would be gone;
 * its reads fail then.
 */
async function openSnapshot(file: string): Promise<Snapshot> {
  const connection = await SqliteConnection.open({ file, role: "reader", cacheKib: cacheKib.snapshot, maxPages: null });
  try {
    await connection.executeQuery(CompiledQuery.raw("begin"));
    // What the transaction shows is settled by its first read.
    await connection.executeQuery(CompiledQuery.raw("select 1 from sqlite_schema limit 1"));
  } catch (error) {
    await connection.close();
    throw error;
  }
  const thread = { load: 0, connection: async () => connection };
  return {
    db: new Kysely<Database>({ dialect: new SqliteThreadsDialect([thread]) }),
    close: () => connection.close(),
  };
}

function openWriter(file: string, { logger, maxSqlitePages }: StoreOptions): Promise<SqliteThread> {
  return SqliteThread.open(
    { file, role: "writer", cacheKib: cacheKib.writer, maxPages: maxSqlitePages ?? null },
    logger,
  ).catch((cause: unknown) => {
    if (cause instanceof SqliteError && cause.primaryCode === sqliteBusy) {
      throw new Error(
        `Another process is already using ${file}. Stop it first, or give this one another DATABASE_URL.`,
        {
          cause,
        },
      );
    }
    throw new Error(`Cannot open the database file ${file}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  });
}

/** The file holds personal data, so nobody but its owner may read it. */
function createPrivateFile(url: string): string {
  const file = resolve(url.slice("file:".length).replace(/^\/\/(?=\/)/, ""));
  try {
    makePrivateFolder(dirname(file));
    // Opening a pipe waits for whoever reads it.
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) throw new Error("it is no file");
    closeSync(openSync(file, "a", 0o600));
  } catch (cause) {
    throw new Error(`Cannot open the database file ${file}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
  return file;
}
