import { expect, test } from "vitest";
import { paymentFilter } from "../payment-query.ts";
import { filterParts, withoutFilterPart } from "./filter-parts.ts";

const filter = paymentFilter.parse({
  text: "민수  30,000 원 -status:paid",
  where: ["name:수", "amount:>5"],
  from: "2024-01-01",
  method: ["card"],
  mode: "live",
  escrow: false,
});

test("the parts of a filter are its terms, its conditions and its choices, in reading order", () => {
  expect(filterParts(filter).map((part) => ("term" in part ? part.term : part.key))).toEqual([
    "민수",
    "30,000 원",
    "-status:paid",
    "name:수",
    "amount:>5",
    "range",
    "method",
    "mode",
    "escrow",
  ]);
  expect(filterParts(paymentFilter.parse({}))).toEqual([]);
});

test("each can be taken away by itself, and all of them leave nothing", () => {
  const left = filterParts(filter).map((part) => filterParts(withoutFilterPart(filter, part)).length);
  expect(left).toEqual(Array(9).fill(8));
  expect(withoutFilterPart(filter, filterParts(filter)[1] ?? { key: "range" }).text).toBe("민수 -status:paid");
  const nothing = filterParts(filter).toReversed().reduce(withoutFilterPart, filter);
  expect(nothing).toEqual(paymentFilter.parse({}));
});
