import { kstDayStart } from "@maru/domain";
import { expect, it } from "vitest";
import { wholeMonths } from "./whole-months.ts";

const start = kstDayStart;

it("has no broken months where nothing bounds the days", () => {
  expect(wholeMonths({})).toEqual({ months: { from: null, to: null }, broken: [] });
});

it("takes whole months as they are", () => {
  expect(wholeMonths({ from: "2026-01-01", to: "2026-02-28" })).toEqual({
    months: { from: "2026-01", to: "2026-03" },
    broken: [],
  });
  expect(wholeMonths({ from: "2025-12-01", to: "2025-12-31" }).broken).toEqual([]);
});

it("leaves the days of a broken first and last month to be counted one by one", () => {
  expect(wholeMonths({ from: "2025-12-15", to: "2026-02-10" })).toEqual({
    months: { from: "2026-01", to: "2026-02" },
    broken: [
      { from: start("2025-12-15"), to: start("2026-01-01") },
      { from: start("2026-02-01"), to: start("2026-02-11") },
    ],
  });
});

it("counts a range inside one month, or across one boundary, once", () => {
  expect(wholeMonths({ from: "2026-02-03", to: "2026-02-10" })).toEqual({
    months: { from: "2026-03", to: "2026-03" },
    broken: [{ from: start("2026-02-03"), to: start("2026-02-11") }],
  });
  expect(wholeMonths({ from: "2026-02-03", to: "2026-03-10" })).toEqual({
    months: { from: "2026-03", to: "2026-03" },
    broken: [
      { from: start("2026-02-03"), to: start("2026-03-01") },
      { from: start("2026-03-01"), to: start("2026-03-11") },
    ],
  });
});

it("bears days nobody means", () => {
  expect(wholeMonths({ from: "9999-12-15", to: "9999-12-31" }).months).toEqual({ from: "9999-12", to: null });
  expect(wholeMonths({ from: "0000-01-01" }).months.from).toBe("0000-01");
});
