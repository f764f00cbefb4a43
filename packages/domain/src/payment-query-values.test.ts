import fc from "fast-check";
import { expect, test } from "vitest";
import { paymentQuery } from "./payment-query.ts";
import { isPaymentQueryValue, longestCode, longestSearchText, mostCodes } from "./payment-query-values.ts";
import { paymentStatuses } from "./payment-status.ts";

const words = ["all", "live", "test", "status", "requested", "-time", "amount", "card", "", ...paymentStatuses];
const days = ["2026-02-28", "2026-02-30", "2026-2-3", "2026-02-03T00:00:00Z", "0000-01-01"];
const long = [longestSearchText, longestSearchText + 1, longestCode, longestCode + 1].map((length) =>
  "가".repeat(length),
);
const text = fc.oneof(fc.constantFrom(...words, ...days, ...long), fc.string());
const value = fc.oneof(
  text,
  fc.array(text, { maxLength: 9 }),
  fc.constantFrom([], ["card", 1], Array(mostCodes).fill("a"), Array(mostCodes + 1).fill("a")),
  fc.constantFrom(true, false, 0, 1, null, {}),
);

test.each(Object.entries(isPaymentQueryValue))("says of %s what the schema says", (key, isValid) => {
  const schema = Object.entries(paymentQuery.shape).find(([name]) => name === key)?.[1];
  const answers = new Set<boolean>();
  fc.assert(
    fc.property(value, (candidate) => {
      answers.add(isValid(candidate));
      expect(isValid(candidate)).toBe(schema?.safeParse(candidate).success);
    }),
    { numRuns: 2_000 },
  );
  expect(answers).toEqual(new Set([true, false]));
});
