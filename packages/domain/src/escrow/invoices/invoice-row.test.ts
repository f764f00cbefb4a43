import { describe, expect, test } from "vitest";
import type { InvoiceColumns } from "./invoice-columns.ts";
import { invoiceContent, readInvoiceRows } from "./invoice-row.ts";

/** 2026-11-26 12:00 in Seoul. */
const now = Date.UTC(2026, 10, 26, 3) / 1000;
const columns: InvoiceColumns = ["merchantUid", "courier", "invoice", "sentAt"];

function read(cells: string[], courier: string | null = null) {
  const [row] = readInvoiceRows([{ line: 2, cells }], columns, { courier, now });
  if (row === undefined) throw new Error("the line is blank");
  return row;
}

test("reads a row with its courier's code, its invoice without hyphens and its moment in Seoul", () => {
  expect(read(["ORD-1", "CJ 대한통운", "6123-4567-8901", "2026-11-25 18:00"])).toEqual({
    row: {
      line: 2,
      impUid: null,
      merchantUid: "ORD-1",
      courierText: "CJ 대한통운",
      courier: "CJGLS",
      invoice: "612345678901",
      sentAt: Date.UTC(2026, 10, 25, 9) / 1000,
      receiver: { name: null, tel: null, postcode: null, address: null },
    },
    problems: [],
  });
});

test("gives rows without a courier that of the whole list", () => {
  expect(read(["ORD-1", "", "612345678901"], "HANJIN").row.courier).toBe("HANJIN");
});

describe("what is wrong with a row is said at its cell", () => {
  test.each([
    [["", "CJ", "612345678901"], "identifier_missing"],
    [["x".repeat(101), "CJ", "612345678901"], "identifier_too_long"],
    [["ORD-1", "", "612345678901"], "courier_missing"],
    [["ORD-1", "쿠팡", "612345678901"], "courier_unknown"],
    [["ORD-1", "CJ", ""], "invoice_missing"],
    [["ORD-1", "CJ", "발송예정"], "invoice_malformed"],
    [["ORD-1", "CJ", "1234"], "invoice_malformed"],
    [["ORD-1", "CJ", "6.12346E+11"], "invoice_rounded"],
    [["ORD-1", "CJ", "612345678901", "언젠가"], "sent_at_unreadable"],
    [["ORD-1", "CJ", "612345678901", "2026-12-25"], "sent_at_ahead"],
  ])("%j: %s", (cells, code) => {
    expect(read(cells).problems.map((problem) => problem.code)).toEqual([code]);
  });
});

test("names the earlier line about the same payment, and leaves blank lines out", () => {
  const lines = [
    { line: 1, cells: ["ORD-1", "CJ", "612345678901"] },
    { line: 2, cells: ["", "  ", ""] },
    { line: 3, cells: ["ORD-1", "CJ", "612345678902"] },
  ];
  const rows = readInvoiceRows(lines, columns, { courier: null, now });
  expect(rows.map(({ problems }) => problems)).toEqual([[], [{ code: "same_as_line", field: "merchantUid", line: 1 }]]);
});

test("the same parcels are the same list whatever the order of lines and the couriers' spelling", () => {
  const list = (lines: string[][]) =>
    invoiceContent(
      readInvoiceRows(
        lines.map((cells, at) => ({ line: at + 1, cells })),
        columns,
        { courier: null, now },
      ).map(({ row }) => row),
    );
  const first = list([
    ["ORD-1", "CJ", "6123-4567-8901"],
    ["ORD-2", "한진", "512345678902"],
  ]);
  expect(
    list([
      ["ORD-2", "한진택배", "512345678902"],
      ["ORD-1", "대한통운", "612345678901"],
    ]),
  ).toBe(first);
  expect(list([["ORD-1", "CJ", "612345678901"]])).not.toBe(first);
});
