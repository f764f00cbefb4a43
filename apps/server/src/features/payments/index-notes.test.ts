import { type PaymentFilter, paymentQuery } from "@maru/domain";
import { parseWirePayment, type WireObject } from "@maru/import-client";
import { pino } from "pino";
import { afterEach, expect, it } from "vitest";
import { describeOnBothStores, type TestStore } from "../../db/testing/test-stores.ts";
import { saveFact } from "../console/console-facts.ts";
import { indexNotes } from "./index-notes.ts";
import { findPlaces } from "./payment-search.repository.ts";
import { rebuildIndex } from "./rebuild-index.ts";
import { preparePayment, savePayments } from "./save-payments.ts";

const startedAt = 1_795_000_000;
const logger = pino({ level: "silent" });

function wireOf(number: number, facts: WireObject = {}): WireObject {
  return {
    imp_uid: `imp_${String(number).padStart(12, "0")}`,
    merchant_uid: `order-${number}`,
    amount: 10_000,
    cancel_amount: 0,
    currency: "KRW",
    status: "paid",
    buyer_name: "김민수",
    name: "민수네 과일",
    started_at: startedAt + number,
    paid_at: startedAt + number + 60,
    ...facts,
  };
}

let db: TestStore;
afterEach(() => db.remove());

function save(wires: readonly WireObject[], readAtMs = (startedAt + 3_600) * 1000) {
  const copies = wires.map((wire) =>
    preparePayment({ payment: parseWirePayment(wire), wire, source: "poll", readAtMs }),
  );
  return db.store.transact((tx) => savePayments(tx, copies, readAtMs));
}

const note = (impUid: string, texts: readonly string[]) => db.store.transact((tx) => indexNotes(tx, impUid, texts));

/** How many payments the text finds, through the gram index alone. */
async function count(text: string, filter: Partial<PaymentFilter> = {}): Promise<number> {
  return (await findPlaces(db.store.read, paymentQuery.parse({ text, ...filter }), null, 1000, 0)).length;
}

const first = "imp_000000000001";

describeOnBothStores("notes in the index", (open) => {
  it("are found everywhere and by their key, until they say something else", async () => {
    db = await open();
    await save([wireOf(1), wireOf(2)]);
    await note(first, ["고객과 통화함", "배송 지연"]);
    expect([await count("통화함"), await count("note:지연"), await count('메모:"배송 지연"')]).toEqual([1, 1, 1]);
    expect([await count("name:통화"), await count('note:"통화함 배송"'), await count("-note:지연")]).toEqual([0, 0, 1]);
    await note(first, ["환불 약속"]);
    expect([await count("note:지연"), await count("note:약속")]).toEqual([0, 1]);
    await note(first, []);
    expect([await count("약속"), await count("")]).toEqual([0, 2]);
  });

  it("stay with a payment when upstream changes it, and wait for one that is not there yet", async () => {
    db = await open();
    await save([wireOf(1)]);
    await note(first, ["배송 지연"]);
    await note("imp_000000000002", ["미리 적음"]);
    await save(
      [wireOf(1, { status: "cancelled", cancel_amount: 10_000, cancelled_at: startedAt + 900 }), wireOf(2)],
      (startedAt + 7_200) * 1000,
    );
    expect([await count("status:cancelled note:지연"), await count("note:미리")]).toEqual([1, 1]);
  });

  it("may hold anything a person types", async () => {
    db = await open();
    await save([wireOf(1)]);
    await note(first, ["\u0000\ud800'\"*:김", "\u0001\u001f결말"]);
    expect([await count("note:결말"), await count("note:김"), await count('note:"\'"')]).toEqual([1, 0, 1]);
  });
});

describeOnBothStores("an index in an older form", (open) => {
  it("is brought to its present form from the stored copies, going on where it was stopped", async () => {
    db = await open();
    await save(Array.from({ length: 250 }, (_, number) => wireOf(number)));
    await note(first, ["배송 지연"]);
    await db.store.write.updateTable("payment_texts").set({ search_text: "김민수\n민수네 과일" }).execute();
    expect(await count("name:민수")).toBe(0);

    const stopping = new AbortController();
    const stopped = rebuildIndex({ ...db, logger }, stopping.signal);
    stopping.abort();
    await stopped;
    await rebuildIndex({ ...db, logger }, AbortSignal.timeout(60_000));
    expect([await count("name:민수"), await count("product:민수"), await count("note:지연")]).toEqual([250, 250, 1]);
    expect(await count("name:과일")).toBe(0);
  });

  it("is left alone once it is in its present form", async () => {
    db = await open();
    await rebuildIndex({ ...db, logger }, AbortSignal.timeout(60_000));
    await save([wireOf(1)]);
    await db.store.write.updateTable("payment_texts").set({ search_text: "" }).execute();
    await rebuildIndex({ ...db, logger }, AbortSignal.timeout(60_000));
    expect(await count("name:민수")).toBe(0);
    await db.store.transact((tx) => saveFact(tx, "search_index_version", "1"));
    await rebuildIndex({ ...db, logger }, AbortSignal.timeout(60_000));
    expect(await count("name:민수")).toBe(1);
  });
});
