/**
 * A process of the console that only gives instructions. `killAt` has it kill itself at that step of its work, counted from
 * 1: before and after each commit, each read and the write itself.
 */
import { AppError } from "@maru/domain";
import type { ImportClient } from "@maru/import-client";
import { openStore, type Store } from "../../../db/store.ts";
import { obeyLines } from "../../../testing/line-worker.ts";
import { shareLiveEvents } from "../../live/share-live-events.ts";
import type { WorkerSettings } from "../../refunds/testing/worker-orders.ts";
import { workerParts } from "../../refunds/testing/worker-parts.ts";
import { createInstructionKeeper } from "../create-instruction-keeper.ts";
import { giveInstruction } from "../give-instruction.ts";
import type { InstructionContext } from "../instruction-context.ts";
import type { InstructionDeps } from "../instruction-kind.ts";
import { type PrepareForm, prepareOrder, testKinds } from "./prepare-order.ts";

export type InstructionOrder =
  | { readonly do: "give"; readonly form: PrepareForm }
  | { readonly do: "keep" }
  | { readonly do: "list" };

export interface InstructionAnswer {
  readonly number: number;
  readonly outcome?: string;
  readonly states?: readonly string[];
}

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
const { url, killAt } = settings;
const { clock, logger, config, ids, live, client } = workerParts(settings);
let steps = 0;

async function step(): Promise<void> {
  steps += 1;
  if (steps !== killAt) return;
  process.kill(process.pid, "SIGKILL");
  await new Promise(() => undefined);
}

async function around<Result>(work: () => Promise<Result>): Promise<Result> {
  await step();
  try {
    return await work();
  } finally {
    await step();
  }
}

const opened = await openStore({ url, logger, clock });
const store: Store = Object.create(opened, {
  transact: { value: (work: Parameters<Store["transact"]>[0]) => around(() => opened.transact(work)) },
});
const upstream: ImportClient = {
  ...client,
  getPreparedPayment: (merchantUid) => around(() => client.getPreparedPayment(merchantUid)),
  preparePayment: (request) => around(() => client.preparePayment(request)),
};
const deps: InstructionDeps = { store, upstream, clock, ids, logger, live, config, processId: ids.next() };
const keeper = createInstructionKeeper(deps, testKinds);
if (store.dialect === "postgres") await shareLiveEvents({ ...deps, url });

const ctx: InstructionContext = {
  ...deps,
  actor: { userId: "worker", name: "Worker", email: "worker@example.com", role: "admin" },
  ip: "",
  userAgent: null,
  requestId: "",
};

async function give(form: PrepareForm): Promise<string> {
  try {
    return (await giveInstruction(ctx, prepareOrder(), form)).state;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

obeyLines(async (order: InstructionOrder & { readonly number: number }): Promise<Omit<InstructionAnswer, "number">> => {
  switch (order.do) {
    case "give":
      return { outcome: await give(order.form) };
    case "keep":
      keeper.start();
      return { outcome: "keeping" };
    case "list": {
      const rows = await store.read.selectFrom("instructions").select("state").execute();
      return { states: rows.map(({ state }) => state) };
    }
  }
});
