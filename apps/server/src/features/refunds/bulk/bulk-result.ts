import {
  banks,
  bulkProblemWords,
  bulkRowStateNames,
  formatInstant,
  type Locale,
  type Localised,
  nameOf,
  payMethods,
  refundStateNames,
} from "@maru/domain";
import { stringify } from "csv-stringify/sync";
import type { SignedInContext } from "../../../context.ts";
import { textCell } from "../../../spreadsheet-text.ts";
import { type BulkRowView, describeRows } from "./describe-bulk.ts";
import { requireBatch } from "./move-bulk.ts";
import { findRows } from "./refund-bulk.repository.ts";

const rowsAtOnce = 500;

const fileName: Localised = { ko: "일괄환불-결과", en: "bulk-refunds-result" };
const columns: readonly Localised[] = [
  { ko: "줄", en: "Line" },
  { ko: "주문번호", en: "Order ID" },
  { ko: "imp_uid", en: "imp_uid" },
  { ko: "적은 금액", en: "Written amount" },
  { ko: "요청 금액", en: "Requested amount" },
  { ko: "통화", en: "Currency" },
  { ko: "결제수단", en: "Method" },
  { ko: "사유", en: "Reason" },
  { ko: "환불 계좌(가림)", en: "Refund account (masked)" },
  { ko: "결과", en: "Outcome" },
  { ko: "PG가 알린 말", en: "The PG's words" },
  { ko: "보내지 않은 이유", en: "Why it was not sent" },
  { ko: "취소 번호", en: "Cancellation ID" },
  { ko: "끝난 시각(KST)", en: "Settled at (KST)" },
  { ko: "환불 번호", en: "Refund ID" },
];

export interface BulkResult {
  readonly fileName: string;
  /** CSV for spreadsheets: it begins with a byte order mark, and no cell of it is a formula of somebody else's making. */
  readonly text: string;
}

/** What became of every row of a list, in its order, with the PG's own words. */
export async function getBulkResult(
  ctx: SignedInContext,
  { batchId, locale }: { readonly batchId: string; readonly locale: Locale },
): Promise<BulkResult> {
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

function lineOf(row: BulkRowView, locale: Locale): string[] {
  const { account } = row.written;
  return [
    String(row.line),
    row.merchantUid ?? "",
    row.impUid ?? "",
    row.written.amount,
    row.amount === null ? "" : String(row.amount),
    row.currency ?? "",
    row.method === null ? "" : nameOf(payMethods, row.method, locale),
    row.written.reason ?? "",
    account === null ? "" : `${nameOf(banks, account.bank, locale)} ${account.number} ${account.holder}`,
    row.refund === null ? bulkRowStateNames[row.state][locale] : refundStateNames[row.refund.state][locale],
    row.refund?.pgWords ?? "",
    whyNot(row, locale),
    row.refund?.cancellationId ?? "",
    row.refund?.settledAtMs == null ? "" : formatInstant(Math.floor(row.refund.settledAtMs / 1000), locale, "second"),
    row.refund?.id ?? "",
  ];
}

function whyNot(row: BulkRowView, locale: Locale): string {
  if (row.notAskedBecause !== null) return row.notAskedBecause.reason;
  const problems = row.problems.map(({ code }) => bulkProblemWords[code][locale]);
  const findings = row.findings.map((finding) =>
    finding.kind === "rule" ? finding.sentence[locale] : bulkProblemWords[finding.code][locale],
  );
  return [...problems, ...findings].join(" / ");
}
