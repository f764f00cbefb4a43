import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { Database } from "../src/db/schema.ts";
import { cacheKib } from "../src/db/sqlite/open-sqlite.ts";

/** SQLite without threads, messages or HTTP: what the statements of a procedure cost by themselves. */
export interface BareEngine {
  readonly db: Kysely<Database>;
  /** Milliseconds inside the engine while `work` ran. */
  time(work: (db: Kysely<Database>) => Promise<unknown>): Promise<number>;
  close(): void;
}

/** With the page cache of the store's thread for this use. */
export function openBareEngine(file: string, use: "reader" | "reports"): BareEngine {
  const engine = new DatabaseSync(file, { readOnly: true });
  engine.exec(`pragma cache_size = -${cacheKib[use]}`);
  engine.exec("pragma temp_store = memory");
  const connection = new TimedConnection(engine);
  const dialect: Dialect = {
    createDriver: () => driverOf(connection),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
  const db = new Kysely<Database>({ dialect });
  return {
    db,
    async time(work) {
      const before = connection.spentMs;
      await work(db);
      return connection.spentMs - before;
    },
    close: () => engine.close(),
  };
}

class TimedConnection implements DatabaseConnection {
  readonly #engine: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  spentMs = 0;

  constructor(engine: DatabaseSync) {
    this.#engine = engine;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#statements.get(sql) ?? this.#engine.prepare(sql);
    this.#statements.set(sql, statement);
    const values = parameters.map((value) => value as SQLInputValue);
    const started = performance.now();
    const rows = statement.all(...values);
    this.spentMs += performance.now() - started;
    return { rows: rows as Row[] };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("no procedure of the bench streams");
  }
}

function driverOf(connection: DatabaseConnection): Driver {
  const nothing = async () => {};
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  };
}
