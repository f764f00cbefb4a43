import { createHash } from "node:crypto";
import type { Locale, Localised } from "@maru/domain";
import { stringify } from "csv-stringify/sync";
import { identifierCell, textCell } from "../../../spreadsheet-text.ts";
import type { ExportCell, ExportColumn, ExportedPayment } from "./export-columns.ts";

/** A table to be written, whatever the format. */
export interface ExportSheet {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  readonly locale: Locale;
  readonly pages: AsyncIterable<readonly ExportedPayment[]>;
  /** What stands under the payments where no more of them could be read: how many are written, and that more are missing. */
  cutOff(written: number): readonly string[];
  /** What stands under the payments: who took them out, when, and which. */
  foot(written: number): readonly (readonly (string | number)[])[];
}

const checksum: Localised = { ko: "SHA-256(이 줄 위의 모든 바이트)", en: "SHA-256 (of every byte above this line)" };

/**
 * CSV for spreadsheets: it begins with a byte order mark, no cell of it is a formula of somebody else's making, and its
 * last line proves that none above it is missing, or says that the file was cut off.
 */
export function writeCsv(sheet: ExportSheet): ReadableStream<Uint8Array> {
  return ReadableStream.from(linesOf(sheet));
}

async function* linesOf({ columns, locale, pages, cutOff, foot }: ExportSheet): AsyncGenerator<Uint8Array, void> {
  const hash = createHash("sha256");
  const hashed = (bytes: Uint8Array): Uint8Array => {
    hash.update(bytes);
    return bytes;
  };
  yield hashed(bytesOf([columns.map(({ header }) => textCell(header[locale]))], true));
  let written = 0;
  try {
    for await (const page of pages) {
      if (page.length === 0) continue;
      yield hashed(bytesOf(page.map((payment) => columns.map((column) => cellText(column.cell(payment, locale))))));
      written += page.length;
    }
  } catch (error) {
    // A browser is told that the file broke off and keeps none of it; whatever else has taken it finds that said at its end.
    yield bytesOf([[""], cutOff(written).map(textCell)]);
    throw error;
  }
  const under = foot(written).map((cells) =>
    cells.map((cell) => (typeof cell === "number" ? `${cell}` : textCell(cell))),
  );
  yield hashed(bytesOf([[""], ...under]));
  yield bytesOf([[checksum[locale], hash.digest("hex")]]);
}

function bytesOf(records: readonly (readonly string[])[], isFirst = false): Uint8Array {
  return new TextEncoder().encode(stringify([...records], { bom: isFirst, record_delimiter: "windows" }));
}

/** A number is never set apart by an apostrophe: a spreadsheet must be able to add it up. */
function cellText(cell: ExportCell | null): string {
  if (cell === null) return "";
  switch (cell.kind) {
    case "number":
      return String(cell.value);
    case "identifier":
      return identifierCell(cell.text);
    case "text":
      return textCell(cell.text);
  }
}
