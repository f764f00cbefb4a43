import { afterEach, beforeEach, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { openRefundDesk, type RefundDesk } from "../refunds/testing/refund-desk.ts";

describeOnBothStores("what Naver steps give back and what is refunded are one sum", (open) => {
  let desk: RefundDesk;
  const buyerTel = "010-5555-0000";

  beforeEach(async () => {
    desk = await openRefundDesk({ open });
  });

  afterEach(() => desk.close());

  async function limit(caps: { readonly perDay?: number; readonly perCustomer?: number }): Promise<void> {
    const { perDay = null, perCustomer = null } = caps;
    await (await desk.as("admin")).changeCaps({ role: "support", perRefund: null, perDay, perCustomer });
  }

  const makeOrder = (amount: number) => desk.pay(amount, { pgProvider: "naverco", payMethod: "naverpay", buyerTel });

  async function giveBack(impUid: string) {
    const api = await desk.api("support");
    const { orders } = await api.followUps.naverOrders({ impUid });
    const productOrderIds = orders.map(({ productOrderId }) => productOrderId);
    const instructionId = `all-of-${impUid}-goes-back`;
    return api.followUps.naverStep({ instructionId, impUid, productOrderIds, step: "cancel", reason: "SOLD_OUT" });
  }

  test("two steps at one instant do not both pass under the cap of a day", async () => {
    await limit({ perDay: 100_000 });
    const orders = [makeOrder(60_000), makeOrder(60_000), makeOrder(60_000)];
    const views = await Promise.all(orders.map(giveBack));
    expect(views.map(({ state }) => state).sort()).toEqual(["done", "not_sent", "not_sent"]);
    const given = desk.sandbox.control.ledger.entries({ kind: "naver_cancelled" });
    expect(new Set(given.map(({ imp_uid }) => imp_uid)).size).toBe(1);
    expect(views.find(({ state }) => state === "not_sent")?.problem).toMatchObject({
      code: "INSTRUCTION_IMPOSSIBLE",
      details: { rule: "above_limit", caps: ["per_day"], amount: 60_000 },
    });
  });

  test("a step and a refund at one instant do not both pass under the cap of a buyer", async () => {
    await limit({ perCustomer: 100_000 });
    const form = desk.form(desk.pay(60_000, { buyerTel }), { amount: 60_000, cancellableAmountSeen: 60_000 });
    const [step, refund] = await Promise.all([giveBack(makeOrder(60_000)), (await desk.as("support")).request(form)]);
    const passed = [step.state === "done", refund.state === "done"];
    expect(passed.filter(Boolean)).toHaveLength(1);
    expect([step.state, refund.state]).toEqual(passed[0] ? ["done", "waiting_approval"] : ["not_sent", "done"]);
  });

  test("the refund form counts what was given back today and to the buyer, but not what was not sent", async () => {
    await limit({ perDay: 100_000 });
    expect((await giveBack(makeOrder(70_000))).state).toBe("done");
    expect((await giveBack(makeOrder(70_000))).state).toBe("not_sent");
    const preview = await (await desk.as("support")).preview({ impUid: desk.pay(10_000, { buyerTel }) });
    expect(preview.caps).toMatchObject({ refundedToday: 70_000, refundedToCustomer: 70_000 });
    const others = await (await desk.as("finance")).preview({ impUid: desk.pay(10_000, { buyerTel: "01099990000" }) });
    expect(others.caps).toMatchObject({ refundedToday: 0, refundedToCustomer: 0 });
  });
});
