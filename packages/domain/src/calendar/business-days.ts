import { addKstDays, type KstDate, kstDayStart } from "../kst-time.ts";
import type { Localised } from "../locale.ts";
import { koreanHolidays } from "./korean-holidays.ts";

/** Whether the calendar knows the year of the day. */
export function isCalendarKnown(date: KstDate): boolean {
  return Object.hasOwn(koreanHolidays, date.slice(0, 4));
}

/** The holiday on that day; undefined on other days, and in years the calendar does not know. */
export function koreanHoliday(date: KstDate): Localised | undefined {
  return koreanHolidays[date.slice(0, 4)]?.[date.slice(5)];
}

/** Sunday is 0. */
export function weekdayOf(date: KstDate): number {
  const days = (kstDayStart(date) + 9 * 60 * 60) / (24 * 60 * 60);
  // The first day of 1970 was a Thursday.
  return (((days + 4) % 7) + 7) % 7;
}

/** Whether banks work on that day; undefined when the calendar does not know the year. */
export function isBusinessDay(date: KstDate): boolean | undefined {
  if (!isCalendarKnown(date)) return undefined;
  const weekday = weekdayOf(date);
  return weekday !== 0 && weekday !== 6 && koreanHoliday(date) === undefined;
}

/** The day so many business days later; undefined when that leaves the calendar: no date is better than a wrong one. */
export function addBusinessDays(date: KstDate, count: number): KstDate | undefined {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addKstDays(day, 1);
    const isOpen = isBusinessDay(day);
    if (isOpen === undefined) return undefined;
    if (isOpen) left -= 1;
  }
  return isCalendarKnown(day) ? day : undefined;
}
