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
import type { SqliteConnection } from "./sqlite-connection.ts";

/**
 * Kysely over SQLite worker threads. One connection is a writer, whose transactions Kysely runs one after another;
 * several are readers, and each query goes to the least busy of them.
 */
export class SqliteThreadsDialect implements Dialect {
  readonly #connections: readonly SqliteConnection[];

  constructor(connections: readonly SqliteConnection[]) {
    this.#connections = connections;
  }

  createDriver(): Driver {
    return new SqliteThreadsDriver(this.#connections);
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return this.#connections.length === 1 ? new WriterAdapter() : new ReadersAdapter();
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db);
  }
}

class WriterAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ReadersAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class SqliteThreadsDriver implements Driver {
  readonly #connections: readonly SqliteConnection[];

  constructor(connections: readonly SqliteConnection[]) {
    this.#connections = connections;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connections.reduce((idlest, one) => (one.load < idlest.load ? one : idlest));
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

  async releaseConnection(): Promise<void> {}

  /** The store closes its threads itself, since Kysely forgets a driver that was never used. */
  async destroy(): Promise<void> {}
}
