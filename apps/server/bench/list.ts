import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { answersPerSecond } from "./load.ts";
import { freePort, memoryOf, procedureUrl, processorSeconds, type RunningServer, waitForAnswer } from "./processes.ts";
import { atLeast, atMost, type BenchRow, percentile } from "./report.ts";

const rounds = 3;
const load = { connections: 8, seconds: 4 };

/** A bare server of the same bytes, in a process of its own as the console is. */
async function startBareServer(body: Buffer) {
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, "bare-server.ts"), String(port)], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  child.stdin.end(body);
  const url = `http://127.0.0.1:${port}/`;
  await waitForAnswer(url, 60_000);
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill();
      await once(child, "exit");
    },
  };
}

interface Throughput {
  readonly perSecond: number;
  /** Microseconds of the server's processor time per answer: what a busy machine disturbs least. */
  readonly processorUs: number;
}

async function measure(target: { readonly url: string; readonly pid: number }, cookie: string): Promise<Throughput> {
  const before = processorSeconds(target.pid);
  const { perSecond, answered } = await answersPerSecond(target.url, cookie, load);
  return { perSecond, processorUs: ((processorSeconds(target.pid) - before) / answered) * 1e6 };
}

/** The newest page of the list through tRPC, against a bare server of the same bytes: rounds in turn, medians. */
export async function benchList(server: RunningServer): Promise<BenchRow[]> {
  const url = procedureUrl(server.url, "payments.list", {});
  const answer = await fetch(url, { headers: { cookie: server.cookie, "accept-encoding": "identity" } });
  const body = Buffer.from(await answer.arrayBuffer());
  const bare = await startBareServer(body);
  const ours: Throughput[] = [];
  const best: Throughput[] = [];
  for (let round = 0; round < rounds; round += 1) {
    best.push(await measure(bare, ""));
    ours.push(await measure({ url, pid: server.pid }, server.cookie));
  }
  await bare.stop();
  const medianOf = (of: readonly Throughput[], what: keyof Throughput) =>
    percentile(
      of.map((each) => each[what]),
      0.5,
    );
  const [perSecond, bestPerSecond] = [medianOf(ours, "perSecond"), medianOf(best, "perSecond")];
  const [processorUs, bestUs] = [medianOf(ours, "processorUs"), medianOf(best, "processorUs")];
  const ratio = perSecond / bestPerSecond;
  const what = `list procedure, ${Math.round(body.length / 1000)} kB answer, ${load.connections} callers`;
  return [
    {
      what,
      value: perSecond,
      unit: "answers/s",
      ratio: { to: `a bare HTTP server (${Math.round(bestPerSecond)}/s)`, value: ratio },
      bar: atLeast(ratio, 0.6, "× bare"),
    },
    {
      what: `${what}: processor time per answer`,
      value: processorUs,
      unit: "µs",
      ratio: { to: `a bare HTTP server (${Math.round(bestUs)} µs)`, value: processorUs / bestUs },
    },
  ];
}

/** What the server holds once it has been asked nothing for a while. */
export async function benchIdleMemory(server: RunningServer, idleMs: number): Promise<BenchRow[]> {
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const { now } = memoryOf(server.pid);
  return [{ what: "server memory, idle", value: now, unit: "MB", bar: atMost(now, 250, "MB") }];
}
