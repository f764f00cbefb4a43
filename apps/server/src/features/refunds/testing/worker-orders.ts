import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { RefundRequest } from "@maru/domain";
import type { RefundRow } from "../refunds.tables.ts";

export interface WorkerSettings {
  readonly url: string;
  readonly upstreamUrl: string;
  /** What its clock showed at `startRealMs` of the machine's, and how many times faster than the machine's it goes. */
  readonly startMs: number;
  readonly startRealMs: number;
  readonly speed: number;
  readonly killAt?: number | undefined;
}

export type WorkerOrder = { readonly number: number } & (
  | { readonly do: "request"; readonly form: RefundRequest }
  | { readonly do: "keep" }
  | { readonly do: "list" }
);

export type SettledRow = Pick<RefundRow, "id" | "imp_uid" | "tag" | "state" | "amount" | "balance_after">;

export interface WorkerAnswer {
  readonly number: number;
  readonly outcome: string;
  readonly rows?: readonly SettledRow[];
}

type Order =
  | { readonly do: "request"; readonly form: RefundRequest }
  | { readonly do: "keep" }
  | { readonly do: "list" };

export interface RefundWorker {
  /** Resolves with null when the process ended without an answer. */
  tell(order: Order): Promise<WorkerAnswer | null>;
  kill(): Promise<void>;
}

const program = join(import.meta.dirname, "refund-worker.ts");

/** Starts a process that refunds and waits until it is ready, or dead. */
export async function startRefundWorker(settings: WorkerSettings): Promise<RefundWorker> {
  const child: ChildProcess = spawn(process.execPath, [program, JSON.stringify(settings)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map<number, (answer: WorkerAnswer | null) => void>();
  let number = 0;
  let isGone = false;
  const ready = new Promise<WorkerAnswer | null>((resolve) => waiting.set(0, resolve));
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error("a worker has no pipes");
  // Writing to a process that was just killed is no news.
  stdin.on("error", () => undefined);
  createInterface({ input: stdout }).on("line", (line) => {
    const answer: WorkerAnswer = JSON.parse(line);
    waiting.get(answer.number)?.(answer);
    waiting.delete(answer.number);
  });
  const exit = once(child, "exit").then(() => {
    isGone = true;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  });
  await ready;
  return {
    tell(order) {
      if (isGone) return Promise.resolve(null);
      number += 1;
      const own = number;
      return new Promise((resolve) => {
        waiting.set(own, resolve);
        stdin.write(`${JSON.stringify({ ...order, number: own })}\n`);
      });
    },
    async kill() {
      child.kill("SIGKILL");
      await exit;
    },
  };
}
