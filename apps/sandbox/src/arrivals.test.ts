import { describe, expect, it } from "vitest";
import { Arrivals } from "./arrivals.ts";
import { DAY, kstParts } from "./kst.ts";
import { TEST_NOW } from "./testing.ts";

describe("arrivals", () => {
  it("spread exactly the asked number over the two years before the anchor", () => {
    for (const payments of [1, 5, 63, 1000, 5000]) {
      const arrivals = new Arrivals(7, payments, TEST_NOW);
      const times = Array.from({ length: payments }, (_, index) => arrivals.firstAttemptAt(index));
      expect(Math.max(...times)).toBeLessThanOrEqual(TEST_NOW);
      expect(Math.min(...times)).toBeGreaterThan(TEST_NOW - 760 * DAY);
      expect(arrivals.firstAttemptAt(payments)).toBeGreaterThanOrEqual(TEST_NOW);
    }
  });

  it("never begin before the block they belong to", () => {
    const arrivals = new Arrivals(3, 4000, TEST_NOW);
    let last = 0;
    for (let index = 0; index < 6000; index++) {
      const earliest = arrivals.earliestFrom(index);
      expect(earliest).toBeGreaterThanOrEqual(last);
      expect(arrivals.firstAttemptAt(index)).toBeGreaterThanOrEqual(earliest);
      last = earliest;
    }
  });

  it("follow a shop's week: busy Mondays, quiet Saturdays, quiet nights", () => {
    const arrivals = new Arrivals(1, 40_000, TEST_NOW);
    const byWeekday = new Array<number>(7).fill(0);
    const byHour = new Array<number>(24).fill(0);
    for (let index = 0; index < 40_000; index++) {
      const { weekday, hour } = kstParts(arrivals.firstAttemptAt(index));
      byWeekday[weekday] = (byWeekday[weekday] ?? 0) + 1;
      byHour[hour] = (byHour[hour] ?? 0) + 1;
    }
    expect(byWeekday[1] ?? 0).toBeGreaterThan((byWeekday[6] ?? 0) * 1.25);
    expect(byHour[21] ?? 0).toBeGreaterThan((byHour[4] ?? 0) * 5);
  });

  it("keep their rate after the anchor", () => {
    const arrivals = new Arrivals(1, 20_000, TEST_NOW);
    const thirtyDays = arrivals.firstAttemptAt(20_000 + 900) - TEST_NOW;
    expect(thirtyDays / DAY).toBeGreaterThan(20);
    expect(thirtyDays / DAY).toBeLessThan(40);
  });
});
