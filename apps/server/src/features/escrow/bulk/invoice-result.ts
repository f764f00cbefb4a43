import {
  couriers,
  instructionStateNames,
  invoiceProblemWords,
  invoiceRowStateNames,
  type Locale,
  type Localised,
  nameOf,
} from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { type BatchResult, instantCell, type ResultColumn, writeBatchResult } from "../../batches/batch-result.ts";
import { describeRows, type InvoiceRowView } from "./describe-invoices.ts";
import { invoiceLists } from "./invoice-batch.repository.ts";

const name = { ko: "송장등록-결과", en: "invoices-result" };
const modes: Readonly<Record<"register" | "change", Localised>> = {
  register: { ko: "등록", en: "Registered" },
  change: { ko: "수정", en: "Changed" },
};

const columns: readonly ResultColumn<InvoiceRowView>[] = [
  { title: { ko: "줄", en: "Line" }, cell: ({ line }) => String(line) },
  { title: { ko: "주문번호", en: "Order ID" }, cell: ({ merchantUid }) => merchantUid ?? "" },
  { title: { ko: "imp_uid", en: "imp_uid" }, cell: ({ impUid }) => impUid ?? "" },
  { title: { ko: "적은 택배사", en: "Written courier" }, cell: ({ written }) => written.courierText },
  {
    title: { ko: "택배사", en: "Courier" },
    cell: ({ written: { courier } }, locale) => (courier === null ? "" : nameOf(couriers, courier, locale)),
  },
  { title: { ko: "송장번호", en: "Invoice" }, cell: ({ written }) => written.invoice },
  {
    title: { ko: "한 일", en: "What was done" },
    cell: ({ mode }, locale) => (mode === null ? "" : modes[mode][locale]),
  },
  {
    title: { ko: "결과", en: "Outcome" },
    cell: ({ instruction, state }, locale) =>
      instruction === null ? invoiceRowStateNames[state][locale] : instructionStateNames[instruction.state][locale],
  },
  { title: { ko: "PG가 알린 말", en: "The PG's words" }, cell: ({ instruction }) => instruction?.pgWords ?? "" },
  { title: { ko: "보내지 않은 이유", en: "Why it was not sent" }, cell: whyNot },
  {
    title: { ko: "끝난 시각(KST)", en: "Settled at (KST)" },
    cell: ({ instruction }, locale) => instantCell(instruction?.settledAtMs, locale),
  },
];

/** What became of every row of a list, in its order, with the PG's own words. */
export function getInvoiceResult(
  ctx: SignedInContext,
  order: { readonly batchId: string; readonly locale: Locale },
): Promise<BatchResult> {
  return writeBatchResult(ctx, invoiceLists, order, { name, columns, describe: (rows) => describeRows(ctx, rows) });
}

function whyNot(row: InvoiceRowView, locale: Locale): string {
  if (row.notAskedBecause !== null) return row.notAskedBecause.reason;
  const codes = [...row.problems, ...row.findings].map(({ code }) => code);
  const rule = row.instruction?.rule ?? null;
  return [...codes, ...(rule === null ? [] : [rule])].map((code) => invoiceProblemWords[code][locale]).join(" / ");
}
