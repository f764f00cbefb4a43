import { describe, expect, test } from "vitest";
import { initialConsonants, typedInitials } from "./initial-consonants.ts";
import { normaliseForSearch } from "./normalise-for-search.ts";

describe("initial consonants", () => {
  test.each([
    ["김민수", ["ㄱㅁㅅ"]],
    ["반팔 티셔츠", ["ㅂㅍㅌㅅㅊ"]],
    ["신라면 5개입", ["ㅅㄹㅁ", "ㄱㅇ"]],
    ["LG전자 TV", ["ㅈㅈ"]],
    ["까꿍 빵빵 쓱", ["ㄲㄲㅃㅃㅆ"]],
    ["ㅋㅋ상점", ["ㅋㅋㅅㅈ"]],
    ["힣가", ["ㅎㄱ"]],
    ["John", []],
    ["", []],
  ])("of %j are %j", (text, runs) => {
    expect(initialConsonants(normaliseForSearch(text))).toEqual(runs);
  });

  test.each([
    ["ㄱㅁㅅ", "ㄱㅁㅅ"],
    ["ㄱ", "ㄱ"],
    ["ㄳ", "ㄱㅅ"],
    ["ㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ", "ㄴㅈㄴㅎㄹㄱㄹㅁㄹㅂㄹㅅㄹㅌㄹㅍㄹㅎㅂㅅ"],
    ["ㄲㄸㅃㅆㅉ", "ㄲㄸㅃㅆㅉ"],
    ["김ㅁㅅ", undefined],
    ["ㅏ", undefined],
    ["abc", undefined],
    ["", undefined],
  ])("typed as %j mean %j", (word, initials) => {
    expect(typedInitials(normaliseForSearch(word))).toBe(initials);
  });
});
