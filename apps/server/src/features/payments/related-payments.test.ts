import { digitsOf, normaliseForSearch, type Payment, paymentQuery } from "@maru/domain";
import { createImportClient, type ReadPayment } from "@maru/import-client";
import { createSandbox } from "@maru/sandbox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnBothStores, type TestStore } from "../../db/testing/test-stores.ts";
import { testNow } from "../../testing/create-test-app.ts";
import { fixedClock } from "../../testing/fixed-clock.ts";
import { listPayments } from "./list-payments.ts";
import { relatedPayments } from "./related-payments.ts";
import { preparePayment, savePayments } from "./save-payments.ts";

const actor = { userId: "u", name: "관리자", email: "a@example.com", role: "admin" } as const;

/** Payments of one quarter, so that buyers, addresses and cards come again. */
async function samplePayments(): Promise<ReadPayment[]> {
  const clock = fixedClock(testNow);
  const to = testNow / 1000;
  const sandbox = createSandbox({ payments: 6_000, clock, anchor: to, keepsArriving: false });
  const client = createImportClient({
    baseUrl: "http://sandbox.invalid",
    credentials: { key: "sandbox", secret: "sandbox-secret" },
    clock,
    fetch: (request) => sandbox.fetch(request),
  });
  const from = to - 89 * 86_400;
  // Somebody buys so often that a panel shows a part of it at first.
  for (let minute = 1; minute <= 16; minute += 1) {
    const order = { status: "paid", buyerTel: "010-3300-3300", startedAt: from + minute * 60 };
    const body = JSON.stringify(order);
    await sandbox.fetch(new Request("http://sandbox.invalid/__sandbox/payments", { method: "POST", body }));
  }
  const query = { status: "all", from, to, page: 1, limit: 1000, sorting: "started" } as const;
  const { payments } = await client.listPayments(query);
  await sandbox.close();
  return [...payments];
}

let every: ReadPayment[] = [];
beforeAll(async () => {
  every = await samplePayments();
});

const tel = ({ buyer }: Payment) => digitsOf(buyer.tel ?? "");
const email = ({ buyer }: Payment) => normaliseForSearch(buyer.email ?? "");
const card = ({ card: facts }: Payment) => facts?.number ?? "";

describeOnBothStores("related payments", (open) => {
  let db: TestStore;
  beforeAll(async () => {
    db = await open();
    const copies = every.map((read) => preparePayment({ ...read, source: "first_load", readAtMs: testNow }));
    await db.store.transact((tx) => savePayments(tx, copies, testNow));
  });
  afterAll(() => db.remove());

  it("are counted exactly as a scan counts them, whatever they share", async () => {
    const payments = every.map((read) => read.payment);
    const shared = { order: 0, phone: 0, email: 0, card: 0 };
    for (const payment of payments.filter((_, at) => at % 8 === 0)) {
      const scan = (of: (one: Payment) => string) =>
        of(payment) === "" ? 0 : payments.filter((one) => one !== payment && of(one) === of(payment)).length;
      const related = await relatedPayments({ store: db.store, actor }, { impUid: payment.impUid });
      const name = payment.impUid;
      expect(related.sameOrder.length, name).toBe(scan((one) => one.merchantUid));
      expect(related.samePhone?.total ?? 0, name).toBe(scan(tel));
      expect(related.sameEmail?.total ?? 0, name).toBe(scan(email));
      expect(related.sameCard?.total ?? 0, name).toBe(scan(card));
      shared.order += related.sameOrder.length;
      shared.phone += related.samePhone?.total ?? 0;
      shared.email += related.sameEmail?.total ?? 0;
      shared.card += related.sameCard?.total ?? 0;
    }
    expect(shared.order).toBeGreaterThan(0);
    expect(shared.phone).toBeGreaterThan(0);
    expect(shared.card).toBeGreaterThan(0);
  });

  it("are all shown to whoever asks for all, buyers masked where the role says so (N24)", async () => {
    const viewer = { ...actor, role: "viewer" } as const;
    let beyond = 0;
    for (const { payment } of every.filter((_, at) => at % 8 === 0)) {
      const ask = { impUid: payment.impUid, isWhole: true };
      for (const group of Object.values(await relatedPayments({ store: db.store, actor: viewer }, ask))) {
        if (group === null || !("total" in group)) continue;
        if (group.total > 10) beyond += 1;
        expect(group.items.length, payment.impUid).toBe(Math.min(group.total, 200));
        for (const { buyerTel } of group.items) expect(buyerTel ?? "*").toContain("*");
      }
    }
    expect(beyond).toBeGreaterThan(0);
  });

  it("are as many as the list shows when it is asked for the same thing", async () => {
    const listed = async (text: string) => {
      const query = paymentQuery.parse({ text, limit: 200 });
      return (await listPayments({ store: db.store, actor }, query)).items.length - 1;
    };
    for (const { payment } of every.filter((_, at) => at % 40 === 0)) {
      const related = await relatedPayments({ store: db.store, actor }, { impUid: payment.impUid });
      const { buyer, card: facts, impUid } = payment;
      if (related.samePhone !== null) expect(await listed(`phone:${buyer.tel}`), impUid).toBe(related.samePhone.total);
      if (related.sameEmail !== null)
        expect(await listed(`email:${buyer.email}`), impUid).toBe(related.sameEmail.total);
      if (related.sameCard !== null)
        expect(await listed(`card:"${facts?.number}"`), impUid).toBe(related.sameCard.total);
    }
  });
});
