import type { Locale } from "./locale.ts";

/** A day in Korea, `YYYY-MM-DD`. */
export type KstDate = string;

/**
 * Korea keeps UTC+9 all year: it ended daylight saving time in 1988, decades before the first payment here, so a fixed
 * offset gives the same answers as a time zone database, in every runtime, whatever zone the machine is set to.
 */
const offsetSeconds = 9 * 60 * 60;
const daySeconds = 24 * 60 * 60;

/** The furthest instants a Date can hold, less a day so that the offset never leaves it. */
const furthestSeconds = 8_640_000_000_000 - daySeconds;

/** True for a real day of the calendar written `YYYY-MM-DD`: `2024-02-29` is one, `2023-02-29` is not. */
export function isKstDate(text: string): text is KstDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

/** The day in Korea on which the instant (unix seconds) falls. Throws a RangeError outside the years 0 to 9999. */
export function toKstDate(unixSeconds: number): KstDate {
  return isoOf(unixSeconds).slice(0, 10);
}

/** The first second of the day in Korea, unix seconds. Throws a RangeError when the text is not a day. */
export function kstDayStart(date: KstDate): number {
  if (!isKstDate(date)) throw new RangeError(`${JSON.stringify(date)} is not a day written YYYY-MM-DD`);
  return Date.parse(`${date}T00:00:00Z`) / 1000 - offsetSeconds;
}

/** All of the days `from` to `to`, both included, as a half-open range `[from, to)` of unix seconds. */
export function kstDayRange(from: KstDate, to: KstDate): { readonly from: number; readonly to: number } {
  return { from: kstDayStart(from), to: kstDayStart(to) + daySeconds };
}

/** The day so many days later, or earlier when negative. */
export function addKstDays(date: KstDate, days: number): KstDate {
  return toKstDate(kstDayStart(date) + days * daySeconds);
}

/** The same day so many months later; the last day of that month where it has no such day (31 August, 29 February). */
export function addKstMonths(date: KstDate, months: number): KstDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0));
  return `${first.toISOString().slice(0, 8)}${String(Math.min(day, last.getUTCDate())).padStart(2, "0")}`;
}

/** `date` 2026-11-20, `minute` 2026-11-20 14:05, `second` 2026-11-20 14:05:09, `time` 14:05:09. */
export type InstantStyle = "date" | "minute" | "second" | "time";

/**
 * Writes an instant (unix seconds) in Korean time. Both languages get the ISO order: it lines up in a column, sorts as
 * text, and nobody reads the 3rd of April as the 4th of March.
 */
export function formatInstant(unixSeconds: number, _locale: Locale, style: InstantStyle): string {
  const iso = isoOf(unixSeconds);
  const date = iso.slice(0, 10);
  switch (style) {
    case "date":
      return date;
    case "minute":
      return `${date} ${iso.slice(11, 16)}`;
    case "second":
      return `${date} ${iso.slice(11, 19)}`;
    case "time":
      return iso.slice(11, 19);
  }
}

/** The instant's wall clock in Korea, spelled as if it were UTC. */
function isoOf(unixSeconds: number): string {
  if (!(Math.abs(unixSeconds) <= furthestSeconds))
    throw new RangeError(`${unixSeconds} is not an instant in unix seconds`);
  const iso = new Date((Math.floor(unixSeconds) + offsetSeconds) * 1000).toISOString();
  if (!/^\d{4}-/.test(iso)) throw new RangeError(`${unixSeconds} is outside the years 0 to 9999`);
  return iso;
}
