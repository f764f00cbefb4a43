import { type KstDate, kstDayStart, toKstDate } from "@maru/domain";

/** A span of upstream's list, unix seconds, both ends included. */
export interface SyncWindow {
  readonly from: number;
  readonly to: number;
}

/** Upstream refuses a list of more than 90 days. */
const longestWindowSeconds = 90 * 24 * 60 * 60;

/** The span as windows upstream accepts, newest first, without gap or overlap. */
export function windowsOf(span: SyncWindow): SyncWindow[] {
  const windows: SyncWindow[] = [];
  for (let to = span.to; to >= span.from; to -= longestWindowSeconds) {
    windows.push({ from: Math.max(span.from, to - longestWindowSeconds + 1), to });
  }
  return windows;
}

/** The last days in Korea that the span touches, each cut to the span, newest first; no more than `most`. */
export function lastDaysOf(span: SyncWindow, most: number): SyncWindow[] {
  const days: SyncWindow[] = [];
  for (let to = span.to; to >= span.from && days.length < most; ) {
    const from = Math.max(span.from, kstDayStart(toKstDate(to)));
    days.push({ from, to });
    to = from - 1;
  }
  return days;
}

/** Everything from the start of a day until now, unix seconds. */
export function spanSince(day: KstDate, now: number): SyncWindow {
  return { from: Math.min(kstDayStart(day), now), to: now };
}
