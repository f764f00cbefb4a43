import { describe, expect, test } from "vitest";
import { paymentFilter, paymentQuery } from "./payment-query.ts";

describe("the query of the payments list", () => {
  test("an empty query is everything, newest first, by the time of the status", () => {
    expect(paymentQuery.parse({})).toEqual({ mode: "all", basis: "status", sort: "-time", limit: 50 });
    expect(paymentFilter.parse({})).toEqual({ mode: "all", basis: "status" });
  });

  test("a full query is kept as it is", () => {
    const query = {
      text: "김민수 30,000원",
      status: ["paid", "partially_cancelled"],
      method: ["card", "a_method_of_tomorrow"],
      pgProvider: ["kcp"],
      mid: ["T0000"],
      currency: ["KRW"],
      mode: "live",
      escrow: true,
      cashReceipt: false,
      billing: false,
      basis: "requested",
      from: "2024-01-01",
      to: "2026-12-31",
      sort: "amount",
      cursor: "opaque",
      limit: 200,
    };
    expect(paymentQuery.parse(query)).toEqual(query);
  });

  test.each([
    ["text longer than a search may be", { text: "가".repeat(201) }],
    ["a status nobody knows", { status: ["refunded"] }],
    ["an empty list, which could mean everything or nothing", { status: [] }],
    ["an empty list of methods", { method: [] }],
    ["an empty code", { mid: [""] }],
    ["a single code where a list belongs", { method: "card" }],
    ["a day that is not in the calendar", { from: "2026-02-30" }],
    ["an instant where a day belongs", { from: "2026-02-03T00:00:00Z" }],
    ["days in the wrong order", { from: "2026-02-03", to: "2026-02-02" }],
    ["an unknown mode", { mode: "sandbox" }],
    ["an unknown order", { sort: "name" }],
    ["no rows", { limit: 0 }],
    ["more rows than a page may have", { limit: 201 }],
    ["half a row", { limit: 1.5 }],
    ["rows as text", { limit: "50" }],
    ["an empty cursor", { cursor: "" }],
    ["a key it does not know", { merchantUid: "ORD-1" }],
    ["nothing", null],
  ])("refuses %s", (_what, query) => {
    expect(paymentQuery.safeParse(query).success).toBe(false);
  });

  test("one day is a range", () => {
    expect(paymentFilter.safeParse({ from: "2026-02-03", to: "2026-02-03" }).success).toBe(true);
  });

  test("the filter alone knows no page", () => {
    expect(paymentFilter.safeParse({ limit: 50 }).success).toBe(false);
  });
});
