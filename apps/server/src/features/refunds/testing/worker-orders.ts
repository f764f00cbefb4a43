import { join } from "node:path";
import type { RefundRequest } from "@maru/domain";
import { type LineWorker, startLineWorker } from "../../../testing/line-worker.ts";
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

export type RefundWorker = LineWorker<Order, WorkerAnswer>;

const program = join(import.meta.dirname, "refund-worker.ts");

/** Starts a process that refunds and waits until it is ready, or dead. */
export function startRefundWorker(settings: WorkerSettings): Promise<RefundWorker> {
  return startLineWorker(program, settings);
}
