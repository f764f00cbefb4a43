import { createImportClient, type ReadPayment } from "@maru/import-client";
import { createSandbox } from "@maru/sandbox";
import type { Store } from "../../../db/store.ts";
import { testNow } from "../../../testing/create-test-app.ts";
import { fixedClock } from "../../../testing/fixed-clock.ts";
import { preparePayment, savePayments } from "../save-payments.ts";

export type SamplePayment = ReadPayment;

const daySeconds = 86_400;
const savedAtOnce = 1_000;

/** Payments of every kind from more than two years, as the sandbox lists them. */
export async function samplePayments(payments: number): Promise<SamplePayment[]> {
  const clock = fixedClock(testNow);
  const now = testNow / 1000;
  const sandbox = createSandbox({ payments, clock, anchor: now, keepsArriving: false });
  const client = createImportClient({
    baseUrl: "http://sandbox.invalid",
    credentials: { key: "sandbox", secret: "sandbox-secret" },
    clock,
    fetch: (request) => sandbox.fetch(request),
  });
  const found: SamplePayment[] = [];
  for (let to = now; to > now - 800 * daySeconds; to -= 90 * daySeconds) {
    for (let page = 1; ; page += 1) {
      const from = to - 90 * daySeconds + 1;
      const listing = await client.listPayments({ status: "all", from, to, page, limit: 1000, sorting: "started" });
      found.push(...listing.payments);
      if (!listing.hasMore) break;
    }
  }
  await sandbox.close();
  return found;
}

/** Puts them into the index. */
export async function saveSample(store: Store, sample: readonly SamplePayment[]): Promise<void> {
  const copies = sample.map((read) => preparePayment({ ...read, source: "first_load", readAtMs: testNow }));
  for (let start = 0; start < copies.length; start += savedAtOnce) {
    await store.transact((tx) => savePayments(tx, copies.slice(start, start + savedAtOnce), testNow));
  }
}
