/** Cells of a list, line by line, as they stand in the file. */
export type ListLines = readonly (readonly string[])[];

/** Larger files are not lists that people keep. */
export const largestListMegabytes = 3;
const largestFile = largestListMegabytes * 1024 * 1024;

export type ListProblem = "empty" | "too_many" | "too_large" | "not_text";

export type ReadList =
  | { readonly ok: true; readonly lines: ListLines; readonly hasHeader: boolean }
  | { readonly ok: false; readonly problem: ListProblem };

/**
 * The text of a file as Korean offices make them: UTF-8 with or without a mark, UTF-16 from "Unicode text", or EUC-KR
 * from an older spreadsheet. Null when it is no text at all, such as a workbook.
 */
function decodeList(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // A workbook is a zip; read as text it would be a list of nonsense.
  if (first === 0x50 && second === 0x4b) return null;
  if (bytes.includes(0)) return null;
  return decodeAs("utf-8", bytes) ?? decodeAs("euc-kr", bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: ListProblem };

export async function readFileText(file: Blob): Promise<FileText> {
  if (file.size > largestFile) return { ok: false, problem: "too_large" };
  const text = decodeList(new Uint8Array(await file.arrayBuffer()));
  return text === null ? { ok: false, problem: "not_text" } : { ok: true, text };
}

export interface ListReading {
  /** How many rows a list may have, its headings not counted. */
  readonly mostRows: number;
  /** Whether the first line names the columns. */
  readonly hasHeader: (lines: ListLines) => boolean;
}

/** Takes pasted or uploaded text apart: cells set apart by tabs, commas or semicolons, quoted as spreadsheets do. */
export async function readListText(text: string, reading: ListReading): Promise<ReadList> {
  const { default: papa } = await import("papaparse");
  const { data } = papa.parse<string[]>(text.replace(/^\uFEFF/, ""), {
    delimiter: delimiterOf(text),
    skipEmptyLines: false,
  });
  const lines = data.map((cells) => cells.map(plainCell));
  while (lines.length > 0 && (lines.at(-1) ?? []).every((cell) => cell === "")) lines.pop();
  if (lines.length === 0) return { ok: false, problem: "empty" };
  const hasHeader = reading.hasHeader(lines);
  if (lines.length - Number(hasHeader) > reading.mostRows) return { ok: false, problem: "too_many" };
  return { ok: true, lines, hasHeader };
}

/** Cells copied from a spreadsheet are set apart by tabs, and amounts in them hold commas: a tab decides. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/, 1);
  if (text.includes("\t")) return "\t";
  return first.includes(";") && !first.includes(",") ? ";" : ",";
}

/** What a spreadsheet wrote so that long digits stay text: `="0123"` is 0123. */
function plainCell(cell: string): string {
  return (/^="(.*)"$/.exec(cell)?.[1] ?? cell).trim();
}
