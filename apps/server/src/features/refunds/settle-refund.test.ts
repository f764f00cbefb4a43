import { afterEach, beforeEach, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

const second = 1_000;
const minute = 60 * second;
const code = (name: string) => ({ cause: { code: name } });

describeOnBothStores("what upstream's record cannot prove", (open) => {
  let desk: RefundDesk;

  beforeEach(async () => {
    desk = await openRefundDesk({ open });
  });

  afterEach(() => desk.close());

  /** A refund whose cancel lost its reason on the way, so that it does not say whose it is. */
  async function unclear(): Promise<{ impUid: string; refundId: string }> {
    const impUid = desk.pay(10_000);
    const form = desk.form(impUid, { amount: 4_000 });
    await desk.set({ longestReason: 0 });
    const refund = await (await desk.as("finance")).request(form);
    expect(refund.state).toBe("checking");
    await desk.passes(2 * second);
    return { impUid, refundId: form.refundId };
  }

  test("is never called done, however well the amount fits: a person has to look", async () => {
    const { impUid, refundId } = await unclear();
    const { refund } = await (await desk.as("viewer")).get({ refundId });
    expect(refund).toMatchObject({
      state: "needs_person",
      problem: { details: { balanceNow: 6_000, cancellations: [{ amount: 4_000 }] } },
    });
    await desk.passes(60 * minute);
    expect((await (await desk.as("viewer")).get({ refundId })).refund.state).toBe("needs_person");
    expect(desk.cancelled(impUid)).toHaveLength(1);
  });

  test("is settled by two people who say the same, each with a reason", async () => {
    const { refundId } = await unclear();
    const [one, other] = [await desk.as("approver"), await desk.as("admin")];
    const word = { refundId, outcome: "done", reason: "PG 관리자에서 취소 내역 확인" } as const;
    await expect((await desk.as("finance")).decide(word)).rejects.toMatchObject(code("NOT_ALLOWED"));
    await expect(one.decide({ ...word, reason: "네" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    const proposed = await one.decide(word);
    expect(proposed).toMatchObject({
      state: "needs_person",
      proposal: { outcome: "done", by: { name: "Approver (demo)" } },
    });
    await expect(one.decide(word)).rejects.toMatchObject(code("SAME_PERSON"));
    const settled = await other.decide({ ...word, reason: "PG 고객센터에 전화로 확인" });
    expect(settled).toMatchObject({ state: "done", settledAtMs: expect.any(Number) });
    await expect(other.decide(word)).rejects.toMatchObject(code("REFUND_STATE_CHANGED"));
    const { steps } = await one.get({ refundId });
    expect(steps.at(-1)?.details).toMatchObject({
      decidedBy: ["Approver (demo)", "Admin (demo)"],
      reasons: ["PG 관리자에서 취소 내역 확인", "PG 고객센터에 전화로 확인"],
    });
  });

  test("is not settled by two people who contradict each other", async () => {
    const { refundId } = await unclear();
    const [one, other] = [await desk.as("approver"), await desk.as("admin")];
    await one.decide({ refundId, outcome: "done", reason: "PG 관리자에서 취소 내역 확인" });
    const contradicted = await other.decide({ refundId, outcome: "not_done", reason: "고객이 못 받았다고 함" });
    expect(contradicted).toMatchObject({ state: "needs_person", proposal: { outcome: "not_done" } });
  });

  test("is looked at as soon as somebody asks, and says so in the audit log", async () => {
    const impUid = desk.pay(10_000);
    const form = desk.form(impUid, { amount: 4_000 });
    desk.onCancel({ kind: "drop", when: "after" });
    await (await desk.as("finance")).request(form);
    const viewer = await desk.api("viewer");
    await desk.passes(0);
    expect((await viewer.refunds.get({ refundId: form.refundId })).refund).toMatchObject({
      state: "checking",
      checks: 0,
    });
    expect((await viewer.refunds.checkNow({ refundId: form.refundId })).nextCheckAtMs).toBe(desk.clock.now());
    await desk.passes(0);
    expect((await viewer.refunds.get({ refundId: form.refundId })).refund.state).toBe("done");
    const done = await viewer.refunds.checkNow({ refundId: form.refundId });
    expect(done).toMatchObject({ state: "done", nextCheckAtMs: null });
    const { items } = await (await desk.api("admin")).audit.list({ subject: impUid, event: "refund.check_asked" });
    expect(items).toMatchObject([{ actor: { role: "viewer" } }]);
    await expect(viewer.refunds.checkNow({ refundId: "refund-of-nobody-0001" })).rejects.toMatchObject(
      code("NOT_FOUND"),
    );
  });

  test("a cancel made in the vendor's console meanwhile is not ours: nothing of ours was done", async () => {
    const impUid = desk.pay(10_000);
    const form = desk.form(impUid, { amount: 4_000 });
    desk.onCancel({ kind: "drop", when: "before" });
    await (await desk.as("finance")).request(form);
    await desk.cancelInConsole(impUid, 4_000);
    await desk.passes(2 * second);
    const { refund } = await (await desk.as("viewer")).get({ refundId: form.refundId });
    expect(refund).toMatchObject({
      state: "not_done",
      problem: { details: { balanceSeen: 10_000, balanceNow: 6_000, changedBy: [{ source: "console" }] } },
    });
  });
});

describeOnBothStores("a PG that carries refunds out later", (open) => {
  let desk: RefundDesk;

  beforeEach(async () => {
    desk = await openRefundDesk({ open });
    const admin = await desk.as("admin");
    await admin.changeCaps({ role: "finance", perRefund: null, perDay: null, perCustomer: null });
    await admin.changeStepUp({ above: null });
  });

  afterEach(() => desk.close());

  async function request() {
    const impUid = desk.pay(100, { pgProvider: "paypal_v2", currency: "USD" });
    const form = desk.form(impUid, { currency: "USD", amount: 2_500, cancellableAmountSeen: 10_000 });
    const refund = await (await desk.as("finance")).request(form);
    return { impUid, form, refund };
  }

  test("has it requested first, and done when its record shows it", async () => {
    const { impUid, form, refund } = await request();
    expect(refund.state).toBe("requested");
    const refunds = await desk.as("finance");
    await expect(refunds.request(desk.form(impUid, { ...form, refundId: "another-refund-01" }))).rejects.toMatchObject(
      code("REFUND_IN_PROGRESS"),
    );
    for (const pauseMs of [5 * minute, 5 * minute, 5 * minute]) await desk.passes(pauseMs);
    expect((await refunds.get({ refundId: form.refundId })).refund).toMatchObject({
      state: "done",
      balanceAfter: { amount: 7_500 },
    });
    expect(desk.cancelled(impUid).filter(({ kind }) => kind !== "cancel_requested")).toHaveLength(1);
  });

  test("that turns it down later leaves it to people after three days: an unchanged record proves nothing here", async () => {
    const { impUid, form } = await request();
    await desk.set({}, `payments/${impUid}/refuse-cancel`);
    const refunds = await desk.as("finance");
    await desk.passes(24 * 60 * minute);
    expect((await refunds.get({ refundId: form.refundId })).refund.state).toBe("requested");
    await desk.passes(48 * 60 * minute);
    expect((await refunds.get({ refundId: form.refundId })).refund).toMatchObject({
      state: "needs_person",
      alertedAtMs: expect.any(Number),
    });
  });
});
