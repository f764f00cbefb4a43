import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A process that reads one order per line and writes one answer per line, both JSON, and can be killed in between. */
export interface LineWorker<Order, Answer> {
  /** Resolves with null when the process ended without an answer. */
  tell(order: Order): Promise<Answer | null>;
  kill(): Promise<void>;
}

/** Starts a program with its settings and waits until it is ready (it answers number 0), or dead. */
export async function startLineWorker<Order extends object, Answer extends { readonly number: number }>(
  program: string,
  settings: unknown,
): Promise<LineWorker<Order, Answer>> {
  const child: ChildProcess = spawn(process.execPath, [program, JSON.stringify(settings)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const waiting = new Map<number, (answer: Answer | null) => void>();
  let number = 0;
  let isGone = false;
  const ready = new Promise<Answer | null>((resolve) => waiting.set(0, resolve));
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error("a worker has no pipes");
  // Writing to a process that was just killed is no news.
  stdin.on("error", () => undefined);
  createInterface({ input: stdout }).on("line", (line) => {
    const answer: Answer = JSON.parse(line);
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

/** The other end: reads orders until the process is killed, and answers each. */
export function obeyLines<Order extends { readonly number: number }>(obey: (order: Order) => Promise<object>): void {
  // Whoever asked may be gone by now.
  process.stdout.on("error", () => process.exit());
  const answer = (number: number, what: object) => process.stdout.write(`${JSON.stringify({ ...what, number })}\n`);
  createInterface({ input: process.stdin }).on("line", (line) => {
    const order: Order = JSON.parse(line);
    obey(order).then(
      (what) => answer(order.number, what),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
        process.exitCode = 1;
      },
    );
  });
  answer(0, {});
}
