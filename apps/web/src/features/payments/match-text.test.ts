import { money } from "@maru/domain";
import { describe, expect, it } from "vitest";
import { matchText } from "./match-text.ts";

function marked(text: string, typed: string): string[] {
  return matchText(typed)
    .rangesIn(text)
    .map(([from, to]) => text.slice(from, to));
}

describe("what a search matched", () => {
  it.each([
    ["김민수", "민수", ["민수"]],
    ["minsu@Gmail.com", "GMAIL", ["Gmail"]],
    ["010-1234-5678", "5678", ["5678"]],
    ["010-1234-5678", "01012345678", ["010-1234-5678"]],
    ["010-****-5678", "5678", ["5678"]],
    ["김민수", "ㄱㅁㅅ", ["김민수"]],
    ["유기농 현미 10kg", "ㅎㅁ", ["현미"]],
    ["김민수 김영희", "김", ["김", "김"]],
    ["ORD-20261118-00417", "ord 417", ["ORD", "417"]],
    ["aXaXa", "axa", ["aXa"]],
    ["민수민수", "민수", ["민수민수"]],
  ])("in %s for %s", (text, typed, parts) => {
    expect(marked(text, typed)).toEqual(parts);
  });

  it.each(["", "   ", "없음", "(.*)", "[", "\\", "\u0000"])("is nothing for %j", (typed) => {
    expect(marked("김민수 010-1234-5678", typed)).toEqual([]);
  });

  it("is left unmarked where the compared form has other positions", () => {
    expect(marked("㈜마루", "마루")).toEqual([]);
  });
});

describe("an amount", () => {
  it.each(["30000", "30,000", "30000원"])("is marked when exactly %s was typed", (typed) => {
    expect(matchText(typed).isAmount(money(30_000, "KRW"))).toBe(true);
    expect(matchText(typed).isAmount(money(30_001, "KRW"))).toBe(false);
  });

  it("is not marked for a range of amounts", () => {
    expect(matchText(">=10000").isAmount(money(30_000, "KRW"))).toBe(false);
  });
});
