import { addKstDays, type KstDate, kstDayStart, toKstDate } from "@maru/domain";

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

/** The days in Korea that the span touches, each cut to the span, newest first. */
export function daysOf(span: SyncWindow): SyncWindow[] {
  const days: SyncWindow[] = [];
  const first = toKstDate(span.from);
  for (let day = toKstDate(span.to); day >= first; day = addKstDays(day, -1)) {
    const start = kstDayStart(day);
    days.push({ from: Math.max(span.from, start), to: Math.min(span.to, kstDayStart(addKstDays(day, 1)) - 1) });
  }
  return days;
}

/** Everything from the start of a day until now, unix seconds. */
export function spanSince(day: KstDate, now: number): SyncWindow {
  return { from: Math.min(kstDayStart(day), now), to: now };
}
