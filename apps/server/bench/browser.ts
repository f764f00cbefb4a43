import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { RunningServer } from "./processes.ts";
import { atMost, type BenchRow } from "./report.ts";

interface Measured {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bar?: number;
}

/** What a person sees in a real Chromium. The web app measures itself, since it knows its pages. */
export async function benchBrowser(server: RunningServer, what: "paint" | "typing" | "scrolling"): Promise<BenchRow[]> {
  const folder = join(import.meta.dirname, "../../web");
  const child = spawn(process.execPath, ["e2e/measure.ts", what, server.url], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the browser could not measure ${what}`);
  const measured: readonly Measured[] = JSON.parse(said);
  return measured.map(({ bar, ...row }) =>
    bar === undefined ? row : { ...row, bar: atMost(row.value, bar, row.unit) },
  );
}
