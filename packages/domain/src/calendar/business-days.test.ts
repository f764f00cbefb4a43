import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addKstDays, isKstDate } from "../kst-time.ts";
import { addBusinessDays, isBusinessDay, koreanHoliday, weekdayOf } from "./business-days.ts";
import { koreanHolidays } from "./korean-holidays.ts";

describe("a business day", () => {
  test.each([
    ["2026-11-25", true, "an ordinary Wednesday"],
    ["2026-11-28", false, "a Saturday"],
    ["2026-11-29", false, "a Sunday"],
    ["2026-02-16", false, "the day before Seollal"],
    ["2026-02-17", false, "Seollal"],
    ["2026-02-19", true, "the day after the holidays"],
    ["2026-03-02", false, "the substitute for a Sunday 1 March"],
    ["2026-05-01", false, "Labour Day"],
    ["2025-05-01", false, "1 May, when banks rested before it was a public holiday"],
    ["2026-05-25", false, "the substitute for Buddha's Birthday on a Sunday"],
    ["2026-06-08", true, "the Monday after a Memorial Day on Saturday, which has no substitute"],
    ["2026-07-17", false, "Constitution Day since it is a holiday again"],
    ["2025-07-17", true, "and before"],
    ["2026-08-17", false, "the substitute for Liberation Day on a Saturday"],
    ["2026-09-28", true, "the Monday after a Chuseok that touches only a Saturday"],
    ["2026-10-05", false, "the substitute for Foundation Day on a Saturday"],
    ["2025-10-08", false, "the substitute for a Chuseok that touches a Sunday"],
    ["2025-06-03", false, "an election"],
    ["2025-01-27", false, "a temporary holiday"],
    ["2027-12-27", false, "the substitute for Christmas on a Saturday"],
    ["2028-03-02", undefined, "a day of a year that is not in the calendar"],
  ])("%s: %s (%s)", (date, answer, _why) => {
    expect(isBusinessDay(date)).toBe(answer);
  });

  test.each([
    ["2026-11-20", 3, "2026-11-25"],
    ["2026-11-20", 5, "2026-11-27"],
    ["2026-11-21", 1, "2026-11-23"],
    ["2026-02-13", 1, "2026-02-19"],
    ["2026-02-13", 3, "2026-02-23"],
    ["2026-09-23", 1, "2026-09-28"],
    ["2025-10-02", 1, "2025-10-10"],
    ["2026-12-31", 1, "2027-01-04"],
    ["2027-12-31", 0, "2027-12-31"],
    ["2027-12-31", 1, undefined],
    ["2023-12-29", 1, undefined],
  ])("%s and %i business days is %s", (date, count, later) => {
    expect(addBusinessDays(date, count)).toBe(later);
  });

  test("counting in one go or step by step comes to the same day", () => {
    const days = fc.integer({ min: 0, max: 900 }).map((offset) => addKstDays("2024-01-01", offset));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 15 }), (date, first, second) => {
        const between = addBusinessDays(date, first);
        expect(addBusinessDays(between ?? "", second)).toBe(addBusinessDays(date, first + second));
      }),
      { numRuns: 300 },
    );
  });
});

describe("the calendar", () => {
  test("holds real days, each in its year, in order", () => {
    for (const [year, days] of Object.entries(koreanHolidays)) {
      const dates = Object.keys(days).map((day) => `${year}-${day}`);
      expect(dates.filter((date) => !isKstDate(date))).toEqual([]);
      expect(dates).toEqual([...dates].sort());
    }
  });

  test.each(["2024", "2025", "2026", "2027"])("%s has its fixed holidays and both long ones of three days", (year) => {
    for (const day of ["01-01", "03-01", "05-05", "06-06", "08-15", "10-03", "10-09", "12-25"]) {
      expect(koreanHoliday(`${year}-${day}`), day).toBeDefined();
    }
    const names = Object.values(koreanHolidays[year] ?? {}).map(({ en }) => en);
    expect(names.filter((name) => name === "Seollal")).toHaveLength(3);
    expect(names.filter((name) => name === "Chuseok")).toHaveLength(3);
  });

  test("gives a substitute for every holiday of the law that meets a weekend it must not meet", () => {
    for (const year of ["2024", "2025", "2026", "2027"]) {
      for (const [day, { en }] of Object.entries(koreanHolidays[year] ?? {})) {
        const weekday = weekdayOf(`${year}-${day}`);
        const hasToBeMadeGood =
          en === "Seollal" || en === "Chuseok"
            ? weekday === 0
            : !["New Year's Day", "Memorial Day", "Labour Day", "Substitute holiday"].includes(en) &&
              (weekday === 0 || weekday === 6);
        if (!hasToBeMadeGood) continue;
        const next = [1, 2, 3].map((days) => koreanHoliday(addKstDays(`${year}-${day}`, days))?.en);
        expect(next, `${year}-${day}`).toContain("Substitute holiday");
      }
    }
  });

  test("knows weekdays wherever the machine stands", () => {
    expect(weekdayOf("2026-11-25")).toBe(3);
    expect(weekdayOf("1969-12-31")).toBe(3);
    expect(weekdayOf("2024-02-29")).toBe(4);
  });
});
