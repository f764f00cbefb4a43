/**
 * A thread that owns one SQLite connection and answers queries one after another, so that no query ever blocks the
 * event loop that serves people.
 */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import { collectGarbage } from "../collect-garbage.ts";
import {
  giveBackMemory,
  type SqliteReply,
  type SqliteRequest,
  type SqliteWorkerOptions,
  type SqlValue,
} from "./sqlite-protocol.ts";

const statementsKept = 300;
const busyTimeoutMs = 10_000;

interface Prepared {
  readonly statement: StatementSync;
  readonly columns: readonly string[];
}

const port = parentPort;
if (port === null) throw new Error("sqlite-worker.ts runs only as a worker thread");

const options: SqliteWorkerOptions = workerData;
const lock = options.role === "writer" ? holdLock(`${options.file}.lock`) : null;
const database = openDatabase();
const statements = new Map<string, Prepared>();

port.on("message", (request: SqliteRequest) => {
  if (request.sql === null) {
    close(request.id);
    return;
  }
  try {
    if (request.sql === giveBackMemory) {
      statements.clear();
      collectGarbage();
    }
    reply(
      request.rows === undefined
        ? run(request.id, request.sql, request.params)
        : runForEach(request.id, request.sql, request.rows),
    );
  } catch (error) {
    reply({ id: request.id, ...describe(error) });
  }
});
reply({ opened: true });

function reply(message: SqliteReply): void {
  port?.postMessage(message);
}

/** An exclusive lock on a side file: the operating system frees it however the process ends. */
function holdLock(file: string): DatabaseSync {
  const side = new DatabaseSync(file, { timeout: 0 });
  side.exec("pragma locking_mode = exclusive");
  side.exec("pragma journal_mode = memory");
  side.exec("begin exclusive");
  return side;
}

function openDatabase(): DatabaseSync {
  const opened = new DatabaseSync(options.file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  if (options.role === "writer") {
    opened.exec("pragma page_size = 8192");
    opened.exec("pragma journal_mode = wal");
    opened.exec("pragma wal_autocheckpoint = 2000");
    opened.exec(`pragma journal_size_limit = ${64 * 1024 * 1024}`);
    if (options.maxPages !== null) opened.exec(`pragma max_page_count = ${options.maxPages}`);
  } else {
    opened.exec("pragma query_only = on");
  }
  opened.exec("pragma synchronous = full");
  opened.exec("pragma temp_store = memory");
  opened.exec(`pragma cache_size = -${options.cacheKib}`);
  return opened;
}

function run(id: number, sql: string, params: readonly SqlValue[]): SqliteReply {
  // A failed write may already have rolled its transaction back, and then there is nothing left to roll back.
  if (sql === "rollback" && !database.isTransaction) return answer(id, [], [], 0);
  const { statement, columns } = prepare(sql);
  if (columns.length === 0) {
    const { changes, lastInsertRowid } = statement.run(...params);
    return answer(id, [], [], 0, Number(changes), Number(lastInsertRowid));
  }
  const values: SqlValue[] = [];
  let rowCount = 0;
  for (const row of statement.iterate(...params)) {
    rowCount += 1;
    for (const value of Object.values(row)) values.push(value);
  }
  return answer(id, columns, values, rowCount, rowCount);
}

/** Runs the statement for every row; outside a transaction it makes one of its own, so that no part of them stays. */
function runForEach(id: number, sql: string, json: string): SqliteReply {
  const { statement } = prepare(sql);
  const rows: SqlValue[][] = JSON.parse(json);
  const isAlone = !database.isTransaction;
  if (isAlone) database.exec("begin immediate");
  try {
    let changed = 0;
    for (const row of rows) changed += Number(statement.run(...row).changes);
    if (isAlone) database.exec("commit");
    return answer(id, [], [], 0, changed);
  } catch (error) {
    if (isAlone && database.isTransaction) database.exec("rollback");
    throw error;
  }
}

function answer(
  id: number,
  columns: readonly string[],
  values: readonly SqlValue[],
  rowCount: number,
  changes = 0,
  lastInsertRowid = 0,
): SqliteReply {
  return { id, columns, values, rowCount, changes, lastInsertRowid };
}

function prepare(sql: string): Prepared {
  const known = statements.get(sql);
  if (known !== undefined) {
    statements.delete(sql);
    statements.set(sql, known);
    return known;
  }
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  const prepared = { statement, columns: statement.columns().map((column) => column.name) };
  // A changed table changes what `select *` returns, so nothing prepared before outlives it.
  if (/^\s*(create|alter|drop)\b/i.test(sql)) statements.clear();
  else statements.set(sql, prepared);
  if (statements.size > statementsKept) {
    const oldest = statements.keys().next();
    if (!oldest.done) statements.delete(oldest.value);
  }
  return prepared;
}

function describe(error: unknown): { message: string; errcode: number | null } {
  if (!(error instanceof Error)) return { message: String(error), errcode: null };
  const errcode = "errcode" in error && typeof error.errcode === "number" ? error.errcode : null;
  return { message: error.message, errcode };
}

function close(id: number): void {
  statements.clear();
  database.close();
  lock?.close();
  reply(answer(id, [], [], 0));
  port?.close();
}
