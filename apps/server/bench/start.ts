import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer, waitForAnswer } from "./processes.ts";
import { atMost, type BenchRow, percentile } from "./report.ts";

const runs = 5;
const demoPayments = 20_000;

/** From spawning the server over an empty folder to a page and a sign-in that answer. */
export async function benchStart(): Promise<BenchRow[]> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const folder = mkdtempSync(join(tmpdir(), "maru-bench-"));
    const started = performance.now();
    const server = await startServer(folder, demoPayments);
    await waitForAnswer(`${server.url}/`, 10_000);
    seconds.push((performance.now() - started) / 1000);
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const median = percentile(seconds, 0.5);
  return [{ what: `start to signed in, ${runs} runs, median`, value: median, unit: "s", bar: atMost(median, 3, "s") }];
}
