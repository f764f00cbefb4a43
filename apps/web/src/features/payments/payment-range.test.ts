import { describe, expect, it } from "vitest";
import { parseTypedDay, presetOf, presetRange, rangePresets } from "./payment-range.ts";

describe("a preset range", () => {
  it.each([
    ["today", "2026-03-01", { from: "2026-03-01", to: "2026-03-01" }],
    ["yesterday", "2026-03-01", { from: "2026-02-28", to: "2026-02-28" }],
    ["last7", "2026-03-01", { from: "2026-02-23", to: "2026-03-01" }],
    ["last30", "2026-03-01", { from: "2026-01-31", to: "2026-03-01" }],
    ["thisMonth", "2026-03-15", { from: "2026-03-01", to: "2026-03-15" }],
    ["lastYear", "2026-03-01", { from: "2025-03-02", to: "2026-03-01" }],
    ["all", "2026-03-01", {}],
  ] as const)("%s on %s", (preset, today, range) => {
    expect(presetRange(preset, today)).toEqual(range);
  });

  it("is recognised by its days", () => {
    for (const preset of rangePresets) {
      expect(presetOf(presetRange(preset, "2026-03-15"), "2026-03-15")).toBe(preset);
    }
    expect(presetOf({ from: "2026-03-02", to: "2026-03-04" }, "2026-03-15")).toBeUndefined();
  });
});

describe("a typed day", () => {
  it.each([
    ["2026-11-20", "2026-11-20"],
    ["20261120", "2026-11-20"],
    ["2026.1.5", "2026-01-05"],
    [" 2026/11/20. ", "2026-11-20"],
    ["２０２６-１１-２０", "2026-11-20"],
  ])("%s is understood", (text, day) => {
    expect(parseTypedDay(text)).toBe(day);
  });

  it.each(["", "2026-02-30", "26-11-20", "11-20", "2026-11", "yesterday", "99999999"])("%s is no day", (text) => {
    expect(parseTypedDay(text)).toBeUndefined();
  });
});
