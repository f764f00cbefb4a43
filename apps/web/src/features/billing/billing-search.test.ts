import { expect, test } from "vitest";
import { readBillingSearch, writeBillingSearch } from "./billing-search.ts";

const thisMonth = "2026-11";

test.each([
  ["", { month: thisMonth, day: null, state: null }],
  ["month=2026-12&day=2026-12-03&state=failed", { month: "2026-12", day: "2026-12-03", state: "failed" }],
  ["day=2026-11-30", { month: thisMonth, day: "2026-11-30", state: null }],
  ["day=2026-12-03", { month: thisMonth, day: null, state: null }],
  ["month=2026-13&day=2026-02-31&state=late", { month: thisMonth, day: null, state: null }],
])("reads %s, and writes what says the same", (text, search) => {
  const read = readBillingSearch(new URLSearchParams(text), thisMonth);
  expect(read).toEqual(search);
  expect(readBillingSearch(writeBillingSearch(read, thisMonth), thisMonth)).toEqual(read);
});
