import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bankOfText } from "./bank-of-text.ts";
import { resolveBulkAmount } from "./bulk-amount.ts";
import type { BulkColumns } from "./bulk-columns.ts";
import { bulkContent } from "./bulk-content.ts";
import { bulkTotals } from "./bulk-refund.ts";
import { readBulkRows } from "./bulk-row.ts";

const columns: BulkColumns = [
  "impUid",
  "amount",
  "taxFree",
  "reason",
  "bank",
  "accountNumber",
  "accountHolder",
  "accountTel",
  "repeatReason",
];

function read(...rows: string[][]) {
  return readBulkRows(
    rows.map((cells, at) => ({ line: at + 2, cells })),
    columns,
  );
}

function problemsOf(...cells: string[]) {
  return read(cells)[0]?.problems.map(({ code, field }) => `${field}: ${code}`);
}

describe("a row of a refund list", () => {
  test("keeps what was written, with its line", () => {
    expect(read(["imp_1", "12,300원", "", "파손"])).toEqual([
      {
        row: {
          line: 2,
          impUid: "imp_1",
          merchantUid: null,
          amount: "12,300원",
          taxFree: null,
          vat: null,
          reason: "파손",
          account: null,
          repeatReason: null,
        },
        problems: [],
      },
    ]);
  });

  test.each([
    ["an empty amount never means everything", ["imp_1", ""], ["amount: amount_empty"]],
    ["an amount of blanks is empty", ["imp_1", "  "], ["amount: amount_empty"]],
    ["zero never means everything", ["imp_1", "0"], ["amount: amount_zero"]],
    ["zero won is zero", ["imp_1", "0원"], ["amount: amount_zero"]],
    ["a negative amount is refused", ["imp_1", "-100"], ["amount: amount_negative"]],
    ["an exponent is no number", ["imp_1", "1e3"], ["amount: amount_not_a_number"]],
    ["a slip in the grouping is no number", ["imp_1", "12,3"], ["amount: amount_not_a_number"]],
    ["more than a machine can count is refused", ["imp_1", "9007199254740993"], ["amount: amount_too_large"]],
    ["a spreadsheet's error is no number", ["imp_1", "#REF!"], ["amount: amount_not_a_number"]],
    ["a row without an identifier says so", ["", "100"], ["impUid: identifier_missing"]],
    ["a tax-free part larger than the amount is refused", ["imp_1", "100", "200"], ["taxFree: split_more_than_amount"]],
    ["a tax-free part that is no number is refused", ["imp_1", "100", "없음"], ["taxFree: split_unreadable"]],
    ["a tax-free part of zero is a part", ["imp_1", "100", "0"], []],
    ["the explicit word asks for everything", ["imp_1", "전액"], []],
    ["dollars and cents are read", ["imp_1", "12.30"], []],
    ["full-width digits are read", ["imp_1", "１２００"], []],
    [
      "an account without a holder is not one",
      ["imp_1", "1", "", "", "국민", "110-123-456"],
      ["accountHolder: account_incomplete"],
    ],
    ["a bank nobody knows is said", ["imp_1", "1", "", "", "은하", "110123456", "김민수"], ["bank: bank_unknown"]],
    [
      "letters in an account number are said",
      ["imp_1", "1", "", "", "신한", "11O-123", "김민수"],
      ["accountNumber: account_not_digits"],
    ],
  ])("%s", (_, cells, problems) => {
    expect(problemsOf(...cells)).toEqual(problems);
  });

  test("names the earlier line it repeats, unless it says why it comes again", () => {
    const rows = read(
      ["imp_1", "1,000"],
      ["imp_2", "1,000"],
      ["imp_1", "1000원"],
      ["imp_1", "1000", "", "", "", "", "", "", "두 번째 상품"],
    );
    expect(rows.map(({ problems }) => problems)).toEqual([
      [],
      [],
      [{ code: "same_as_line", field: "amount", line: 2 }],
      [],
    ]);
  });

  test("reads an account by the bank's name, with the digits alone", () => {
    const [only] = read(["imp_1", "1", "", "", "KB국민은행", "１１０-123 456", "김민수", "010-1234-5678"]);
    expect(only?.row.account).toEqual({ bank: "004", number: "110123456", holder: "김민수", tel: "01012345678" });
  });

  test("blank lines are no refunds", () => {
    expect(read(["", " "], ["imp_1", "1"])).toHaveLength(1);
  });
});

test.each([
  ["국민", "004"],
  ["KB 국민은행", "004"],
  ["카카오뱅크", "090"],
  ["카카오", "090"],
  ["신한은행", "088"],
  ["농협", "011"],
  ["우체국", "071"],
  ["020", "020"],
  ["Toss Bank", "092"],
  ["은행", undefined],
  ["", undefined],
])("the bank %s is %s", (text, code) => {
  expect(bankOfText(text)).toBe(code);
});

describe("the amount of a row against what is left", () => {
  const left = { amount: 10_000, currency: "KRW" };
  test.each([
    ["전액", { ok: true, money: { amount: 10_000, currency: "KRW" }, isFull: true }],
    ["10,000", { ok: true, money: { amount: 10_000, currency: "KRW" }, isFull: true }],
    ["9,999원", { ok: true, money: { amount: 9_999, currency: "KRW" }, isFull: false }],
    ["10,001", { ok: false, problem: "more_than_left" }],
    ["", { ok: false, problem: "empty" }],
    ["12.30", { ok: false, problem: "decimals" }],
  ])("%s", (text, answer) => {
    expect(resolveBulkAmount(text, left)).toEqual(answer);
  });

  test("everything of nothing is nothing", () => {
    expect(resolveBulkAmount("전액", { amount: 0, currency: "KRW" })).toEqual({ ok: false, problem: "nothing_left" });
  });

  test("is an integer from 1 to what is left, or refused, whatever is typed", () => {
    const typed = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.integer().map(String),
      fc.constantFrom("전액", "0", "00", "-1", "1e3"),
    );
    fc.assert(
      fc.property(typed, fc.integer({ min: 0, max: 1_000_000 }), (text, amount) => {
        const answer = resolveBulkAmount(text, { amount, currency: "KRW" });
        if (answer.ok) {
          expect(Number.isSafeInteger(answer.money.amount)).toBe(true);
          expect(answer.money.amount).toBeGreaterThanOrEqual(1);
          expect(answer.money.amount).toBeLessThanOrEqual(amount);
        }
      }),
      { numRuns: 5_000 },
    );
  });
});

describe("what a list asks for", () => {
  const rowsOf = (...rows: string[][]) => read(...rows).map(({ row }) => row);
  test("is the same whatever the order of lines and the way amounts are written", () => {
    expect(bulkContent(rowsOf(["imp_1", "12,300원"], ["imp_2", "전액"]))).toBe(
      bulkContent(rowsOf(["imp_2", "all"], ["imp_1", "12300", "", "다른 사유"])),
    );
  });

  test.each([
    ["the amount", ["imp_1", "12,301"]],
    ["the payment", ["imp_2", "12,300"]],
    ["the tax-free part", ["imp_1", "12,300", "300"]],
    ["the account", ["imp_1", "12,300", "", "", "신한", "110123456", "김민수"]],
  ])("is another when %s is", (_, row) => {
    expect(bulkContent(rowsOf(row))).not.toBe(bulkContent(rowsOf(["imp_1", "12,300"])));
  });
});

test("totals add money per method and currency, never across currencies", () => {
  const row = (method: string, amount: number, currency = "KRW") => ({ method, money: { amount, currency } });
  expect(bulkTotals([row("card", 100), row("card", 200), row("vbank", 50), row("card", 10, "USD")])).toEqual([
    { method: "card", currency: "KRW", count: 2, amount: 300 },
    { method: "vbank", currency: "KRW", count: 1, amount: 50 },
    { method: "card", currency: "USD", count: 1, amount: 10 },
  ]);
});
