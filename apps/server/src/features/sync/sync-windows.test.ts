import { kstDayStart } from "@maru/domain";
import { expect, it } from "vitest";
import { lastDaysOf, spanSince, windowsOf } from "./sync-windows.ts";

const now = kstDayStart("2026-11-20") + 43_200;
const daySeconds = 86_400;

it("cuts three years into windows upstream accepts, newest first, without gap or overlap", () => {
  const span = spanSince("2023-11-20", now);
  const windows = windowsOf(span);
  expect(windows[0]?.to).toBe(now);
  expect(windows.at(-1)?.from).toBe(kstDayStart("2023-11-20"));
  for (const [at, window] of windows.entries()) {
    expect(window.to - window.from).toBeLessThan(90 * daySeconds);
    const older = windows[at + 1];
    if (older !== undefined) expect(older.to).toBe(window.from - 1);
  }
});

it("counts days in Korea, the present one up to now", () => {
  const days = lastDaysOf(spanSince("2026-11-18", now), 10);
  expect(days).toEqual([
    { from: kstDayStart("2026-11-20"), to: now },
    { from: kstDayStart("2026-11-19"), to: kstDayStart("2026-11-20") - 1 },
    { from: kstDayStart("2026-11-18"), to: kstDayStart("2026-11-19") - 1 },
  ]);
  expect(lastDaysOf(spanSince("2020-01-01", now), 2)).toHaveLength(2);
});

it("begins now when it is told to begin in the future", () => {
  expect(windowsOf(spanSince("2030-01-01", now))).toEqual([{ from: now, to: now }]);
});
