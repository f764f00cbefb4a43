import { paymentFilter } from "@maru/domain";
import { parseWirePayment, type WireObject } from "@maru/import-client";
import { afterEach, expect, it } from "vitest";
import { describeOnBothStores, type TestStore } from "../../db/testing/test-stores.ts";
import { countPayments } from "./count-payments.ts";
import { findPayment } from "./find-payment.ts";
import type { PaymentSource } from "./payments.tables.ts";
import { preparePayment, savePayments } from "./save-payments.ts";

const startedAt = 1_795_000_000;
const readAtMs = startedAt * 1000 + 3_600_000;

const paid: WireObject = {
  imp_uid: "imp_000000000001",
  merchant_uid: "order-1",
  amount: 10_000,
  cancel_amount: 0,
  currency: "KRW",
  status: "paid",
  sandbox: false,
  started_at: startedAt,
  paid_at: startedAt + 60,
  cancelled_at: 0,
  failed_at: 0,
  name: null,
};

const cancelled: WireObject = {
  ...paid,
  status: "cancelled",
  cancel_amount: 4_000,
  cancelled_at: startedAt + 600,
  cancel_history: [{ amount: 4_000, cancelled_at: startedAt + 600, cancellation_id: "c1" }],
};

let db: TestStore;
afterEach(() => db.remove());

function save(wires: readonly WireObject[], at = readAtMs, source: PaymentSource = "poll") {
  const copies = wires.map((wire) => preparePayment({ payment: parseWirePayment(wire), wire, source, readAtMs: at }));
  return db.store.transact((tx) => savePayments(tx, copies, at));
}

async function stored() {
  return db.store.read.selectFrom("payments").selectAll().execute();
}

/** Every place that holds something of a payment agrees with the payments themselves. */
async function expectConsistent(): Promise<void> {
  const rows = await stored();
  for (const table of ["payment_texts", "payment_wires"] as const) {
    const ids = await db.store.read.selectFrom(table).select("id").orderBy("id").execute();
    expect(ids.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).toSorted((a, b) => a - b));
  }
  const { total } = await countPayments(db, paymentFilter.parse({}));
  expect(total).toBe(rows.length);
}

describeOnBothStores("saving payments", (open) => {
  it("keeps one row of a payment that comes twice, at once or later", async () => {
    db = await open();
    expect(await save([paid, paid])).toEqual({ changed: ["imp_000000000001"], added: ["imp_000000000001"] });
    expect(await save([paid], readAtMs + 1000)).toEqual({ changed: [], added: [] });
    expect(await stored()).toMatchObject([{ imp_uid: "imp_000000000001", read_at_ms: readAtMs + 1000 }]);
    await expectConsistent();
  });

  it("moves a payment to the time of its cancel, and remembers who noticed", async () => {
    db = await open();
    await save([paid]);
    expect(await save([cancelled], readAtMs + 1000, "webhook")).toEqual({ changed: ["imp_000000000001"], added: [] });
    expect(await stored()).toMatchObject([
      { status: "partially_cancelled", status_at: startedAt + 600, cancelled_amount: 4_000, source: "webhook" },
    ]);
    const changes = await db.store.read.selectFrom("payment_changes").orderBy("id").selectAll().execute();
    expect(changes).toMatchObject([
      { source: "poll", status_before: null, status_after: "paid" },
      { source: "webhook", status_before: "paid", status_after: "partially_cancelled", cancelled_after: 4_000 },
    ]);
    await expectConsistent();
  });

  it("keeps the newest facts whatever the order in which copies arrive", async () => {
    db = await open();
    await save([cancelled]);
    // Sent a moment later, answered from an older state.
    expect(await save([paid], readAtMs + 1000)).toEqual({ changed: [], added: [] });
    expect(await stored()).toMatchObject([{ status: "partially_cancelled" }]);
    await expectConsistent();
  });

  it("follows upstream back when a PG undid a cancel, once no read can still be an old one", async () => {
    db = await open();
    await save([cancelled]);
    await save([paid], readAtMs + 600_000);
    expect(await stored()).toMatchObject([{ status: "paid", cancelled_amount: 0 }]);
    await expectConsistent();
  });

  it("takes the later read where the facts are the same age", async () => {
    db = await open();
    await save([paid]);
    await save([{ ...paid, cash_receipt_issued: true }], readAtMs + 1000);
    await save([{ ...paid, cash_receipt_issued: false }], readAtMs + 500);
    expect(await stored()).toMatchObject([{ is_cash_receipt: 1 }]);
    await expectConsistent();
  });

  it("gives payments of one second rows of their own", async () => {
    db = await open();
    const many = Array.from({ length: 2_500 }, (_, at) => ({ ...paid, imp_uid: `imp_${at}`, merchant_uid: `m${at}` }));
    for (let start = 0; start < many.length; start += 1000) await save(many.slice(start, start + 1000));
    expect(new Set((await stored()).map(({ id }) => id)).size).toBe(2_500);
    await expectConsistent();
  });

  it("rebuilds a payment from what it keeps, and keeps no nulls", async () => {
    db = await open();
    await save([cancelled], readAtMs, "first_load");
    const found = await findPayment(db, "imp_000000000001");
    expect(found).toEqual({
      payment: parseWirePayment(cancelled),
      wire: Object.fromEntries(Object.entries(cancelled).filter(([, value]) => value !== null)),
      readAtMs,
      source: "first_load",
    });
    // A first load brings what everybody knows: it is no change worth remembering.
    expect(await db.store.read.selectFrom("payment_changes").selectAll().execute()).toEqual([]);
  });

  it("stores text no database likes: NUL, lone surrogates, control characters", async () => {
    db = await open();
    const odd = { ...paid, name: "a\u0000b\ud800c\u0007", buyer_name: "\udfff", merchant_uid: "m\u0000x" };
    await save([odd]);
    expect(await findPayment(db, "imp_000000000001")).toMatchObject({ wire: odd });
  });

  it("keeps running sums exact through moves, refunds and months", async () => {
    db = await open();
    const usd = { ...paid, imp_uid: "imp_2", currency: "USD", amount: 12.3, started_at: startedAt - 40 * 86_400 };
    await save([paid, usd]);
    await save([cancelled], readAtMs + 1000);
    const counts = await countPayments(db, paymentFilter.parse({}));
    expect(counts).toMatchObject({
      total: 2,
      byStatus: { paid: 1, partially_cancelled: 1 },
      totals: [
        { currency: "KRW", paid: { amount: 10_000 }, cancelled: { amount: 4_000 }, net: { amount: 6_000 } },
        { currency: "USD", paid: { amount: 1_230 }, cancelled: { amount: 0 }, net: { amount: 1_230 } },
      ],
    });
    const requested = await countPayments(db, paymentFilter.parse({ basis: "requested", from: "2026-11-01" }));
    expect(requested.total).toBe(1);
  });
});
