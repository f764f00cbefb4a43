import { addKstDays, formatInstant, kstDayStart, toKstDate } from "@maru/domain";

/** Reads what a `datetime-local` field holds as Korean time, whatever zone the browser is in; unix seconds. */
export function readKstInput(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  const ms = Date.parse(`${text}+09:00`);
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}

/** Writes an instant the way a `datetime-local` field holds it, in Korean time. */
export function writeKstInput(unixSeconds: number): string {
  return formatInstant(unixSeconds, "ko", "minute").replace(" ", "T");
}

/** The last minute of the day in Korea that is so many days from now. */
export function endOfKstDay(nowSeconds: number, days: number): number {
  return kstDayStart(addKstDays(toKstDate(nowSeconds), days + 1)) - 60;
}
