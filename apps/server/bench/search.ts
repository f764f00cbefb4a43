import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { PaymentListItem, PaymentListPage } from "@maru/domain";
import type { SyncProgress } from "../src/context.ts";
import { benchFirstLoad, indexFolder } from "./first-load.ts";
import { requestsPerSecond, timeEach } from "./load.ts";
import { freePort, memoryOf, procedureUrl, type RunningServer, startServer } from "./processes.ts";
import { atLeast, atMost, type BenchRow, percentile } from "./report.ts";

const requestsPerClass = 100;
const ordinaryBar = 50;
const worstBar = 150;

interface QueryClass {
  readonly name: string;
  readonly procedure: "payments.list" | "payments.counts" | "payments.get";
  /** Broad classes walk more of the index than one page shows. */
  readonly bar: number;
  input(sample: PaymentListItem, index: number): unknown;
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
    input: (_, index) => ({ text: pick(givenNames, index) }),
  },
];

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

/** A server that does nothing but send one answer: what the machine and Node can do at best. */
async function serveBytes(body: Buffer, headers: Readonly<Record<string, string>>) {
  const server = createServer((_, answer) => {
    answer.writeHead(200, headers);
    answer.end(body);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function benchThroughput(server: RunningServer): Promise<BenchRow[]> {
  const url = procedureUrl(server.url, "payments.list", {});
  const headers = { cookie: server.cookie };
  const answer = await fetch(url, { headers: { ...headers, "accept-encoding": "identity" } });
  const body = Buffer.from(await answer.arrayBuffer());
  const bare = await serveBytes(body, { "content-type": "application/json" });
  const load = { connections: 16, seconds: 5 };
  const best = await requestsPerSecond(bare.url, headers, load);
  const ours = await requestsPerSecond(url, headers, load);
  bare.close();
  return [
    {
      what: `list procedure, ${Math.round(body.length / 1024)} kB answer`,
      value: ours,
      unit: "requests/s",
      ratio: { to: `a bare HTTP server (${Math.round(best)}/s)`, value: ours / best },
      bar: atLeast(ours / best, 0.6, "× bare"),
    },
  ];
}

/** Every query class through HTTP and tRPC over an index of that many payments, which is loaded first if need be. */
export async function benchSearch(payments: number): Promise<BenchRow[]> {
  const folder = indexFolder(payments);
  const rows = existsSync(join(folder, "maru.db")) ? [] : await benchFirstLoad(payments);
  const server = await startServer(folder, payments);
  try {
    while ((await server.query<SyncProgress>("sync.status")).phase !== "following") await wait(100);
    const samples = await samplePayments(server);
    for (const { name, procedure, bar, input } of classes) {
      const urls = Array.from({ length: requestsPerClass }, (_, index) => {
        const sample = samples[(index * 7919) % samples.length];
        if (sample === undefined) throw new Error("no sample");
        return procedureUrl(server.url, procedure, input(sample, index));
      });
      const times = await timeEach(urls, { cookie: server.cookie });
      const p95 = percentile(times, 0.95);
      rows.push({
        what: `${payments.toLocaleString("en-US")}: ${name}, p95 (median ${percentile(times, 0.5).toFixed(1)} ms)`,
        value: p95,
        unit: "ms",
        bar: atMost(p95, bar, "ms"),
      });
    }
    rows.push(...(await benchThroughput(server)));
    await wait(2000);
    const { now } = memoryOf(server.pid);
    rows.push({ what: "server memory after that", value: now, unit: "MB", bar: atMost(now, 250, "MB") });
    return rows;
  } finally {
    await server.stop();
  }
}
