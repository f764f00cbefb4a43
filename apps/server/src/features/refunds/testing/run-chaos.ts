import { setTimeout as wait } from "node:timers/promises";
import { isFinalRefundState, type RefundRequest, type RefundState } from "@maru/domain";
import { createSandbox, type FaultOrder, type Sandbox } from "@maru/sandbox";
import { seededRandom } from "../../payments/testing/seeded-random.ts";
import { type RefundWorker, type SettledRow, startRefundWorker, type WorkerSettings } from "./worker-orders.ts";

export interface ChaosPlan {
  /** Where all processes keep their memory: SQLite takes one, PostgreSQL any number. */
  readonly url: string;
  readonly processes: number;
  readonly refunds: number;
  /** How many times one of the processes is killed in the middle of its work. */
  readonly kills: number;
  /** How many times faster than the machine's the clock goes. */
  readonly speed: number;
  /** Draws what happens; the order in which processes answer stays chance. */
  readonly seed: number;
}

export interface ChaosFigures {
  readonly refunds: number;
  /** Forms sent, counting the same form sent again. */
  readonly submissions: number;
  readonly kills: number;
  readonly answersLost: number;
  /** Cancels other people made meanwhile. */
  readonly cancelsByOthers: number;
  readonly states: Readonly<Partial<Record<RefundState, number>>>;
  readonly refusedOutright: number;
  readonly done: number;
  /** Cancels in upstream's own ledger that carry the tag of a refund. */
  readonly cancelsOfOurs: number;
  readonly mostCancelsOfOneRefund: number;
  readonly wonRefundedByUs: number;
  readonly wonInLedger: number;
  /** Refunds whose final state is not what the ledger says. */
  readonly untruths: number;
  readonly unsettled: number;
  readonly seconds: number;
}

const inFlight = 10;
const settleWithinMs = 120_000;
const submittedAtOnce = 100;

/** A third of the answers lost after the work, some requests before it, refusals, pages of gateways, slow days. */
const badDay: readonly Omit<FaultOrder, "count">[] = [
  { kind: "drop", when: "after", probability: 0.14 },
  { kind: "reset", when: "after", probability: 0.06 },
  { kind: "html", when: "after", probability: 0.06 },
  { kind: "broken_json", when: "after", probability: 0.06 },
  { kind: "status", when: "after", probability: 0.03, status: 503 },
  { kind: "drop", when: "before", probability: 0.05 },
  { kind: "status", when: "before", probability: 0.03, status: 500 },
  { kind: "delay", when: "before", probability: 0.1, delayMs: 150 },
  { kind: "pg_refusal", when: "before", probability: 0.03 },
];

/** Refunds on the worst of days, from several processes that are killed at random, and counts what upstream really did. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosFigures> {
  const begunAt = performance.now();
  const { next: random } = seededRandom(plan.seed);
  const startMs = Date.UTC(2026, 10, 20, 3);
  const startRealMs = Date.now();
  const clock = { now: () => Math.round(startMs + (Date.now() - startRealMs) * plan.speed) };
  const sandbox = createSandbox({ payments: 0, clock, anchor: Math.floor(startMs / 1000), keepsArriving: false });
  const upstream = await sandbox.listen({ port: 0, host: "127.0.0.1" });
  const faults = badDay.map((fault) =>
    sandbox.control.faults.order({ ...fault, count: null, method: "POST", path: "/payments/cancel" }),
  );
  const settings = { url: plan.url, upstreamUrl: upstream.url, startMs, startRealMs, speed: plan.speed };
  const crew = await Crew.hire(settings, plan.processes);
  const shop = createShop(sandbox, random);

  let submissions = 0;
  let refusedOutright = 0;
  let kills = 0;
  let begun = 0;
  const asked = new Set<string>();
  const refundOnce = async (): Promise<void> => {
    begun += 1;
    const isCrowd = begun === Math.floor(plan.refunds / 2);
    const form = shop.form(begun, isCrowd);
    asked.add(form.refundId);
    // Two tabs, a double click, a resend; once a crowd.
    const copies = isCrowd ? submittedAtOnce : random() < 0.3 ? 3 : 1;
    submissions += copies;
    const outcomes = await Promise.all(Array.from({ length: copies }, () => crew.refund(form)));
    if (!outcomes.some((outcome) => outcome === outcome.toLowerCase())) refusedOutright += 1;
    if (random() < 0.05) shop.cancelByOthers();
  };
  const killDue = () => kills < plan.kills && begun > ((kills + 1) * plan.refunds) / (plan.kills + 1);
  const work = async (): Promise<void> => {
    while (begun < plan.refunds) {
      if (killDue()) {
        kills += 1;
        await crew.killOne(Math.floor(random() * plan.processes));
      }
      await refundOnce();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, work));
  const answersLost = faults.filter(({ when }) => when === "after").reduce((sum, { struck }) => sum + struck, 0);
  sandbox.control.faults.clear();

  const rows = await crew.untilSettled();
  await crew.dismiss();
  const figures = count(rows, sandbox);
  await upstream.close();
  await sandbox.close();
  return {
    refunds: asked.size,
    submissions,
    kills,
    answersLost,
    cancelsByOthers: shop.cancelsByOthers(),
    refusedOutright,
    ...figures,
    seconds: Math.round((performance.now() - begunAt) / 1000),
  };
}

/** The processes: whoever is killed is replaced, and what it did not answer is sent again to somebody. */
class Crew {
  readonly #settings: WorkerSettings;
  readonly #workers: (RefundWorker | Promise<RefundWorker>)[];
  #turn = 0;

  private constructor(settings: WorkerSettings, workers: RefundWorker[]) {
    this.#settings = settings;
    this.#workers = workers;
  }

  static async hire(settings: WorkerSettings, size: number): Promise<Crew> {
    const workers: RefundWorker[] = [];
    // One after another: the first one makes the tables.
    for (let n = 0; n < size; n += 1) workers.push(await hireOne(settings));
    return new Crew(settings, workers);
  }

  async refund(form: RefundRequest): Promise<string> {
    for (;;) {
      const worker = await this.#next();
      const answer = await worker.tell({ do: "request", form });
      if (answer !== null) return answer.outcome;
    }
  }

  async killOne(at: number): Promise<void> {
    const worker = await this.#workers[at];
    if (worker === undefined) return;
    this.#workers[at] = worker.kill().then(() => hireOne(this.#settings));
    await this.#workers[at];
  }

  async untilSettled(): Promise<readonly SettledRow[]> {
    const deadline = performance.now() + settleWithinMs;
    for (;;) {
      const rows = (await (await this.#next()).tell({ do: "list" }))?.rows ?? [];
      const isWaiting = rows.some(({ state }) => !isFinalRefundState(state) && state !== "needs_person");
      if ((rows.length > 0 && !isWaiting) || performance.now() > deadline) return rows;
      await wait(250);
    }
  }

  async dismiss(): Promise<void> {
    for (const worker of this.#workers) await (await worker).kill();
  }

  async #next(): Promise<RefundWorker> {
    this.#turn += 1;
    const worker = await this.#workers[this.#turn % this.#workers.length];
    if (worker === undefined) throw new Error("nobody works here");
    return worker;
  }
}

async function hireOne(settings: WorkerSettings): Promise<RefundWorker> {
  const worker = await startRefundWorker(settings);
  await worker.tell({ do: "keep" });
  return worker;
}

/** Payments that are refunded in parts, some by several people at once. */
function createShop({ control }: Sandbox, random: () => number) {
  const { parent } = control;
  const payments: string[] = [];
  let byOthers = 0;
  const amount = 20_000;

  function left(impUid: string): number {
    const cancelled = control.ledger.entries({ impUid, kind: "cancelled" });
    return cancelled.reduce((rest, entry) => rest - entry.amount, amount);
  }

  return {
    form(number: number, isNew: boolean): RefundRequest {
      const again = isNew || random() < 0.6 ? undefined : payments[Math.floor(random() * payments.length)];
      const impUid =
        again !== undefined && left(again) > 1_000 ? again : control.createPayment(parent, { amount }).wire.imp_uid;
      if (impUid !== again) payments.push(impUid);
      const balance = left(impUid);
      return {
        refundId: `chaos-refund-${String(number).padStart(8, "0")}`,
        impUid,
        currency: "KRW",
        amount: 1 + Math.floor(random() * Math.min(balance, 4_000)),
        cancellableAmountSeen: balance,
        split: null,
        reasonCode: "change_of_mind",
        reasonText: "단순 변심",
        refundAccount: null,
        extras: { requester: null, retainPromotion: null },
        notifyShop: false,
        repeatReason: "여러 상품을 따로 반품함",
      };
    },
    cancelByOthers(): void {
      const impUid = payments[Math.floor(random() * payments.length)] ?? "";
      const id = parent.world.idOfImpUid(impUid);
      if (id === null || left(impUid) < 500) return;
      byOthers += 1;
      control.cancelFromConsole(parent, id, {
        amount: 100,
        taxFree: null,
        vatAmount: null,
        checksum: null,
        reason: null,
        refundHolder: null,
        refundBank: null,
        refundAccount: null,
        refundTel: null,
        requester: null,
        retainPromotion: false,
      });
    },
    cancelsByOthers: () => byOthers,
  };
}

/** What upstream's own ledger says about each refund. */
function count(rows: readonly SettledRow[], { control }: Sandbox) {
  const cancels = control.ledger.entries({ kind: "cancelled" });
  const ofTag = new Map<string, number[]>();
  for (const { reason, amount } of cancels) {
    const tag = reason?.slice(0, 8) ?? "";
    ofTag.set(tag, [...(ofTag.get(tag) ?? []), amount]);
  }
  const states: Partial<Record<RefundState, number>> = {};
  const sums = { done: 0, cancelsOfOurs: 0, most: 0, ours: 0, ledger: 0, untruths: 0, unsettled: 0 };
  for (const { state, tag, amount } of rows) {
    states[state] = (states[state] ?? 0) + 1;
    const moved = ofTag.get(tag) ?? [];
    sums.cancelsOfOurs += moved.length;
    sums.most = Math.max(sums.most, moved.length);
    sums.ledger += moved.reduce((sum, won) => sum + won, 0);
    if (!isFinalRefundState(state)) sums.unsettled += 1;
    else if ((state === "done") !== (moved.length === 1 && moved[0] === amount)) sums.untruths += 1;
    if (state !== "done") continue;
    sums.done += 1;
    sums.ours += amount;
  }
  return {
    states,
    done: sums.done,
    cancelsOfOurs: sums.cancelsOfOurs,
    mostCancelsOfOneRefund: sums.most,
    wonRefundedByUs: sums.ours,
    wonInLedger: sums.ledger,
    untruths: sums.untruths,
    unsettled: sums.unsettled,
  };
}

/** Which promises the figures break, in words; none on a good day and on a bad one. */
export function brokenPromises(figures: ChaosFigures): string[] {
  const promises: [boolean, string][] = [
    [figures.mostCancelsOfOneRefund <= 1, "a refund was made more than once"],
    [figures.cancelsOfOurs === figures.done, "cancels in the ledger and refunds done differ in number"],
    [figures.wonInLedger === figures.wonRefundedByUs, "won in the ledger and won refunded differ"],
    [figures.untruths === 0, "a refund ended in a state that is not the truth"],
    [figures.unsettled === 0, "a refund did not end"],
  ];
  return promises.filter(([holds]) => !holds).map(([, words]) => words);
}
