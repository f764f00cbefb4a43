import { Agent, request } from "node:http";
import { standardColumns } from "@maru/domain";
import { memoryOf, processorSeconds, type RunningServer } from "./processes.ts";
import { atLeast, atMost, type BenchRow } from "./report.ts";

const bars = { growthMb: 100, firstByteMs: 200 };
/** A workbook is packed: a million rows of one may take two minutes. */
const formats = {
  csv: { name: "CSV", perSecond: 50_000 },
  xlsx: { name: "XLSX", perSecond: 1_000_000 / 120 },
} as const;
type Format = keyof typeof formats;
const memoryEveryMs = 100;

interface Exported {
  readonly rows: number;
  readonly firstByteMs: number;
  readonly seconds: number;
}

/** Reads a file of the whole list to its end, and keeps none of it. */
function readExport(server: RunningServer, format: Format): Promise<Exported> {
  const started = performance.now();
  const body = JSON.stringify({
    format,
    locale: "ko",
    columns: standardColumns.map(({ column }) => column),
    query: {},
  });
  const headers = { cookie: server.cookie, origin: server.url, "content-type": "application/json" };
  return new Promise((resolve, reject) => {
    const asking = request(
      `${server.url}/api/payments/export`,
      { method: "POST", headers, agent: new Agent() },
      (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`the export answered ${answer.statusCode}`));
        let firstByteMs: number | undefined;
        answer.on("data", () => {
          firstByteMs ??= performance.now() - started;
        });
        answer.once("error", reject);
        answer.once("end", () =>
          resolve({
            rows: Number(answer.headers["x-payments"]),
            firstByteMs: firstByteMs ?? Number.NaN,
            seconds: (performance.now() - started) / 1000,
          }),
        );
      },
    );
    asking.once("error", reject);
    asking.end(body);
  });
}

/** Everything there is in each format, in the columns of whoever has chosen none. */
export async function benchExport(server: RunningServer): Promise<BenchRow[]> {
  return [...(await benchFormat(server, "csv")), ...(await benchFormat(server, "xlsx"))];
}

async function benchFormat(server: RunningServer, format: Format): Promise<BenchRow[]> {
  const before = memoryOf(server.pid).now;
  const processorBefore = processorSeconds(server.pid);
  let highest = before;
  const watching = setInterval(() => {
    highest = Math.max(highest, memoryOf(server.pid).now);
  }, memoryEveryMs);
  const { rows, firstByteMs, seconds } = await readExport(server, format).finally(() => clearInterval(watching));
  const processor = processorSeconds(server.pid) - processorBefore;
  const name = `export of ${rows.toLocaleString("en-US")} rows as ${formats[format].name}`;
  const perSecond = rows / seconds;
  const growth = highest - before;
  return [
    { what: name, value: perSecond, unit: "rows/s", bar: atLeast(perSecond, formats[format].perSecond, "rows/s") },
    { what: `${name}: per second of our processor time`, value: rows / processor, unit: "rows/s" },
    { what: `${name}: growth of memory`, value: growth, unit: "MB", bar: atMost(growth, bars.growthMb, "MB") },
    {
      what: `${name}: first byte after`,
      value: firstByteMs,
      unit: "ms",
      bar: atMost(firstByteMs, bars.firstByteMs, "ms"),
    },
  ];
}
