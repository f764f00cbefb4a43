import { openCaller } from "./load.ts";
import { procedureUrl, type RunningServer } from "./processes.ts";
import { atMost, type BenchRow, percentile } from "./report.ts";

const searches = 60;
const names = ["민수", "지우", "서연", "하준", "도윤", "수빈", "지민", "예은", "현우", "유진"];

/** Searches a name over and over and says how long each took. */
async function timeSearches(server: RunningServer): Promise<number[]> {
  const caller = openCaller({ cookie: server.cookie });
  const times: number[] = [];
  for (let at = 0; at < searches; at += 1) {
    const text = names[at % names.length];
    times.push(await caller.ask(procedureUrl(server.url, "payments.list", { text })));
  }
  caller.close();
  return times;
}

/** Searches while somebody else counts what a name and an amount admit over all of history, one count after another. */
export async function benchBesideReports(server: RunningServer): Promise<BenchRow[]> {
  await timeSearches(server);
  const alone = percentile(await timeSearches(server), 0.95);
  const reader = openCaller({ cookie: server.cookie });
  const state = { isOver: false };
  const counting: number[] = [];
  const count = async () => {
    while (!state.isOver) {
      counting.push(await reader.ask(procedureUrl(server.url, "payments.counts", { text: "카드 1000..900000" })));
    }
  };
  const counter = count();
  const beside = percentile(await timeSearches(server), 0.95);
  state.isOver = true;
  await counter;
  reader.close();
  const report = percentile(counting, 0.5);
  return [
    {
      what: `search while counts over everything run (${report.toFixed(0)} ms each), p95`,
      value: beside,
      unit: "ms",
      ratio: { to: `the search alone (${alone.toFixed(1)} ms)`, value: beside / alone },
      bar: atMost(beside, 50, "ms"),
    },
  ];
}
