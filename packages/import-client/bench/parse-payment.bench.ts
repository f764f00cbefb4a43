import { parseWirePayment } from "../src/index.ts";
import { wirePayment } from "../src/testing/wire-samples.ts";

/** Payments parsed per second, beside the time `JSON.parse` takes for the same text. One JSON line per measure. */
const rounds = 9;
const payments = 100_000;

const texts = Array.from({ length: 200 }, (_, index) =>
  JSON.stringify(
    wirePayment({
      imp_uid: `imp_${String(index).padStart(12, "0")}`,
      ...(index % 10 === 0 && {
        status: "cancelled",
        cancel_amount: 10_000,
        cancel_history: [
          { pg_tid: "c", amount: 10_000, cancelled_at: 1_795_300_000, reason: "변심", cancellation_id: "can" },
        ],
      }),
      ...(index % 20 === 1 && { currency: "USD", amount: 12.3 }),
    }),
  ),
);
const wires: unknown[] = texts.map((text) => JSON.parse(text));

function perSecond(work: (index: number) => unknown): { median: number; slowest: number } {
  const rates = Array.from({ length: rounds }, () => {
    const begun = performance.now();
    for (let index = 0; index < payments; index += 1) work(index % texts.length);
    return (payments / (performance.now() - begun)) * 1000;
  }).sort((left, right) => left - right);
  return { median: Math.round(rates[Math.floor(rounds / 2)] ?? 0), slowest: Math.round(rates[0] ?? 0) };
}

const measures = {
  "parseWirePayment, payments per second": perSecond((index) => parseWirePayment(wires[index])),
  "JSON.parse of the same payments per second": perSecond((index) => JSON.parse(texts[index] ?? "")),
};
for (const [what, value] of Object.entries(measures)) process.stdout.write(`${JSON.stringify({ what, ...value })}\n`);
