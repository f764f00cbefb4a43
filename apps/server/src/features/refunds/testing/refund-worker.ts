/**
 * A process of the console that only refunds. Reads one order per line and writes one answer per line, both JSON, until it
 * is killed. `killAt` has it kill itself at that step of its work, counted from 1: before and after each commit, each read
 * and the cancel itself.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { AppError, type RefundRequest } from "@maru/domain";
import { createImportClient, type ImportClient } from "@maru/import-client";
import { readConfig } from "../../../config.ts";
import type { SyncStatusReader } from "../../../context.ts";
import { openStore, type Store } from "../../../db/store.ts";
import { createIds } from "../../../ids.ts";
import { createLogger } from "../../../logger.ts";
import { createLiveHub } from "../../live/live-hub.ts";
import { shareLiveEvents } from "../../live/share-live-events.ts";
import { createRefundKeeper } from "../create-refund-keeper.ts";
import type { RefundDeps } from "../move-refund.ts";
import type { RefundContext } from "../refund-context.ts";
import { requestRefund } from "../request-refund.ts";
import { createSafeMode } from "../safe-mode.ts";
import type { WorkerAnswer, WorkerOrder, WorkerSettings } from "./worker-orders.ts";

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
const { url, upstreamUrl, startMs, startRealMs, speed, killAt } = settings;
const clock = { now: () => Math.round(startMs + (Date.now() - startRealMs) * speed) };
const logger = createLogger("silent", [], { write: () => undefined });
let steps = 0;

async function step(): Promise<void> {
  steps += 1;
  if (steps !== killAt) return;
  process.kill(process.pid, "SIGKILL");
  await new Promise(() => undefined);
}

const opened = await openStore({ url, logger, clock });
const store: Store = Object.create(opened, {
  transact: {
    value: async (work: Parameters<Store["transact"]>[0]) => {
      await step();
      const done = await opened.transact(work);
      await step();
      return done;
    },
  },
});
const folder = mkdtempSync(join(tmpdir(), "maru-worker-"));
const environment = { DATABASE_URL: url, MARU_SECRET: "s".repeat(48) };
const config = { ...readConfig(environment, clock.now()), dataFolder: folder };
const ids = createIds(clock);
const live = createLiveHub(() => undefined);
/** Nothing is synchronised here. */
const sync: SyncStatusReader = {
  current: () => ({
    phase: "following",
    loaded: 0,
    expected: 0,
    startedAtMs: null,
    lastReadAtMs: null,
    upstream: "up",
    problem: null,
    quarantined: 0,
    from: config.syncFrom,
  }),
};
const client = createImportClient({
  baseUrl: upstreamUrl,
  credentials: { key: "sandbox", secret: "sandbox-secret" },
  clock,
  readTimeoutMs: 3_000,
  writeTimeoutMs: 3_000,
});
const upstream: ImportClient = {
  ...client,
  async getPayment(impUid) {
    await step();
    const read = await client.getPayment(impUid);
    await step();
    return read;
  },
  async cancelPayment(request) {
    await step();
    const outcome = await client.cancelPayment(request);
    await step();
    return outcome;
  },
};
const safeMode = createSafeMode({ store, config, clock, sync, logger });
const deps: RefundDeps = { store, upstream, clock, ids, logger, live, config, sync, safeMode, processId: ids.next() };
const refunds = createRefundKeeper(deps);
if (store.dialect === "postgres") await shareLiveEvents({ ...deps, url });

const ctx: RefundContext = {
  ...deps,
  actor: { userId: "worker", name: "Worker", email: "worker@example.com", role: "admin" },
  session: null,
  ip: "",
  userAgent: null,
  requestId: "",
};

async function request(form: RefundRequest): Promise<string> {
  try {
    return (await requestRefund(ctx, form)).state;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

async function obey(order: WorkerOrder): Promise<WorkerAnswer> {
  switch (order.do) {
    case "request":
      return { number: order.number, outcome: await request(order.form) };
    case "keep":
      refunds.start();
      return { number: order.number, outcome: "keeping" };
    case "list": {
      const rows = await store.read
        .selectFrom("refunds")
        .select(["id", "imp_uid", "tag", "state", "amount", "balance_after"])
        .execute();
      return { number: order.number, outcome: "listed", rows };
    }
  }
}

// Whoever asked may be gone by now.
process.stdout.on("error", () => process.exit());
const answer = (what: WorkerAnswer) => process.stdout.write(`${JSON.stringify(what)}\n`);
createInterface({ input: process.stdin }).on("line", (line) => {
  obey(JSON.parse(line)).then(answer, (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  });
});
answer({ number: 0, outcome: "ready" });
