import { guessBulkColumns } from "@maru/domain";
import { describe, expect, test } from "vitest";
import { type ListReading, readFileText, readListText } from "./read-list.ts";

const reading: ListReading = { mostRows: 5_000, hasHeader: (lines) => guessBulkColumns(lines).hasHeader };

const bytes = (...values: number[]) => new Uint8Array(values);

describe("the text of a file", () => {
  test.each([
    ["UTF-8", new TextEncoder().encode("주문번호")],
    ["EUC-KR", bytes(0xc1, 0xd6, 0xb9, 0xae, 0xb9, 0xf8, 0xc8, 0xa3)],
    ["UTF-16 from a spreadsheet", bytes(0xff, 0xfe, 0xfc, 0xc8, 0x38, 0xbb, 0x88, 0xbc, 0x38, 0xd6)],
  ])("is read from %s", async (_, encoded) => {
    expect(await readFileText(new Blob([encoded]))).toEqual({ ok: true, text: "주문번호" });
  });

  test.each([
    ["a workbook", bytes(0x50, 0x4b, 3, 4), "not_text"],
    ["something that is no text", bytes(0x41, 0, 0x42), "not_text"],
    ["a file too large to be a list", new Uint8Array(3 * 1024 * 1024 + 1), "too_large"],
  ])("is not read from %s", async (_, content, problem) => {
    expect(await readFileText(new Blob([content]))).toEqual({ ok: false, problem });
  });
});

describe("the cells of a list", () => {
  test.each<[string, string, string[][]]>([
    [
      "set apart by commas",
      "imp_1,1000\nimp_2,2000",
      [
        ["imp_1", "1000"],
        ["imp_2", "2000"],
      ],
    ],
    [
      "set apart by tabs, with commas in the amounts",
      "imp_1\t12,300\nimp_2\t2,000",
      [
        ["imp_1", "12,300"],
        ["imp_2", "2,000"],
      ],
    ],
    [
      "set apart by semicolons",
      "imp_1;1000\nimp_2;2000",
      [
        ["imp_1", "1000"],
        ["imp_2", "2000"],
      ],
    ],
    ["in quotes", '"imp_1","12,300","파손, ""심함"""', [["imp_1", "12,300", '파손, "심함"']]],
    ["after a byte order mark", "\uFEFFimp_1,1000", [["imp_1", "1000"]]],
    ["with digits a spreadsheet was told to keep", '"=""20261120001""",1000', [["20261120001", "1000"]]],
    ["with blank lines at the end", "imp_1,1000\r\n\r\n,\r\n", [["imp_1", "1000"]]],
    [
      "with a blank line in between, so that lines keep their numbers",
      "imp_1,1\n\nimp_2,2",
      [["imp_1", "1"], [""], ["imp_2", "2"]],
    ],
  ])("%s", async (_, text, lines) => {
    expect(await readListText(text, reading)).toMatchObject({ ok: true, lines });
  });

  test("say whether the first line names the columns", async () => {
    expect(await readListText("주문번호,환불금액\nA-1,1000", reading)).toMatchObject({ hasHeader: true });
    expect(await readListText("imp_1,1000", reading)).toMatchObject({ hasHeader: false });
  });

  test("are refused where there are none, or too many", async () => {
    expect(await readListText(" \n", reading)).toEqual({ ok: false, problem: "empty" });
    expect(await readListText("imp_1,1\n".repeat(5_000), reading)).toMatchObject({ ok: true });
    expect(await readListText("imp_1,1\n".repeat(5_001), reading)).toEqual({ ok: false, problem: "too_many" });
  });
});
