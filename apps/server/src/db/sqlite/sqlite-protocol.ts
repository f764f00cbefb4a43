/** A value SQLite stores, as it crosses between the main thread and a worker. */
export type SqlValue = null | number | bigint | string | Uint8Array;

export interface SqliteWorkerOptions {
  readonly file: string;
  /** The writer holds the file's lock and may change it; readers are refused every change. */
  readonly role: "writer" | "reader";
  /** Page cache of this connection, in KiB. */
  readonly cacheKib: number;
  /** Pages at which a write answers "disk full"; tests only. */
  readonly maxPages: number | null;
}

/** The statement by which a thread lets go of every page, statement and object it does not need. */
export const giveBackMemory = "pragma shrink_memory";

export interface SqliteRequest {
  readonly id: number;
  /** Null closes the connection. */
  readonly sql: string | null;
  readonly params: readonly SqlValue[];
  /** A JSON array of rows: the statement runs once for each, with its values as parameters, and all of them or none stay. */
  readonly rows?: string;
}

/** Rows travel as one flat array, which structured cloning copies far faster than an array of objects. */
export interface SqliteAnswer {
  readonly id: number;
  readonly columns: readonly string[];
  readonly values: readonly SqlValue[];
  readonly rowCount: number;
  readonly changes: number;
  readonly lastInsertRowid: number;
}

export interface SqliteFailure {
  readonly id: number;
  readonly message: string;
  readonly errcode: number | null;
}

export type SqliteReply = SqliteAnswer | SqliteFailure | { readonly opened: true };
