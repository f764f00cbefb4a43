import type { WireStatus } from "./payment-record.ts";
import type { PaymentsWorld } from "./payments-world.ts";

export type ListStatus = WireStatus | "all";
export const sortings = ["-started", "started", "-paid", "paid", "-updated", "updated"] as const;
export type Sorting = (typeof sortings)[number];

export function isSorting(text: string): text is Sorting {
  return sortings.some((sorting) => sorting === text);
}

export function isListStatus(text: string): text is ListStatus {
  return text === "all" || text === "ready" || text === "paid" || text === "cancelled" || text === "failed";
}

/** Sorts payment numbers in place by a time, ties by number; descending is the exact reverse of ascending. */
export function sortPayments(world: PaymentsWorld, ids: Uint32Array, sorting: Sorting): void {
  const timeOf = sorting.endsWith("started")
    ? (id: number) => world.startedAt(id)
    : sorting.endsWith("paid")
      ? (id: number) => world.paidAt(id)
      : (id: number) => world.updatedAt(id);
  ids.sort();
  const ordered = ids.slice();
  const keys = new Float64Array(ids.length);
  for (let n = 0; n < ids.length; n++) keys[n] = timeOf(ids[n] ?? 0) * 0x40_0000 + n;
  keys.sort();
  for (let n = 0; n < ids.length; n++) ids[n] = ordered[(keys[n] ?? 0) % 0x40_0000] ?? 0;
  if (sorting.startsWith("-")) ids.reverse();
}

export interface Window {
  status: ListStatus;
  /** Unix seconds, both included. */
  from: number;
  to: number;
  sorting: Sorting;
}

const REMEMBERED = 12;

/** Answers windows of one world, remembering the last few so that walking the pages of one sorts it once. */
export class Listings {
  readonly #world: PaymentsWorld;
  readonly #remembered = new Map<string, Uint32Array>();
  #version = -1;

  constructor(world: PaymentsWorld) {
    this.#world = world;
  }

  /** Numbers of all payments in the window, in order. */
  idsIn({ status, from, to, sorting }: Window): Uint32Array {
    if (this.#version !== this.#world.version) {
      this.#remembered.clear();
      this.#version = this.#world.version;
    }
    const key = `${status}/${from}/${to}/${sorting}`;
    const known = this.#remembered.get(key);
    if (known !== undefined) {
      this.#remembered.delete(key);
      this.#remembered.set(key, known);
      return known;
    }
    const all = this.#world.idsBetween(from, to);
    const ids = status === "all" ? all.slice() : all.filter((id) => this.#world.statusOf(id) === status);
    sortPayments(this.#world, ids, sorting);
    this.#remembered.set(key, ids);
    const oldest = this.#remembered.keys().next();
    if (this.#remembered.size > REMEMBERED && oldest.value !== undefined) this.#remembered.delete(oldest.value);
    return ids;
  }
}
