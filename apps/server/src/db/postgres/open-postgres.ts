import { AppError } from "@maru/domain";
import { type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver, sql } from "kysely";
import { Client, DatabaseError, Pool, TypeOverrides } from "pg";
import { collectGarbage } from "../collect-garbage.ts";
import { migrate } from "../migrate.ts";
import type { Database } from "../schema.ts";
import { storageFull, storageUnavailable } from "../storage-errors.ts";
import type { Snapshot, Store, StoreOptions } from "../store.ts";

const connections = { interactive: 10, reports: 2, snapshots: 2 };
const connectTimeoutMs = 10_000;
/** Whoever has waited this long for a lock of somebody else is told so. */
const lockTimeoutMs = 15_000;
/** A transaction that nobody goes on with is rolled back by the server, so that it holds nobody up for ever. */
const idleTransactionMs = 60_000;
const oldestVersion = 15;
/** https://www.postgresql.org/docs/15/errcodes-appendix.html */
const diskFull = "53100";
const lockNotAvailable = "55P03";
/** Text with a NUL in it, which PostgreSQL has no place for. */
const untellableText = new Set(["22021", "22P05"]);
/** Object ids of `int8` and `numeric`, which the driver would otherwise hand over as text. */
const wideNumbers = [20, 1700];

/** Opens the scale-out store; any number of processes may share it. */
export async function openPostgres(options: StoreOptions): Promise<Store> {
  const interactive = openPool(options, connections.interactive);
  const reporting = openPool(options, connections.reports);
  const viewing = openPool(options, connections.snapshots);
  const db = new Kysely<Database>({ dialect: new TranslatingPostgresDialect(interactive) });
  const snapshots = new Kysely<Database>({ dialect: new TranslatingPostgresDialect(viewing) });
  const reports = new Kysely<Database>({ dialect: new TranslatingPostgresDialect(reporting) });
  let closing: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    closing ??= Promise.all([interactive.end(), reporting.end(), viewing.end()]);
    await closing;
  };
  try {
    await checkServer(interactive);
    await startAlone(options.url, () => migrate(db));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    dialect: "postgres",
    read: db,
    write: db,
    reports,
    transact: (work) => oftenEnough(() => db.transaction().execute(work)),
    openSnapshot: () => openSnapshot(snapshots),
    startAlone: (work) => startAlone(options.url, work),
    version: () => null,
    giveBackMemory: async () => collectGarbage(),
    close,
  };
}

async function openSnapshot(db: Kysely<Database>): Promise<Snapshot> {
  const tx = await db.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute();
  try {
    // What the transaction shows is settled by its first read.
    await sql`select 1`.execute(tx);
  } catch (error) {
    await tx.rollback().execute();
    throw error;
  }
  return {
    db: tx,
    // One that the server has ended, because nobody went on with it, has nothing to roll back.
    close: () =>
      tx
        .rollback()
        .execute()
        .catch(() => undefined),
  };
}

/** PostgreSQL ends one of two transactions that wait for each other; nothing of it is kept, so it runs once more. */
const overtaken = new Set(["40P01", "40001"]);
const mostRuns = 5;

async function oftenEnough<T>(run: () => Promise<T>): Promise<T> {
  for (let runs = 1; ; runs += 1) {
    try {
      return await run();
    } catch (error) {
      const isOvertaken = error instanceof DatabaseError && overtaken.has(error.code ?? "");
      if (!isOvertaken || runs === mostRuns) throw error;
    }
  }
}

/** Any number that nothing else in the database locks by. */
const startLock = 0x7374_6172;

/** Holds the lock in a session of its own, which ends with the process however that ends. */
async function startAlone<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: "maru start" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [startLock]);
    return await work();
  } finally {
    await client.end();
  }
}

function openPool(options: StoreOptions, max: number): Pool {
  const numbers = new TypeOverrides();
  for (const type of wideNumbers) numbers.setTypeParser(type, toSafeNumber);
  const pool = new Pool({
    connectionString: options.url,
    max,
    connectionTimeoutMillis: connectTimeoutMs,
    lock_timeout: lockTimeoutMs,
    idle_in_transaction_session_timeout: idleTransactionMs,
    types: numbers,
    application_name: "maru",
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", (error) => options.logger.warn({ err: error }, "an idle database connection broke"));
  return pool;
}

function toSafeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) && Number.isInteger(value)) throw new RangeError(`${text} is too large to be exact`);
  return value;
}

async function checkServer(pool: Pool): Promise<void> {
  const facts = await pool
    .query<{ version: number; encoding: string }>(
      "select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding",
    )
    .catch((cause: unknown) => {
      throw new Error(`Cannot reach PostgreSQL at DATABASE_URL: ${cause instanceof Error ? cause.message : cause}`, {
        cause,
      });
    });
  const { version, encoding } = facts.rows[0] ?? { version: 0, encoding: "" };
  if (version < oldestVersion) {
    throw new Error(`Maru needs PostgreSQL ${oldestVersion} or newer; DATABASE_URL leads to version ${version}.`);
  }
  if (encoding !== "UTF8") throw new Error(`Maru needs a UTF8 database; DATABASE_URL leads to a ${encoding} one.`);
}

class TranslatingPostgresDialect extends PostgresDialect {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): PostgresDriver {
    return new TranslatingPostgresDriver({ pool: this.#pool });
  }
}

/** The driver of Kysely, with what it refuses named as the errors the console knows. */
class TranslatingPostgresDriver extends PostgresDriver {
  readonly #translating = new WeakSet<DatabaseConnection>();

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection().catch((error: unknown) => {
      throw storageUnavailable("The database did not answer in time. Nothing was changed.", error);
    });
    if (this.#translating.has(connection)) return connection;
    this.#translating.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query, options) => {
      try {
        return await execute(query, options);
      } catch (error) {
        throw translate(error);
      }
    };
    return connection;
  }
}

function translate(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  if (error.code === diskFull) return storageFull(error);
  if (untellableText.has(error.code ?? ""))
    return new AppError("INVALID_INPUT", "The text holds a character that cannot be stored.", { cause: error });
  if (error.code === lockNotAvailable)
    return storageUnavailable("Others hold what this change needs. Nothing was changed; try again.", error);
  return error;
}
