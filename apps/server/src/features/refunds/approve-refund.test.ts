import { addKstDays, kstDayStart, toKstDate } from "@maru/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

const hour = 3_600_000;
const code = (name: string) => ({ cause: { code: name } });

describeOnBothStores("a refund above a cap", (open) => {
  let desk: RefundDesk;
  let impUid: string;

  beforeAll(async () => {
    desk = await openRefundDesk({ open });
  });

  beforeEach(() => {
    // What was refunded before counts against no cap any more.
    desk.clock.advance(31 * 24 * hour);
    impUid = desk.pay(500_000);
  });

  afterAll(() => desk.close());

  const large = () => desk.form(impUid, { amount: 200_000, cancellableAmountSeen: 500_000 });

  async function waiting() {
    const refund = await (await desk.as("support")).request(large());
    expect(refund).toMatchObject({ state: "waiting_approval", approval: { above: ["per_refund"] } });
    expect(desk.cancelled(impUid)).toEqual([]);
    return { refundId: refund.refundId };
  }

  test("waits for somebody else, who sees the balance as it is now and what the buyer got before", async () => {
    const buyerTel = "010-7777-1234";
    const earlier = desk.pay(50_000, { buyerTel });
    impUid = desk.pay(500_000, { buyerTel });
    const first = await (await desk.as("support")).request(
      desk.form(earlier, { amount: 20_000, cancellableAmountSeen: 50_000 }),
    );
    const { refundId } = await waiting();
    const approver = await desk.as("approver");
    const review = await approver.review({ refundId });
    expect(review).toMatchObject({ balance: { amount: 500_000 }, refundedToCustomer: 20_000 });
    expect(review.ofCustomer.map((each) => each.refundId)).toEqual([first.refundId]);
    const approved = await approver.approve({ refundId });
    expect(approved).toMatchObject({ state: "done", approval: { approvedBy: { name: "Approver (demo)" } } });
    expect(desk.cancelled(impUid).map(({ amount }) => amount)).toEqual([200_000]);
  });

  test("is sent once when two approve at the same time", async () => {
    const reference = await waiting();
    const approvers = [await desk.as("approver"), await desk.as("admin"), await desk.as("approver")];
    const answers = await Promise.allSettled(approvers.map((each) => each.approve(reference)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(desk.cancelled(impUid)).toHaveLength(1);
    const { entries } = await (await desk.api("support")).payments.timeline({ impUid });
    const steps = entries.flatMap(({ event }) => (event?.name.startsWith("refund.") === true ? [event] : []));
    expect(steps.filter(({ name }) => name === "refund.moved").map(({ to }) => to)).toEqual([
      "waiting_approval",
      "approved",
      "sending",
      "done",
    ]);
    const refused = { name: "refund.refused", isRefused: true, step: "approve" };
    expect(steps.filter(({ isRefused }) => isRefused)).toEqual([refused, refused]);
  });

  test("is not approved by whoever asked for it, also under another address or with the same telephone", async () => {
    const form = desk.form(impUid, { amount: 400_000, cancellableAmountSeen: 500_000 });
    const admin = await desk.as("admin");
    await admin.changeCaps({ role: "approver", perRefund: 300_000, perDay: null, perCustomer: null });
    const self = await desk.another("approver", "kim.jiwoo@gmail.com");
    const { refundId } = await self.request(form);
    await expect(self.approve({ refundId })).rejects.toMatchObject(code("SAME_PERSON"));
    for (const email of ["kimjiwoo+2@googlemail.com", "KIMJIWOO@gmail.com"]) {
      const alias = await desk.another("approver", email.toLowerCase());
      await expect(alias.approve({ refundId })).rejects.toMatchObject(code("SAME_PERSON"));
    }
    const users = (await desk.api("admin")).users;
    const elsewhere = await desk.another("approver", "jiwoo@elsewhere.example");
    for (const { id, email } of (await users.list()).items) {
      if (email === "kim.jiwoo@gmail.com") await users.setTel({ userId: id, tel: "010-1234-5678" });
      if (email === "jiwoo@elsewhere.example") await users.setTel({ userId: id, tel: "+82 10 1234 5678" });
    }
    await expect(elsewhere.approve({ refundId })).rejects.toMatchObject({
      cause: { code: "SAME_PERSON", details: { shared: "telephone" } },
    });
    expect(desk.cancelled(impUid)).toEqual([]);
    const audit = (await desk.api("admin")).audit;
    const { items } = await audit.list({ subject: impUid, event: "refund.refused", limit: 10 });
    expect(items.map(({ details }) => details)).toEqual(
      Array.from({ length: 4 }, () => expect.objectContaining({ code: "SAME_PERSON", step: "approve" })),
    );
    expect((await admin.approve({ refundId })).state).toBe("done");
  });

  test("is refused with both balances when the balance has changed before the approval", async () => {
    const { refundId } = await waiting();
    await desk.cancelInConsole(impUid, 100_000);
    const refund = await (await desk.as("approver")).approve({ refundId });
    expect(refund).toMatchObject({
      state: "refused_stale",
      problem: {
        details: { balanceSeen: 500_000, balanceNow: 400_000, changedBy: [{ amount: 100_000, source: "console" }] },
      },
    });
    expect(desk.cancelled(impUid).map(({ amount }) => amount)).toEqual([100_000]);
  });

  test("cannot be approved any more when its time is over", async () => {
    const { refundId } = await waiting();
    desk.clock.advance(24 * hour);
    const approver = await desk.as("approver");
    await expect(approver.approve({ refundId })).rejects.toMatchObject(code("APPROVAL_EXPIRED"));
    await desk.passes(0);
    expect((await approver.get({ refundId })).refund.state).toBe("expired");
    await expect(approver.approve({ refundId })).rejects.toMatchObject(code("REFUND_STATE_CHANGED"));
    expect(desk.cancelled(impUid)).toEqual([]);
  });

  test("is not approved by somebody who has lost the right meanwhile", async () => {
    const reference = await waiting();
    const approver = await desk.another("approver", "soon@elsewhere.example");
    const users = (await desk.api("admin")).users;
    const person = (await users.list()).items.find(({ email }) => email === "soon@elsewhere.example");
    await users.setRole({ userId: person?.id ?? "", role: "support" });
    await expect(approver.approve(reference)).rejects.toMatchObject(code("NOT_ALLOWED"));
    expect(desk.cancelled(impUid)).toEqual([]);
  });

  test("that is turned down or taken back is never sent, and frees the payment", async () => {
    const first = await waiting();
    const approver = await desk.as("approver");
    await expect((await desk.as("finance")).withdraw(first)).rejects.toMatchObject(code("NOT_ALLOWED"));
    const rejected = await approver.reject({ ...first, reason: "영수증이 다릅니다" });
    expect(rejected.state).toBe("rejected");
    await expect(approver.approve(first)).rejects.toMatchObject(code("REFUND_STATE_CHANGED"));
    const second = await waiting();
    expect((await (await desk.as("support")).withdraw(second)).state).toBe("withdrawn");
    await waiting();
    expect(desk.cancelled(impUid)).toEqual([]);
  });

  test("of play money never asks for an approval", async () => {
    impUid = desk.pay(500_000, { isTest: true });
    expect((await (await desk.as("support")).request(large())).state).toBe("done");
  });
});

describeOnBothStores("the caps of a role", (open) => {
  let desk: RefundDesk;

  beforeAll(async () => {
    desk = await openRefundDesk({ open });
  });

  // What was refunded before counts against no cap any more.
  beforeEach(() => desk.clock.advance(31 * 24 * hour));

  afterAll(() => desk.close());

  async function refund(amount: number, payment: { buyerTel?: string } = {}): Promise<string> {
    const impUid = desk.pay(1_000_000, payment);
    const form = desk.form(impUid, { amount, cancellableAmountSeen: 1_000_000 });
    const { state, approval } = await (await desk.as("support")).request(form);
    return approval === null ? state : approval.above.join();
  }

  async function caps(values: { perRefund?: number; perDay?: number; perCustomer?: number }) {
    const { perRefund = null, perDay = null, perCustomer = null } = values;
    await (await desk.as("admin")).changeCaps({ role: "support", perRefund, perDay, perCustomer });
  }

  test.each([
    [99_999, "done"],
    [100_000, "done"],
    [100_001, "per_refund"],
  ])("a refund of %i under a cap of 100,000 each: %s", async (amount, outcome) => {
    await caps({ perRefund: 100_000 });
    expect(await refund(amount)).toBe(outcome);
  });

  test.each([
    [39_999, "done"],
    [40_000, "done"],
    [40_001, "per_day"],
  ])("a second refund of %i after 60,000 of 100,000 a day: %s", async (amount, outcome) => {
    await caps({ perDay: 100_000 });
    expect(await refund(60_000)).toBe("done");
    expect(await refund(amount)).toBe(outcome);
  });

  test("a day ends at midnight in Seoul", async () => {
    await caps({ perDay: 100_000 });
    const midnight = kstDayStart(addKstDays(toKstDate(Math.floor(desk.clock.now() / 1000)), 1)) * 1000;
    desk.clock.advance(midnight - 1 - desk.clock.now());
    expect(await refund(100_000)).toBe("done");
    expect(await refund(1)).toBe("per_day");
    desk.clock.advance(1);
    expect(await refund(100_000)).toBe("done");
  });

  test("one customer counts over 30 days, whoever refunds", async () => {
    await caps({ perCustomer: 50_000 });
    const customer = { buyerTel: "010-5555-0000" };
    expect(await refund(50_000, customer)).toBe("done");
    expect(await refund(1, { buyerTel: "01055550000" })).toBe("per_customer");
    expect(await refund(1, { buyerTel: "010-5555-0001" })).toBe("done");
    desk.clock.advance(30 * 24 * hour);
    expect(await refund(50_000, customer)).toBe("done");
  });

  test("zero is no right to refund: refused as not allowed, nothing is written but the refusal", async () => {
    await caps({ perRefund: 0 });
    const impUid = desk.pay(10_000);
    const form = desk.form(impUid);
    await expect((await desk.as("support")).request(form)).rejects.toMatchObject({
      code: "FORBIDDEN",
      cause: { code: "REFUND_CAP_ZERO" },
    });
    const admin = await desk.api("admin");
    await expect(admin.refunds.get({ refundId: form.refundId })).rejects.toMatchObject(code("NOT_FOUND"));
    const { items } = await admin.audit.list({ subject: impUid, limit: 5 });
    expect(items).toMatchObject([
      { event: "refund.refused", outcome: "refused", details: { code: "REFUND_CAP_ZERO" } },
    ]);
  });

  test("refunds that run at the same time do not overlook each other", async () => {
    await caps({ perDay: 100_000 });
    const outcomes = await Promise.all([60_000, 60_000, 60_000].map((amount) => refund(amount)));
    expect(outcomes.filter((outcome) => outcome === "done").length).toBeLessThan(2);
  });

  test("dollars have no measure in won and wait", async () => {
    await caps({ perRefund: 100_000 });
    const impUid = desk.pay(100, { pgProvider: "paypal_v2", currency: "USD" });
    const form = { currency: "USD", amount: 1_000, cancellableAmountSeen: 10_000 };
    expect((await (await desk.as("support")).request(desk.form(impUid, form))).state).toBe("waiting_approval");
  });

  test("a change of them is told with before and after", async () => {
    await caps({ perRefund: 100_000, perDay: 1_000_000, perCustomer: 300_000 });
    await caps({ perRefund: 5 });
    const { items } = await (await desk.api("admin")).audit.list({ event: "refund.caps_changed", limit: 1 });
    expect(items[0]?.details).toEqual({
      role: "support",
      before: { perRefund: 100_000, perDay: 1_000_000, perCustomer: 300_000 },
      after: { perRefund: 5, perDay: null, perCustomer: null },
    });
  });
});

describe("presence", () => {
  test("others see who has the form open, and no longer once it is closed or forgotten", async () => {
    const desk = await openRefundDesk();
    const impUid = desk.pay(10_000);
    const [support, finance] = [await desk.as("support"), await desk.as("finance")];
    await support.announce({ impUid, isPreparing: true });
    expect((await finance.preview({ impUid })).preparing).toMatchObject([{ name: "Support (demo)" }]);
    expect((await support.preview({ impUid })).preparing).toEqual([]);
    desk.clock.advance(60_000);
    expect((await finance.preparing({ impUid })).people).toEqual([]);
    await support.announce({ impUid, isPreparing: true });
    await support.announce({ impUid, isPreparing: false });
    expect((await finance.preparing({ impUid })).people).toEqual([]);
    await desk.close();
  });
});
