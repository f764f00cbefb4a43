import { addKstDays, isKstDate, type KstDate } from "@maru/domain";

/** Days in Korea, both included; an absent end is open. */
export interface DayRange {
  readonly from?: KstDate | undefined;
  readonly to?: KstDate | undefined;
}

export const rangePresets = [
  "today",
  "yesterday",
  "last7",
  "last30",
  "last90",
  "thisMonth",
  "lastYear",
  "all",
] as const;
export type RangePreset = (typeof rangePresets)[number];

/** The days a preset means on the day `today`. */
export function presetRange(preset: RangePreset, today: KstDate): DayRange {
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addKstDays(today, -1), to: addKstDays(today, -1) };
    case "last7":
      return { from: addKstDays(today, -6), to: today };
    case "last30":
      return { from: addKstDays(today, -29), to: today };
    case "last90":
      return { from: addKstDays(today, -89), to: today };
    case "thisMonth":
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case "lastYear":
      return { from: addKstDays(today, -364), to: today };
    case "all":
      return {};
  }
}

/** The preset that means exactly these days today; undefined when none does. */
export function presetOf(range: DayRange, today: KstDate): RangePreset | undefined {
  return rangePresets.find((preset) => {
    const { from, to } = presetRange(preset, today);
    return from === range.from && to === range.to;
  });
}

/** Reads a typed day: `2026-11-20`, `2026.11.20`, `2026/11/20`, `20261120`. Undefined when there is no such day. */
export function parseTypedDay(text: string): KstDate | undefined {
  const typed = text.normalize("NFKC").trim();
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ?? /^(\d{4})[-./ ]+(\d{1,2})[-./ ]+(\d{1,2})\.?$/.exec(typed);
  if (parts === null) return undefined;
  const [, year = "", month = "", day = ""] = parts;
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isKstDate(date) ? date : undefined;
}
