import {
  formatInstant,
  isAllowed,
  type Locale,
  type Localised,
  maskFreeText,
  type PaymentColumn,
  type PaymentFilter,
  type PaymentQuery,
  printFilter,
  understandFilter,
} from "@maru/domain";
import type { Kysely } from "kysely";
import type { SignedInContext } from "../../../context.ts";
import type { Database } from "../../../db/schema.ts";
import { recordAudit } from "../../audit/record-audit.ts";
import { countPayments } from "../count-payments.ts";
import { searchedText } from "../guard-masked-search.ts";
import { exportColumns } from "./export-columns.ts";
import { readExported } from "./read-exported.ts";
import { type ExportSheet, writeCsv } from "./write-csv.ts";
import { writeXlsx } from "./write-xlsx.ts";

export interface ExportRequest {
  readonly format: "csv" | "xlsx";
  readonly locale: Locale;
  /** Of the list, in the order they stand there. */
  readonly columns: readonly PaymentColumn[];
  readonly query: PaymentQuery;
}

export interface PaymentExport {
  readonly fileName: string;
  readonly contentType: string;
  /** How many payments there were when it began. */
  readonly payments: number;
  readonly body: ReadableStream<Uint8Array>;
  /** Lets go of what the body is read from; to be called once nobody reads it any more, however it ended. */
  release(): Promise<void>;
}

const formats = {
  csv: { contentType: "text/csv; charset=utf-8", write: writeCsv },
  xlsx: { contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: writeXlsx },
} as const;

const words = {
  payments: { ko: "결제", en: "payments" },
  all: { ko: "전체", en: "all" },
  exportedBy: { ko: "내보낸 사람", en: "Exported by" },
  exportedAt: { ko: "내보내기 시작한 시각(KST)", en: "Export began (KST)" },
  filter: { ko: "조건", en: "Filter" },
  failReason: { ko: "실패 사유", en: "Failure reason" },
  everything: { ko: "전체 결제", en: "Every payment" },
  basis: { ko: "기간 기준", en: "Days are those of" },
  bases: {
    status: { ko: "상태 변경 시각", en: "the last status change" },
    requested: { ko: "결제 요청 시각", en: "the request" },
  },
  order: { ko: "정렬", en: "Order" },
  orders: {
    "-time": { ko: "최근 순", en: "Newest first" },
    time: { ko: "오래된 순", en: "Oldest first" },
    "-amount": { ko: "큰 금액 순", en: "Largest amount first" },
    amount: { ko: "작은 금액 순", en: "Smallest amount first" },
  },
  buyers: { ko: "구매자 정보", en: "Buyers" },
  masked: { ko: "역할에 따라 가림", en: "masked for this role" },
  written: { ko: "적은 결제 수", en: "Payments written" },
  cutOff: {
    ko: "이 파일은 여기서 끊겼어요. 뒤의 결제가 빠져 있으니 쓰지 말고 다시 내보내 주세요. (적은 결제 수 / 전체)",
    en: "This file was cut off here. Payments after this line are missing: do not use it, and export again. (Payments written / all)",
  },
} satisfies Record<string, Localised | Record<string, Localised>>;

/**
 * The payments of a list as a file: exactly its filter, its order and the columns asked for, as they all were at one
 * instant, streamed. That it was asked for is an entry of the audit log before the first byte leaves.
 */
export async function exportPayments(ctx: SignedInContext, request: ExportRequest): Promise<PaymentExport> {
  await ctx.searchGuard.admit(ctx, searchedText(request.query));
  const snapshot = await ctx.store.openSnapshot();
  try {
    return { ...(await writeExport(ctx, request, snapshot.db)), release: () => snapshot.close() };
  } catch (error) {
    await snapshot.close();
    throw error;
  }
}

async function writeExport(
  ctx: SignedInContext,
  request: ExportRequest,
  db: Kysely<Database>,
): Promise<Omit<PaymentExport, "release">> {
  const { format, locale, query } = request;
  const { sort, limit: _limit, cursor: _cursor, ...filter } = query;
  const { total } = await countPayments({ store: { read: db, reports: db } }, filter);
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  await ctx.store.transact((tx) =>
    recordAudit(tx, ctx, {
      event: "payment.exported",
      format,
      columns: request.columns.join("."),
      filter: withoutPersonalText(filter),
      sort,
      payments: total,
      isMasked,
    }),
  );
  const columns = exportColumns(request.columns, query.basis);
  const { contentType, write } = formats[format];
  const startedAt = Math.floor(ctx.clock.now() / 1000);
  const label = (name: Localised) => name[locale];
  const sheet: ExportSheet = {
    name: label(words.payments),
    columns,
    locale,
    pages: readExported(
      ctx,
      query,
      columns.some((column) => column.needsFacts === true),
      db,
    ),
    cutOff: (written) => [label(words.cutOff), `${written} / ${total}`],
    foot: (written) => [
      [label(words.exportedBy), `${ctx.actor.name} <${ctx.actor.email}>`],
      [label(words.exportedAt), formatInstant(startedAt, locale, "second")],
      [label(words.filter), printFilter(filter) || label(words.everything)],
      ...(filter.failReason === undefined ? [] : [[label(words.failReason), filter.failReason]]),
      [label(words.basis), label(words.bases[query.basis])],
      [label(words.order), label(words.orders[sort])],
      ...(isMasked ? [[label(words.buyers), label(words.masked)]] : []),
      [label(words.written), written],
    ],
  };
  return {
    fileName: `${label(words.payments)}_${daysInName(filter, startedAt, locale)}.${format}`,
    contentType,
    payments: total,
    body: write(sheet),
  };
}

/** What may stand in the audit log for ever: a search is often a buyer's name or telephone number. */
function withoutPersonalText({ text, where, failReason, ...chosen }: PaymentFilter): Record<string, unknown> {
  return {
    ...chosen,
    ...(failReason === undefined ? {} : { failReason: maskFreeText(failReason) }),
    ...(text === undefined ? {} : { text: maskFreeText(text) }),
    ...(where === undefined ? {} : { where: where.map((place) => maskFreeText(place)) }),
  };
}

/** The days of the list, or the day of the export where the list has none. */
function daysInName(filter: PaymentFilter, startedAt: number, locale: Locale): string {
  const today = formatInstant(startedAt, locale, "date");
  const days = understandFilter(filter).days.find(({ isNegated }) => !isNegated);
  if (days === undefined) return `${words.all[locale]}_${today}`;
  return `${days.from ?? ""}~${days.to ?? today}`;
}
