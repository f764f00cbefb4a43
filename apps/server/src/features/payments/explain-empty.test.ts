import { paymentFilter } from "@maru/domain";
import { parseWirePayment, type WireObject } from "@maru/import-client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeOnBothStores, type TestStore } from "../../db/testing/test-stores.ts";
import { explainEmpty } from "./explain-empty.ts";
import { listFacets } from "./list-facets.ts";
import { preparePayment, savePayments } from "./save-payments.ts";

/** 1 April 2026, noon in Korea. */
const paidAt = Date.UTC(2026, 3, 1, 3) / 1000;
const readAtMs = (paidAt + 30 * 86_400) * 1000;

const paid: WireObject = {
  imp_uid: "imp_000000000001",
  merchant_uid: "order-1",
  amount: 30_000,
  cancel_amount: 0,
  currency: "KRW",
  status: "paid",
  pay_method: "card",
  pg_provider: "kcp",
  pg_id: "T0000",
  buyer_name: "김민수",
  sandbox: false,
  started_at: paidAt - 60,
  paid_at: paidAt,
};
const cancelled: WireObject = {
  ...paid,
  imp_uid: "imp_000000000002",
  merchant_uid: "order-2",
  buyer_name: "이서연",
  status: "cancelled",
  cancel_amount: 30_000,
  cancelled_at: paidAt + 4 * 86_400,
};
const test: WireObject = {
  ...paid,
  imp_uid: "imp_000000000003",
  merchant_uid: "order-3",
  buyer_name: "박테스",
  sandbox: true,
};

describeOnBothStores("an empty answer", (open) => {
  let db: TestStore;
  beforeAll(async () => {
    db = await open();
    const copies = [paid, cancelled, test].map((wire) =>
      preparePayment({ payment: parseWirePayment(wire), wire, source: "poll", readAtMs }),
    );
    await db.store.transact((tx) => savePayments(tx, copies, readAtMs));
  });
  afterAll(() => db.remove());

  const explain = (filter: unknown) => explainEmpty(db, paymentFilter.parse(filter));

  it("names the part that took the last payment away, and what each change would find (A13)", async () => {
    expect(await explain({ text: "민수", method: ["vbank"], status: ["paid"] })).toEqual({
      culprit: { key: "method" },
      isCulpritAlone: true,
      remedies: [
        { change: "without", part: { key: "method" }, total: 1 },
        { change: "only-text", total: 1 },
      ],
    });
    expect(await explain({ text: "민수 status:cancelled" })).toMatchObject({
      culprit: { key: "text", term: "status:cancelled" },
      isCulpritAlone: false,
      remedies: [
        { change: "without", part: { key: "text", term: "민수" }, total: 1 },
        { change: "without", part: { key: "text", term: "status:cancelled" }, total: 1 },
      ],
    });
    expect(await explain({ where: ["name:서연", "amount:<100"] })).toMatchObject({
      culprit: { key: "where", term: "amount:<100" },
      remedies: [{ part: { key: "where", term: "amount:<100" }, total: 1 }],
    });
  });

  it("offers the other basis of the days where that finds something (A5)", async () => {
    const range = { text: "서연", from: "2026-04-01", to: "2026-04-04" };
    expect(await explain(range)).toMatchObject({
      culprit: { key: "range" },
      remedies: [
        { change: "other-basis", total: 1 },
        { change: "without", part: { key: "text" }, total: 2 },
        { change: "without", part: { key: "range" }, total: 1 },
      ],
    });
    expect((await explain({ ...range, basis: "requested" })).culprit).toBeNull();
    expect((await explain({ text: "서연 date:2026-04-01..2026-04-04" })).remedies[0]).toEqual({
      change: "other-basis",
      total: 1,
    });
  });

  it("offers test payments where there are only those", async () => {
    expect(await explain({ text: "박테스", mode: "live" })).toMatchObject({
      culprit: { key: "mode" },
      remedies: [
        { part: { key: "text" }, total: 2 },
        { part: { key: "mode" }, total: 1 },
      ],
    });
  });

  it("says when nothing at all has what was typed", async () => {
    expect(await explain({ text: "없는사람" })).toEqual({
      culprit: { key: "text", term: "없는사람", start: 0, end: 4 },
      isCulpritAlone: true,
      remedies: [{ change: "without", part: { key: "text", term: "없는사람", start: 0, end: 4 }, total: 3 }],
    });
  });

  it("can be filtered by the codes that occur, the most frequent first", async () => {
    expect(await listFacets(db)).toEqual({ method: ["card"], pgProvider: ["kcp"], mid: ["T0000"], currency: ["KRW"] });
  });
});
