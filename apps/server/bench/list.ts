import { createServer } from "node:http";
import { answersPerSecond } from "./load.ts";
import { freePort, memoryOf, procedureUrl, type RunningServer } from "./processes.ts";
import { atLeast, atMost, type BenchRow, percentile } from "./report.ts";

const rounds = 3;
const load = { connections: 8, seconds: 4 };

/** A server that does nothing but send one answer: what the machine and Node can do at best. */
async function serveBytes(body: Buffer) {
  const server = createServer((_, answer) => {
    answer.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    answer.end(body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** The newest page of the list through tRPC, against a bare server of the same bytes: rounds in turn, medians. */
export async function benchList(server: RunningServer): Promise<BenchRow[]> {
  const url = procedureUrl(server.url, "payments.list", {});
  const answer = await fetch(url, { headers: { cookie: server.cookie, "accept-encoding": "identity" } });
  const body = Buffer.from(await answer.arrayBuffer());
  const bare = await serveBytes(body);
  const ours: number[] = [];
  const best: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    best.push(await answersPerSecond(bare.url, "", load));
    ours.push(await answersPerSecond(url, server.cookie, load));
  }
  bare.close();
  const [median, bestMedian] = [percentile(ours, 0.5), percentile(best, 0.5)];
  const ratio = median / bestMedian;
  const what = `list procedure, ${Math.round(body.length / 1000)} kB answer, ${load.connections} callers`;
  const to = `a bare HTTP server (${Math.round(bestMedian)}/s)`;
  return [{ what, value: median, unit: "answers/s", ratio: { to, value: ratio }, bar: atLeast(ratio, 0.6, "× bare") }];
}

/** What the server holds once it has been asked nothing for a while. */
export async function benchIdleMemory(server: RunningServer, idleMs: number): Promise<BenchRow[]> {
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const { now } = memoryOf(server.pid);
  return [{ what: "server memory, idle", value: now, unit: "MB", bar: atMost(now, 250, "MB") }];
}
