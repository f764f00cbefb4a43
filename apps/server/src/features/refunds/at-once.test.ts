import { afterEach, beforeEach, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { type Crossing, crossing } from "../../testing/crossing.ts";
import { createRefundKeeper } from "./create-refund-keeper.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

const second = 1_000;
const minute = 60 * second;
const code = (name: string) => ({ cause: { code: name } });

describeOnBothStores("people and processes that cross each other", (open) => {
  let desk: RefundDesk;
  let upstream: Crossing;

  beforeEach(async () => {
    upstream = crossing(() => desk.sandbox);
    desk = await openRefundDesk({ open, client: { fetch: upstream.fetch } });
  });

  afterEach(() => desk.close());

  /** Done while the next read of a payment, or the next cancel, is on its way. */
  function during(what: "read" | "cancel", work: () => Promise<unknown>): void {
    const sent = what === "read" ? "GET" : "POST";
    upstream.during(({ method, url }) => method === sent && url.includes("/payments"), work);
  }

  async function refusals(subject: string) {
    const { items } = await (await desk.api("admin")).audit.list({ subject, event: "refund.refused", limit: 50 });
    return items.map(({ details }) => details);
  }

  async function waiting() {
    const impUid = desk.pay(500_000);
    const form = desk.form(impUid, { amount: 200_000, cancellableAmountSeen: 500_000 });
    const { state } = await (await desk.as("support")).request(form);
    expect(state).toBe("waiting_approval");
    return { impUid, refundId: form.refundId };
  }

  test("of approving, turning down and taking back at once one holds, and each of the others is on record", async () => {
    const { impUid, refundId } = await waiting();
    const [support, approver, admin] = [await desk.as("support"), await desk.as("approver"), await desk.as("admin")];
    const answers = await Promise.allSettled([
      approver.approve({ refundId }),
      admin.approve({ refundId }),
      support.withdraw({ refundId }),
      admin.reject({ refundId, reason: "영수증이 다릅니다" }),
    ]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { state } = (await admin.get({ refundId })).refund;
    expect(["done", "withdrawn", "rejected"]).toContain(state);
    expect(desk.cancelled(impUid)).toHaveLength(state === "done" ? 1 : 0);
    const refused = await refusals(impUid);
    expect(refused).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ code: "REFUND_STATE_CHANGED" })));
  });

  test("a word that is taken back while the second person's is on its way settles nothing", async () => {
    const impUid = desk.pay(10_000);
    const form = desk.form(impUid, { amount: 4_000 });
    const { refundId } = form;
    await desk.set({ longestReason: 0 });
    await (await desk.as("finance")).request(form);
    await desk.passes(2 * second);
    const [one, other] = [await desk.as("approver"), await desk.as("admin")];
    await one.decide({ refundId, outcome: "not_done", reason: "PG에 취소 내역이 없다고 함" });
    during("read", () => one.decide({ refundId, outcome: "done", reason: "PG가 다시 확인하고 정정함" }));
    await expect(
      other.decide({ refundId, outcome: "not_done", reason: "고객이 못 받았다고 함" }),
    ).rejects.toMatchObject(code("REFUND_STATE_CHANGED"));
    expect((await other.get({ refundId })).refund).toMatchObject({
      state: "needs_person",
      proposal: { outcome: "done" },
    });
    expect(await refusals(impUid)).toMatchObject([{ step: "decide", code: "REFUND_STATE_CHANGED" }]);
  });

  test("a clock that jumps minutes ahead while a refund is under way proves nothing", async () => {
    const impUid = desk.pay(10_000);
    const form = desk.form(impUid, { amount: 4_000 });
    during("cancel", async () => {
      await desk.passes(6 * minute);
      await desk.passes(2 * second);
    });
    const viewer = await desk.as("viewer");
    expect((await (await desk.as("finance")).request(form)).state).toBe("checking");
    expect(desk.cancelled(impUid)).toHaveLength(1);
    await desk.passes(5 * minute);
    expect((await viewer.get({ refundId: form.refundId })).refund.state).toBe("done");
  });

  test("a clock that is set back while a refund is unresolved does not put off finding out", async () => {
    let elapsedMs = 0;
    const keeper = createRefundKeeper(desk.deps, () => elapsedMs);
    const looks = async (ms: number) => {
      elapsedMs += ms;
      desk.clock.advance(ms);
      while ((await keeper.step()) === 0);
    };
    const viewer = await desk.as("viewer");
    const stateOf = async (refundId: string) => (await viewer.get({ refundId })).refund.state;
    const [moved, unmoved] = [desk.form(desk.pay(10_000)), desk.form(desk.pay(10_000))];
    desk.onCancel({ kind: "drop", when: "after" });
    expect((await (await desk.as("finance")).request(moved)).state).toBe("checking");
    desk.onCancel({ kind: "drop", when: "before" });
    expect((await (await desk.as("finance")).request(unmoved)).state).toBe("checking");
    await looks(0);
    desk.clock.advance(-60 * minute);
    await looks(2 * second);
    expect(await stateOf(moved.refundId)).toBe("done");
    for (const pauseMs of [5 * second, 15 * second, 60 * second]) await looks(pauseMs);
    expect(await stateOf(unmoved.refundId)).toBe("checking");
    await looks(5 * minute);
    expect(await stateOf(unmoved.refundId)).toBe("not_done");
  });

  test("a clock that is set back does not leave what a killed process was doing for later", async () => {
    const form = desk.form(desk.pay(10_000));
    desk.onCancel({ kind: "drop", when: "after" });
    await (await desk.as("finance")).request(form);
    // As it stands when the process that sent it is killed.
    await desk.deps.store.write.updateTable("refunds").set({ state: "sending", next_check_at_ms: null }).execute();
    const hour = 60 * minute;
    const lock = { owner: "killed", expires_at_ms: desk.clock.now() + hour };
    await desk.deps.store.write.updateTable("refund_locks").set(lock).execute();
    let elapsedMs = 0;
    const own = { ...desk.deps, processId: "another", store: { ...desk.deps.store, dialect: "postgres" as const } };
    const keeper = createRefundKeeper(own, () => elapsedMs);
    await keeper.step();
    const viewer = await desk.as("viewer");
    expect((await viewer.get({ refundId: form.refundId })).refund.state).toBe("sending");
    elapsedMs += 30 * second;
    await keeper.step();
    expect((await viewer.get({ refundId: form.refundId })).refund.state).toBe("checking");
  });

  test("two refunds at once do not both pass under the cap of a customer, however the telephone is written", async () => {
    await (await desk.as("admin")).changeCaps({ role: "support", perRefund: null, perDay: null, perCustomer: 50_000 });
    const tels = ["010-5555-0000", "+82 10-5555-0000", "01055550000"];
    const outcomes = await Promise.all(
      tels.map(async (buyerTel) => {
        const form = desk.form(desk.pay(100_000, { buyerTel }), { amount: 30_000, cancellableAmountSeen: 100_000 });
        return (await (await desk.as("support")).request(form)).state;
      }),
    );
    expect(outcomes.filter((state) => state === "done").length).toBeLessThan(2);
  });

  test("limits that people change at once tell, each of them, what the one before had set", async () => {
    const [admin, other] = [await desk.api("admin"), await desk.another("admin", "second@example.com")];
    const role = { role: "finance", perDay: null, perCustomer: null } as const;
    const amounts = [10_000, 20_000, 30_000, 40_000];
    await Promise.all(
      amounts.flatMap((amount, n) => {
        const refunds = n % 2 === 0 ? admin.refunds : other;
        return [refunds.changeCaps({ ...role, perRefund: amount }), refunds.changeStepUp({ above: amount })];
      }),
    );
    for (const event of ["refund.caps_changed", "refund.step_up_changed"]) {
      const { items } = await admin.audit.list({ event, limit: 10 });
      const told = items.toReversed().map(({ details }) => details);
      for (const [n, { after }] of told.slice(0, -1).entries()) expect(told[n + 1]?.before, event).toEqual(after);
      expect(told).toHaveLength(amounts.length);
    }
  });

  test("a form that is wrong in any field is turned away as it comes, and nothing is written or sent", async () => {
    const wrongs: readonly [name: string, fields: Readonly<Record<string, unknown>>][] = [
      ["an id that is none", { refundId: "short" }],
      ["a payment named by nothing that can be kept", { impUid: "imp_\0" }],
      ["half a character", { reasonText: "\ud800" }],
      ["a line break in what the PG reads", { reasonText: "하나\n둘" }],
      ["an amount as text", { amount: "1000" }],
      ["an amount beyond what a number carries", { amount: 9_007_199_254_740_992 }],
      ["a balance below the amount", { cancellableAmountSeen: 999 }],
      ["parts that are more than the whole", { split: { taxFreeAmount: 600, vatAmount: 600 } }],
      ["a currency nobody knows", { currency: "krw" }],
      [
        "an account number with letters",
        { refundAccount: { bankCode: "004", number: "12a", holder: "김", tel: null } },
      ],
      ["a field nobody asked for", { approved: true }],
    ];
    const cookie = await desk.signIn("support");
    for (const [name, wrong] of wrongs) {
      const json = { ...desk.form(desk.pay(10_000)), ...wrong };
      expect((await desk.http("/trpc/refunds.request", { cookie, json })).status, name).toBe(400);
    }
    expect(await desk.deps.store.read.selectFrom("refunds").select("id").execute()).toEqual([]);
    expect(desk.sandbox.control.ledger.entries({ kind: "cancelled" })).toEqual([]);
  });
});
