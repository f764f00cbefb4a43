import { kstDayRange, kstDayStart } from "@maru/domain";
import { type Bounds, type DayRange, daysOf, lastMonth } from "./payment-conditions.repository.ts";

/** Months as text `YYYY-MM`, half-open; null is unbounded. */
export interface Months {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The days of a filter as the whole months between its ends and what is left of the months it breaks, in unix seconds.
 */
export function wholeMonths({ from, to }: DayRange): {
  readonly months: Months;
  readonly broken: readonly Bounds[];
} {
  const { from: start, to: end } = daysOf({ from, to });
  // Nothing can begin in the last month a day can be written in.
  const firstWhole = from === undefined ? null : firstWholeMonth(from);
  const lastBroken = to === undefined || end === null ? null : monthOfEnd(to);
  if (firstWhole !== null && lastBroken !== null && firstWhole > lastBroken) {
    return { months: { from: firstWhole, to: firstWhole }, broken: [{ from: start, to: end }] };
  }
  const broken = [
    ...(start !== null && firstWhole !== null ? [{ from: start, to: monthStart(firstWhole) }] : []),
    ...(end !== null && lastBroken !== null ? [{ from: monthStart(lastBroken), to: end }] : []),
  ].filter((bounds) => bounds.from < bounds.to);
  return { months: { from: firstWhole, to: lastBroken }, broken };
}

function firstWholeMonth(day: string): string {
  const month = day.slice(0, 7);
  return day.endsWith("-01") || month === lastMonth ? month : monthAfter(month);
}

/** The first month that is not whole before the end of this day. */
function monthOfEnd(day: string): string {
  const month = day.slice(0, 7);
  const end = kstDayRange(day, day).to;
  return end === monthStart(monthAfter(month)) ? monthAfter(month) : month;
}

function monthAfter(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return number === 12
    ? `${String(year + 1).padStart(4, "0")}-01`
    : `${month.slice(0, 5)}${String(number + 1).padStart(2, "0")}`;
}

function monthStart(month: string): number {
  return kstDayStart(`${month}-01`);
}
