import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { launchEnvironment, launchFlags } from "../src/launch.ts";

const serverFolder = join(import.meta.dirname, "..");
/** What the kernel counts processor time in, per second. */
const ticksPerSecond = 100;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port to be had");
  return address.port;
}

/** A Maru that runs in a process of its own, with the sandbox it starts. */
export interface RunningServer {
  readonly url: string;
  readonly pid: number;
  /** The cookie of a demo sign-in. */
  readonly cookie: string;
  query<Answer>(procedure: string, input?: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** Milliseconds until `url` answers 200; rejects after `limitMs`. */
export async function waitForAnswer(url: string, limitMs: number): Promise<number> {
  const started = performance.now();
  while (performance.now() - started < limitMs) {
    const answer = await fetch(url).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return performance.now() - started;
    await wait(10);
  }
  throw new Error(`${url} did not answer within ${limitMs} ms`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

/** Starts Maru over the given data folder, with a sandbox of `payments` payments, and signs in as the demo administrator. */
export async function startServer(folder: string, payments: number): Promise<RunningServer> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, [...launchFlags, "src/main.ts"], {
    cwd: serverFolder,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...launchEnvironment,
      PATH: process.env.PATH,
      PORT: String(port),
      PUBLIC_URL: url,
      DATABASE_URL: `file:${join(folder, "maru.db")}`,
      SANDBOX_PORT: String(await freePort()),
      SANDBOX_PAYMENTS: String(payments),
      LOG_LEVEL: "error",
    },
  });
  await waitForAnswer(`${url}/healthz`, 60_000);
  const signIn = await fetch(`${url}/api/demo/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ role: "admin" }),
  });
  if (!signIn.ok) throw new Error(`the demo sign-in answered ${signIn.status}`);
  const cookie = signIn.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

  return {
    url,
    pid: child.pid ?? 0,
    cookie,
    async query<Answer>(procedure: string, input?: unknown) {
      const answer = await fetch(procedureUrl(url, procedure, input), { headers: { cookie } });
      const body = (await answer.json()) as { result?: { data: Answer }; error?: { message: string } };
      if (body.result === undefined) throw new Error(`${procedure}: ${body.error?.message ?? answer.status}`);
      return body.result.data;
    },
    stop: () => end(child),
  };
}

/** The address a tRPC query is asked at. */
export function procedureUrl(url: string, procedure: string, input?: unknown): string {
  const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return `${url}/trpc/${procedure}${search}`;
}

/** Seconds of processor time a process has used, in its own threads. */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Resident memory of a process in MB: now, and at its highest. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
  return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}
