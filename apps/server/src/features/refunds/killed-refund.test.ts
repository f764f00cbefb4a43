import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { testNow } from "../../testing/create-test-app.ts";
import { doomedWork, onlyKilled } from "../../testing/doomed-work.ts";
import { listeningSandbox } from "../../testing/listening-sandbox.ts";
import { approveRefund } from "./approve-refund.ts";
import type { RefundContext } from "./refund-context.ts";
import { requestRefund } from "./request-refund.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";
import { startRefundWorker } from "./testing/worker-orders.ts";

const second = 1_000;
const minute = 60 * second;

/** The console as another process, which ends at a step of its work: before and after each commit, each read and the cancel. */
function doomedContext(desk: RefundDesk, killAt: number): RefundContext & { steps(): number } {
  const { upstream } = desk.deps;
  const { around, store, steps } = doomedWork(desk.deps.store, killAt);
  return {
    ...desk.deps,
    processId: `doomed-${killAt}`,
    store,
    upstream: {
      ...upstream,
      getPayment: (impUid) => around(() => upstream.getPayment(impUid)),
      cancelPayment: (request) => around(() => upstream.cancelPayment(request)),
    },
    actor: { userId: "doomed", name: "Doomed", email: "doomed@example.com", role: "admin" },
    session: null,
    ip: "",
    userAgent: null,
    requestId: "",
    steps,
  };
}

describeOnBothStores("a process that ends in the middle of a refund", (open) => {
  let desk: RefundDesk;

  beforeEach(async () => {
    desk = await openRefundDesk({ open });
  });

  afterEach(() => desk.close());

  /** What the survivors make of it, beside what upstream really did. */
  async function afterwards(impUid: string, refundId: string) {
    const moved = desk.cancelled(impUid).length;
    for (const pauseMs of [40 * second, 40 * second, 6 * minute]) await desk.passes(pauseMs);
    // No recovery sends: whatever was open is settled by reading.
    expect(desk.cancelled(impUid)).toHaveLength(moved);
    const found = await (await desk.as("viewer")).get({ refundId }).catch(() => null);
    return { moved, state: found?.refund.state ?? "never written" };
  }

  test("at whichever step, leaves a refund that ends where the money is and a payment that is free again", async () => {
    const ends = new Map<string, number>();
    for (let killAt = 1; ; killAt += 1) {
      const impUid = desk.pay(10_000);
      const form = desk.form(impUid, { amount: 4_000 });
      const doomed = doomedContext(desk, killAt);
      await requestRefund(doomed, form).catch(onlyKilled);
      if (doomed.steps() < killAt) break;
      const { moved, state } = await afterwards(impUid, form.refundId);
      ends.set(state, (ends.get(state) ?? 0) + 1);
      if (moved === 1) expect(state).toBe("done");
      else expect(["never written", "not_sent", "not_done"]).toContain(state);
      const next = desk.form(impUid, {
        cancellableAmountSeen: moved === 1 ? 6_000 : 10_000,
        amount: 5_000,
      });
      expect((await (await desk.as("admin")).request(next)).state).toBe("done");
    }
    // Each of them happened: before it was written, before it was sent, before it left, and after.
    expect(Object.fromEntries(ends)).toEqual({ "never written": 1, not_sent: 4, not_done: 2, done: 3 });
  });

  test("at whichever step of an approval, leaves the same", async () => {
    const seen = new Set<string>();
    for (let killAt = 1; ; killAt += 1) {
      const impUid = desk.pay(500_000);
      const form = desk.form(impUid, { amount: 200_000, cancellableAmountSeen: 500_000 });
      const { refundId } = await (await desk.as("support")).request(form);
      const doomed = doomedContext(desk, killAt);
      await approveRefund(doomed, { refundId }).catch(onlyKilled);
      if (doomed.steps() < killAt) break;
      const { moved, state } = await afterwards(impUid, refundId);
      seen.add(state);
      if (moved === 1) expect(state).toBe("done");
      else expect(["waiting_approval", "not_done"]).toContain(state);
    }
    expect(seen).toEqual(new Set(["waiting_approval", "not_done", "done"]));
  });
});

/** Counted as the worker counts: the cancel stands between these two. */
const aroundTheCancel = [7, 8];

test("killed with SIGKILL before and after the cancel, the next process finds out which it was", {
  timeout: 180_000,
}, async () => {
  const upstream = await listeningSandbox();
  const { control } = upstream.sandbox;
  const folder = mkdtempSync(join(tmpdir(), "maru-killed-refund-"));
  const settings = {
    url: `file:${join(folder, "maru.db")}`,
    upstreamUrl: upstream.url,
    startMs: testNow,
    startRealMs: Date.now(),
    speed: 0,
  };
  for (const killAt of aroundTheCancel) {
    const { imp_uid: impUid } = control.createPayment(control.parent, { amount: 10_000 }).wire;
    const worker = await startRefundWorker({ ...settings, killAt });
    const answer = await worker.tell({
      do: "request",
      form: {
        refundId: `killed-at-step-${String(killAt).padStart(3, "0")}`,
        impUid,
        currency: "KRW",
        amount: 4_000,
        cancellableAmountSeen: 10_000,
        split: null,
        reasonCode: "change_of_mind",
        reasonText: "",
        refundAccount: null,
        extras: { requester: null, retainPromotion: null },
        notifyShop: false,
        repeatReason: null,
      },
    });
    expect(answer).toBeNull();
  }
  // Its clock flies through the schedule of checks.
  const survivor = await startRefundWorker({ ...settings, startRealMs: Date.now(), speed: 1_000 });
  await survivor.tell({ do: "keep" });
  const states = async () => (await survivor.tell({ do: "list" }))?.rows?.map(({ state }) => state).toSorted();
  await expect.poll(states, { timeout: 90_000, interval: 100 }).toEqual(["done", "not_done"]);
  await survivor.kill();
  expect(control.ledger.entries({ kind: "cancelled" })).toHaveLength(1);
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});
