import { mkdirSync, rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { SyncProgress } from "../src/context.ts";
import { memoryOf, processorSeconds, startServer } from "./processes.ts";
import { atLeast, atMost, type BenchRow } from "./report.ts";

/** Decision 8 says why it is not more. */
const leastPerProcessorSecond = 3_000;
/** How long the server does nothing before its memory counts as idle. */
const idleAfterMs = 15_000;

/** Loads every payment of a fresh sandbox into a fresh index, in processes of their own. */
export async function loadIndex(folder: string, payments: number): Promise<BenchRow[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const server = await startServer(folder, payments);
  try {
    let progress = await server.query<SyncProgress>("sync.status");
    while (progress.phase === "waiting" || progress.phase === "loading") {
      await wait(100);
      progress = await server.query<SyncProgress>("sync.status");
    }
    const seconds = (performance.now() - started) / 1000;
    const processor = processorSeconds(server.pid);
    while (progress.phase === "verifying") {
      await wait(250);
      progress = await server.query<SyncProgress>("sync.status");
    }
    const proven = (performance.now() - started) / 1000;
    if (progress.phase !== "following")
      throw new Error(`the load ended ${progress.phase}: ${progress.problem?.message}`);
    const name = `first load of ${payments.toLocaleString("en-US")}`;
    const rate = progress.loaded / seconds;
    const { peak } = memoryOf(server.pid);
    await wait(idleAfterMs);
    const { now: idle } = memoryOf(server.pid);
    return [
      { what: `${name}: rate`, value: rate, unit: "payments/s" },
      {
        what: `${name}: per second of our processor time`,
        value: progress.loaded / processor,
        unit: "payments/s",
        bar: atLeast(progress.loaded / processor, leastPerProcessorSecond, "payments/s"),
      },
      { what: `${name}: until proven day by day`, value: proven, unit: "s" },
      { what: `${name}: peak memory`, value: peak, unit: "MB", bar: atMost(peak, 400, "MB") },
      {
        what: `${name}: memory ${idleAfterMs / 1000} s after it`,
        value: idle,
        unit: "MB",
        bar: atMost(idle, 250, "MB"),
      },
    ];
  } finally {
    await server.stop();
  }
}
