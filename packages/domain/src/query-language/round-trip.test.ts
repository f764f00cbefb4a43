import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { parseQuery } from "./parse-query.ts";
import { printQuery } from "./print-query.ts";
import { queryKeys, wordsOfKey } from "./query-keys.ts";

declare module "vitest" {
  interface ProvidedContext {
    fuzzRuns: number;
  }
}

const runs = inject("fuzzRuns");
const patience = 30_000 + runs * 5;

const keys = queryKeys.flatMap(wordsOfKey);
const pieces = fc.oneof(
  fc.constantFrom(...keys.map((key) => `${key}:`)),
  fc.constantFrom("paid", "결제완료", "kcp", "KG이니시스", "가상", "krw", "yes", "아니요", "test", "삼성페이"),
  fc.constantFrom(">50000", "10,000..20,000", "5만", "1.5만원", "<0", "<=12.345usd", "..7", "0.001", "원", "~", "₩"),
  fc.constantFrom("2024", "2024-03", "2024-3-5", "20240305", "2024-01..2024-03", ">=2023", "..2024", "9999-12-31"),
  fc.constantFrom(
    " ",
    "  ",
    "-",
    "--",
    ",",
    '"',
    "“",
    "”",
    ":",
    "：",
    "\\",
    '\\"',
    "..",
    ">",
    ">=",
    "\u200b",
    "\u3000",
  ),
  fc.constantFrom(
    "김민수",
    "ㄱㅁㅅ",
    "010-1234-5678",
    "imp_1",
    "가".normalize("NFD"),
    "🍜",
    "\ud800",
    "\u0000",
    "´",
    "‥",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ maxLength: 6 }),
);
const queryText = fc.oneof(
  { weight: 3, arbitrary: fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
);

describe("for any text whatever", () => {
  test(
    "reading never throws, printing what was read and reading that again gives the same terms",
    () => {
      fc.assert(
        fc.property(queryText, (text) => {
          const { terms, problems } = parseQuery(text);
          const read = terms.map(({ term }) => term);
          const printed = printQuery(read);
          const again = parseQuery(printed);
          expect(again.terms.map(({ term }) => term)).toEqual(read);
          expect(again.problems.filter(({ kind }) => kind !== "unknown-code")).toEqual([]);
          expect(printQuery(again.terms.map(({ term }) => term))).toBe(printed);
          for (const { start, end } of [...terms, ...problems]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }),
        { numRuns: runs },
      );
    },
    patience,
  );
});
