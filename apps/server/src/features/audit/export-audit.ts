import { formatInstant, type Localised } from "@maru/domain";
import { stringify } from "csv-stringify/sync";
import { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import { textCell } from "../../spreadsheet-text.ts";
import { selectEntries } from "./audit.repository.ts";
import type { AuditEntryRow } from "./audit.tables.ts";
import { auditQuery } from "./list-audit.ts";
import { recordAudit } from "./record-audit.ts";

export const auditExport = auditQuery.omit({ cursor: true, limit: true }).extend({ locale: z.enum(["ko", "en"]) });

/** A file with more lines is nothing a person reads; what is older is taken out by narrowing the log. */
const mostExported = 20_000;
const rowsAtOnce = 2_000;

const fileName: Localised = { ko: "감사기록", en: "audit-log" };
const columns: readonly Localised[] = [
  { ko: "번호", en: "Number" },
  { ko: "시각(KST)", en: "Time (KST)" },
  { ko: "일", en: "Event" },
  { ko: "결과", en: "Outcome" },
  { ko: "사람", en: "Person" },
  { ko: "역할", en: "Role" },
  { ko: "대상", en: "Subject" },
  { ko: "IP", en: "IP" },
  { ko: "기기", en: "Device" },
  { ko: "요청 번호", en: "Request ID" },
  { ko: "내용", en: "Details" },
  { ko: "해시", en: "Hash" },
];

export interface AuditFile {
  readonly fileName: string;
  /** CSV for spreadsheets: it begins with a byte order mark, and no cell of it is a formula of somebody else's making. */
  readonly text: string;
  readonly entries: number;
  /** Older entries that fit the filter are not in it. */
  readonly isCut: boolean;
}

/** The log as it is filtered, newest first, as a file. Taking it out is an entry itself. */
export async function exportAudit(
  ctx: SignedInContext,
  { locale, ...filter }: z.output<typeof auditExport>,
): Promise<AuditFile> {
  const rows: AuditEntryRow[] = [];
  let before: number | null = null;
  while (rows.length <= mostExported) {
    const page: AuditEntryRow[] = await selectEntries(ctx.store.reports, { ...filter, before, limit: rowsAtOnce });
    rows.push(...page);
    before = page.at(-1)?.sequence ?? null;
    if (page.length < rowsAtOnce) break;
  }
  const kept = rows.slice(0, mostExported);
  await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "audit.exported", entries: kept.length, filter }));
  const lines = [columns.map((column) => column[locale]), ...kept.map(lineOf)];
  return {
    fileName: `${fileName[locale]}-${formatInstant(Math.floor(ctx.clock.now() / 1000), locale, "date")}.csv`,
    text: stringify(
      lines.map((cells) => cells.map(textCell)),
      { bom: true, record_delimiter: "windows", quoted: true },
    ),
    entries: kept.length,
    isCut: rows.length > mostExported,
  };
}

/** Times are the same in every language, so that files of two people compare. */
function lineOf(row: AuditEntryRow): string[] {
  return [
    String(row.sequence),
    formatInstant(Math.floor(row.at_ms / 1000), "ko", "second"),
    row.event,
    row.outcome,
    row.actor_name ?? "",
    row.actor_role ?? "",
    row.subject ?? "",
    row.ip ?? "",
    row.user_agent ?? "",
    row.request_id ?? "",
    row.details,
    row.hash,
  ];
}
