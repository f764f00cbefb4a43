import {
  CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import type { SqliteThread } from "./sqlite-thread.ts";
import type { WriterTurns } from "./writer-turns.ts";

type QueryThread = Pick<SqliteThread, "load" | "connection">;

/**
 * Kysely over SQLite worker threads. Each query goes to the least busy of them; with `turns`, whoever has a connection
 * has it alone, as the one writer must.
 */
export class SqliteThreadsDialect implements Dialect {
  readonly #threads: readonly QueryThread[];
  readonly #turns: WriterTurns | undefined;

  constructor(threads: readonly QueryThread[], turns?: WriterTurns) {
    this.#threads = threads;
    this.#turns = turns;
  }

  createDriver(): Driver {
    return new SqliteThreadsDriver(this.#threads, this.#turns);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return new ThreadsAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

class ThreadsAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }

  /** Who has to wait is decided by the driver, which knows for how long. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class SqliteThreadsDriver implements Driver {
  readonly #threads: readonly QueryThread[];
  readonly #turns: WriterTurns | undefined;

  constructor(threads: readonly QueryThread[], turns: WriterTurns | undefined) {
    this.#threads = threads;
    this.#turns = turns;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns?.take();
    try {
      return await this.#threads.reduce((idlest, one) => (one.load < idlest.load ? one : idlest)).connection();
    } catch (error) {
      this.#turns?.release();
      throw error;
    }
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async releaseConnection(): Promise<void> {
    this.#turns?.release();
  }

  /** The store closes its threads itself, since Kysely forgets a driver that was never used. */
  async destroy(): Promise<void> {}
}
