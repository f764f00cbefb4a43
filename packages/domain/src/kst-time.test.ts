import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { addKstDays, addKstMonths, formatInstant, isKstDate, kstDayRange, kstDayStart, toKstDate } from "./kst-time.ts";

declare module "vitest" {
  interface ProvidedContext {
    timeZone: string;
  }
}

const seoul = (text: string) => Date.parse(`${text}+09:00`) / 1000;
const instants = fc.integer({ min: seoul("1990-01-01T00:00:00"), max: seoul("2199-12-31T23:59:59") });

test("these tests run in the time zone they claim", () => {
  expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(inject("timeZone"));
});

describe("a day in Korea", () => {
  test.each([
    ["2026-11-20T00:00:00", "2026-11-20"],
    ["2026-11-20T23:59:59", "2026-11-20"],
    ["2026-11-21T00:00:00", "2026-11-21"],
    ["2024-02-29T12:00:00", "2024-02-29"],
    ["2026-01-01T08:59:59", "2026-01-01"],
    ["1970-01-01T09:00:00", "1970-01-01"],
  ])("the instant %s in Seoul falls on %s", (instant, date) => {
    expect(toKstDate(seoul(instant))).toBe(date);
  });

  test.each([
    ["2024-02-29", true],
    ["2023-02-29", false],
    ["2026-13-01", false],
    ["2026-00-10", false],
    ["2026-11-31", false],
    ["2026-1-1", false],
    ["20261120", false],
    ["2026-11-20 ", false],
    ["２０２６-11-20", false],
    ["", false],
  ])("%j is a day: %s", (text, answer) => {
    expect(isKstDate(text)).toBe(answer);
  });

  test("the trap of the list: 1 to 4 April holds all of the 4th and nothing of the 5th", () => {
    const range = kstDayRange("2026-04-01", "2026-04-04");
    expect(range).toEqual({ from: seoul("2026-04-01T00:00:00"), to: seoul("2026-04-05T00:00:00") });
  });

  test("agrees with the time zone database on every day payments can have", () => {
    const calendar = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Seoul", dateStyle: "short" });
    fc.assert(
      fc.property(instants, (at) => {
        expect(toKstDate(at)).toBe(calendar.format(new Date(at * 1000)));
      }),
      { numRuns: 500 },
    );
  });

  test("every instant lies in the range of its own day, and of no neighbour", () => {
    fc.assert(
      fc.property(instants, (at) => {
        const date = toKstDate(at);
        const { from, to } = kstDayRange(date, date);
        expect(from <= at && at < to).toBe(true);
        expect(to - from).toBe(86_400);
        expect(kstDayStart(addKstDays(date, 1))).toBe(to);
        expect(addKstDays(addKstDays(date, 1), -1)).toBe(date);
      }),
    );
  });

  test.each([
    ["2026-12-31", 1, "2027-01-01"],
    ["2024-02-28", 1, "2024-02-29"],
    ["2026-03-01", -1, "2026-02-28"],
    ["2026-11-20", -90, "2026-08-22"],
    ["2026-11-20", 0, "2026-11-20"],
  ])("%s and %i days is %s", (date, days, result) => {
    expect(addKstDays(date, days)).toBe(result);
  });

  test.each(["2026-02-30", "yesterday", ""])("refuses %j instead of guessing a day", (text) => {
    expect(() => kstDayStart(text)).toThrow(RangeError);
  });
});

describe("an instant for people", () => {
  const at = seoul("2026-11-20T14:32:06");

  test.each([
    ["date", "2026-11-20"],
    ["minute", "2026-11-20 14:32"],
    ["second", "2026-11-20 14:32:06"],
    ["time", "14:32:06"],
  ] as const)("as %s is %s in both languages", (style, text) => {
    expect(formatInstant(at, "ko", style)).toBe(text);
    expect(formatInstant(at, "en", style)).toBe(text);
  });

  test("midnight is 00:00, not 24:00", () => {
    expect(formatInstant(seoul("2026-11-20T00:00:00"), "ko", "minute")).toBe("2026-11-20 00:00");
  });

  test.each([
    ["no number", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["what no Date can hold", 8.64e15],
    ["the same before the epoch", -1e13],
    ["milliseconds taken for seconds", Date.parse("2026-11-20T00:00:00Z")],
    ["the first second of the year 10000", seoul("9999-12-31T23:59:59") + 1],
  ])("refuses %s", (_what, notAnInstant) => {
    expect(() => formatInstant(notAnInstant, "ko", "date")).toThrow(RangeError);
  });
});

describe("months later", () => {
  test.each([
    ["2026-08-31", 6, "2027-02-28"],
    ["2024-02-29", 12, "2025-02-28"],
    ["2025-11-30", 3, "2026-02-28"],
    ["2023-11-30", 3, "2024-02-29"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2026-11-25", 60, "2031-11-25"],
    ["2026-03-31", -1, "2026-02-28"],
  ])("%s and %i months is %s", (date, months, later) => {
    expect(addKstMonths(date, months)).toBe(later);
  });
});
