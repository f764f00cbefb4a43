import { excelSheetRows } from "@maru/domain";
import { writeXlsxStream } from "hucre/xlsx";
import type { ExportCell } from "./export-columns.ts";
import type { ExportSheet } from "./write-csv.ts";

/**
 * A workbook of one sheet; text is stored as text, so nothing in it is ever a formula. Excel opens no sheet of more rows
 * than `rowsPerSheet`: longer lists run on in further sheets, each under the header. A workbook that is cut off cannot be
 * opened at all.
 */
export function writeXlsx(
  { name, columns, locale, pages, foot }: ExportSheet,
  rowsPerSheet = excelSheetRows,
): ReadableStream<Uint8Array> {
  async function* rows() {
    let written = 0;
    for await (const page of pages) {
      for (const payment of page) yield columns.map((column) => cellValue(column.cell(payment, locale)));
      written += page.length;
    }
    yield [];
    for (const cells of foot(written)) yield [...cells];
  }
  return writeXlsxStream(rows(), {
    name,
    columns: columns.map((column) => ({ header: column.header[locale], width: 18 })),
    freezePane: { rows: 1 },
    maxRowsPerSheet: rowsPerSheet,
  });
}

function cellValue(cell: ExportCell | null): string | number | null {
  if (cell === null) return null;
  return cell.kind === "number" ? cell.value : cell.text;
}
