import { expect, test } from "vitest";
import { readLaunchSearch, writeLaunchSearch } from "./launch-search.ts";

test.each([
  ["", { mode: "live", verdict: null }, "/settings/launch-checklist"],
  ["mode=test", { mode: "test", verdict: null }, "/settings/launch-checklist?mode=test"],
  ["verdict=unseen", { mode: "live", verdict: "unseen" }, "/settings/launch-checklist?verdict=unseen"],
  ["mode=both&verdict=", { mode: "live", verdict: null }, "/settings/launch-checklist"],
] as const)("the address %j is read and written as it is meant", (address, search, written) => {
  expect(readLaunchSearch(new URLSearchParams(address))).toEqual(search);
  expect(writeLaunchSearch(search)).toBe(written);
});
