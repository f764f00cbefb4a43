import { describe, expect, test } from "vitest";
import { guessInvoiceColumns, invoiceFieldOfHeader } from "./invoice-columns.ts";

test.each([
  ["주문번호", "merchantUid"],
  ["고객주문번호", "merchantUid"],
  ["Order ID", "merchantUid"],
  ["imp_uid", "impUid"],
  ["택배사", "courier"],
  ["배송 업체", "courier"],
  ["Carrier", "courier"],
  ["운송장번호", "invoice"],
  ["운송장 번호(필수)", "invoice"],
  ["Tracking number", "invoice"],
  ["집하일자", "sentAt"],
  ["발송일시", "sentAt"],
  ["받는분성명", "receiverName"],
  ["받는분전화번호", "receiverTel"],
  ["우편번호", "receiverPostcode"],
  ["받는분주소", "receiverAddress"],
  ["품목명", undefined],
])("reads the heading %s as %s", (heading, field) => {
  expect(invoiceFieldOfHeader(heading)).toBe(field);
});

describe("columns without headings", () => {
  test.each([
    [
      "order, courier, invoice",
      [
        ["ORD-2026-1", "CJ대한통운", "6123-4567-8901"],
        ["ORD-2026-2", "한진", "512345678902"],
      ],
      ["merchantUid", "courier", "invoice"],
    ],
    [
      "order numbers of digits before invoices of digits",
      [
        ["20261120001", "612345678901", "롯데택배"],
        ["20261120002", "612345678902", "롯데택배"],
      ],
      ["merchantUid", "invoice", "courier"],
    ],
    [
      "a sheet with names, telephones and days",
      [
        ["2026-11-26", "김민수", "010-1234-5678", "ORD-1", "612345678901"],
        ["2026-11-26", "이영희", "010-2345-6789", "ORD-2", "612345678902"],
      ],
      ["sentAt", null, "receiverTel", "merchantUid", "invoice"],
    ],
    [
      "imp_uid and invoice only",
      [
        ["imp_448280090638", "612345678901"],
        ["imp_448280090639", "612345678902"],
      ],
      ["impUid", "invoice"],
    ],
  ])("%s", (_name, lines, columns) => {
    expect(guessInvoiceColumns(lines)).toEqual({ columns, hasHeader: false });
  });

  test("guesses nothing from nothing", () => {
    expect(guessInvoiceColumns([])).toEqual({ columns: [], hasHeader: false });
  });
});
