import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { atMost, type BenchRow } from "./report.ts";

const line = /^(?<what>.+?)\s+(?<value>[\d.]+) KB\s+bar\s+(?<bar>[\d.]+) KB/;

/** What the browser downloads, as the web app's own budget counts it: JS and CSS, brotli. */
export async function benchWeb(): Promise<BenchRow[]> {
  const folder = join(import.meta.dirname, "../../web");
  const { stdout, stderr } = spawnSync(process.execPath, ["scripts/budget.ts"], { cwd: folder, encoding: "utf8" });
  const rows = stdout.split("\n").flatMap((text): BenchRow[] => {
    const { what, value, bar } = line.exec(text)?.groups ?? {};
    if (what === undefined) return [];
    const kilobytes = Number(value);
    return [{ what: `web: ${what}`, value: kilobytes, unit: "KB brotli", bar: atMost(kilobytes, Number(bar), "KB") }];
  });
  if (rows.length === 0) throw new Error(stderr);
  const chunks = rows.filter(({ what }) => what.startsWith("web: chunk"));
  const largest = chunks.toSorted((a, b) => b.value - a.value).slice(0, 1);
  return [...rows.filter((row) => !chunks.includes(row)), ...largest];
}
