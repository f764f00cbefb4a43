import { openCaller } from "./load.ts";
import { procedureUrl, type RunningServer } from "./processes.ts";
import { atMost, type BenchRow, percentile } from "./report.ts";

const searches = 60;
const names = ["민수", "지우", "서연", "하준", "도윤", "수빈", "지민", "예은", "현우", "유진"];

/** What nearly every payment holds, and what every payment does. */
const broad = ["010", "imp"];
/** Searches for one name that follow each other ask for pages of other lengths, so that none is answered by what the console remembers. */
const pages = { shortest: 40, lengths: 150 };
let asked = 0;

/** Searches a name over and over and says how long each took. */
async function timeSearches(server: RunningServer): Promise<number[]> {
  const caller = openCaller({ cookie: server.cookie });
  const times: number[] = [];
  for (let at = 0; at < searches; at += 1) {
    const text = names[at % names.length];
    asked += 1;
    const limit = pages.shortest + (asked % pages.lengths);
    times.push(await caller.ask(procedureUrl(server.url, "payments.list", { text, limit })));
  }
  caller.close();
  return times;
}

/** What a list without a search shows above it. */
async function timeCounters(server: RunningServer): Promise<number[]> {
  const caller = openCaller({ cookie: server.cookie });
  const times: number[] = [];
  for (let at = 0; at < searches; at += 1)
    times.push(await caller.ask(procedureUrl(server.url, "payments.counts", {})));
  caller.close();
  return times;
}

/** Searches and opens lists while somebody else counts what nearly every payment holds, one count after another. */
export async function benchBesideReports(server: RunningServer): Promise<BenchRow[]> {
  await timeSearches(server);
  const alone = percentile(await timeSearches(server), 0.95);
  const countersAlone = percentile(await timeCounters(server), 0.95);
  const reader = openCaller({ cookie: server.cookie });
  const state = { isOver: false };
  const counting: number[] = [];
  const count = async () => {
    while (!state.isOver) {
      const text = broad[counting.length % broad.length];
      counting.push(await reader.ask(procedureUrl(server.url, "payments.counts", { text })));
    }
  };
  const counter = count();
  let [beside, counters] = [Number.NaN, Number.NaN];
  try {
    beside = percentile(await timeSearches(server), 0.95);
    counters = percentile(await timeCounters(server), 0.95);
  } finally {
    state.isOver = true;
    await counter;
    reader.close();
  }
  const report = `counts of ${broad.join(" and ")} (${percentile(counting, 0.5).toFixed(0)} ms each)`;
  return [
    {
      what: `search while ${report} run, p95`,
      value: beside,
      unit: "ms",
      ratio: { to: `the search alone (${alone.toFixed(1)} ms)`, value: beside / alone },
      bar: atMost(beside, 50, "ms"),
    },
    {
      what: `counters of an open list while ${report} run, p95`,
      value: counters,
      unit: "ms",
      ratio: { to: `the counters alone (${countersAlone.toFixed(1)} ms)`, value: counters / countersAlone },
      bar: atMost(counters, 50, "ms"),
    },
  ];
}
