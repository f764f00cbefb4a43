import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { instructionKinds } from "../instructions/instruction-kinds.ts";
import type { InstructionView } from "../instructions/instruction-view.ts";
import { type InstructionDesk, openInstructionDesk } from "../instructions/testing/instruction-desk.ts";
import { followUpCases, makePayment, type ReadyFollowUp } from "./testing/follow-up-cases.ts";

const minute = 60_000;
const words = "[E777|점검 중입니다]";

let desk: InstructionDesk;
beforeAll(async () => {
  desk = await openInstructionDesk({ sandbox: { payments: 0 } }, instructionKinds);
});
afterAll(() => desk.close());

type Fault = Parameters<InstructionDesk["sandbox"]["control"]["faults"]["order"]>[0];
async function giveUnder({ method, path, give }: ReadyFollowUp, fault: Omit<Fault, "method" | "path">) {
  const { faults } = desk.sandbox.control;
  faults.order({ ...fault, method, path });
  const view = await give();
  faults.clear();
  return view;
}

/** Looks at upstream's record for as long as an unchanged one proves nothing. */
async function later(id: string): Promise<InstructionView> {
  for (const pauseMs of [5_000, minute, 3 * minute, 3 * minute]) await desk.passes(pauseMs);
  return desk.view(id);
}

describe.each(followUpCases)("$name", ({ prepare, isReadBack, refusesInWords }) => {
  test("is done once, however often its form is sent", async () => {
    const write = await prepare(desk);
    const [first, second] = await Promise.all([write.give(), write.give()]);
    expect([first?.state, second?.state]).toContain("done");
    expect(await write.give()).toMatchObject({ state: "done", isReadBack });
    expect(write.done()).toBe(1);
  });

  test("whose answer is lost after it was done is found, or asked of a person, and not sent again", async () => {
    const write = await prepare(desk);
    await giveUnder(write, { kind: "drop", when: "after" });
    const view = await later(write.id);
    expect(view.state).toBe(isReadBack ? "done" : "unconfirmed");
    await write.give();
    expect(write.done()).toBe(1);
  });

  test("whose request is lost is known not to be done, or asked of a person", async () => {
    const write = await prepare(desk);
    await giveUnder(write, { kind: "drop", when: "before" });
    const view = await later(write.id);
    expect(view.state).toBe(isReadBack ? "not_done" : "unconfirmed");
    expect(write.done()).toBe(0);
  });

  test.each([501, 409, 400])("that upstream turns away with %i is refused in its words", async (status) => {
    const write = await prepare(desk);
    const view = await giveUnder(write, { kind: "status", status, message: words });
    expect(view).toMatchObject({ state: "refused", refusal: { message: expect.stringContaining(words) } });
    expect(write.done()).toBe(0);
  });

  test("that the PG refuses keeps the PG's words, even where upstream says so as a server error", async () => {
    const write = await prepare(desk);
    const view = await giveUnder(write, { kind: "pg_refusal", message: words });
    if (view.state === "done") return expect(write.done()).toBe(1);
    if (refusesInWords) {
      expect(view).toMatchObject({ state: "refused", refusal: { message: expect.stringContaining(words) } });
    } else {
      expect(view).toMatchObject({ state: isReadBack ? "checking" : "unconfirmed" });
      expect(JSON.stringify(view.problem)).toContain(words);
    }
    expect(write.done()).toBe(0);
  });
});

describe("what a rule refuses is not sent", () => {
  test("a step that a product order is past, and one of another PG", async () => {
    const api = await desk.api("support");
    const { impUid } = makePayment(desk, { pgProvider: "naverco", payMethod: "naverpay", amount: 5000 });
    const { orders } = await api.followUps.naverOrders({ impUid });
    const productOrderIds = orders.map(({ productOrderId }) => productOrderId);
    const before = desk.sandbox.requests.rows(0).length;
    const early = await api.followUps.naverStep({
      instructionId: "a-step-that-is-too-early",
      impUid,
      productOrderIds,
      step: "collect-exchanged",
    });
    expect(early).toMatchObject({ state: "not_sent", problem: { details: { rule: "no_exchange_asked" } } });
    const other = makePayment(desk, { pgProvider: "kcp" });
    const strange = await api.followUps.changePaycoOrder({
      instructionId: "an-order-of-another-pg",
      impUid: other.impUid,
      status: "DELIVERY_START",
    });
    expect(strange).toMatchObject({ state: "not_sent", problem: { details: { rule: "other_pg" } } });
    const writes = desk.sandbox.requests
      .rows(0)
      .slice(before)
      .filter(({ method }) => method !== "GET");
    expect(writes).toEqual([]);
  });

  test("giving back more than one may refund alone", async () => {
    const { impUid } = makePayment(desk, { pgProvider: "naverco", payMethod: "naverpay", amount: 150_000 });
    const cancel = async (role: "support" | "finance", instructionId: string) => {
      const api = await desk.api(role);
      const { orders } = await api.followUps.naverOrders({ impUid });
      const productOrderIds = orders.map(({ productOrderId }) => productOrderId);
      return api.followUps.naverStep({ instructionId, impUid, productOrderIds, step: "cancel", reason: "SOLD_OUT" });
    };
    expect(await cancel("support", "more-than-support-may")).toMatchObject({
      state: "not_sent",
      problem: { code: "INSTRUCTION_IMPOSSIBLE", details: { rule: "above_limit", caps: ["per_refund"] } },
    });
    expect(desk.sandbox.control.ledger.entries({ kind: "naver_cancelled", impUid })).toEqual([]);
    expect(await cancel("finance", "as-much-as-finance-may")).toMatchObject({ state: "done" });
    const { payment } = await desk.deps.upstream.getPayment(impUid);
    expect(payment.status).toBe("cancelled");
  });

  test("giving back more in a day than one may refund alone, in however many steps", async () => {
    const admin = await desk.api("admin");
    await admin.refunds.changeCaps({ role: "support", perRefund: 100_000, perDay: 150_000, perCustomer: null });
    const api = await desk.api("support");
    const cancel = async (instructionId: string) => {
      const { impUid } = makePayment(desk, { pgProvider: "naverco", payMethod: "naverpay", amount: 80_000 });
      const { orders } = await api.followUps.naverOrders({ impUid });
      const productOrderIds = orders.map(({ productOrderId }) => productOrderId);
      return api.followUps.naverStep({ instructionId, impUid, productOrderIds, step: "cancel", reason: "SOLD_OUT" });
    };
    expect(await cancel("the-first-of-one-day")).toMatchObject({ state: "done" });
    expect(await cancel("the-second-of-one-day")).toMatchObject({
      state: "not_sent",
      problem: { code: "INSTRUCTION_IMPOSSIBLE", details: { rule: "above_limit", caps: ["per_day"] } },
    });
  });

  test("viewers see what there is and change nothing", async () => {
    const viewer = await desk.api("viewer");
    const { impUid } = makePayment(desk, { pgProvider: "naverco", payMethod: "naverpay" });
    const { orders, isMasked } = await viewer.followUps.naverOrders({ impUid });
    expect(isMasked).toBe(true);
    expect(orders[0]?.address).toBe("***");
    const step = viewer.followUps.naverStep({
      instructionId: "a-viewer-who-would-like-to",
      impUid,
      productOrderIds: [orders[0]?.productOrderId ?? ""],
      step: "place",
    });
    await expect(step).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("what upstream does by halves is told by halves", () => {
  test("products that a step reached, and those it left", async () => {
    const api = await desk.api("admin");
    for (let n = 0; n < 20; n += 1) {
      const { impUid } = makePayment(desk, { pgProvider: "naverco", payMethod: "naverpay", amount: 90_000 });
      const ids = (await api.followUps.naverOrders({ impUid })).orders.map(({ productOrderId }) => productOrderId);
      const [first = "", second] = ids;
      if (second === undefined) continue;
      await desk.deps.upstream.stepNaverOrder({ impUid, productOrderIds: [first] }, { step: "place" });
      const view = await api.followUps.naverStep({
        instructionId: `a-step-by-halves-${n}-of-many`,
        impUid,
        productOrderIds: ids,
        step: "ship",
        parcel: { method: "NOTHING" },
        dispatchedAt: 1_795_000_000,
      });
      expect(view).toMatchObject({ state: "done", result: { reached: [first], left: ids.slice(1) } });
      return;
    }
    throw new Error("no order of several products came up");
  });
});

describe("what is only read", () => {
  test("names the channels of KCP Quick Pay to those who may send their keys, and to nobody else", async () => {
    const { impUid } = makePayment(desk, { pgProvider: "kcp_quick", payMethod: "point" });
    const { quickChannels } = await (await desk.api("support")).followUps.get({ impUid });
    expect(quickChannels).toEqual([expect.objectContaining({ mid: "IX0MR", channelKey: expect.any(String) })]);
    expect((await (await desk.api("viewer")).followUps.get({ impUid })).quickChannels).toEqual([]);
  });

  test("says what a payment's PG offers, what may go on a cash receipt, and what buyers wrote", async () => {
    const api = await desk.api("support");
    const { impUid } = makePayment(desk, { pgProvider: "naverpay", payMethod: "naverpay", amount: 11_000 });
    const facts = await api.followUps.get({ impUid });
    expect(facts).toMatchObject({ followUps: ["naver_payment"], left: { amount: 11_000, currency: "KRW" } });
    const amounts = await api.followUps.naverCashAmount({ impUid });
    expect(amounts).toMatchObject({ total: { amount: 11_000 }, supply: { amount: 10_000 }, vat: { amount: 1000 } });
    const now = Math.floor(desk.clock.now() / 1000);
    makePayment(desk, { pgProvider: "naverco", payMethod: "naverpay", paidAt: now - 20 * 86_400 });
    const reviews = await api.followUps.naverReviews({ from: now - 30 * 86_400, to: now, type: "general" });
    for (const review of reviews) expect(review).toMatchObject({ score: expect.stringMatching(/^[012]$/) });
    expect(desk.sandbox.requests.rows(0).some(({ path }) => path.startsWith("/naver/reviews?channel_key="))).toBe(true);
  });
});
