import {
  banks,
  bulkProblemWords,
  bulkRowStateNames,
  type Locale,
  nameOf,
  payMethods,
  refundStateNames,
} from "@maru/domain";
import type { SignedInContext } from "../../../context.ts";
import { type BatchResult, instantCell, type ResultColumn, writeBatchResult } from "../../batches/batch-result.ts";
import { type BulkRowView, describeRows } from "./describe-bulk.ts";
import { refundLists } from "./refund-bulk.repository.ts";

const name = { ko: "일괄환불-결과", en: "bulk-refunds-result" };

const columns: readonly ResultColumn<BulkRowView>[] = [
  { title: { ko: "줄", en: "Line" }, cell: ({ line }) => String(line) },
  { title: { ko: "주문번호", en: "Order ID" }, cell: ({ merchantUid }) => merchantUid ?? "" },
  { title: { ko: "imp_uid", en: "imp_uid" }, cell: ({ impUid }) => impUid ?? "" },
  { title: { ko: "적은 금액", en: "Written amount" }, cell: ({ written }) => written.amount },
  {
    title: { ko: "요청 금액", en: "Requested amount" },
    cell: ({ amount }) => (amount === null ? "" : String(amount)),
  },
  { title: { ko: "통화", en: "Currency" }, cell: ({ currency }) => currency ?? "" },
  {
    title: { ko: "결제수단", en: "Method" },
    cell: ({ method }, locale) => (method === null ? "" : nameOf(payMethods, method, locale)),
  },
  { title: { ko: "사유", en: "Reason" }, cell: ({ written }) => written.reason ?? "" },
  { title: { ko: "환불 계좌(가림)", en: "Refund account (masked)" }, cell: accountCell },
  {
    title: { ko: "결과", en: "Outcome" },
    cell: ({ refund, state }, locale) =>
      refund === null ? bulkRowStateNames[state][locale] : refundStateNames[refund.state][locale],
  },
  { title: { ko: "PG가 알린 말", en: "The PG's words" }, cell: ({ refund }) => refund?.pgWords ?? "" },
  { title: { ko: "보내지 않은 이유", en: "Why it was not sent" }, cell: whyNot },
  { title: { ko: "취소 번호", en: "Cancellation ID" }, cell: ({ refund }) => refund?.cancellationId ?? "" },
  {
    title: { ko: "끝난 시각(KST)", en: "Settled at (KST)" },
    cell: ({ refund }, locale) => instantCell(refund?.settledAtMs, locale),
  },
  { title: { ko: "환불 번호", en: "Refund ID" }, cell: ({ refund }) => refund?.id ?? "" },
];

/** What became of every row of a list, in its order, with the PG's own words. */
export function getBulkResult(
  ctx: SignedInContext,
  order: { readonly batchId: string; readonly locale: Locale },
): Promise<BatchResult> {
  return writeBatchResult(ctx, refundLists, order, { name, columns, describe: (rows) => describeRows(ctx, rows) });
}

function accountCell({ written: { account } }: BulkRowView, locale: Locale): string {
  return account === null ? "" : `${nameOf(banks, account.bank, locale)} ${account.number} ${account.holder}`;
}

function whyNot(row: BulkRowView, locale: Locale): string {
  if (row.notAskedBecause !== null) return row.notAskedBecause.reason;
  const problems = row.problems.map(({ code }) => bulkProblemWords[code][locale]);
  const findings = row.findings.map((finding) =>
    finding.kind === "rule" ? finding.sentence[locale] : bulkProblemWords[finding.code][locale],
  );
  return [...problems, ...findings].join(" / ");
}
