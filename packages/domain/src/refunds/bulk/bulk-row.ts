import { narrowFullWidth } from "../../full-width.ts";
import { parseTypedAmount } from "../../money/parse-typed-amount.ts";
import { bankOfText } from "./bank-of-text.ts";
import { bulkAmountTextProblem, isFullAmountWord } from "./bulk-amount.ts";
import type { BulkColumns, BulkField } from "./bulk-columns.ts";

/** A list holds at most this many refunds. */
export const mostBulkRows = 5_000;
export const longestBulkText = 200;
/** Upstream's identifiers are shorter; what is longer is something else in the wrong column. */
const longestIdentifier = 100;

/** The account a row names; the PG's own code for the bank is found once the payment is known. */
export interface BulkAccount {
  /** KFTC code. */
  readonly bank: string;
  /** Digits only. */
  readonly number: string;
  readonly holder: string;
  readonly tel: string | null;
}

/** One refund of a list, as it was written. Amounts stay text until the payment says in which currency they are. */
export interface BulkRow {
  /** As an editor counts the lines of the file. */
  readonly line: number;
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  readonly amount: string;
  readonly taxFree: string | null;
  readonly vat: string | null;
  readonly reason: string | null;
  readonly account: BulkAccount | null;
  /** Why the same amount of the same payment goes back again. */
  readonly repeatReason: string | null;
}

export type BulkProblemCode =
  | "identifier_missing"
  | "identifier_too_long"
  | "amount_empty"
  | "amount_not_a_number"
  | "amount_decimals"
  | "amount_negative"
  | "amount_zero"
  | "amount_too_large"
  | "split_unreadable"
  | "split_more_than_amount"
  | "text_too_long"
  | "bank_unknown"
  | "account_incomplete"
  | "account_not_digits"
  | "same_as_line";

/** What is wrong with a row, at which of its cells. */
export interface BulkProblem {
  readonly code: BulkProblemCode;
  readonly field: BulkField;
  /** The earlier line it repeats. */
  readonly line?: number;
}

export interface ReadBulkRow {
  readonly row: BulkRow;
  readonly problems: readonly BulkProblem[];
}

export interface BulkLine {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads the lines of a list, one refund each. Blank lines are no refunds; nothing is guessed inside a cell. */
export function readBulkRows(lines: readonly BulkLine[], columns: BulkColumns): readonly ReadBulkRow[] {
  const seen = new Map<string, number>();
  return lines
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map(({ line, cells }) => {
      const cell = (field: BulkField) => {
        const at = columns.indexOf(field);
        return at < 0 ? "" : (cells[at] ?? "").trim();
      };
      const read = readRow(line, cell);
      const earlier = repeatedLine(seen, read.row);
      if (earlier === undefined) return read;
      return {
        ...read,
        problems: [...read.problems, { code: "same_as_line" as const, field: "amount" as const, line: earlier }],
      };
    });
}

function readRow(line: number, cell: (field: BulkField) => string): ReadBulkRow {
  const problems: BulkProblem[] = [];
  const impUid = cell("impUid") || null;
  const merchantUid = cell("merchantUid") || null;
  if (impUid === null && merchantUid === null) problems.push({ code: "identifier_missing", field: "impUid" });
  for (const field of ["impUid", "merchantUid"] as const) {
    if (cell(field).length > longestIdentifier) problems.push({ code: "identifier_too_long", field });
  }
  const amount = cell("amount");
  const amountProblem = bulkAmountTextProblem(amount);
  if (amountProblem !== null) problems.push({ code: `amount_${amountProblem}`, field: "amount" });
  problems.push(...splitProblems(amount, cell));
  for (const field of ["reason", "repeatReason", "accountHolder"] as const) {
    if (cell(field).length > longestBulkText) problems.push({ code: "text_too_long", field });
  }
  const account = readAccount(cell, problems);
  return {
    row: {
      line,
      impUid,
      merchantUid,
      amount,
      taxFree: cell("taxFree") || null,
      vat: cell("vat") || null,
      reason: cell("reason") || null,
      account,
      repeatReason: cell("repeatReason") || null,
    },
    problems,
  };
}

/** Zero is a part like any other here: a row may say that nothing of it was free of tax. */
export function parseSplitPart(text: string, currency: string): number | undefined {
  const typed = parseTypedAmount(text, currency);
  if (typed.ok) return typed.money.amount;
  return typed.problem === "zero" ? 0 : undefined;
}

function splitProblems(amount: string, cell: (field: BulkField) => string): BulkProblem[] {
  const total = isFullAmountWord(amount) ? undefined : parseSplitPart(amount, "KRW");
  return (["taxFree", "vat"] as const).flatMap((field): BulkProblem[] => {
    const text = cell(field);
    if (text === "") return [];
    const won = parseSplitPart(text, "KRW");
    if (won === undefined && parseSplitPart(text, "USD") === undefined) return [{ code: "split_unreadable", field }];
    if (won !== undefined && total !== undefined && won > total) return [{ code: "split_more_than_amount", field }];
    return [];
  });
}

function readAccount(cell: (field: BulkField) => string, problems: BulkProblem[]): BulkAccount | null {
  const written = (["bank", "accountNumber", "accountHolder"] as const).map((field) => [field, cell(field)] as const);
  if (written.every(([, text]) => text === "")) return null;
  const missing = written.filter(([, text]) => text === "");
  for (const [field] of missing) problems.push({ code: "account_incomplete", field });
  if (missing.length > 0) return null;
  const bank = bankOfText(cell("bank"));
  if (bank === undefined) problems.push({ code: "bank_unknown", field: "bank" });
  const number = narrowFullWidth(cell("accountNumber")).replace(/[\s-]/g, "");
  if (!/^\d{6,16}$/.test(number)) problems.push({ code: "account_not_digits", field: "accountNumber" });
  const tel = narrowFullWidth(cell("accountTel")).replace(/[\s()+-]/g, "");
  if (tel !== "" && !/^\d{8,15}$/.test(tel)) problems.push({ code: "account_not_digits", field: "accountTel" });
  if (bank === undefined) return null;
  return { bank, number, holder: cell("accountHolder"), tel: tel === "" ? null : tel };
}

/** The earlier line that asks for the same refund; a row that says why it comes again is meant. */
function repeatedLine(seen: Map<string, number>, row: BulkRow): number | undefined {
  if (row.impUid === null && row.merchantUid === null) return undefined;
  const amount = isFullAmountWord(row.amount) ? "full" : row.amount.replace(/[^\d.]/g, "");
  const key = JSON.stringify([row.impUid ?? row.merchantUid, amount]);
  const earlier = seen.get(key);
  if (earlier === undefined) seen.set(key, row.line);
  return row.repeatReason === null ? earlier : undefined;
}
