import { systemClock } from "../src/clock.ts";
import { openRefundDesk } from "../src/features/refunds/testing/refund-desk.ts";
import { atMost, type BenchRow, percentile } from "./report.ts";

const warmUp = 30;
const measured = 300;
const bar = { ms: 15 };

/**
 * What the console adds to a refund: the whole request over HTTP, on SQLite with every step on disk, less the time its
 * calls to upstream took in the same request.
 */
export async function benchRefunds(): Promise<BenchRow[]> {
  let upstreamMs = 0;
  const desk = await openRefundDesk({
    clock: systemClock,
    client: {
      async fetch(request) {
        const begun = performance.now();
        try {
          return await desk.sandbox.fetch(request);
        } finally {
          upstreamMs += performance.now() - begun;
        }
      },
    },
  });
  const admin = await desk.as("admin");
  await admin.changeCaps({ role: "finance", perRefund: null, perDay: 1_000_000_000, perCustomer: 1_000_000_000 });
  const cookie = await desk.signIn("finance");
  const ours: number[] = [];
  const upstreams: number[] = [];
  for (let n = 0; n < warmUp + measured; n += 1) {
    const json = desk.form(desk.pay(10_000));
    upstreamMs = 0;
    const begun = performance.now();
    const answer = await desk.http("/trpc/refunds.request", { cookie, json });
    await answer.text();
    const totalMs = performance.now() - begun;
    if (answer.status !== 200) throw new Error(`a refund was answered with ${answer.status}`);
    if (n < warmUp) continue;
    ours.push(totalMs - upstreamMs);
    upstreams.push(upstreamMs);
  }
  await desk.close();
  const upstream = percentile(upstreams, 0.5);
  return ([0.5, 0.95] as const).map((share) => {
    const value = percentile(ours, share);
    return {
      what: `a refund: ours beside upstream's own time, ${share === 0.5 ? "median" : "p95"}`,
      value,
      unit: "ms",
      ratio: { to: "sandbox's own time (in process)", value: value / upstream },
      bar: atMost(value, bar.ms, "ms"),
    };
  });
}
