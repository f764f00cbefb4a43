import { type PaymentFilter, paymentFilter } from "@maru/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";
import { countPayments } from "./count-payments.ts";
import { type CountQueue, createCountQueue } from "./count-queue.ts";

let app: TestApp;
let begun: (string | undefined)[];
let endFirst: () => void;
let queue: CountQueue;

beforeEach(async () => {
  app = await createTestApp({ sandbox: { payments: 0 } });
  begun = [];
  const first = Promise.withResolvers<void>();
  endFirst = first.resolve;
  queue = createCountQueue("sqlite", async (ctx, filter) => {
    begun.push(filter.text);
    if (filter.text === "010") await first.promise;
    return countPayments(ctx, filter);
  });
});
afterEach(() => app.close());

const filterOf = (text: string): PaymentFilter => paymentFilter.parse({ text });

test("a count that nobody waits for any more when its turn comes is not made", async () => {
  const typing = new AbortController();
  const counts = [
    queue.count(app.deps, filterOf("010")),
    queue.count(app.deps, filterOf("0101"), typing.signal),
    queue.count(app.deps, filterOf("01012"), new AbortController().signal),
  ];
  typing.abort();
  endFirst();
  const ended = await Promise.allSettled(counts);
  expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(begun).toEqual(["010", "01012"]);
});

test("what running sums tell waits for no count of a search", async () => {
  const slow = queue.count(app.deps, filterOf("010"));
  await expect(queue.count(app.deps, paymentFilter.parse({ status: ["paid"] }))).resolves.toMatchObject({ total: 0 });
  endFirst();
  await expect(slow).resolves.toMatchObject({ total: 0 });
});

test("a request that has gone is not counted for, and nothing of it is logged as trouble", async () => {
  const headers = { cookie: await app.signIn("support"), origin: app.publicUrl };
  const ask = (signal: AbortSignal) => {
    const input = encodeURIComponent(JSON.stringify({ text: "010" }));
    const request = new Request(`${app.publicUrl}/trpc/payments.counts?input=${input}`, { headers, signal });
    return app.app.fetch(request, { address: "192.0.2.1" });
  };
  const lines = app.logLines.length;
  expect((await ask(AbortSignal.abort())).status).toBe(499);
  expect(app.logLines.slice(lines).filter((line) => JSON.parse(line).level !== "debug")).toEqual([]);
  expect((await ask(new AbortController().signal)).status).toBe(200);
});
