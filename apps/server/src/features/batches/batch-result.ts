import { formatInstant, type Locale, type Localised } from "@maru/domain";
import { stringify } from "csv-stringify/sync";
import type { SignedInContext } from "../../context.ts";
import { textCell } from "../../spreadsheet-text.ts";
import type { StoredBatch, StoredRow } from "./batch.repository.ts";
import type { BatchKind } from "./batch-kind.ts";
import { requireBatch } from "./move-batch.ts";

const rowsAtOnce = 500;

export interface BatchResult {
  readonly fileName: string;
  /** CSV for spreadsheets: it begins with a byte order mark, and no cell of it is a formula of somebody else's making. */
  readonly text: string;
}

/** One column of a result file: what stands above it and what it says of a row. */
export interface ResultColumn<View> {
  readonly title: Localised;
  readonly cell: (row: View, locale: Locale) => string;
}

/** What became of every row of a list, in its order. Throws NOT_FOUND where there is no such list. */
export async function writeBatchResult<Batch extends StoredBatch, Row extends StoredRow, View>(
  { store }: Pick<SignedInContext, "store">,
  kind: BatchKind<Batch, Row>,
  { batchId, locale }: { readonly batchId: string; readonly locale: Locale },
  {
    name,
    columns,
    describe,
  }: {
    readonly name: Localised;
    readonly columns: readonly ResultColumn<View>[];
    readonly describe: (rows: readonly Row[]) => Promise<readonly View[]>;
  },
): Promise<BatchResult> {
  const batch = await requireBatch(store.reports, kind, batchId);
  const lines: string[][] = [columns.map(({ title }) => title[locale])];
  let after = 0;
  for (;;) {
    const rows = await kind.repository.findRows(store.reports, batchId, { after, limit: rowsAtOnce });
    lines.push(...(await describe(rows)).map((row) => columns.map(({ cell }) => cell(row, locale))));
    after = rows.at(-1)?.row_number ?? after;
    if (rows.length < rowsAtOnce) break;
  }
  const day = formatInstant(Math.floor(batch.created_at_ms / 1000), locale, "date");
  return {
    fileName: `${name[locale]}-${day}-${batchId.slice(-6)}.csv`,
    text: stringify(
      lines.map((cells) => cells.map(textCell)),
      { bom: true, record_delimiter: "windows", quoted: true },
    ),
  };
}

/** An instant of ours (unix milliseconds) as result files write it; empty where there is none. */
export function instantCell(atMs: number | null | undefined, locale: Locale): string {
  return atMs == null ? "" : formatInstant(Math.floor(atMs / 1000), locale, "second");
}
