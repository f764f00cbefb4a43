import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { termsTyped } from "../testing/terms-typed.ts";
import type { SearchWay } from "./search-ways.ts";

/** Short enough to read in a table: `text:김민수`, `digits:1234`, `amount:30000..30000 KRW`. */
function spell(way: SearchWay): string {
  switch (way.kind) {
    case "text":
      return `text:${way.text}`;
    case "digits":
      return `digits:${way.digits}`;
    case "initials":
      return `initials:${way.initials}`;
    case "start":
      return `start:${way.character}`;
    case "amount":
      return `amount:${way.min === null ? "" : way.min / 1000}..${way.max === null ? "" : way.max / 1000}${way.currency === null ? "" : ` ${way.currency}`}`;
  }
}

const understood = (text: string) => termsTyped(text).map(({ ways }) => ways.map(spell).join(" | "));

describe("what is typed", () => {
  test.each([
    ["김민수", ["text:김민수"]],
    ["민수 gmail", ["text:민수", "text:gmail"]],
    ["imp_448280090638", ["text:imp_448280090638"]],
    ["ORD-20261120-000123", ["text:ord-20261120-000123"]],
    ["010-1234-5678", ["text:010-1234-5678 | digits:01012345678"]],
    ["01012345678", ["text:01012345678 | digits:01012345678"]],
    ["(02)123-4567", ["text:(02)123-4567 | digits:021234567"]],
    ["010.1234.5678", ["text:010.1234.5678 | digits:01012345678"]],
    ["+82-10-1234-5678", ["text:+82-10-1234-5678 | digits:821012345678 | digits:01012345678"]],
    ["82-10-1234-5678", ["text:82-10-1234-5678 | digits:821012345678 | digits:01012345678"]],
    ["8202123456", ["amount:8202123456..8202123456 | text:8202123456 | digits:8202123456"]],
    ["5678", ["amount:5678..5678 | text:5678 | digits:5678"]],
    ['"-5678"', ["text:-5678"]],
    ["30000", ["amount:30000..30000 | text:30000 | digits:30000"]],
    ["30,000", ["amount:30000..30000 | text:30,000"]],
    ["３０，０００", ["amount:30000..30000 | text:30,000"]],
    ["30000원", ["amount:30000..30000 KRW | text:30000원"]],
    ["30,000 원", ["amount:30000..30000 KRW | text:30,000원"]],
    ["₩30,000", ["amount:30000..30000 KRW | text:₩30,000"]],
    ["$12.30", ["amount:12.3..12.3 USD | text:$12.30"]],
    ["12.30usd", ["amount:12.3..12.3 USD | text:12.30usd"]],
    ["12.30", ["amount:12.3..12.3 | text:12.30"]],
    ["30eur", ["amount:30..30 EUR | text:30eur"]],
    ["3만원", ["amount:30000..30000 KRW | text:3만원"]],
    ["1.5만", ["amount:15000..15000 | text:1.5만"]],
    [">3만5천", ["amount:35000.001.."]],
    ["1만~2만원", ["amount:10000..20000 KRW"]],
    ["5만원권", ["text:5만원권"]],
    ["만", ["start:만"]],
    [">=30000", ["amount:30000.."]],
    [">= 30,000원", ["amount:30000.. KRW"]],
    [">30000", ["amount:30000.001.."]],
    ["<30000", ["amount:..29999.999"]],
    ["<=30000", ["amount:..30000"]],
    ["=30000", ["amount:30000..30000"]],
    ["10000..20000", ["amount:10000..20000"]],
    ["10,000 .. 20,000", ["amount:10000..20000"]],
    ["10000~20000원", ["amount:10000..20000 KRW"]],
    ["10000..", ["amount:10000.."]],
    ["..20000", ["amount:..20000"]],
    ["20000..10000", ["amount:20000..10000"]],
    ["..", ["text:.."]],
    ["1,23", ["text:1,23"]],
    ["007", ["text:007 | digits:007"]],
    ["99999999999999999999", ["text:99999999999999999999 | digits:99999999999999999999"]],
    ["12345원입니다", ["text:12345원입니다"]],
    ["'imp_448280090638'", ["text:'imp_448280090638' | text:imp_448280090638"]],
    ["imp_448280090638,", ["text:imp_448280090638, | text:imp_448280090638"]],
    [
      "https://admin.iamport.kr/?imp_uid=imp_448280090638",
      ["text:https://admin.iamport.kr/?imp_uid=imp_448280090638 | text:imp_448280090638"],
    ],
    ["`ORD-1`", ["text:`ord-1` | text:ord-1"]],
    ["'5678'", ["text:'5678'"]],
    ["''", ["text:''"]],
    ["김민ㅅ", ["text:김민ᄉ | text:김민", "text:김민ᄉ | initials:ㄱㅁㅅ"]],
    ["김짓", ["text:김짓 | text:김지", "text:김짓 | initials:ㄱㅈㅅ"]],
    ["김ㅁ", ["text:김ᄆ | initials:ㄱㅁ"]],
    ["name:김민ㅅ", ["text:김민ᄉ | text:김민", "text:김민ᄉ | initials:ㄱㅁㅅ"]],
    ["-김민ㅅ", ["text:김민ᄉ"]],
    ["reason:단순ㅂ", ["text:단순ᄇ"]],
    ['"김민ㅅ"', ["text:김민ᄉ"]],
    ["김민", ["text:김민"]],
    ["ㄱㅁㅅ", ["initials:ㄱㅁㅅ"]],
    ["ㄱ", ["start:ㄱ"]],
    ["ㄳ", ["initials:ㄱㅅ"]],
    ["김", ["start:김"]],
    ["k", ["start:k"]],
    ["3", ["amount:3..3 | start:3"]],
    ["🍜", ["start:🍜"]],
    ["-", ["start:-"]],
    ["김민수 김민수", ["text:김민수"]],
    ["", []],
    [" \u200b\u0000 ", []],
  ])("%j is understood as %j", (text, terms) => {
    expect(understood(text)).toEqual(terms);
  });

  test.each([
    ["operators of full-text engines", '"a" OR b* NEAR(c) ^d -e {f}: g AND NOT h'],
    ["SQL", "'; DROP TABLE payments;-- %_\\ [a-z]"],
    ["a regular expression", "(a+)+$ [^\\d] .*"],
    ["lone surrogates", "\ud800 \udfff김"],
    ["bidi and zero-width characters", "\u202e\u200b010\u2066-1234"],
    ["ten kilobytes", "가나다 1234 ".repeat(1_000)],
    ["ten kilobytes in one word", "9".repeat(10_000)],
    ["ten kilobytes of separators", "1-".repeat(5_000)],
    ["names of object properties", "__proto__ constructor toString"],
  ])("%s are words like any other", (_what, text) => {
    for (const { word, ways } of termsTyped(text)) {
      expect(word).not.toBe("");
      expect(ways.length).toBeGreaterThan(0);
    }
  });

  test("every term can be answered by an index of character pairs, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
        for (const { ways } of termsTyped(text)) {
          expect(ways.length).toBeGreaterThan(0);
          for (const way of ways) {
            if (way.kind === "text") expect([...way.text].length).toBeGreaterThanOrEqual(2);
            if (way.kind === "text") expect(way.text).not.toMatch(/[^\S ]| {2}|^ | $/u);
            if (way.kind === "digits") expect(way.digits).toMatch(/^\d{2,}$/);
            if (way.kind === "initials") expect(way.initials).toMatch(/^[ㄱ-ㅎ]{2,}$/);
            if (way.kind === "start") expect([...way.character]).toHaveLength(1);
            if (way.kind === "amount") {
              for (const bound of [way.min, way.max]) expect(bound === null || Number.isSafeInteger(bound)).toBe(true);
            }
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
