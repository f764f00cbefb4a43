import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One line of the table. `value` and `reference` are in `unit`; `ratio` compares with a reference measured in the same run. */
export interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly ratio?: { readonly to: string; readonly value: number };
  readonly bar?: { readonly text: string; readonly holds: boolean };
}

/** Where benches keep what they build and what they measured; ignored by git. */
export const benchFolder = join(import.meta.dirname, "../../../.bench");

/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[index] ?? Number.NaN;
}

/** A bar of the form "at most". */
export function atMost(value: number, limit: number, unit: string): { text: string; holds: boolean } {
  return { text: `≤ ${formatNumber(limit)} ${unit}`, holds: value <= limit };
}

/** A bar of the form "at least". */
export function atLeast(value: number, limit: number, unit: string): { text: string; holds: boolean } {
  return { text: `≥ ${formatNumber(limit)} ${unit}`, holds: value >= limit };
}

function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { maximumFractionDigits: digits });
}

function cells(row: BenchRow): string[] {
  return [
    row.what,
    formatNumber(row.value),
    row.unit,
    row.ratio === undefined ? "" : `${formatNumber(row.ratio.value)} × ${row.ratio.to}`,
    row.bar?.text ?? "",
    row.bar === undefined ? "" : row.bar.holds ? "holds" : "NOT YET",
  ];
}

/** Prints the rows as one table and keeps the same rows as JSON in `.bench/latest.json`. */
export function report(rows: readonly BenchRow[]): void {
  const table = [["what", "value", "unit", "ratio", "bar", ""], ...rows.map(cells)];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  for (const line of table) {
    const padded = line.map((cell, column) =>
      column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
    );
    process.stdout.write(`${padded.join("  ").trimEnd()}\n`);
  }
  mkdirSync(benchFolder, { recursive: true });
  writeFileSync(join(benchFolder, "latest.json"), `${JSON.stringify(rows, null, 2)}\n`);
}
