import { statfs } from "node:fs/promises";
import { sql } from "kysely";
import type { Deps } from "../../context.ts";
import { inTime } from "../../in-time.ts";

export interface Readiness {
  readonly isReady: boolean;
  readonly checks: Readonly<
    Record<"store" | "disk" | "upstream" | "sync", { readonly ok: boolean; readonly says: string }>
  >;
}

/** Below this the store could soon not write. */
const leastFreeBytes = 100 * 1024 * 1024;
/** Upstream unread for longer than this is worth a look. */
const longestLagMs = 15 * 60_000;
/** A store that takes no change within this is stuck, whatever it still tells. */
const longestTurnMs = 5_000;

/**
 * Whether this process can do its work. The console keeps answering from its index while upstream is away, so only the
 * store and the disk decide; upstream and sync are reported beside them.
 */
export async function checkReadiness(deps: Pick<Deps, "store" | "config" | "sync" | "clock">): Promise<Readiness> {
  const [store, disk] = await Promise.all([checkStore(deps), checkDisk(deps)]);
  const progress = deps.sync.current();
  const lagMs = progress.lastReadAtMs === null ? null : deps.clock.now() - progress.lastReadAtMs;
  return {
    isReady: store.ok && disk.ok,
    checks: {
      store,
      disk,
      upstream: { ok: progress.upstream === "up", says: progress.upstream },
      sync: {
        ok: progress.phase !== "stalled" && (lagMs === null || lagMs <= longestLagMs),
        says: lagMs === null ? progress.phase : `${progress.phase}, read ${Math.round(lagMs / 1000)} s ago`,
      },
    },
  };
}

async function checkStore({ store }: Pick<Deps, "store">) {
  try {
    await sql`select 1`.execute(store.read);
  } catch {
    return { ok: false, says: "does not answer" };
  }
  const takesChanges = sql`select 1`.execute(store.write).then(
    () => true,
    () => false,
  );
  const ok = await inTime(takesChanges, longestTurnMs, false);
  return ok ? { ok, says: "answers" } : { ok, says: "takes no changes" };
}

async function checkDisk({ config }: Pick<Deps, "config">) {
  try {
    const { bavail, bsize } = await statfs(config.dataFolder);
    const free = bavail * bsize;
    return { ok: free >= leastFreeBytes, says: `${Math.floor(free / 1024 / 1024)} MiB free` };
  } catch {
    return { ok: false, says: "the data folder cannot be read" };
  }
}
