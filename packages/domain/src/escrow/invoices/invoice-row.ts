import { courierOfText } from "../../codes/courier-of-text.ts";
import { narrowFullWidth } from "../../full-width.ts";
import { parseKstText } from "../../kst-text.ts";
import type { InvoiceColumns, InvoiceField } from "./invoice-columns.ts";
import { isInvoiceLike, isRoundedNumber, plainInvoice } from "./invoice-number.ts";

/** A list holds at most this many invoices. */
export const mostInvoiceRows = 5_000;
const longestIdentifier = 100;
const longestText = 200;
/** A clock beside ours may be ahead; what is announced for tomorrow has not been sent. */
const aheadSeconds = 24 * 60 * 60;

/** To whom the parcel goes, as far as the sheet says so. Personal. */
export interface InvoiceReceiver {
  readonly name: string | null;
  readonly tel: string | null;
  readonly postcode: string | null;
  readonly address: string | null;
}

/** One parcel of a list. */
export interface InvoiceRow {
  /** As an editor counts the lines of the file. */
  readonly line: number;
  readonly impUid: string | null;
  readonly merchantUid: string | null;
  /** As it was written. */
  readonly courierText: string;
  /** Upstream's code; null while nobody knows which courier is meant. */
  readonly courier: string | null;
  readonly invoice: string;
  /** Unix seconds; null where the sheet says nothing. */
  readonly sentAt: number | null;
  readonly receiver: InvoiceReceiver;
}

export type InvoiceProblemCode =
  | "identifier_missing"
  | "identifier_too_long"
  | "courier_missing"
  | "courier_unknown"
  | "invoice_missing"
  | "invoice_malformed"
  | "invoice_rounded"
  | "sent_at_unreadable"
  | "sent_at_ahead"
  | "text_too_long"
  | "same_as_line";

/** What is wrong with a row, at which of its cells. */
export interface InvoiceProblem {
  readonly code: InvoiceProblemCode;
  readonly field: InvoiceField;
  /** The earlier line about the same payment. */
  readonly line?: number;
}

export interface ReadInvoiceRow {
  readonly row: InvoiceRow;
  readonly problems: readonly InvoiceProblem[];
}

export interface InvoiceLine {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface InvoiceReading {
  /** The courier of rows that name none, where the whole list went with one. */
  readonly courier: string | null;
  /** Unix seconds. */
  readonly now: number;
}

/** Reads the lines of a list, one parcel each. Blank lines are no parcels; nothing is guessed inside a cell. */
export function readInvoiceRows(
  lines: readonly InvoiceLine[],
  columns: InvoiceColumns,
  reading: InvoiceReading,
): readonly ReadInvoiceRow[] {
  const seen = new Map<string, number>();
  return lines
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
    .map(({ line, cells }) => {
      const cell = (field: InvoiceField) => {
        const at = columns.indexOf(field);
        return at < 0 ? "" : (cells[at] ?? "").trim();
      };
      const read = readRow(line, cell, reading);
      const key = read.row.impUid ?? read.row.merchantUid;
      if (key === null) return read;
      const earlier = seen.get(key);
      seen.set(key, earlier ?? line);
      if (earlier === undefined) return read;
      // One delivery is registered per payment: a second row would overwrite the first.
      return {
        ...read,
        problems: [...read.problems, { code: "same_as_line" as const, field: "merchantUid" as const, line: earlier }],
      };
    });
}

function readRow(line: number, cell: (field: InvoiceField) => string, reading: InvoiceReading): ReadInvoiceRow {
  const problems: InvoiceProblem[] = [];
  const impUid = cell("impUid") || null;
  const merchantUid = cell("merchantUid") || null;
  if (impUid === null && merchantUid === null) problems.push({ code: "identifier_missing", field: "merchantUid" });
  for (const field of ["impUid", "merchantUid"] as const) {
    if (cell(field).length > longestIdentifier) problems.push({ code: "identifier_too_long", field });
  }
  const courierText = cell("courier");
  const courier = courierText === "" ? reading.courier : (courierOfText(courierText) ?? null);
  if (courier === null) {
    problems.push({ code: courierText === "" ? "courier_missing" : "courier_unknown", field: "courier" });
  }
  const invoiceText = cell("invoice");
  if (invoiceText === "") problems.push({ code: "invoice_missing", field: "invoice" });
  else if (isRoundedNumber(invoiceText)) problems.push({ code: "invoice_rounded", field: "invoice" });
  else if (!isInvoiceLike(invoiceText)) problems.push({ code: "invoice_malformed", field: "invoice" });
  const sentAt = readSentAt(cell("sentAt"), reading.now, problems);
  const receiverFields = ["receiverName", "receiverTel", "receiverPostcode", "receiverAddress"] as const;
  for (const field of receiverFields) {
    if (cell(field).length > longestText) problems.push({ code: "text_too_long", field });
  }
  const receiver: InvoiceReceiver = {
    name: cell("receiverName") || null,
    tel: cell("receiverTel") || null,
    postcode: narrowFullWidth(cell("receiverPostcode")) || null,
    address: cell("receiverAddress") || null,
  };
  const invoice = plainInvoice(invoiceText);
  return { row: { line, impUid, merchantUid, courierText, courier, invoice, sentAt, receiver }, problems };
}

function readSentAt(text: string, now: number, problems: InvoiceProblem[]): number | null {
  if (text === "") return null;
  const at = parseKstText(text, now);
  if (at === undefined) problems.push({ code: "sent_at_unreadable", field: "sentAt" });
  else if (at > now + aheadSeconds) problems.push({ code: "sent_at_ahead", field: "sentAt" });
  return at ?? null;
}

/**
 * What a list registers, as one text: the same for the same parcels whatever the order of lines and columns, the headings
 * or the courier's spelling. Its digest recognises a list that was brought before.
 */
export function invoiceContent(rows: readonly InvoiceRow[]): string {
  return rows
    .map(({ impUid, merchantUid, courier, courierText, invoice }) =>
      JSON.stringify([impUid ?? "", merchantUid ?? "", courier ?? courierText, invoice]),
    )
    .toSorted()
    .join("\n");
}
