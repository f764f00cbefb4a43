import type { Store, StoreOptions } from "../store.ts";

export function openSqlite(_options: StoreOptions): Promise<Store> {
  return Promise.reject(new Error("the SQLite store is not written yet"));
}
