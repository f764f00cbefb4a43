import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digitsOf, normaliseForSearch } from "./normalise-for-search.ts";

const anyText = fc.string({ unit: "binary", maxLength: 200 });

describe("the form in which text is compared", () => {
  test.each([
    ["case does not matter", "Kim@Gmail.COM", "kim@gmail.com"],
    ["full-width letters and digits are letters and digits", "ＡＢＣ１２３", "abc123"],
    ["text from a Mac, which takes syllables apart, is put together", "김민수".normalize("NFD"), "김민수"],
    ["half-width jamo are jamo", "ﾡ", "\u1100"],
    ["whitespace of every kind is one space", " 김\t\u3000\u00a0민수\r\n", "김 민수"],
    ["zero-width characters are not there", "김\u200b민\u200d수\ufeff", "김민수"],
    ["bidi marks are not there", "\u202e김민수\u2066", "김민수"],
    ["a soft hyphen and a variation selector are not there", "반\u00ad팔\ufe0f", "반팔"],
    ["Hangul fillers are not there", "김\u3164\uffa0민수", "김민수"],
    ["controls, NUL included, end a word", "김\u0000민\u001b수", "김 민 수"],
    ["a lone surrogate ends a word", "김\ud800민\udc00수", "김 민 수"],
    ["characters beyond the first plane stay whole", "𠮷野家🍜", "𠮷野家🍜"],
    ["both small sigmas are one letter", "ΟΔΟΣ οδος", "οδοσ οδοσ"],
    ["nothing visible is nothing", "\u200b \u3000\ufeff", ""],
  ])("%s", (_rule, text, normalised) => {
    expect(normaliseForSearch(text)).toBe(normalised);
  });

  test("normalising any single character twice changes nothing more", () => {
    const unstable: string[] = [];
    const batch = 512;
    for (let first = 0; first <= 0x10ffff; first += batch) {
      const characters = Array.from({ length: batch }, (_, offset) => `a${String.fromCodePoint(first + offset)}가`);
      const once = normaliseForSearch(characters.join(" "));
      if (normaliseForSearch(once) !== once) unstable.push(first.toString(16));
    }
    expect(unstable).toEqual([]);
  });

  test("ordinary text has the same form beside text that is not", () => {
    const ordinary = fc.string({ unit: fc.constantFrom(..."김민수힣 aZ~ 09-_.@"), maxLength: 20 });
    fc.assert(
      fc.property(ordinary, (text) => {
        expect(normaliseForSearch(`${text} ｘ`)).toBe(`${normaliseForSearch(text)} x`.trim());
      }),
    );
  });

  test("accepts any string, and twice is once", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = normaliseForSearch(text);
        expect(normaliseForSearch(once)).toBe(once);
        expect(once.isWellFormed()).toBe(true);
        expect(once).not.toMatch(/\s{2}|^\s|\s$|[^\S ]|\0|\uFFFD/u);
      }),
      { numRuns: 500 },
    );
  });

  test("words are the same whatever stands around them", () => {
    fc.assert(
      fc.property(anyText, anyText, (left, right) => {
        expect(normaliseForSearch(`${left} ${right}`)).toBe(
          `${normaliseForSearch(left)} ${normaliseForSearch(right)}`.trim(),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("ten thousand hostile characters do not become more", () => {
    for (const text of [
      "가".repeat(10_000),
      "\u0301".repeat(10_000),
      "\ud800".repeat(10_000),
      " \u200b".repeat(5_000),
    ]) {
      expect(normaliseForSearch(text).length).toBeLessThanOrEqual(10_000);
    }
  });
});

test.each([
  ["010-1234-5678", "01012345678"],
  ["＋82 10 １２３４", "82101234"],
  ["없음", ""],
])("the digits of %j are %j", (text, digits) => {
  expect(digitsOf(text)).toBe(digits);
});
