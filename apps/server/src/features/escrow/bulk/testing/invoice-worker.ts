/**
 * A process of the console that only carries lists of invoices out. `killAt` has it kill itself at that step of its work,
 * counted from 1: before and after each registration.
 */
import type { ImportClient } from "@maru/import-client";
import { openStore } from "../../../../db/store.ts";
import { obeyLines } from "../../../../testing/line-worker.ts";
import { createInstructionKeeper } from "../../../instructions/create-instruction-keeper.ts";
import type { InstructionDeps } from "../../../instructions/instruction-kind.ts";
import type { WorkerSettings } from "../../../refunds/testing/worker-orders.ts";
import { workerParts } from "../../../refunds/testing/worker-parts.ts";
import { createInvoiceRunner } from "../create-invoice-runner.ts";

export interface InvoiceOrder {
  /** `begin` works from then on, the list and what is left of instructions. */
  readonly do: "begin" | "look";
}

export interface InvoiceAnswer {
  readonly number: number;
  readonly batches?: readonly string[];
  /** The states of what rows asked for. */
  readonly states?: readonly string[];
}

const settings: WorkerSettings = JSON.parse(process.argv[2] ?? "{}");
const { clock, logger, config, ids, live, client } = workerParts(settings);
let steps = 0;

async function step(): Promise<void> {
  steps += 1;
  if (steps !== settings.killAt) return;
  process.kill(process.pid, "SIGKILL");
  await new Promise(() => undefined);
}

const store = await openStore({ url: settings.url, logger, clock });
const upstream: ImportClient = {
  ...client,
  async registerDelivery(request) {
    await step();
    const outcome = await client.registerDelivery(request);
    await step();
    return outcome;
  },
};
const deps: InstructionDeps = { store, upstream, clock, ids, logger, live, config, processId: ids.next() };

obeyLines(async (order: InvoiceOrder & { readonly number: number }): Promise<Omit<InvoiceAnswer, "number">> => {
  if (order.do === "begin") {
    createInstructionKeeper(deps).start();
    createInvoiceRunner(deps).start();
    return {};
  }
  const batches = await store.read.selectFrom("invoice_batches").select("state").execute();
  const instructions = await store.read.selectFrom("instructions").select("state").execute();
  return { batches: batches.map(({ state }) => state), states: instructions.map(({ state }) => state) };
});
