import { afterEach, beforeEach, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";

describeOnBothStores("beside the rows of the list", (open) => {
  let app: TestApp;

  beforeEach(async () => {
    app = await createTestApp({ open, sandbox: { payments: 0 } });
  });
  afterEach(() => app.close());

  const buyer = { buyerName: "김민수", buyerTel: "010-1234-5678", buyerEmail: "minsu.kim@gmail.com" };

  /** A payment the index holds. */
  async function knownPayment(order: Record<string, unknown> = {}): Promise<string> {
    app.clock.advance(60_000);
    const request = new Request("http://127.0.0.1/__sandbox/payments", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ status: "paid", amount: 30_000, pgProvider: "kcp", ...buyer, ...order }),
    });
    const answer = await app.sandbox.fetch(request);
    if (!answer.ok) throw new Error(await answer.text());
    const { payment } = Object(await answer.json());
    const impUid = String(Object(payment).imp_uid);
    await (await app.api("admin")).payments.lookup({ identifier: impUid });
    return impUid;
  }

  it("orders of one to five attempts are told apart, each with all of its attempts, oldest first (N25)", async () => {
    const attempts = new Map<string, string[]>();
    for (let size = 1; size <= 5; size += 1) {
      const merchantUid = `order-${size}`;
      attempts.set(merchantUid, []);
      for (let attempt = 1; attempt <= size; attempt += 1) {
        const outcome = attempt < size ? { status: "failed", failReason: "한도초과" } : {};
        attempts.get(merchantUid)?.push(await knownPayment({ merchantUid, ...outcome }));
      }
    }
    await knownPayment({ merchantUid: "order-50" });
    const { orders } = await (await app.api("support")).payments.attempts({
      merchantUids: [...attempts.keys(), "order-5", "order", "nothing-like-it"],
    });
    const found = orders.map(({ merchantUid, total, items }) => [merchantUid, total, items.map((item) => item.impUid)]);
    const expected = [...attempts].filter(([, impUids]) => impUids.length > 1);
    expect(found.toSorted()).toEqual(expected.map(([order, impUids]) => [order, impUids.length, impUids]).toSorted());
  });

  it("an order with one payment is told of when it is asked for", async () => {
    const impUid = await knownPayment({ merchantUid: "alone" });
    const { payments } = await app.api("viewer");
    expect((await payments.attempts({ merchantUids: ["alone"] })).orders).toEqual([]);
    expect((await payments.attempts({ merchantUids: ["alone", "none"], withSingles: true })).orders).toMatchObject([
      { merchantUid: "alone", total: 1, items: [{ impUid }] },
    ]);
  });

  it("a number that a shop uses for everything shows its latest payments and how many there are", async () => {
    const impUids: string[] = [];
    for (let n = 0; n < 23; n += 1)
      impUids.push(await knownPayment({ merchantUid: "always-the-same", status: "failed" }));
    const { orders } = await (await app.api("viewer")).payments.attempts({ merchantUids: ["always-the-same"] });
    expect(orders).toMatchObject([{ total: 23 }]);
    expect(orders[0]?.items.map((item) => item.impUid)).toEqual(impUids.slice(-20));
    expect(JSON.stringify(orders)).not.toContain("김민수");
  });

  it("further columns get their facts, masked for whoever may not see buyers", async () => {
    const card = await knownPayment();
    const account = await knownPayment({ status: "ready", payMethod: "vbank" });
    const asked = { impUids: [account, card, "imp_nobody"] };
    const { items } = await (await app.api("support")).payments.columnFacts(asked);
    expect(items).toHaveLength(2);
    const facts = items.find(({ impUid }) => impUid === card);
    expect(facts).toMatchObject({
      buyerEmail: "minsu.kim@gmail.com",
      refundable: { amount: 30_000, currency: "KRW" },
      isCashReceiptIssued: false,
    });
    expect(facts?.pgTid).toBeTruthy();
    expect(facts?.approvalNumber).toBeTruthy();
    expect(items.find(({ impUid }) => impUid === account)).toMatchObject({ refundable: { amount: 0 } });
    const masked = JSON.stringify(await (await app.api("viewer")).payments.columnFacts(asked));
    expect(masked).toContain(card);
    for (const secret of ["minsu.kim", "김민수"]) expect(masked).not.toContain(secret);
  });
});
