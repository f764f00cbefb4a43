import type { Clock } from "@maru/domain";
import type { Kysely, Transaction } from "kysely";
import type { Logger } from "pino";
import { openPostgres } from "./postgres/open-postgres.ts";
import type { Database } from "./schema.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";

/**
 * Where everything is kept. Both engines give the same answers: integers come back as numbers, flags as 0 or 1, and
 * absent values as null.
 */
export interface Store {
  readonly dialect: "sqlite" | "postgres";
  /** Interactive reads. Never waits for a report. */
  readonly read: Kysely<Database>;
  /** Single-statement writes; for more than one statement use `transact`. */
  readonly write: Kysely<Database>;
  /** Counts, sums and exports, kept apart so that no search waits behind one. */
  readonly reports: Kysely<Database>;
  /**
   * Runs the work in one write transaction: committed when it resolves, rolled back when it rejects. On SQLite
   * transactions run one after another, so the work never waits for the network, and `write` inside it is refused. On
   * PostgreSQL the work runs again where another transaction stood against it: what it does outside of `tx` it does twice.
   */
  transact<T>(work: (tx: Transaction<Database>) => Promise<T>): Promise<T>;
  /**
   * Opens a view of everything that is committed now, which stays as it is whatever changes. It is apart from all other
   * reads; whoever opens one closes it, and soon: as long as it is open the engine keeps what it shows.
   */
  openSnapshot(): Promise<Snapshot>;
  /** Runs the work while no other process that starts on the same database does, so that first steps are taken once. */
  startAlone<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Names what is committed: between two calls that give the same number nothing has changed. Null while a change is
   * under way, and always on PostgreSQL, where other processes change things too.
   */
  version(): number | null;
  /** Lets go of the memory that long work filled and nobody uses afterwards: page caches, and garbage not yet collected. */
  giveBackMemory(): Promise<void>;
  close(): Promise<void>;
}

export interface Snapshot {
  readonly db: Kysely<Database>;
  /** Ends it; reads that are under way still get their answer. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** `file:…` for the embedded SQLite store, `postgres://…` for PostgreSQL. */
  readonly url: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Makes the SQLite file answer "disk full" once it has grown to this many pages; unlimited when absent. */
  readonly maxSqlitePages?: number;
}

/**
 * Opens the store and brings its tables up to date. Rejects with one clear sentence when the address is malformed,
 * the database cannot be reached, or another process holds the SQLite file.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  if (options.url.startsWith("file:")) return openSqlite(options);
  if (/^postgres(ql)?:\/\//.test(options.url)) return openPostgres(options);
  throw new Error(`DATABASE_URL must start with file: or postgres://, got "${options.url.split(":")[0]}:…"`);
}
