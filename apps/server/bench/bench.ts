/** `pnpm bench` prints one table of speeds and sizes; `pnpm bench NAME…` runs some, `--payments 100000` a smaller index. */
import { parseArgs } from "node:util";
import { benchFirstLoad } from "./first-load.ts";
import { type BenchRow, report } from "./report.ts";
import { benchSearch } from "./search.ts";
import { benchStart } from "./start.ts";
import { benchWeb } from "./web.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { payments: { type: "string", default: "1000000" } },
});
const payments = Number(values.payments);

const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  web: benchWeb,
  start: benchStart,
  "first-load": () => benchFirstLoad(payments),
  search: () => benchSearch(payments),
};

const names = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = names.filter((name) => benches[name] === undefined);
if (unknown.length > 0 || !Number.isInteger(payments)) {
  process.stderr.write(`There is no bench "${unknown.join(", ")}". There are: ${Object.keys(benches).join(", ")}.\n`);
  process.exit(1);
}

const rows: BenchRow[] = [];
for (const name of names) {
  process.stderr.write(`measuring ${name}\n`);
  rows.push(...((await benches[name]?.()) ?? []));
}
report(rows);
