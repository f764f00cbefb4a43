import {
  couriers,
  formatInstant,
  instructionStateNames,
  invoiceProblemWords,
  invoiceRowStateNames,
  type Locale,
  type Localised,
  nameOf,
} from "@maru/domain";
import { stringify } from "csv-stringify/sync";
import type { SignedInContext } from "../../../context.ts";
import { textCell } from "../../../spreadsheet-text.ts";
import { describeRows, type InvoiceRowView } from "./describe-invoices.ts";
import { findRows } from "./invoice-batch.repository.ts";
import { requireBatch } from "./move-invoices.ts";

const rowsAtOnce = 500;

const fileName: Localised = { ko: "송장등록-결과", en: "invoices-result" };
const columns: readonly Localised[] = [
  { ko: "줄", en: "Line" },
  { ko: "주문번호", en: "Order ID" },
  { ko: "imp_uid", en: "imp_uid" },
  { ko: "적은 택배사", en: "Written courier" },
  { ko: "택배사", en: "Courier" },
  { ko: "송장번호", en: "Invoice" },
  { ko: "한 일", en: "What was done" },
  { ko: "결과", en: "Outcome" },
  { ko: "PG가 알린 말", en: "The PG's words" },
  { ko: "보내지 않은 이유", en: "Why it was not sent" },
  { ko: "끝난 시각(KST)", en: "Settled at (KST)" },
];
const modes: Readonly<Record<"register" | "change", Localised>> = {
  register: { ko: "등록", en: "Registered" },
  change: { ko: "수정", en: "Changed" },
};

export interface InvoiceResult {
  readonly fileName: string;
  /** CSV for spreadsheets: it begins with a byte order mark, and no cell of it is a formula of somebody else's making. */
  readonly text: string;
}

/** What became of every row of a list, in its order, with the PG's own words. */
export async function getInvoiceResult(
  ctx: SignedInContext,
  { batchId, locale }: { readonly batchId: string; readonly locale: Locale },
): Promise<InvoiceResult> {
  const batch = await requireBatch(ctx.store.reports, batchId);
  const lines: string[][] = [columns.map((column) => column[locale])];
  let after = 0;
  for (;;) {
    const rows = await findRows(ctx.store.reports, batchId, { after, limit: rowsAtOnce });
    lines.push(...(await describeRows(ctx, rows)).map((row) => lineOf(row, locale)));
    after = rows.at(-1)?.row_number ?? after;
    if (rows.length < rowsAtOnce) break;
  }
  const day = formatInstant(Math.floor(batch.created_at_ms / 1000), locale, "date");
  return {
    fileName: `${fileName[locale]}-${day}-${batchId.slice(-6)}.csv`,
    text: stringify(
      lines.map((cells) => cells.map(textCell)),
      { bom: true, record_delimiter: "windows", quoted: true },
    ),
  };
}

function lineOf(row: InvoiceRowView, locale: Locale): string[] {
  const { written, instruction } = row;
  return [
    String(row.line),
    row.merchantUid ?? "",
    row.impUid ?? "",
    written.courierText,
    written.courier === null ? "" : nameOf(couriers, written.courier, locale),
    written.invoice,
    row.mode === null ? "" : modes[row.mode][locale],
    instruction === null ? invoiceRowStateNames[row.state][locale] : instructionStateNames[instruction.state][locale],
    instruction?.pgWords ?? "",
    whyNot(row, locale),
    instruction?.settledAtMs == null ? "" : formatInstant(Math.floor(instruction.settledAtMs / 1000), locale, "second"),
  ];
}

function whyNot(row: InvoiceRowView, locale: Locale): string {
  if (row.notAskedBecause !== null) return row.notAskedBecause.reason;
  const codes = [...row.problems, ...row.findings].map(({ code }) => code);
  const rule = row.instruction?.rule ?? null;
  return [...codes, ...(rule === null ? [] : [rule])].map((code) => invoiceProblemWords[code][locale]).join(" / ");
}
