import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface ConsoleAddresses {
  readonly url: string;
  readonly sandboxUrl: string;
}

const serverEntry = resolve(import.meta.dirname, "../../../server/src/main.ts");
const startsWithinMs = 30_000;

/** A console in its own process with its own data folder and sandbox, for journeys that break or kill it. */
export class RunningConsole implements ConsoleAddresses {
  readonly url: string;
  readonly sandboxUrl: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #folder: string;
  #process: ChildProcess | null = null;
  #said = "";

  private constructor(port: number, sandboxPort: number, settings: Readonly<Record<string, string>>) {
    this.url = `http://localhost:${port}`;
    this.sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
    this.#folder = mkdtempSync(join(tmpdir(), "maru-own-console-"));
    this.#environment = {
      PORT: String(port),
      PUBLIC_URL: this.url,
      DATABASE_URL: `file:${join(this.#folder, "maru.db")}`,
      SANDBOX_PORT: String(sandboxPort),
      LOG_LEVEL: "warn",
      ...settings,
    };
  }

  /** Reserves addresses and a folder; nothing runs before `start`. */
  static async create(settings: Readonly<Record<string, string>>): Promise<RunningConsole> {
    const [port, sandboxPort] = await findFreePorts(2);
    return new RunningConsole(port ?? 0, sandboxPort ?? 0, settings);
  }

  /** Starts the process, again after a kill, and waits until it answers. `onSpawn` runs while it comes up. */
  async start(onSpawn?: () => Promise<void>): Promise<void> {
    const child = spawn(process.execPath, [serverEntry], {
      cwd: this.#folder,
      env: { ...process.env, ...this.#environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = child;
    const listen = (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString()).slice(-8000);
    };
    child.stdout.on("data", listen);
    child.stderr.on("data", listen);
    await Promise.all([onSpawn?.(), this.#untilReady(child)]);
  }

  /** Ends the process as a power cut does. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Ends the process as Ctrl-C does, and forgets its data. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    await until(async () => !(await answers(`${this.sandboxUrl}/__sandbox/`)), "its sandbox to end with it");
  }

  async #untilReady(child: ChildProcess): Promise<void> {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`The console ended with ${child.exitCode}:\n${this.#said}`);
      return answers(`${this.url}/readyz`);
    }, `the console to answer; it said:\n${this.#said}`);
  }
}

/** Asks `question` until it holds. */
export async function until(question: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + startsWithinMs;
  while (!(await question())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function findFreePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
