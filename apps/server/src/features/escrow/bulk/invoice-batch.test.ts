import { emptyParty, type InvoiceList } from "@maru/domain";
import type { NewPayment } from "@maru/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeOnBothStores } from "../../../db/testing/test-stores.ts";
import { createTestApp, type TestApi, type TestApp } from "../../../testing/create-test-app.ts";
import { rereadPayment } from "../../payments/read-payments-upstream.ts";
import { createInvoiceRunner } from "./create-invoice-runner.ts";

const minute = 60_000;
const receiver = {
  buyerName: "김민수",
  buyerTel: "010-1234-5678",
  buyerAddr: "서울 마포구 월드컵로 10, 302호",
  buyerPostcode: "04000",
};
const sender = {
  ...emptyParty,
  name: "마루상점",
  tel: "02-123-4567",
  postcode: "06236",
  address: "서울 강남구 테헤란로 1, 2층",
};

describeOnBothStores("a list of invoices", (open) => {
  let app: TestApp;
  let desk: TestApi;
  let minted = 0;

  beforeAll(async () => {
    app = await createTestApp({ open });
    desk = await app.api("support");
  });
  afterAll(() => app.close());

  const bulk = () => desk.escrow.bulk;

  async function pay(facts: NewPayment = {}): Promise<{ impUid: string; merchantUid: string }> {
    minted += 1;
    const { control } = app.sandbox;
    const order = { amount: 20_000, pgProvider: "kcp", payMethod: "trans", escrow: true, ...receiver };
    const merchantUid = `ORD-${String(minted).padStart(5, "0")}`;
    const { imp_uid: impUid } = control.createPayment(control.parent, { ...order, merchantUid, ...facts }).wire;
    await rereadPayment(app.deps, impUid, "refresh");
    return { impUid, merchantUid: facts.merchantUid ?? merchantUid };
  }

  const invoiceOf = (at: number) => `6123${String(at).padStart(8, "0")}`;

  function listOf(lines: string[][], facts: Partial<InvoiceList> = {}): InvoiceList {
    return {
      source: "paste",
      name: null,
      columns: ["merchantUid", "courier", "invoice"],
      hasHeader: false,
      lines,
      courier: null,
      sentAt: Math.floor(app.clock.now() / 1000),
      sender,
      receivingOn: null,
      sendEmail: true,
      repeatReason: null,
      ...facts,
    };
  }

  async function work(): Promise<void> {
    while ((await app.invoices.step()) === 0);
  }
  async function settle(): Promise<void> {
    for (let waited = 0; waited < 25; waited += 1) {
      app.clock.advance(minute);
      while ((await app.instructions.step()) === 0);
      await work();
    }
  }
  async function rehearsed(list: InvoiceList): Promise<string> {
    const { batchId } = await bulk().prepare(list);
    await bulk().rehearse({ batchId });
    await work();
    return batchId;
  }
  async function start(batchId: string): Promise<void> {
    await bulk().start({ batchId, count: (await bulk().get({ batchId })).rows.will_go });
  }
  const rowsOf = async (batchId: string) => (await bulk().rows({ batchId, limit: 200 })).items;
  const registrations = (impUid: string) =>
    app.sandbox.control.ledger.entries({ impUid }).filter(({ kind }) => kind.startsWith("delivery")).length;
  const writes = () =>
    app.sandbox.requests.rows().filter(({ method, path }) => method !== "GET" && path.startsWith("/escrows")).length;

  test("is rehearsed without a write, started with its count seen, and registers exactly what its rows say", async () => {
    const [first, second, ordinary] = [
      await pay(),
      await pay({ pgProvider: "html5_inicis" }),
      await pay({ escrow: false }),
    ];
    const before = writes();
    const batchId = await rehearsed(
      listOf([
        [first.merchantUid, "CJ 대한통운", "6123-0000-0001"],
        [second.merchantUid, "한진", "612300000002"],
        [ordinary.merchantUid, "한진", "612300000003"],
        ["NOT-AN-ORDER", "한진", "612300000004"],
        [first.merchantUid, "쿠팡", "612300000005"],
      ]),
    );
    expect(writes()).toBe(before);
    expect((await rowsOf(batchId)).map(({ state, findings }) => [state, findings[0]?.code])).toEqual([
      ["will_go", undefined],
      ["will_go", undefined],
      ["will_not_go", "not_escrow"],
      ["will_not_go", "payment_not_found"],
      ["unreadable", undefined],
    ]);
    await expect(bulk().start({ batchId, count: 3 })).rejects.toMatchObject({ cause: { code: "BULK_TOTAL_MISMATCH" } });
    await start(batchId);
    await work();
    expect(await bulk().get({ batchId })).toMatchObject({ state: "finished", instructions: { done: 2 } });
    expect(await desk.escrow.get({ impUid: first.impUid })).toMatchObject({
      shipment: { courier: "CJGLS", invoice: "612300000001", isOurs: true },
    });
    const { text } = await bulk().result({ batchId, locale: "ko" });
    expect(text.split("\r\n").filter((line) => line !== "")).toHaveLength(6);
    expect(text).not.toContain("김민수");
    const kept = JSON.stringify(await app.deps.store.read.selectFrom("invoice_batch_rows").selectAll().execute());
    expect([kept.includes("김민수"), kept.includes("월드컵로")]).toEqual([false, false]);
  });

  test("is recognised when it is brought again, and a fresh copy finds that everything is registered", async () => {
    const { merchantUid } = await pay();
    const list = listOf([[merchantUid, "한진", invoiceOf(900)]]);
    const batchId = await rehearsed(list);
    await start(batchId);
    await work();
    expect(await bulk().prepare({ ...list, lines: [[merchantUid, "한진택배", invoiceOf(900)]] })).toEqual({
      batchId,
      isKnown: true,
    });
    const again = await rehearsed({ ...list, repeatReason: "결과를 확인하려고" });
    expect((await rowsOf(again)).map(({ findings }) => findings[0]?.code)).toEqual(["same_registered"]);
  });

  test("offers a change where another invoice is registered, and replaces it only when somebody wants that", async () => {
    const { impUid, merchantUid } = await pay({ pgProvider: "html5_inicis" });
    const first = await rehearsed(listOf([[merchantUid, "한진", invoiceOf(901)]]));
    await start(first);
    await work();
    const second = await rehearsed(listOf([[merchantUid, "로젠", invoiceOf(902)]]));
    expect((await rowsOf(second))[0]).toMatchObject({
      state: "registered",
      registered: { courier: "HANJIN", invoice: invoiceOf(901) },
    });
    await bulk().replace({ batchId: second, rowNumbers: null });
    await work();
    expect((await rowsOf(second))[0]).toMatchObject({ state: "will_go", mode: "change" });
    await start(second);
    await work();
    expect((await desk.escrow.get({ impUid })).shipment).toMatchObject({ courier: "KGB", invoice: invoiceOf(902) });
  });

  test("asks which payment is meant where an order was paid twice, and takes the paid one where it was paid once", async () => {
    const twice = await pay();
    const { impUid } = await pay({ merchantUid: twice.merchantUid, force: true });
    const batchId = await rehearsed(listOf([[twice.merchantUid, "한진", invoiceOf(903)]]));
    const [row] = await rowsOf(batchId);
    expect([row?.state, row?.candidates.length]).toEqual(["ask_which", 2]);
    await bulk().choose({ batchId, choices: [{ rowNumber: 1, impUid }] });
    await bulk().rehearse({ batchId });
    await work();
    expect((await rowsOf(batchId))[0]).toMatchObject({ state: "will_go", impUid });
  });

  test("tells the PG's words masked to whoever may not see buyers", async () => {
    const { merchantUid } = await pay();
    const batchId = await rehearsed(listOf([[merchantUid, "한진", invoiceOf(905)]]));
    const refusal = { kind: "status", status: 400, message: "문의 010-5555-7777", count: 1 } as const;
    app.sandbox.control.faults.order({ ...refusal, method: "POST", path: "/escrows" });
    await start(batchId);
    await work();
    const viewer = await app.api("viewer");
    const { items } = await viewer.escrow.bulk.rows({ batchId });
    expect(items[0]?.instruction).toMatchObject({ state: "refused" });
    expect(items[0]?.instruction?.pgWords).toContain("문의 010-****-7777");
    expect((await rowsOf(batchId))[0]?.instruction?.pgWords).toContain("문의 010-5555-7777");
  });

  test("gives the rows that came to nothing to another list, with whom they go to, and forgets it of those that went", async () => {
    const orders = [await pay(), await pay(), await pay({ escrow: false })];
    const toWhom = ["박받음", "010-2222-3333", "04001", "서울 마포구 동교로 1, 2층"];
    const list = listOf(
      orders.map(({ merchantUid }, at) => [merchantUid, "한진", invoiceOf(910 + at), "2026-11-20 14:30", ...toWhom]),
      {
        columns: [
          "merchantUid",
          "courier",
          "invoice",
          "sentAt",
          "receiverName",
          "receiverTel",
          "receiverPostcode",
          "receiverAddress",
        ],
      },
    );
    const batchId = await rehearsed(list);
    app.sandbox.control.faults.order({ kind: "status", status: 400, count: 1, method: "POST", path: "/escrows" });
    await start(batchId);
    await work();
    const { rows } = await bulk().rest({ batchId });
    expect(rows).toEqual([
      {
        impUid: expect.any(String),
        merchantUid: expect.any(String),
        courier: "HANJIN",
        invoice: expect.stringMatching(/^6123/),
        sentAt: Date.UTC(2026, 10, 20, 5, 30) / 1000,
        receiver: { name: "박받음", tel: "010-2222-3333", postcode: "04001", address: "서울 마포구 동교로 1, 2층" },
      },
    ]);
    const kept = await app.deps.store.read
      .selectFrom("invoice_batch_rows")
      .where("batch_id", "=", batchId)
      .where("state", "=", "asked")
      .select(["imp_uid", "receiver_sealed"])
      .execute();
    expect(kept.filter(({ receiver_sealed }) => receiver_sealed !== null).map(({ imp_uid }) => imp_uid)).toEqual([
      rows[0]?.impUid,
    ]);
    const admin = await app.api("admin");
    const { items } = await admin.audit.list({ event: "invoice_batch.rest_brought", limit: 1 });
    expect(items[0]).toMatchObject({ subject: batchId, details: { rows: 1 } });
    expect(JSON.stringify(items[0])).not.toContain("박받음");
  });

  test("forgets whom a parcel goes to once its delivery, whose answer was lost, is found to stand", async () => {
    const { merchantUid } = await pay();
    const lines = [[merchantUid, "한진", invoiceOf(915), "박받음"]];
    const batchId = await rehearsed(listOf(lines, { columns: ["merchantUid", "courier", "invoice", "receiverName"] }));
    const { faults } = app.sandbox.control;
    faults.order({ kind: "drop", when: "after", count: 1, method: "POST", path: "/escrows" });
    await start(batchId);
    await work();
    await settle();
    expect((await bulk().get({ batchId })).instructions.done).toBe(1);
    const [row] = await app.deps.store.read
      .selectFrom("invoice_batch_rows")
      .where("batch_id", "=", batchId)
      .select("receiver_sealed")
      .execute();
    expect(row).toEqual({ receiver_sealed: null });
    expect(await bulk().rest({ batchId })).toEqual({ rows: [] });
  });

  test("stops with whoever started it when they may not register any more", async () => {
    const { impUid, merchantUid } = await pay();
    const person = { role: "support" as const, email: "leaver@example.com", name: "Leaver" };
    const leaver = (await app.apiOf(person)).escrow.bulk;
    const batchId = await rehearsed(listOf([[merchantUid, "한진", invoiceOf(904)]]));
    await leaver.start({ batchId, count: 1 });
    await app.deps.store.write.updateTable("users").set({ role: "viewer" }).where("email", "=", person.email).execute();
    await work();
    expect(await bulk().get({ batchId })).toMatchObject({ state: "paused", pausedBecause: "starter_may_not" });
    expect(registrations(impUid)).toBe(0);
    await bulk().resume({ batchId });
    await work();
    expect([(await bulk().get({ batchId })).state, registrations(impUid)]).toEqual(["finished", 1]);
  });

  test("goes on after a process died in the middle, with no row sent twice and none lost", async () => {
    const orders = await Promise.all(Array.from({ length: 12 }, () => pay()));
    const batchId = await rehearsed(
      listOf(orders.map(({ merchantUid }, at) => [merchantUid, "한진", invoiceOf(1_000 + at)])),
    );
    await start(batchId);
    // What a killed process leaves: rows marked as being sent, one of which had reached upstream already.
    const dead = createInvoiceRunner({
      ...app.deps,
      processId: "a-process-that-dies",
      upstream: { ...app.deps.upstream, registerDelivery: () => new Promise(() => undefined) },
    });
    void dead.step();
    const sending = async () => (await desk.instructions.list({ states: ["sending"] })).items;
    await expect.poll(async () => (await sending()).length, { timeout: 5_000 }).toBeGreaterThan(0);
    const [underWay] = await sending();
    const reached = (await rowsOf(batchId)).find(({ impUid }) => impUid === underWay?.impUid);
    await app.deps.upstream.registerDelivery({
      impUid: reached?.impUid ?? "",
      sender: emptyParty,
      receiver: emptyParty,
      courier: "HANJIN",
      invoice: reached?.written.invoice ?? "",
      sentAt: Number(underWay?.contents.sentAt),
      receivingOn: null,
      dispatchAddress: null,
      products: [],
      sendEmail: null,
    });
    app.clock.advance(10 * minute);
    await settle();
    const { state, rows, instructions } = await bulk().get({ batchId });
    expect([state, rows.asked]).toEqual(["finished", 12]);
    expect(orders.every(({ impUid }) => registrations(impUid) <= 1)).toBe(true);
    expect(registrations(reached?.impUid ?? "")).toBe(1);
    expect(instructions.done + instructions.not_done).toBe(12);
    expect(instructions.done).toBe(orders.filter(({ impUid }) => registrations(impUid) === 1).length);
  });

  test("tells the truth of every row on a bad day, and sends none twice", async () => {
    const count = Number(process.env.MARU_INVOICE_ROWS ?? 40);
    const orders: { impUid: string; merchantUid: string }[] = [];
    for (let at = 0; at < count; at += 1) orders.push(await pay());
    const batchId = await rehearsed(
      listOf(orders.map(({ merchantUid }, at) => [merchantUid, "한진", invoiceOf(20_000 + at)])),
    );
    await start(batchId);
    const { faults } = app.sandbox.control;
    const ordered = [
      { kind: "drop", when: "after", probability: 0.04 },
      { kind: "html", when: "after", probability: 0.03 },
      { kind: "drop", when: "before", probability: 0.04 },
      { kind: "status", when: "before", status: 500, probability: 0.03 },
    ] as const;
    for (const fault of ordered) faults.order({ ...fault, count: null, method: "POST", path: "/escrows" });
    await work();
    await settle();
    const { state, instructions } = await bulk().get({ batchId });
    expect(state).toBe("finished");
    const registered = orders.map(({ impUid }) => registrations(impUid));
    expect(Math.max(...registered)).toBe(1);
    expect(instructions.done).toBe(registered.filter((each) => each === 1).length);
    expect(instructions.done + instructions.not_done + instructions.refused).toBe(count);
    expect(instructions.done).toBeLessThan(count);
  });
});
