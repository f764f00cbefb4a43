import { parseSearchText } from "@maru/domain";
import { describe, expect, it } from "vitest";
import { matchedRanges } from "./highlight.tsx";

function marked(text: string, typed: string): string[] {
  return matchedRanges(text, parseSearchText(typed)).map(([from, to]) => text.slice(from, to));
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
