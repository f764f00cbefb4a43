/**
 * `pnpm bench` prints one table of speeds and sizes; `pnpm bench NAME…` runs some. `--payments 100000` measures with a
 * smaller index, which is quicker and says less.
 */
import { parseArgs } from "node:util";
import { benchBesideReports } from "./beside-reports.ts";
import { benchBrowser } from "./browser.ts";
import { benchExport } from "./export.ts";
import { benchIdleMemory, benchList } from "./list.ts";
import { benchRefunds } from "./refunds.ts";
import { type BenchRow, percentile, report } from "./report.ts";
import { benchSearch } from "./search.ts";
import { benchStart } from "./start.ts";
import { buildIndex, loadRows, withIndex } from "./stores.ts";
import { benchWeb } from "./web.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { payments: { type: "string", default: "1000000" } },
});
const payments = Number(values.payments);
/** Smaller indexes show how the cost of a search grows. */
const sizes = [10_000, 100_000].filter((size) => size < payments);
const demoPayments = 20_000;
const idleMs = 10_000;

const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  web: benchWeb,
  start: benchStart,
  paint: () => withIndex(demoPayments, (server) => benchBrowser(server, "paint")),
  "first-load": () => buildIndex(payments),
  idle: () => withIndex(payments, (server) => benchIdleMemory(server, idleMs)),
  refunds: benchRefunds,
  search: () => benchSearch([...sizes, payments]),
  reports: () => withIndex(payments, benchBesideReports),
  list: () => withIndex(payments, benchList),
  export: () => withIndex(payments, benchExport),
  typing: () => withIndex(payments, (server) => benchBrowser(server, "typing")),
  scrolling: () => withIndex(payments, (server) => benchBrowser(server, "scrolling")),
};

const names = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = names.filter((name) => benches[name] === undefined);
if (unknown.length > 0 || !Number.isInteger(payments) || payments <= 0) {
  process.stderr.write(`There is no bench "${unknown.join(", ")}". There are: ${Object.keys(benches).join(", ")}.\n`);
  process.exit(1);
}

/** Seconds the clock goes on while this process gets a second of a processor: 1 on a machine with nothing else to do. */
function busyness(): number {
  const [started, before] = [performance.now(), process.cpuUsage()];
  let spentMs = 0;
  while (spentMs < 500) {
    const { user, system } = process.cpuUsage(before);
    spentMs = (user + system) / 1000;
  }
  return (performance.now() - started) / spentMs;
}

const rows: BenchRow[] = [];
const busy = [busyness()];
for (const name of names) {
  process.stderr.write(`measuring ${name}\n`);
  try {
    rows.push(...((await benches[name]?.()) ?? []));
  } catch (error) {
    // What others have measured is not lost with it.
    process.stderr.write(`${name} could not be measured: ${error instanceof Error ? error.stack : error}\n`);
    rows.push({ what: name, value: Number.NaN, unit: "", bar: { text: "to be measured", holds: false } });
    process.exitCode = 1;
  }
  busy.push(busyness());
}
const machine: BenchRow = {
  what: `this machine while it measured: wall time per processor time (at most ${Math.max(...busy).toFixed(1)})`,
  value: percentile(busy, 0.5),
  unit: "×",
};
report([machine, ...loadRows, ...rows]);
