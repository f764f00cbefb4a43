import { AppError } from "@maru/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "../../../db/store.ts";
import { describeOnBothStores } from "../../../db/testing/test-stores.ts";
import type { TestApi } from "../../../testing/create-test-app.ts";
import { type Crossing, crossing } from "../../../testing/crossing.ts";
import { openRefundDesk, type RefundDesk } from "../testing/refund-desk.ts";
import { createBulkRunner } from "./create-bulk-runner.ts";
import { bulkListOf } from "./testing/bulk-list.ts";

type Bulk = TestApi["refunds"]["bulk"];

const second = 1_000;
const under = (path: string) => (request: Request) => new URL(request.url).pathname.startsWith(path);

describeOnBothStores("a list of refunds that several work on", (open) => {
  let desk: RefundDesk;
  let bulk: Bulk;
  let upstream: Crossing;

  beforeEach(async () => {
    upstream = crossing(() => desk.sandbox);
    desk = await openRefundDesk({ open, client: { fetch: upstream.fetch } });
    bulk = (await desk.api("finance")).refunds.bulk;
  });

  afterEach(() => desk.close());

  async function work(runner = desk.bulk): Promise<void> {
    while ((await runner.step()) === 0);
  }

  async function start(batchId: string): Promise<void> {
    const { rows, totals } = await bulk.get({ batchId });
    const amount = (totals ?? []).reduce((sum, each) => sum + each.amount, 0);
    await bulk.start({ batchId, count: rows.will_go, totals: [{ currency: "KRW", amount }] });
  }

  async function started(lines: string[][]): Promise<string> {
    const { batchId } = await bulk.prepare(bulkListOf(lines));
    await bulk.rehearse({ batchId });
    await work();
    await start(batchId);
    return batchId;
  }

  const statesOf = async (batchId: string) =>
    (await bulk.rows({ batchId, limit: 200 })).items.map(({ state, refund }) => refund?.state ?? state);

  test("is not rehearsed by a process that stalled until another has carried it out", async () => {
    const other = createBulkRunner({ ...desk.deps, processId: "another process" });
    const impUid = desk.pay(10_000);
    const { batchId } = await bulk.prepare(bulkListOf([[impUid, "4000"]]));
    await bulk.rehearse({ batchId });
    upstream.during(under("/payments"), async () => {
      desk.clock.advance(61 * second);
      await work(other);
      await start(batchId);
      await work(other);
    });
    await desk.bulk.step();
    await work();
    expect(await statesOf(batchId)).toEqual(["done"]);
    expect(await bulk.get({ batchId })).toMatchObject({ state: "finished", rows: { asked: 1 } });
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("stops at the next row when whoever started it loses the right", async () => {
    const impUids = Array.from({ length: 8 }, () => desk.pay(1_000));
    const batchId = await started(impUids.map((impUid) => [impUid, "전액"]));
    upstream.during(under("/payments/cancel"), () =>
      desk.deps.store.write.updateTable("users").set({ role: "viewer" }).where("role", "=", "finance").execute(),
    );
    await work();
    expect(await bulk.get({ batchId })).toMatchObject({ state: "paused", pausedBecause: "starter_may_not" });
    expect(impUids.flatMap((impUid) => desk.cancelled(impUid)).length).toBeLessThanOrEqual(2);
  });

  test("lets the rows of a payment wait for the one before that was left half-way", async () => {
    const impUid = desk.pay(10_000);
    const batchId = await started([
      [impUid, "1000"],
      [impUid, "2000"],
    ]);
    const { upstream } = desk.deps;
    const doomed = createBulkRunner({
      ...desk.deps,
      processId: "a process that ends",
      upstream: { ...upstream, getPayment: () => Promise.reject(new Error("killed")) },
    });
    await doomed.step();
    await bulk.resume({ batchId });
    await work();
    expect(await statesOf(batchId)).toEqual(["opened", "will_go"]);
    await desk.passes(31 * second);
    await work();
    expect(await statesOf(batchId)).toEqual(["done", "done"]);
    expect(desk.cancelled(impUid).map(({ amount }) => amount)).toEqual([1_000, 2_000]);
  });

  test("stands still while the store does not answer, and then asks for the row again", async () => {
    const impUid = desk.pay(10_000);
    const batchId = await started([[impUid, "4000"]]);
    const { store } = desk.deps;
    let isAway = true;
    const lame: Store = Object.create(store, {
      transact: {
        value: (work: Parameters<Store["transact"]>[0]) => {
          if (!isAway) return store.transact(work);
          isAway = false;
          return Promise.reject(new AppError("STORAGE_UNAVAILABLE", "away"));
        },
      },
    });
    await work(createBulkRunner({ ...desk.deps, store: lame }));
    expect(await bulk.get({ batchId })).toMatchObject({ state: "paused", pausedBecause: "storage" });
    await bulk.resume({ batchId });
    await work();
    expect(await statesOf(batchId)).toEqual(["done"]);
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("started, paused and resumed by several at once moves each row once", async () => {
    const impUids = Array.from({ length: 6 }, () => desk.pay(1_000));
    const { batchId } = await bulk.prepare(bulkListOf(impUids.map((impUid) => [impUid, "전액"])));
    await bulk.rehearse({ batchId });
    await work();
    const begun = await Promise.allSettled([start(batchId), start(batchId), start(batchId)]);
    expect(begun.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const other = createBulkRunner({ ...desk.deps, processId: "another process" });
    await Promise.allSettled([
      desk.bulk.step(),
      other.step(),
      bulk.pause({ batchId }),
      bulk.resume({ batchId }),
      bulk.pause({ batchId }),
    ]);
    await bulk.resume({ batchId }).catch(() => undefined);
    desk.clock.advance(61 * second);
    await work();
    expect(await statesOf(batchId)).toEqual(impUids.map(() => "done"));
    for (const impUid of impUids) expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("keeps nobody's telephone in the reason why it came again", async () => {
    const lines = [[desk.pay(1_000), "전액"]];
    await bulk.prepare(bulkListOf(lines));
    const { batchId } = await bulk.prepare(bulkListOf(lines, { repeatReason: "고객 010-1234-5678 요청으로 다시" }));
    const { items } = await (await desk.api("admin")).audit.list({ subject: batchId, limit: 5 });
    expect(JSON.stringify(items)).not.toContain("1234-5678");
    expect(items[0]?.details).toMatchObject({ reason: expect.stringContaining("요청으로 다시") });
  });
});
