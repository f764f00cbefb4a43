import { addKstDays, isKstDate, type KstDate } from "../kst-time.ts";

/** Days in Korea, both included; null is open. */
export interface Days {
  readonly from: KstDate | null;
  readonly to: KstDate | null;
}

type ClosedDays = { readonly from: KstDate; readonly to: KstDate };

/**
 * Reads what stands after `date:` in normalised form: a year, a month or a day (`2024`, `2024-03`, `2024.3.5`,
 * `20240305`, `2024년 3월`), a range of them (`2024-01..2024-03`), or everything from or until one (`>=2024-03`).
 * Undefined when there are no such days, or the end is before the beginning.
 */
export function readDays(value: string): Days | undefined {
  const typed = value.replaceAll(" ", "");
  const days = readComparison(typed) ?? readRange(typed) ?? readPeriod(typed);
  if (days === undefined || (days.from === null && days.to === null)) return undefined;
  return days.from !== null && days.to !== null && days.from > days.to ? undefined : days;
}

function readComparison(typed: string): Days | undefined {
  const [, sign, rest = ""] = /^(>=|<=|>|<)(.+)$/.exec(typed) ?? [];
  const period = sign === undefined ? undefined : readPeriod(rest);
  if (period === undefined) return undefined;
  switch (sign) {
    case ">=":
      return { from: period.from, to: null };
    case "<=":
      return { from: null, to: period.to };
    case ">":
      return openDays(neighbour(period.to, 1), null);
    default:
      return openDays(null, neighbour(period.from, -1));
  }
}

function openDays(from: KstDate | undefined | null, to: KstDate | undefined | null): Days | undefined {
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Undefined beyond the days that can be written. */
function neighbour(day: KstDate, step: 1 | -1): KstDate | undefined {
  return day === (step === 1 ? lastDay : firstDay) ? undefined : addKstDays(day, step);
}

const firstDay = "0000-01-01";
const lastDay = "9999-12-31";

function readRange(typed: string): Days | undefined {
  const [, first, last] = /^([^~]*?)(?:\.\.|~)([^~]*)$/.exec(typed) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const [from, to] = [first, last].map((part) => (part === "" ? null : readPeriod(part)));
  if (from === undefined || to === undefined) return undefined;
  return { from: from?.from ?? null, to: to?.to ?? null };
}

const periods: readonly RegExp[] = [
  /^(\d{4})년?$/,
  /^(\d{4})[-./](\d{1,2})$/,
  /^(\d{4})(\d{2})$/,
  /^(\d{4})년(\d{1,2})월$/,
  /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})\.?$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})년(\d{1,2})월(\d{1,2})일$/,
];

function readPeriod(typed: string): ClosedDays | undefined {
  for (const pattern of periods) {
    const parts = pattern.exec(typed);
    if (parts !== null) return periodOf(parts[1] ?? "", parts[2]?.padStart(2, "0"), parts[3]?.padStart(2, "0"));
  }
  return undefined;
}

function periodOf(year: string, month?: string, day?: string): ClosedDays | undefined {
  if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
  const first = `${year}-${month}-${day ?? "01"}`;
  if (!isKstDate(first)) return undefined;
  return { from: first, to: day === undefined ? lastOfMonth(year, month) : first };
}

function lastOfMonth(year: string, month: string): KstDate {
  const days = ["31", "30", "29", "28"];
  return days.map((day) => `${year}-${month}-${day}`).find(isKstDate) ?? `${year}-${month}-28`;
}

/** The days as `readDays` reads them, by their month or year where they are one. */
export function printDays({ from, to }: Days): string {
  if (from === null || to === null) return `${from ?? ""}..${to ?? ""}`;
  if (from === to) return from;
  const [year, month] = [from.slice(0, 4), from.slice(0, 7)];
  for (const period of [year, month]) {
    const days = readPeriod(period);
    if (days?.from === from && days.to === to) return period;
  }
  return `${from}..${to}`;
}
