import { paymentQuery } from "@maru/domain";
import { createImportClient, type ReadPayment } from "@maru/import-client";
import { createSandbox } from "@maru/sandbox";
import { beforeAll, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { testNow } from "../../testing/create-test-app.ts";
import { fixedClock } from "../../testing/fixed-clock.ts";
import { listPayments } from "./list-payments.ts";
import { preparePayment, savePayments } from "./save-payments.ts";
import { seededRandom } from "./testing/seeded-random.ts";

const actor = { userId: "u", name: "관리자", email: "a@example.com", role: "admin" } as const;
/** So many come in during each of two walks. */
const inserted = 50;
const ninetyDays = 90 * 86_400;

let reads: readonly ReadPayment[] = [];

beforeAll(async () => {
  const clock = fixedClock(testNow);
  const now = testNow / 1000;
  const sandbox = createSandbox({ payments: 4_000, clock, anchor: now, keepsArriving: false });
  const client = createImportClient({
    baseUrl: "http://sandbox.invalid",
    credentials: { key: "sandbox", secret: "sandbox-secret" },
    clock,
    fetch: (request) => sandbox.fetch(request),
  });
  const window = { from: now - ninetyDays + 1, to: now, page: 1, limit: 400 };
  reads = (await client.listPayments({ status: "all", ...window, sorting: "started" })).payments;
  await sandbox.close();
});

describeOnBothStores("paging while payments come in (A12)", (open) => {
  const orders = ["-time", "time", "-amount", "amount"].flatMap((sort) =>
    ["status", "requested"].map((basis) => ({ sort, basis })),
  );

  it.each(orders)("skips no row and repeats none, by $sort on $basis", async ({ sort, basis }) => {
    const random = seededRandom(orders.findIndex((order) => order.sort === sort && order.basis === basis) + 1);
    const late = new Set<ReadPayment>();
    while (late.size < 2 * inserted) late.add(random.pick(reads));
    const waiting = [...late];
    const db = await open();
    const save = (some: readonly ReadPayment[]) =>
      db.store.transact((tx) =>
        savePayments(
          tx,
          some.map((read) => preparePayment({ ...read, source: "webhook", readAtMs: testNow })),
          testNow,
        ),
      );
    await save(reads.filter((read) => !late.has(read)));

    for (const text of [undefined, "imp_"]) {
      // The second walk finds every payment by search instead of by the order of rows.
      const coming = waiting.splice(0, inserted);
      const there = new Set(
        reads.filter((read) => !waiting.includes(read) && !coming.includes(read)).map((read) => read.payment.impUid),
      );
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query = paymentQuery.parse({
          sort,
          basis,
          limit: 25,
          ...(text === undefined ? {} : { text }),
          ...(cursor === null ? {} : { cursor }),
        });
        const page: Awaited<ReturnType<typeof listPayments>> = await listPayments(
          { store: db.store, actor },
          query,
          40,
        );
        seen.push(...page.items.map((item) => item.impUid));
        cursor = page.nextCursor;
        // Some land before the place one has reached and some after it.
        const next = coming.splice(0, 5);
        if (next.length > 0) await save(next);
      } while (cursor !== null);
      expect(new Set(seen).size, "no row twice").toBe(seen.length);
      expect(
        [...there].filter((impUid) => !seen.includes(impUid)),
        "no row left out",
      ).toEqual([]);
    }
    await db.remove();
  });
});
