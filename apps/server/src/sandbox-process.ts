import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Logger } from "pino";
import { z } from "zod";
import type { Config } from "./config.ts";

export interface SandboxProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** What a sandbox says of itself. */
const overview = z.object({ seed: z.int(), controls: z.array(z.string()) });
const readyLine = z.object({ listening: z.url() });
const restartMs = 1_000;
const patienceMs = 3_000;
/** How long the sandbox of a console that was killed outright may take to notice and end. */
const predecessorMs = 5_000;

/**
 * Starts the stand-in of i'mport as a process of its own, and again should it die. It is tied to this process by a
 * channel, so it never outlives it. Rejects with one sentence when it cannot start.
 */
export async function startSandboxProcess(config: Config, webhookUrl: string, logger: Logger): Promise<SandboxProcess> {
  await outlastPredecessor(config.sandbox.port);
  let isStopping = false;
  let restart: NodeJS.Timeout | undefined;
  let { child, url } = await launch(config.sandbox.port);
  watch(child);

  function watch(watched: ChildProcess): void {
    watched.once("exit", (code, signal) => {
      if (isStopping) return;
      logger.error({ code, signal }, "the sandbox has stopped; starting it again");
      restart = setTimeout(relaunch, restartMs);
    });
  }

  function relaunch(): void {
    launch(Number(new URL(url).port)).then(
      (launched) => {
        ({ child, url } = launched);
        watch(child);
        if (isStopping) child.kill();
      },
      (error: unknown) => {
        logger.error({ error }, "the sandbox did not start again");
        if (!isStopping) restart = setTimeout(relaunch, restartMs);
      },
    );
  }

  function launch(port: number): Promise<{ child: ChildProcess; url: string }> {
    const launched = spawn(process.execPath, [fileURLToPath(import.meta.resolve("@maru/sandbox/main"))], {
      // In a process group of its own, so that Ctrl-C reaches the console first and the console ends it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        SANDBOX_PORT: String(port),
        SANDBOX_PAYMENTS: String(config.sandbox.payments),
        SANDBOX_SEED: String(config.sandbox.seed),
        SANDBOX_API_KEY: config.upstream.key.reveal(),
        SANDBOX_API_SECRET: config.upstream.secret.reveal(),
        SANDBOX_STATE_FILE: join(config.dataFolder, `sandbox-${config.sandbox.seed}-${config.sandbox.payments}.jsonl`),
        SANDBOX_WEBHOOK_URL: webhookUrl,
        ...(config.upstream.tier !== null && { SANDBOX_WEBHOOK_TIER: config.upstream.tier }),
      },
    });
    return new Promise((resolve, reject) => {
      let complaint = "";
      launched.stderr?.setEncoding("utf8").on("data", (text: string) => {
        complaint += text;
      });
      if (launched.stdout === null) throw new Error("the sandbox was started without a way to speak");
      createInterface({ input: launched.stdout }).on("line", (line) => {
        const ready = readyLine.safeParse(parse(line));
        if (ready.success) resolve({ child: launched, url: ready.data.listening });
      });
      launched.once("error", reject);
      launched.once("exit", () => reject(new Error(explain(port, complaint))));
    });
  }

  return {
    get url() {
      return url;
    },
    async stop() {
      isStopping = true;
      clearTimeout(restart);
      await end(child);
    },
  };
}

/** Waits while a sandbox still holds the port. Anything else that holds it is left to the launch to complain of. */
async function outlastPredecessor(port: number): Promise<void> {
  const deadline = performance.now() + predecessorMs;
  while (port !== 0 && performance.now() < deadline && (await isSandboxAt(port))) await sleep(100);
}

async function isSandboxAt(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/__sandbox`, { signal: AbortSignal.timeout(1_000) });
    return overview.safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function explain(port: number, complaint: string): string {
  if (complaint.includes("EADDRINUSE")) {
    return `Port ${port}, which the sandbox wants, is in use; stop what uses it, or choose another, such as SANDBOX_PORT=${port + 10}.`;
  }
  return complaint.trim().split("\n")[0] || "The sandbox ended without saying why.";
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await ended;
  clearTimeout(impatience);
}
