import { type PaymentListItem, type PaymentListPage, paymentFilter, paymentQuery } from "@maru/domain";
import * as z from "zod/mini";
import type { Actor } from "../src/context.ts";
import type { Store } from "../src/db/store.ts";
import { countPayments } from "../src/features/payments/count-payments.ts";
import { requirePayment } from "../src/features/payments/find-payment.ts";
import { listPayments } from "../src/features/payments/list-payments.ts";
import { type BareEngine, openBareEngine } from "./bare-engine.ts";
import { openCaller } from "./load.ts";
import { procedureUrl, type RunningServer } from "./processes.ts";
import { atMost, type BenchRow, percentile } from "./report.ts";
import { indexFile, withIndex } from "./stores.ts";

const requestsPerClass = 60;
/** Before anything is measured every class is asked this often, so that no class pays for what the process learns first. */
const warmUpsPerClass = 20;
const ordinaryBar = 50;
const worstBar = 150;
/** What HTTP, tRPC and the way to the thread may add to the engine's own time. */
const allowance = { times: 1.5, plusMs: 3 };
/** The sizes whose medians are compared, and how much more the larger may cost: ten times the payments is not ten times the work. */
const growth = { from: 100_000, to: 1_000_000, bar: 5 };
/** Counting ten times as many is ten times the work; a payment that is counted must not cost more among many. */
const growthPerCounted = 1.5;
/** No two requests of a class ask for pages of one length, so that none is answered by what the console remembers. */
const shortestPage = 20;

interface QueryClass {
  readonly name: string;
  readonly procedure: keyof typeof bare;
  /** Broad classes walk more of the index than one page shows. */
  readonly bar: number;
  /** Whether it visits every payment it admits, of which ten times as many payments hold ten times as many. */
  readonly visitsAll?: true;
  input(sample: PaymentListItem, index: number): object;
}

const surnames = ["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"];
const givenNames = ["민수", "지우", "서연", "하준", "도윤", "수빈", "지민", "예은", "현우", "유진"];
const pick = (list: readonly string[], index: number) => list[index % list.length] ?? "";
const digits = (text: string | null) => (text ?? "").replace(/\D/g, "");

const list = (name: string, input: QueryClass["input"], bar = ordinaryBar): QueryClass => ({
  name,
  procedure: "payments.list",
  bar,
  input,
});

const classes: readonly QueryClass[] = [
  list("newest page", () => ({})),
  list("imp_uid, whole", ({ impUid }) => ({ text: impUid })),
  list("imp_uid, a part", ({ impUid }) => ({ text: impUid.slice(6, 13) })),
  list("merchant_uid, a part", ({ merchantUid }) => ({ text: merchantUid.slice(-8) })),
  list("phone, whole", ({ buyerTel }) => ({ text: buyerTel ?? "010-0000-0000" })),
  list("phone, last four digits", ({ buyerTel }) => ({ text: digits(buyerTel).slice(-4) || "0000" })),
  list("phone, middle", ({ buyerTel }) => ({ text: digits(buyerTel).slice(3, 9) || "000000" })),
  list("name, two syllables", (_, index) => ({ text: pick(givenNames, index) })),
  list("name, three syllables", (_, index) => ({ text: pick(surnames, index) + pick(givenNames, index * 7 + 3) })),
  list("initial consonants", (_, index) => ({ text: pick(["ㄱㅁㅅ", "ㅇㅈㅇ", "ㅂㅅㅇ", "ㅊㅎㅈ"], index) })),
  list("order name", ({ orderName }) => ({ text: (orderName ?? "세트").slice(0, 4) })),
  list("amount", ({ amount }) => ({ text: `${amount.amount.toLocaleString("en-US")}원` })),
  list("amount range", (_, index) => ({ text: `${10_000 + index * 100}..${20_000 + index * 100}` })),
  list("two words", (_, index) => ({ text: `${pick(givenNames, index)} 카드` })),
  list("nothing matches", (_, index) => ({ text: `zq${index}xj${index}` })),
  list("failed only", () => ({ status: ["failed"] })),
  list("name within one PG and method", (_, index) => ({
    text: pick(givenNames, index),
    pgProvider: ["html5_inicis"],
    method: ["card"],
  })),
  list("name by request time", (_, index) => ({ text: pick(givenNames, index), basis: "requested" }), worstBar),
  list("name by amount", (_, index) => ({ text: pick(givenNames, index), sort: "-amount" }), worstBar),
  { name: "open a payment", procedure: "payments.get", bar: ordinaryBar, input: ({ impUid }) => ({ impUid }) },
  { name: "counters, everything", procedure: "payments.counts", bar: ordinaryBar, input: () => ({}) },
  {
    name: "counters, 30 days",
    procedure: "payments.counts",
    bar: worstBar,
    input: () => ({ from: "2026-06-01", to: "2026-06-30" }),
  },
  {
    name: "counters of a name",
    procedure: "payments.counts",
    bar: worstBar,
    visitsAll: true,
    input: (_, index) => ({ text: pick(givenNames, index) }),
  },
];

const actor: Actor = { userId: "bench", name: "bench", email: "bench@maru.example", role: "admin" };

/** The use cases behind the procedures, for an engine without a server around it. */
const bare = {
  "payments.list": (store: Store, input: unknown) => listPayments({ store, actor }, paymentQuery.parse(input)),
  "payments.counts": (store: Store, input: unknown) => countPayments({ store }, paymentFilter.parse(input)),
  "payments.get": (store: Store, input: unknown) =>
    requirePayment({ store }, z.object({ impUid: z.string() }).parse(input).impUid),
};

/** Payments spread over the whole index, so that no class asks for what the last one just read. */
async function samplePayments(server: RunningServer): Promise<PaymentListItem[]> {
  const samples: PaymentListItem[] = [];
  for (let month = 0; month < 20; month += 1) {
    const day = new Date(Date.now() - (month * 33 + 5) * 86_400_000).toISOString().slice(0, 10);
    const page = await server.query<PaymentListPage>("payments.list", { to: day, limit: 10 });
    samples.push(...page.items);
  }
  if (samples.length === 0) throw new Error("the index is empty");
  return samples;
}

/** Median and 95th percentile of a class: through HTTP and tRPC, and of the same statements on the engine alone. */
interface Measured {
  readonly median: number;
  readonly p95: number;
  readonly engine: { readonly median: number; readonly p95: number };
}

async function measureClasses(server: RunningServer, payments: number): Promise<Map<QueryClass, Measured>> {
  const samples = await samplePayments(server);
  const engines = {
    "payments.list": openBareEngine(indexFile(payments), "reader"),
    "payments.get": openBareEngine(indexFile(payments), "reader"),
    "payments.counts": openBareEngine(indexFile(payments), "reports"),
  };
  const storeOn = ({ db }: BareEngine): Store => ({
    dialect: "sqlite",
    read: db,
    reports: db,
    write: db,
    transact: () => Promise.reject(new Error("searching changes nothing")),
    openSnapshot: () => Promise.reject(new Error("searching takes nothing out")),
    startAlone: () => Promise.reject(new Error("searching begins nothing")),
    version: () => null,
    giveBackMemory: async () => {},
    close: async () => {},
  });
  const caller = openCaller({ cookie: server.cookie });
  const inputOf = (query: QueryClass, index: number) => {
    const sample = samples[(index * 7919) % samples.length];
    if (sample === undefined) throw new Error("no sample");
    const input = query.input(sample, index);
    return query.procedure === "payments.list" ? { ...input, limit: shortestPage + index } : input;
  };
  const askServer = ({ procedure }: QueryClass, input: object) =>
    caller.ask(procedureUrl(server.url, procedure, input));
  const askEngine = ({ procedure }: QueryClass, input: object) => {
    const engine = engines[procedure];
    return engine.time(() => bare[procedure](storeOn(engine), input));
  };
  for (const query of classes) {
    for (let index = 0; index < warmUpsPerClass; index += 1) {
      await askServer(query, inputOf(query, index));
      await askEngine(query, inputOf(query, index));
    }
  }
  const measured = new Map<QueryClass, Measured>();
  for (const query of classes) {
    const times: number[] = [];
    const engineTimes: number[] = [];
    for (let index = 0; index < requestsPerClass; index += 1) {
      const input = inputOf(query, warmUpsPerClass + index);
      // In turn, so that a busy moment of the machine falls on both alike; and in turn the first, for whoever is second
      // finds in the machine's memory what the other has read from the disk.
      const isServerFirst = index % 2 === 0;
      const first = await (isServerFirst ? askServer(query, input) : askEngine(query, input));
      const second = await (isServerFirst ? askEngine(query, input) : askServer(query, input));
      times.push(isServerFirst ? first : second);
      engineTimes.push(isServerFirst ? second : first);
    }
    measured.set(query, {
      median: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      engine: { median: percentile(engineTimes, 0.5), p95: percentile(engineTimes, 0.95) },
    });
  }
  caller.close();
  for (const engine of Object.values(engines)) engine.close();
  return measured;
}

function rowsOf(payments: number, measured: ReadonlyMap<QueryClass, Measured>): BenchRow[] {
  return [...measured].flatMap(([query, { median, p95, engine }]): BenchRow[] => {
    const limit = allowance.times * engine.median + allowance.plusMs;
    const name = `${payments.toLocaleString("en-US")}: ${query.name}`;
    return [
      {
        what: `${name}, p95`,
        value: p95,
        unit: "ms",
        ratio: { to: `the engine alone (${engine.p95.toFixed(1)} ms)`, value: p95 / engine.p95 },
        bar: atMost(p95, query.bar, "ms"),
      },
      {
        what: `${name}, median`,
        value: median,
        unit: "ms",
        ratio: { to: `the engine alone (${engine.median.toFixed(1)} ms)`, value: median / engine.median },
        bar: atMost(median, limit, "ms"),
      },
    ];
  });
}

/** Every query class over an index of each of the sizes, and how much more the largest costs than a tenth of it. */
export async function benchSearch(sizes: readonly number[]): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const medians = new Map<number, Map<QueryClass, number>>();
  for (const payments of sizes) {
    const measured = await withIndex(payments, (server) => measureClasses(server, payments));
    rows.push(...rowsOf(payments, measured));
    medians.set(payments, new Map([...measured].map(([query, { engine }]) => [query, engine.median])));
  }
  const [smaller, larger] = [medians.get(growth.from), medians.get(growth.to)];
  if (smaller === undefined || larger === undefined) return rows;
  for (const query of classes) {
    const times = (larger.get(query) ?? Number.NaN) / (smaller.get(query) ?? Number.NaN);
    const what = `growth from 100,000 to 1,000,000: ${query.name}, the engine's median`;
    if (query.visitsAll === true) {
      const each = times / (growth.to / growth.from);
      rows.push({ what: `${what}, per payment`, value: each, unit: "×", bar: atMost(each, growthPerCounted, "×") });
    } else {
      rows.push({ what, value: times, unit: "×", bar: atMost(times, growth.bar, "×") });
    }
  }
  return rows;
}
