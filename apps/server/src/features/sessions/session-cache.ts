import type { SessionWithUser } from "./sessions.repository.ts";

/**
 * Remembers for a moment whom a cookie belongs to, so that a burst of requests asks the database once. Everything that
 * changes a session or a person clears it; what another process changes shows after `freshMs`.
 */
export interface SessionCache {
  /** The row as it was read at most `freshMs` ago. */
  get(cookie: string): SessionWithUser | undefined;
  /** Starts a read; the returned function keeps its result, unless the cache was cleared meanwhile. */
  beginRead(): (cookie: string, row: SessionWithUser) => void;
  clear(): void;
}

const freshMs = 1_000;
const mostEntries = 10_000;

/** An empty cache for this process. */
export function createSessionCache(): SessionCache {
  const entries = new Map<string, { readonly row: SessionWithUser; readonly staleAt: number }>();
  let generation = 0;
  return {
    get(cookie) {
      const entry = entries.get(cookie);
      return entry !== undefined && performance.now() < entry.staleAt ? entry.row : undefined;
    },
    beginRead() {
      const begunIn = generation;
      const staleAt = performance.now() + freshMs;
      return (cookie, row) => {
        if (begunIn !== generation) return;
        if (entries.size >= mostEntries) entries.clear();
        entries.set(cookie, { row, staleAt });
      };
    },
    clear() {
      generation += 1;
      entries.clear();
    },
  };
}
