/** Something that is put off until an instant on the wall clock. */
export interface PutOff {
  readonly id: string;
  /** Unix milliseconds. */
  readonly atMs: number;
}

export interface DueTimes {
  /** Which of these are due, and in how many milliseconds the next one is; null where none is left. */
  sort(
    putOff: readonly PutOff[],
    nowMs: number,
  ): { readonly due: ReadonlySet<string>; readonly nextInMs: number | null };
}

/**
 * Tells what is due by the wall clock or by the time that has passed since it was first seen, whichever comes first. A
 * clock that is set back holds nothing up: what was two seconds away still is.
 */
export function createDueTimes({
  elapsedMs,
  longestMs,
}: {
  /** Milliseconds since any instant, never set back. */
  readonly elapsedMs: () => number;
  /** Nothing is put off for longer, so that what seems further away is told by a clock that was ahead. */
  readonly longestMs: number;
}): DueTimes {
  let seen = new Map<string, { readonly atMs: number; readonly dueAtElapsedMs: number }>();
  return {
    sort(putOff, nowMs) {
      const nowElapsedMs = elapsedMs();
      const due = new Set<string>();
      const still: typeof seen = new Map();
      let nextInMs: number | null = null;
      for (const { id, atMs } of putOff) {
        const known = seen.get(id);
        const own =
          known?.atMs === atMs
            ? known
            : { atMs, dueAtElapsedMs: nowElapsedMs + Math.min(longestMs, Math.max(0, atMs - nowMs)) };
        still.set(id, own);
        const inMs = Math.min(atMs - nowMs, own.dueAtElapsedMs - nowElapsedMs);
        if (inMs <= 0) due.add(id);
        else nextInMs = Math.min(nextInMs ?? inMs, inMs);
      }
      seen = still;
      return { due, nextInMs };
    },
  };
}
