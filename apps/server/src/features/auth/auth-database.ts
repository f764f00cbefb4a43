import { AsyncLocalStorage } from "node:async_hooks";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Transaction,
} from "kysely";
import type { Database } from "../../db/schema.ts";
import type { Store } from "../../db/store.ts";

/** One transaction that begins with the first write and ends when the caller says so. */
export interface LateTransaction {
  /** The transaction, once it has begun. */
  current(): Transaction<Database> | undefined;
  /** Begins the transaction unless it has begun. */
  begin(): Promise<Transaction<Database>>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * What better-auth is given as its database. Inside `within` everything it writes belongs to one transaction, so that
 * our audit entry can join it; what it reads before it writes comes from the readers, so that checking a password never
 * holds up a writer.
 */
export interface AuthDatabase {
  readonly db: Kysely<Database>;
  within<T>(transaction: LateTransaction, work: () => Promise<T>): Promise<T>;
}

/** A transaction on the store that has not begun. Its caller has to end it, begun or not. */
export function openLateTransaction(store: Store): LateTransaction {
  const end = Promise.withResolvers<void>();
  let begun: Promise<Transaction<Database>> | undefined;
  let current: Transaction<Database> | undefined;
  let finished: Promise<void> = Promise.resolve();
  const rolledBack = new Error("rolled back");
  return {
    current: () => current,
    begin() {
      begun ??= new Promise((resolve, reject) => {
        finished = store.transact(async (tx) => {
          current = tx;
          resolve(tx);
          await end.promise;
        });
        finished.catch(reject);
      });
      return begun;
    },
    commit() {
      end.resolve();
      return finished;
    },
    async rollback() {
      end.reject(rolledBack);
      end.promise.catch(() => undefined);
      await finished.catch((error: unknown) => {
        if (error !== rolledBack) throw error;
      });
    },
  };
}

/** The store as better-auth reads and writes it. */
export function createAuthDatabase(store: Store): AuthDatabase {
  const scope = new AsyncLocalStorage<LateTransaction>();

  async function execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const transaction = scope.getStore();
    const isRead = SelectQueryNode.is(query.query);
    if (transaction === undefined) return (isRead ? store.read : store.write).executeQuery<Row>(query);
    const begun = transaction.current();
    if (begun !== undefined) return begun.executeQuery<Row>(query);
    if (isRead) return store.read.executeQuery<Row>(query);
    return (await transaction.begin()).executeQuery<Row>(query);
  }

  return {
    db: new Kysely<Database>({ dialect: routingDialect(store.dialect, execute) }),
    within: (transaction, work) => scope.run(transaction, work),
  };
}

/**
 * Every request brings its own connection, so Kysely must not line requests up: one that waits in that line for the
 * writer would hold back the very request that has it.
 */
class RoutingAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

type Execute = <Row>(query: CompiledQuery) => Promise<QueryResult<Row>>;

function routingDialect(engine: Store["dialect"], execute: Execute): Dialect {
  const connection: DatabaseConnection = {
    executeQuery: execute,
    streamQuery() {
      throw new Error("sign-in never streams");
    },
  };
  const nothing = () => Promise.resolve();
  const refuse = () => Promise.reject(new Error("the transaction belongs to the request"));
  const driver: Driver = {
    init: nothing,
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: nothing,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: nothing,
  };
  return engine === "sqlite"
    ? {
        createAdapter: () => new RoutingAdapter(),
        createDriver: () => driver,
        createQueryCompiler: () => new SqliteQueryCompiler(),
        createIntrospector: (db) => new SqliteIntrospector(db),
      }
    : {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => driver,
        createQueryCompiler: () => new PostgresQueryCompiler(),
        createIntrospector: (db) => new PostgresIntrospector(db),
      };
}
