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
