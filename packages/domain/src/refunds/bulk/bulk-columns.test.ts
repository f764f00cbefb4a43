import { expect, test } from "vitest";
import { fieldOfHeader, guessBulkColumns } from "./bulk-columns.ts";

test.each([
  ["주문번호", "merchantUid"],
  ["Order ID", "merchantUid"],
  ["imp_uid", "impUid"],
  ["환불 금액(원)", "amount"],
  ["환불 금액", "amount"],
  ["ＡＭＯＵＮＴ", "amount"],
  ["면세금액", "taxFree"],
  ["부가세", "vat"],
  ["환불 사유", "reason"],
  ["은행명", "bank"],
  ["환불계좌", "accountNumber"],
  ["예금주", "accountHolder"],
  ["휴대폰 번호", "accountTel"],
  ["상품명", undefined],
])("reads the heading %s as %s", (heading, field) => {
  expect(fieldOfHeader(heading)).toBe(field);
});

test("takes the columns from the headings in whatever order they stand, and leaves the others alone", () => {
  expect(guessBulkColumns([["상품", "환불금액", "주문번호", "사유"]])).toEqual({
    columns: [null, "amount", "merchantUid", "reason"],
    hasHeader: true,
  });
});

test("takes the first of two columns with the same heading", () => {
  expect(guessBulkColumns([["금액", "주문번호", "환불금액"]]).columns).toEqual(["amount", "merchantUid", null]);
});

test("without headings, tells identifiers, amounts and reasons by what stands in them", () => {
  const lines = [
    ["imp_448280090638", "12,300원", "파손"],
    ["imp_448280090639", "전액", "고객 변심"],
    ["imp_448280090640", "5000", ""],
  ];
  expect(guessBulkColumns(lines)).toEqual({ columns: ["impUid", "amount", "reason"], hasHeader: false });
});

test("without headings, takes numbers in the first column for order numbers, not for amounts", () => {
  const lines = [
    ["20261120001", "3000"],
    ["20261120002", "4000"],
  ];
  expect(guessBulkColumns(lines).columns).toEqual(["merchantUid", "amount"]);
});

test("guesses nothing from nothing", () => {
  expect(guessBulkColumns([])).toEqual({ columns: [], hasHeader: false });
});
