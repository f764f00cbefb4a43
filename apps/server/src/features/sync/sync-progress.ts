import type { Deps, SyncProgress } from "../../context.ts";

export interface ProgressReport {
  current(): SyncProgress;
  /** Notes what is new and tells every open page, at most a few times a second unless it is important. */
  tell(change: Partial<SyncProgress>, isUrgent?: boolean): void;
}

const toldEveryMs = 250;

/** A report that has read nothing yet of what began on the day `from`. */
export function createProgressReport({ clock, live }: Pick<Deps, "clock" | "live">, from: string): ProgressReport {
  let toldAtMs = Number.NEGATIVE_INFINITY;
  let progress: SyncProgress = {
    phase: "waiting",
    loaded: 0,
    expected: null,
    startedAtMs: null,
    lastReadAtMs: null,
    upstream: "up",
    problem: null,
    quarantined: 0,
    from,
  };
  return {
    current: () => progress,
    tell(change, isUrgent = false) {
      const before = progress;
      progress = { ...progress, ...change };
      const nowMs = clock.now();
      const isNews = isUrgent || before.phase !== progress.phase || before.upstream !== progress.upstream;
      if (!isNews && nowMs - toldAtMs < toldEveryMs) return;
      toldAtMs = nowMs;
      live.publish({ type: "sync.progressed", progress });
    },
  };
}
