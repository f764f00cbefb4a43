/**
 * The long run of the chaos suite: three processes on PostgreSQL, then one on SQLite. `pnpm --filter @maru/server chaos`;
 * the number of refunds may follow, 1,000 unless given. Ends with 1 when a promise does not hold.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startThrowawayServer } from "../../../db/testing/postgres-cluster.ts";
import { brokenPromises, type ChaosFigures, type ChaosPlan, runChaos } from "./run-chaos.ts";

const refunds = Number(process.argv[2] ?? 1_000);

async function report(name: string, plan: ChaosPlan): Promise<void> {
  const figures = await runChaos(plan);
  const broken = brokenPromises(figures);
  if (broken.length > 0) process.exitCode = 1;
  const lines = Object.entries(figures satisfies ChaosFigures).map(
    ([key, value]) => `  ${key.padEnd(24)} ${typeof value === "object" ? JSON.stringify(value) : value}`,
  );
  process.stdout.write(
    `${name}\n${lines.join("\n")}\n  ${broken.length === 0 ? "every promise holds" : broken.join("; ")}\n`,
  );
}

const server = await startThrowawayServer();
const plan = { refunds, kills: Math.ceil(refunds / 50), speed: 30, seed: 1 };
await report("3 processes on PostgreSQL", { ...plan, url: server.url, processes: 3 });
await server.stop();
const folder = mkdtempSync(join(tmpdir(), "maru-chaos-"));
await report("1 process on SQLite", { ...plan, url: `file:${join(folder, "maru.db")}`, processes: 1 });
rmSync(folder, { recursive: true, force: true });
