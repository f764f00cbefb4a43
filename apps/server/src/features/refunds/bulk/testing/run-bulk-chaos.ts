import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { RefundState } from "@maru/domain";
import { openStore } from "../../../../db/store.ts";
import type { OpenTestStore } from "../../../../db/testing/test-stores.ts";
import { testNow } from "../../../../testing/create-test-app.ts";
import { openRefundDesk, type RefundDesk } from "../../testing/refund-desk.ts";
import type { WorkerSettings } from "../../testing/worker-orders.ts";
import { bulkListOf } from "./bulk-list.ts";

export interface BulkChaosPlan {
  readonly open: OpenTestStore;
  readonly rows: number;
  /** How many times a process is killed in the middle of its work. */
  readonly kills: number;
  /** SQLite takes one, PostgreSQL any number. */
  readonly processes: number;
}

export interface BulkChaosFigures {
  readonly rows: number;
  readonly kills: number;
  readonly answersSpoilt: number;
  readonly states: Readonly<Partial<Record<RefundState, number>>>;
  /** Rows that ended without a refund of their own. */
  readonly rowsLost: number;
  readonly mostCancelsOfOneRow: number;
  readonly wonDone: number;
  readonly wonInLedger: number;
  /** Refunds whose final state is not what upstream's ledger says. */
  readonly untruths: number;
  readonly seconds: number;
}

const program = join(import.meta.dirname, "bulk-worker.ts");
const speed = 40;
/** One call in twenty goes wrong, before or after its work is done. */
const faults = [
  { kind: "drop", when: "after", probability: 0.015 },
  { kind: "reset", when: "after", probability: 0.01 },
  { kind: "html", when: "after", probability: 0.005 },
  { kind: "drop", when: "before", probability: 0.01 },
  { kind: "status", when: "before", status: 500, probability: 0.01 },
] as const;

/** Carries one list out through processes that are killed at random, and counts what upstream really did. */
export async function runBulkChaos(plan: BulkChaosPlan): Promise<BulkChaosFigures> {
  const begunAt = performance.now();
  const kept: { url: string; remove(): Promise<void> } = { url: "", remove: () => Promise.resolve() };
  const desk = await openRefundDesk({
    async open() {
      const opened = await plan.open();
      Object.assign(kept, { url: opened.url, remove: opened.remove });
      return { ...opened, remove: () => Promise.resolve() };
    },
  });
  const amounts = await startList(desk, plan.rows);
  await desk.deps.store.close();
  const upstream = await desk.sandbox.listen({ port: 0, host: "127.0.0.1" });
  const ordered = faults.map((fault) =>
    desk.sandbox.control.faults.order({ ...fault, count: null, method: "POST", path: "/payments/cancel" }),
  );
  const settings = { url: kept.url, upstreamUrl: upstream.url, startMs: testNow, startRealMs: Date.now(), speed };
  const kills = await workThroughKills(settings, plan);
  const answersSpoilt = ordered.reduce((sum, { struck }) => sum + struck, 0);
  const figures = await count(desk, kept.url, amounts);
  await upstream.close();
  await desk.close();
  await kept.remove();
  return {
    rows: plan.rows,
    kills,
    answersSpoilt,
    ...figures,
    seconds: Math.round((performance.now() - begunAt) / 1000),
  };
}

/** Brings a list, has it rehearsed and starts it; nothing of it is sent yet. Answers what each payment gets back. */
async function startList(desk: RefundDesk, rows: number): Promise<ReadonlyMap<string, number>> {
  const amounts = new Map<string, number>();
  for (let row = 0; row < rows; row += 1) amounts.set(desk.pay(2_000 + row), row % 2 === 0 ? 1_000 + row : 2_000 + row);
  const { bulk } = (await desk.api("admin")).refunds;
  // The caps are another test's.
  await (await desk.as("admin")).changeCaps({ role: "admin", perRefund: null, perDay: null, perCustomer: null });
  const { batchId } = await bulk.prepare(
    bulkListOf(
      [...amounts].map(([impUid, amount]) => [impUid, String(amount)]),
      { notifyShop: false },
    ),
  );
  await bulk.rehearse({ batchId });
  while ((await desk.bulk.step()) === 0);
  const total = [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
  await bulk.start({ batchId, count: rows, totals: [{ currency: "KRW", amount: total }] });
  return amounts;
}

interface Progress {
  readonly waiting: number;
  readonly open: number;
}

class Worker {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;
  #listeners: ((progress: Progress) => void)[] = [];

  constructor(settings: WorkerSettings) {
    this.#child = spawn(process.execPath, [program, JSON.stringify(settings)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#exit = once(this.#child, "exit");
    if (this.#child.stdout === null) throw new Error("a worker has no pipe");
    createInterface({ input: this.#child.stdout }).on("line", (line) => {
      const progress: Progress = JSON.parse(line);
      for (const listener of this.#listeners) listener(progress);
    });
  }

  /** Resolves once the list has come so far. */
  until(isReached: (progress: Progress) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#listeners = [(progress) => isReached(progress) && resolve()];
    });
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exit;
  }
}

async function workThroughKills(settings: WorkerSettings, { rows, kills, processes }: BulkChaosPlan): Promise<number> {
  const crew = Array.from({ length: processes }, () => new Worker(settings));
  for (let killed = 0; killed < kills; killed += 1) {
    const left = rows - Math.round(((killed + 1) * rows) / (kills + 1));
    const at = killed % processes;
    await crew[at]?.until(({ waiting }) => waiting <= left);
    await crew[at]?.kill();
    crew[at] = new Worker(settings);
  }
  await crew[0]?.until(({ waiting, open }) => waiting === 0 && open === 0);
  for (const worker of crew) await worker.kill();
  return kills;
}

async function count(desk: RefundDesk, url: string, amounts: ReadonlyMap<string, number>) {
  const store = await openStore({ url, logger: desk.deps.logger, clock: desk.clock });
  const rows = await store.read.selectFrom("refund_batch_rows").select(["imp_uid", "state", "refund_id"]).execute();
  const refunds = await store.read.selectFrom("refunds").select(["id", "imp_uid", "state", "amount"]).execute();
  await store.close();
  const byId = new Map(refunds.map((refund) => [refund.id, refund]));
  const states: Partial<Record<RefundState, number>> = {};
  let rowsLost = 0;
  let mostCancelsOfOneRow = 0;
  let wonDone = 0;
  let wonInLedger = 0;
  let untruths = 0;
  for (const { imp_uid: impUid, refund_id } of rows) {
    const refund = refund_id === null ? undefined : byId.get(refund_id);
    const cancels = desk.cancelled(impUid ?? "");
    const moved = cancels.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
    mostCancelsOfOneRow = Math.max(mostCancelsOfOneRow, cancels.length);
    wonInLedger += moved;
    if (refund === undefined) {
      rowsLost += 1;
      continue;
    }
    states[refund.state] = (states[refund.state] ?? 0) + 1;
    if (refund.state === "done") wonDone += refund.amount;
    const expected = refund.state === "done" ? amounts.get(impUid ?? "") : 0;
    if (moved !== expected) untruths += 1;
  }
  return { states, rowsLost, mostCancelsOfOneRow, wonDone, wonInLedger, untruths };
}

/** What must hold whatever the day was like. */
export function brokenPromises(figures: BulkChaosFigures): string[] {
  const { rowsLost, mostCancelsOfOneRow, wonDone, wonInLedger, untruths } = figures;
  return [
    ...(rowsLost > 0 ? [`${rowsLost} rows lost`] : []),
    ...(mostCancelsOfOneRow > 1 ? [`a row was cancelled ${mostCancelsOfOneRow} times`] : []),
    ...(wonDone === wonInLedger ? [] : [`${wonDone} won done, ${wonInLedger} in the ledger`]),
    ...(untruths > 0 ? [`${untruths} refunds are not what the ledger says`] : []),
  ];
}
