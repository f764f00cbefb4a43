import type { Logger } from "pino";
import { storageUnavailable } from "../storage-errors.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import type { SqliteWorkerOptions } from "./sqlite-protocol.ts";

/** One thread of the store, started anew should it die. What the dead one had not committed is rolled back. */
export class SqliteThread {
  readonly #options: SqliteWorkerOptions;
  readonly #logger: Logger;
  #connection: SqliteConnection;
  #reopening: Promise<SqliteConnection> | null = null;
  #isClosed = false;

  private constructor(options: SqliteWorkerOptions, logger: Logger, connection: SqliteConnection) {
    this.#options = options;
    this.#logger = logger;
    this.#connection = connection;
    this.#watch(connection);
  }

  static async open(options: SqliteWorkerOptions, logger: Logger): Promise<SqliteThread> {
    return new SqliteThread(options, logger, await SqliteConnection.open(options));
  }

  /** Queries sent and not yet answered. */
  get load(): number {
    return this.#connection.load;
  }

  /** A connection that lives. */
  async connection(): Promise<SqliteConnection> {
    if (this.#isClosed) throw new Error("the store is closed");
    if (!this.#connection.hasFailed) return this.#connection;
    this.#reopening ??= this.#reopen().finally(() => {
      this.#reopening = null;
    });
    return this.#reopening;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#reopening?.catch(() => undefined);
    await this.#connection.close();
  }

  async #reopen(): Promise<SqliteConnection> {
    try {
      this.#connection = await SqliteConnection.open(this.#options);
    } catch (error) {
      this.#logger.error({ error, role: this.#options.role }, "a database thread cannot be started again");
      throw storageUnavailable("The database cannot be opened again. Nothing was changed.", error);
    }
    this.#watch(this.#connection);
    this.#logger.warn({ role: this.#options.role }, "a database thread was started again");
    return this.#connection;
  }

  #watch(connection: SqliteConnection): void {
    connection.onFailure((error) => {
      this.#logger.error({ error, role: this.#options.role }, "a database thread has died");
    });
  }
}
