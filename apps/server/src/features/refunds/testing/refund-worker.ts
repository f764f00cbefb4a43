/**
 * A process of the console that only refunds. Reads one order per line and writes one answer per line, both JSON, until it
 * is killed. `killAt` has it kill itself at that step of its work, counted from 1: before and after each commit, each read
 * and the cancel itself.
 */
import { AppError, type RefundRequest } from "@maru/domain";
import type { ImportClient } from "@maru/import-client";
import { openStore, type Store } from "../../../db/store.ts";
import { obeyLines } from "../../../testing/line-worker.ts";
import { shareLiveEvents } from "../../live/share-live-events.ts";
import { createRefundKeeper } from "../create-refund-keeper.ts";
import type { RefundDeps } from "../move-refund.ts";
import type { RefundContext } from "../refund-context.ts";
import { requestRefund } from "../request-refund.ts";
import { createSafeMode } from "../safe-mode.ts";
import type { WorkerAnswer, WorkerOrder, WorkerSettings } from "./worker-orders.ts";
import { workerParts } from "./worker-parts.ts";

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
const { url, killAt } = settings;
const { clock, logger, config, ids, live, sync, client } = workerParts(settings);
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

obeyLines(obey);
