import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { describeOnBothStores, type OpenTestStore, openSqliteStore } from "../../db/testing/test-stores.ts";
import { type Mishap, mishaps, pauseUnless, silence } from "../../testing/mishaps.ts";
import type { RefundView } from "./refund-view.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

const second = 1_000;
const minute = 60 * second;

/** A console whose cancels meet one mishap each time it is set. */
async function openUnluckyDesk(open: OpenTestStore) {
  const next: { mishap?: Mishap | undefined; isDone: boolean } = { isDone: true };
  let isAway = false;
  let isUnanswered = false;
  const desk: RefundDesk = await openRefundDesk({
    open,
    client: {
      async fetch(request) {
        if (isAway) throw Object.assign(new TypeError("x"), { code: "ECONNREFUSED" });
        const { mishap, isDone } = next;
        if (mishap === undefined || !request.url.endsWith("/payments/cancel")) return desk.sandbox.fetch(request);
        isUnanswered = mishap === silence;
        const answer = isDone ? await desk.sandbox.fetch(request) : Response.json({});
        return mishap(answer);
      },
      sleep: pauseUnless(() => isUnanswered),
    },
  });
  return {
    desk,
    meets(mishap: Mishap | undefined, isDone: boolean) {
      next.mishap = mishap;
      next.isDone = isDone;
      isUnanswered = false;
    },
    upstreamIs(state: "away" | "back") {
      isAway = state === "away";
    },
  };
}

/** Upstream is read at the times of the schedule until a final state, or for a quarter of an hour. */
async function untilSettled(desk: RefundDesk, refundId: string): Promise<RefundView[]> {
  const refunds = await desk.as("viewer");
  const seen: RefundView[] = [];
  for (const pauseMs of [2 * second, 3 * second, 10 * second, 45 * second, 5 * minute, 5 * minute, 5 * minute]) {
    const { refund } = await refunds.get({ refundId });
    seen.push(refund);
    if (refund.settledAtMs !== null) return seen;
    await desk.passes(pauseMs);
  }
  seen.push((await refunds.get({ refundId })).refund);
  return seen;
}

describe("whatever happens to the answer of a cancel", () => {
  let unlucky: Awaited<ReturnType<typeof openUnluckyDesk>>;

  beforeAll(async () => {
    unlucky = await openUnluckyDesk(openSqliteStore);
  });

  afterAll(() => unlucky.desk.close());

  beforeEach(() => {
    unlucky.meets(undefined, true);
    unlucky.upstreamIs("back");
  });

  describe.each([
    ["and the money moved", true],
    ["and no money moved", false],
  ])("%s", (_, isMoved) => {
    test.each(mishaps)("because %s, the refund ends where the money is", async (_name, mishap) => {
      const { desk } = unlucky;
      const impUid = desk.pay(10_000);
      const form = desk.form(impUid, { amount: 4_000 });
      unlucky.meets(mishap, isMoved);
      const first = await (await desk.as("finance")).request(form);
      unlucky.meets(undefined, true);
      const seen = await untilSettled(desk, form.refundId);
      const last = seen.at(-1);
      const moved = desk.cancelled(impUid).map(({ amount }) => amount);
      expect(moved).toEqual(isMoved ? [4_000] : []);
      expect(last?.settledAtMs).not.toBeNull();
      if (isMoved) expect(last).toMatchObject({ state: "done", balanceAfter: { amount: 6_000 } });
      else expect(["not_done", "refused_pg", "not_sent"]).toContain(last?.state);
      // Until it is proved, nobody is told that it went wrong.
      for (const view of [first, ...seen]) {
        if (view.settledAtMs !== null) continue;
        expect(view.state).toBe("checking");
        expect(JSON.stringify(view)).not.toMatch(/실패|failed/i);
      }
    });
  });
});

describeOnBothStores("when the answer to a cancel is lost or spoilt", (open) => {
  let unlucky: Awaited<ReturnType<typeof openUnluckyDesk>>;

  beforeAll(async () => {
    unlucky = await openUnluckyDesk(open);
  });

  afterAll(() => unlucky.desk.close());

  beforeEach(() => {
    unlucky.meets(undefined, true);
    unlucky.upstreamIs("back");
  });

  test("the words of a refusal are kept, and the refusal is read back before it is believed", async () => {
    const { desk } = unlucky;
    const impUid = desk.pay(10_000);
    desk.onCancel({ kind: "pg_refusal", message: "[8178] 상계가능 정산금액 부족" });
    const refund = await (await desk.as("finance")).request(desk.form(impUid));
    expect(refund).toMatchObject({
      state: "refused_pg",
      refusal: { message: expect.stringContaining("[8178] 상계가능 정산금액 부족") },
    });
  });

  test("while upstream is away it stays open, somebody is told after ten minutes, and the truth settles it later", async () => {
    const { desk } = unlucky;
    const impUid = desk.pay(10_000);
    const form = desk.form(impUid);
    unlucky.meets(() => Promise.reject(new TypeError("x")), true);
    await (await desk.as("finance")).request(form);
    unlucky.upstreamIs("away");
    const refunds = await desk.as("finance");
    for (const pauseMs of [minute, 5 * minute, 5 * minute]) await desk.passes(pauseMs);
    const { refund } = await refunds.get({ refundId: form.refundId });
    expect(refund).toMatchObject({ state: "needs_person", alertedAtMs: expect.any(Number), settledAtMs: null });
    const { items } = await (await desk.api("admin")).audit.list({
      subject: impUid,
      event: "refund.alerted",
      limit: 1,
    });
    expect(items).toHaveLength(1);
    unlucky.upstreamIs("back");
    await desk.passes(5 * minute);
    expect((await refunds.get({ refundId: form.refundId })).refund.state).toBe("done");
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("a payment that is being checked takes no other refund", async () => {
    const { desk } = unlucky;
    const impUid = desk.pay(10_000);
    unlucky.meets(() => Promise.reject(new TypeError("x")), true);
    const refunds = await desk.as("finance");
    await refunds.request(desk.form(impUid));
    unlucky.meets(undefined, true);
    await expect(refunds.request(desk.form(impUid, { cancellableAmountSeen: 9_000 }))).rejects.toMatchObject({
      cause: { code: "REFUND_IN_PROGRESS", details: { state: "checking" } },
    });
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("of two equal parts, the first answer lost, each is matched to its own cancel by its tag", async () => {
    const { desk } = unlucky;
    const impUid = desk.pay(10_000);
    const refunds = await desk.as("finance");
    const first = desk.form(impUid, { amount: 3_000 });
    unlucky.meets(() => Promise.reject(new TypeError("x")), true);
    await refunds.request(first);
    unlucky.meets(undefined, true);
    await desk.passes(2 * second);
    const again = { amount: 3_000, cancellableAmountSeen: 7_000 };
    const asked = await refunds.request(desk.form(impUid, again));
    expect(asked).toMatchObject({ state: "not_sent", problem: { code: "REPEAT_REASON_REQUIRED" } });
    const second_ = await refunds.request(desk.form(impUid, { ...again, repeatReason: "두 번째 상품도 반품됨" }));
    const first_ = (await refunds.get({ refundId: first.refundId })).refund;
    expect([first_.state, second_.state]).toEqual(["done", "done"]);
    const ledger = desk.cancelled(impUid);
    expect(ledger.map(({ cancellation_id }) => cancellation_id)).toEqual([
      first_.cancellationId,
      second_.cancellationId,
    ]);
    expect(ledger[0]?.reason).toContain(first_.tag);
    expect(ledger[1]?.reason).toContain(second_.tag);
  });
});
