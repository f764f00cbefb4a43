import type { InstructionState, RefundState } from "@maru/domain";
import type { Exchange } from "@maru/import-client";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { SyncProgress, SyncStatusReader } from "./context.ts";
import type { InstructionStateCount } from "./features/instructions/instructions.repository.ts";
import type { RefundStateCount } from "./features/refunds/refunds.repository.ts";

export interface Metrics {
  readonly registry: Registry;
  countRequest(route: string, method: string, status: number, durationMs: number): void;
  countExchange(exchange: Exchange): void;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const unresolvedInstructions: readonly InstructionState[] = ["sending", "checking", "unconfirmed"];
const unresolved: readonly RefundState[] = ["sending", "checking", "needs_person"];
const phases: readonly SyncProgress["phase"][] = ["waiting", "loading", "verifying", "following", "stalled"];

/** What an operator watches. Labels name routes and operations, never people or payments. */
export function createMetrics(parts: {
  readonly sync: SyncStatusReader;
  readonly now: () => number;
  refunds(): Promise<readonly RefundStateCount[]>;
  instructions(): Promise<readonly InstructionStateCount[]>;
}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "maru_http_request_seconds",
    help: "How long requests took, by route and status.",
    labelNames: ["route", "method", "status"],
    buckets: seconds,
    registers,
  });
  const exchanges = new Histogram({
    name: "maru_upstream_exchange_seconds",
    help: "How long calls to i'mport took, by operation and outcome.",
    labelNames: ["operation", "outcome"],
    buckets: seconds,
    registers,
  });
  const failures = new Counter({
    name: "maru_upstream_failures_total",
    help: "Calls to i'mport that did not succeed, by operation and outcome.",
    labelNames: ["operation", "outcome"],
    registers,
  });
  new Gauge({
    name: "maru_sync_lag_seconds",
    help: "Seconds since upstream was last read; absent before the first read.",
    registers,
    collect() {
      this.reset();
      const { lastReadAtMs } = parts.sync.current();
      if (lastReadAtMs !== null) this.set((parts.now() - lastReadAtMs) / 1000);
      else this.remove();
    },
  });
  new Gauge({
    name: "maru_sync_payments_loaded",
    help: "Payments in the index.",
    registers,
    collect() {
      this.set(parts.sync.current().loaded);
    },
  });
  new Gauge({
    name: "maru_sync_quarantined",
    help: "Upstream answers whose shape could not be read.",
    registers,
    collect() {
      this.set(parts.sync.current().quarantined);
    },
  });
  new Gauge({
    name: "maru_sync_phase",
    help: "1 for the phase the sync is in.",
    labelNames: ["phase"],
    registers,
    collect() {
      const current = parts.sync.current().phase;
      for (const phase of phases) this.set({ phase }, phase === current ? 1 : 0);
    },
  });
  new Gauge({
    name: "maru_refunds",
    help: "Refunds by the state they stand in.",
    labelNames: ["state"],
    registers,
    async collect() {
      this.reset();
      for (const { state, count } of await parts.refunds()) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "maru_refunds_unresolved_seconds",
    help: "Age of the oldest refund of which nobody knows yet whether money moved; 0 when there is none.",
    registers,
    async collect() {
      const open = (await parts.refunds()).filter(({ state }) => unresolved.includes(state));
      const oldest = Math.min(...open.map(({ oldestAtMs }) => oldestAtMs));
      this.set(open.length === 0 ? 0 : (parts.now() - oldest) / 1000);
    },
  });
  new Gauge({
    name: "maru_instructions",
    help: "What was told to i'mport beside refunds, by family and state.",
    labelNames: ["family", "state"],
    registers,
    async collect() {
      this.reset();
      for (const { family, state, count } of await parts.instructions()) this.set({ family, state }, count);
    },
  });
  new Gauge({
    name: "maru_instructions_unresolved_seconds",
    help: "Age of the oldest instruction of which nobody knows yet what became of it; 0 when there is none.",
    registers,
    async collect() {
      const open = (await parts.instructions()).filter(({ state }) => unresolvedInstructions.includes(state));
      const oldest = Math.min(...open.map(({ oldestAtMs }) => oldestAtMs));
      this.set(open.length === 0 ? 0 : (parts.now() - oldest) / 1000);
    },
  });
  return {
    registry,
    countRequest: (route, method, status, durationMs) =>
      requests.observe({ route, method, status: String(status) }, durationMs / 1000),
    countExchange({ operation, failure, httpStatus, code, durationMs }) {
      const outcome = failure ?? (code === 0 ? "ok" : code === null ? `http_${httpStatus}` : "refused");
      exchanges.observe({ operation, outcome }, durationMs / 1000);
      if (outcome !== "ok") failures.inc({ operation, outcome });
    },
  };
}
