import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

describeOnBothStores("a refund", (open) => {
  let desk: RefundDesk;

  beforeAll(async () => {
    desk = await openRefundDesk({ open });
  });

  afterAll(() => desk.close());

  test("of a part moves exactly that part, and its name tag stands first in upstream's reason", async () => {
    const impUid = desk.pay(10_000);
    const refunds = await desk.as("support");
    const refund = await refunds.request(desk.form(impUid, { amount: 3_000 }));
    expect(refund).toMatchObject({ state: "done", amount: { amount: 3_000 }, balanceAfter: { amount: 7_000 } });
    const [entry, ...others] = desk.cancelled(impUid);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ amount: 3_000, cancellation_id: refund.cancellationId });
    expect(entry?.reason?.startsWith(`${refund.tag} `)).toBe(true);
  });

  test("is told step by step, each with who and when", async () => {
    const refunds = await desk.as("support");
    const form = desk.form(desk.pay(10_000));
    await refunds.request(form);
    const { steps } = await refunds.get({ refundId: form.refundId });
    expect(steps.map(({ to }) => to)).toEqual(["opened", "approved", "sending", "done"]);
    expect(steps.every(({ by }) => by?.name === "Support (demo)")).toBe(true);
    const { items } = await (await desk.api("admin")).audit.list({ subject: form.impUid, limit: 10 });
    expect(items.map(({ event }) => event)).toEqual(["refund.moved", "refund.moved", "refund.moved", "refund.opened"]);
  });

  test("tells the next one what is left for tax", async () => {
    const impUid = desk.pay(10_000, { pgProvider: "kcp", taxFree: 4_001 });
    const refunds = await desk.as("support");
    const left = async () => (await refunds.preview({ impUid })).splitLeft;
    expect(await left()).toBeNull();
    const part = (taxFreeAmount: number, taxFree: number) => ({
      split: { taxFreeAmount, vatAmount: null, left: { taxFree, vat: null } },
    });
    await refunds.request(desk.form(impUid, { amount: 3_333, ...part(1_333, 4_001) }));
    expect(await left()).toEqual({ taxFree: 2_668, vat: null });
    await refunds.request(desk.form(impUid, { amount: 3_334, cancellableAmountSeen: 6_667, ...part(1_334, 2_668) }));
    expect(await left()).toEqual({ taxFree: 1_334, vat: null });
  });

  test("that was said to be all taxable says so of the rest, until somebody else changes the balance", async () => {
    const impUid = desk.pay(10_000, { pgProvider: "kcp" });
    const refunds = await desk.as("support");
    await refunds.request(desk.form(impUid, { split: { taxFreeAmount: 0, vatAmount: null } }));
    expect((await refunds.preview({ impUid })).splitLeft).toEqual({ taxFree: 0, vat: null });
    // What somebody cancelled elsewhere, nobody has split here.
    await desk.cancelInConsole(impUid, 100);
    expect((await refunds.preview({ impUid })).splitLeft).toBeNull();
  });

  test("sent again with the same id is the same refund", async () => {
    const impUid = desk.pay(10_000);
    const refunds = await desk.as("support");
    const form = desk.form(impUid);
    const first = await refunds.request(form);
    expect(await refunds.request(form)).toEqual(first);
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("of an id that has other contents is refused", async () => {
    const impUid = desk.pay(10_000);
    const refunds = await desk.as("support");
    const form = desk.form(impUid);
    await refunds.request(form);
    await expect(refunds.request({ ...form, amount: 2_000 })).rejects.toMatchObject({
      cause: { code: "REFUND_ID_REUSED" },
    });
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("clicked a hundred times at once is sent once", async () => {
    const impUid = desk.pay(10_000);
    const refunds = await desk.as("support");
    const form = desk.form(impUid);
    const answers = await Promise.all(Array.from({ length: 100 }, () => refunds.request(form)));
    expect(new Set(answers.map(({ refundId }) => refundId))).toEqual(new Set([form.refundId]));
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("by two people at once is sent for one of them", async () => {
    const impUid = desk.pay(10_000);
    const [one, other] = [await desk.as("support"), await desk.as("finance")];
    const answers = await Promise.allSettled([one.request(desk.form(impUid)), other.request(desk.form(impUid))]);
    const done = answers.filter((each) => each.status === "fulfilled" && each.value.state === "done");
    expect(done).toHaveLength(1);
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test.each<[where: string, source: string, change: (impUid: string) => Promise<unknown>]>([
    ["in the vendor's console", "console", (impUid) => desk.cancelInConsole(impUid, 4_000)],
    ["through the API of the shop", "unknown", (impUid) => cancelByApi(impUid, 4_000)],
  ])("of a balance that changed %s is refused with both balances", async (_where, source, change) => {
    const impUid = desk.pay(10_000);
    const form = desk.form(impUid, { amount: 1_000 });
    await change(impUid);
    expect(await (await desk.as("support")).request(form)).toMatchObject({
      state: "refused_stale",
      problem: { details: { balanceSeen: 10_000, balanceNow: 6_000, changedBy: [{ amount: 4_000, source }] } },
    });
    expect(desk.cancelled(impUid).map(({ amount }) => amount)).toEqual([4_000]);
  });

  async function cancelByApi(impUid: string, amount: number): Promise<void> {
    const outcome = await desk.deps.upstream.cancelPayment({
      impUid,
      amount: { amount, currency: "KRW" },
      expectedCancellable: { amount: 10_000, currency: "KRW" },
      reason: "주문 취소",
      notifyShop: false,
    });
    expect(outcome.kind).toBe("accepted");
  }

  test("of the same amount within a day asks why, and both succeed once it is said and written down", async () => {
    const impUid = desk.pay(10_000);
    const refunds = await desk.as("support");
    await refunds.request(desk.form(impUid, { amount: 3_000 }));
    const again = { amount: 3_000, cancellableAmountSeen: 7_000 };
    expect(await refunds.request(desk.form(impUid, again))).toMatchObject({
      state: "not_sent",
      problem: { code: "REPEAT_REASON_REQUIRED", details: { earlier: [{ amount: 3_000 }] } },
    });
    const second = await refunds.request(desk.form(impUid, { ...again, repeatReason: "다른 상품도 반품" }));
    expect(second.state).toBe("done");
    const cancels = desk.cancelled(impUid);
    expect(cancels.map(({ amount }) => amount)).toEqual([3_000, 3_000]);
    expect(cancels.at(-1)?.cancellation_id).toBe(second.cancellationId);
    const { items } = await (await desk.api("admin")).audit.list({ subject: impUid, limit: 20 });
    const told = items.filter(({ event }) => event === "refund.opened" || event === "refund.stopped").toReversed();
    expect(told.map(({ event, details }) => [event, details.isRepeat, Object(details.facts).code])).toEqual([
      ["refund.opened", false, undefined],
      ["refund.opened", false, undefined],
      ["refund.stopped", undefined, "REPEAT_REASON_REQUIRED"],
      ["refund.opened", true, undefined],
    ]);
  });

  test("of a balance that changed in the meantime is refused with both balances and who changed it", async () => {
    const impUid = desk.pay(10_000);
    const refunds = await desk.as("support");
    const first = await refunds.request(desk.form(impUid, { amount: 4_000 }));
    const stale = await refunds.request(desk.form(impUid, { amount: 1_000 }));
    expect(stale).toMatchObject({
      state: "refused_stale",
      problem: {
        code: "CANCELLABLE_AMOUNT_CHANGED",
        details: {
          balanceSeen: 10_000,
          balanceNow: 6_000,
          changedBy: [{ amount: 4_000, source: "maru", refundId: first.refundId, name: "Support (demo)" }],
        },
      },
    });
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });
});
