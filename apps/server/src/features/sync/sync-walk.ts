import * as z from "zod/mini";

const syncWindow = z.object({ from: z.number(), to: z.number() });

/** How far the reading of history has come; stored with every page, so that a killed process goes on where it was. */
export const syncWalk = z.object({
  /** Windows not finished yet, the one being read first. */
  windows: z.array(syncWindow),
  /** The page of the first window to read next, counted from 1. */
  page: z.number(),
  /** Payments upstream counted in all windows when the walk began. */
  expected: z.number(),
  /** Spans whose days are not proven yet; each is proven from its end backwards. */
  toProve: z.array(syncWindow),
  /** Days whose count kept changing while they were compared. */
  unproven: z.array(syncWindow),
});
export type SyncWalk = z.output<typeof syncWalk>;

/** Undefined for what another version wrote: the walk then begins anew, which costs time and nothing else. */
export function readWalk(json: string | null): SyncWalk | undefined {
  if (json === null) return undefined;
  const parsed = z.safeParse(syncWalk, JSON.parse(json));
  return parsed.success ? parsed.data : undefined;
}
