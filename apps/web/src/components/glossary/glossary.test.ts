import { describe, expect, test } from "vitest";
import { glossary as english } from "./glossary.en.ts";
import { glossary as korean } from "./glossary.ko.ts";

describe("the glossary", () => {
  test("has the same words in both languages", () => {
    expect(Object.keys(english)).toEqual(Object.keys(korean));
  });

  test.each(["승인번호", "부분취소", "취소 원복", "자진발급", "상점아이디(MID)", "PG사", "에스크로"])(
    "explains %s",
    (word) => {
      expect(Object.values(korean).some((entry) => entry.word === word)).toBe(true);
    },
  );

  test("explains each word in one short line of whole sentences", () => {
    for (const [name, { word, help }] of Object.entries(korean)) {
      expect(word, name).not.toBe("");
      expect(help, name).toMatch(/[가-힣].*요\.$/u);
      expect(help, name).not.toMatch(/니다|!/u);
      expect(help.length, name).toBeLessThanOrEqual(80);
    }
    for (const [name, { word, help }] of Object.entries(english)) {
      expect(`${word}${help}`, name).not.toMatch(/[가-힣!]/u);
      expect(help, name).toMatch(/^[A-Zi].*\.$/u);
      expect(help.length, name).toBeLessThanOrEqual(140);
    }
  });
});
