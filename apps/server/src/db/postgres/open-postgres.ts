import type { Store, StoreOptions } from "../store.ts";

export function openPostgres(_options: StoreOptions): Promise<Store> {
  return Promise.reject(new Error("the PostgreSQL store is not written yet"));
}
