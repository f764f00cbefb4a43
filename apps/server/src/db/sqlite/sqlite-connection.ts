import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";
import type { CompiledQuery, DatabaseConnection, QueryResult } from "kysely";
import { storageFull, storageUnavailable } from "../storage-errors.ts";
import { JsonRows } from "./json-rows.ts";
import type {
  SqliteAnswer,
  SqliteFailure,
  SqliteReply,
  SqliteRequest,
  SqliteWorkerOptions,
  SqlValue,
} from "./sqlite-protocol.ts";

/** Primary result codes of SQLite we act on: https://www.sqlite.org/rescode.html */
export const sqliteBusy = 5;
const sqliteFull = 13;

/** What SQLite refused, with its extended result code. */
export class SqliteError extends Error {
  readonly errcode: number | null;

  constructor(message: string, errcode: number | null) {
    super(message);
    this.name = "SqliteError";
    this.errcode = errcode;
  }

  /** The primary result code, without the extension bits. */
  get primaryCode(): number | null {
    return this.errcode === null ? null : this.errcode & 0xff;
  }
}

interface Waiting {
  readonly resolve: (answer: SqliteAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** The main thread's end of one SQLite worker thread. */
export class SqliteConnection implements DatabaseConnection {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #failure: Error | null = null;
  #isClosing = false;
  #tellFailure: ((error: Error) => void) | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (message: SqliteReply) => {
      if (!("opened" in message)) this.#settle(message);
    });
    worker.on("error", (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
    worker.on("exit", () => this.#fail(new Error("The database thread has ended.")));
  }

  /** Starts the thread; rejects with a SqliteError when the file cannot be opened or is held by another process. */
  static open(options: SqliteWorkerOptions): Promise<SqliteConnection> {
    const worker = new Worker(workerCode(), {
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 256 },
    });
    return new Promise((resolve, reject) => {
      const refuse = (error: unknown): void => {
        const errcode = error instanceof Error && "errcode" in error && typeof error.errcode === "number";
        reject(errcode ? new SqliteError(error.message, Number(error.errcode)) : error);
      };
      worker.once("error", refuse);
      worker.once("message", () => {
        worker.off("error", refuse);
        resolve(new SqliteConnection(worker));
      });
    });
  }

  /** Queries sent and not yet answered. */
  get load(): number {
    return this.#waiting.size;
  }

  /** Whether the thread is gone, and with it whatever it had not committed. */
  get hasFailed(): boolean {
    return this.#failure !== null;
  }

  /** Calls `tell` once, should the thread end without having been closed. */
  onFailure(tell: (error: Error) => void): void {
    this.#tellFailure = tell;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const [first] = query.parameters;
    const answer = await (first instanceof JsonRows
      ? this.#send(query.sql, [], first.json)
      : this.#send(query.sql, query.parameters.map(toSqlValue)));
    if (answer.columns.length === 0) {
      return {
        rows: [],
        numAffectedRows: BigInt(answer.changes),
        insertId: BigInt(answer.lastInsertRowid),
      };
    }
    return { rows: toRows<Row>(answer), numAffectedRows: BigInt(answer.changes) };
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("Read long lists page by page, by key; a cursor would hold the connection.");
  }

  async close(): Promise<void> {
    if (this.#failure !== null) return;
    this.#isClosing = true;
    const ended = new Promise<void>((resolve) => this.#worker.once("exit", () => resolve()));
    await this.#send(null, []);
    await ended;
  }

  #send(sql: string | null, params: readonly SqlValue[], rows?: string): Promise<SqliteAnswer> {
    if (this.#failure !== null) {
      return Promise.reject(storageUnavailable("The database went away and is started again.", this.#failure));
    }
    this.#lastId += 1;
    const id = this.#lastId;
    const request: SqliteRequest = rows === undefined ? { id, sql, params } : { id, sql, params, rows };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  }

  #settle(message: SqliteAnswer | SqliteFailure): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (!("message" in message)) waiting?.resolve(message);
    else waiting?.reject(toStorageError(new SqliteError(message.message, message.errcode)));
  }

  #fail(error: Error): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    if (!this.#isClosing) this.#tellFailure?.(error);
    const refusal = storageUnavailable("The database went away in the middle of the work and is started again.", error);
    for (const waiting of this.#waiting.values()) waiting.reject(refusal);
    this.#waiting.clear();
  }
}

const workerFile = new URL("./sqlite-worker.ts", import.meta.url);

/**
 * A thread does not inherit the process's compile cache. Told of it, it need not bring its own TypeScript reader, which
 * is most of the memory it would take. The first thread of a first start leaves there what it had to compile, for the others.
 */
function workerCode(): URL {
  const cache = getCompileCacheDir();
  if (cache === undefined) return workerFile;
  const code = `
    import { enableCompileCache, flushCompileCache } from "node:module";
    enableCompileCache(${JSON.stringify(dirname(cache))});
    await import(${JSON.stringify(workerFile.href)});
    flushCompileCache();`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

function toStorageError(error: SqliteError): Error {
  return error.primaryCode === sqliteFull ? storageFull(error) : error;
}

function toSqlValue(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number" || typeof value === "string" || typeof value === "bigint") return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot store a ${typeof value}`);
}

function toRows<Row>({ columns, values, rowCount }: SqliteAnswer): Row[] {
  const rows: Row[] = [];
  let at = 0;
  for (let index = 0; index < rowCount; index += 1) {
    const row: Record<string, SqlValue> = {};
    for (const column of columns) {
      row[column] = values[at] ?? null;
      at += 1;
    }
    rows.push(row as Row);
  }
  return rows;
}
