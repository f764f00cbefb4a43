import { type PaymentListPage, paymentQuery, type Role } from "@maru/domain";
import { parseWirePayment, type WireObject } from "@maru/import-client";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { openPostgresStore, openSqliteStore, type TestStore } from "../../db/testing/test-stores.ts";
import { listPayments } from "./list-payments.ts";
import { createPageCache, type PageCache } from "./page-cache.ts";
import { preparePayment, savePayments } from "./save-payments.ts";

const startedAt = 1_795_000_000;

function wire(number: number, facts: Partial<WireObject> = {}): WireObject {
  return {
    imp_uid: `imp_${String(number).padStart(12, "0")}`,
    merchant_uid: `order-${number}`,
    amount: 10_000,
    cancel_amount: 0,
    currency: "KRW",
    sandbox: false,
    cancelled_at: 0,
    failed_at: 0,
    name: null,
    status: "paid",
    buyer_name: "김민수",
    buyer_tel: "010-1234-5678",
    started_at: startedAt,
    paid_at: startedAt + number,
    ...facts,
  };
}

let db: TestStore;
let reads: number;
let cache: PageCache;

async function open(opening: Promise<TestStore>) {
  db = await opening;
  reads = 0;
  cache = createPageCache((ctx, query) => {
    reads += 1;
    return listPayments(ctx, query);
  });
}

afterEach(() => db.remove());

const ctxOf = (role: Role, name = "사람") =>
  ({ store: db.store, actor: { userId: name, name, email: `${name}@example.com`, role } }) as const;

const ask = (role: Role = "admin", query: object = {}): Promise<PaymentListPage> =>
  cache.page(ctxOf(role), paymentQuery.parse(query));

function save(...wires: readonly WireObject[]) {
  const copies = wires.map((each) =>
    preparePayment({ payment: parseWirePayment(each), wire: each, source: "poll", readAtMs: startedAt * 1000 }),
  );
  return db.store.transact((tx) => savePayments(tx, copies, startedAt * 1000));
}

const idsOf = (page: PaymentListPage) => page.items.map((item) => item.impUid.slice(-1));

describe("pages from memory on SQLite", () => {
  beforeEach(() => open(openSqliteStore()));

  it("reads a page once for as long as nothing changes, whoever of the same sight asks", async () => {
    await save(wire(1), wire(2));
    const [first, together] = await Promise.all([ask(), ask()]);
    const again = await cache.page(ctxOf("support", "다른 사람"), paymentQuery.parse({}));
    expect([idsOf(first), together, again]).toEqual([["2", "1"], first, first]);
    expect(reads).toBe(1);
  });

  it("shows every change that has been made, and every one after it", async () => {
    for (const number of [1, 2, 3]) {
      await save(wire(number));
      expect(idsOf(await ask())).toEqual(["3", "2", "1"].slice(3 - number));
    }
    await save(wire(2, { status: "failed", failed_at: startedAt + 9 }));
    expect((await ask()).items[0]).toMatchObject({ impUid: "imp_000000000002", status: "failed" });
    await db.store.write.deleteFrom("payments").execute();
    expect((await ask()).items).toEqual([]);
  });

  it("shows no masked page to who may see buyers, and no open page to who may not", async () => {
    await save(wire(1));
    for (const role of ["viewer", "admin", "viewer", "admin"] satisfies Role[]) {
      const isMasked = role === "viewer";
      expect((await ask(role)).items[0]?.buyerName === "김민수").toBe(!isMasked);
      expect(JSON.stringify(await ask(role)).includes("1234-5678")).toBe(!isMasked);
    }
    expect(reads).toBe(2);
  });

  it("tells every other question apart", async () => {
    await save(wire(1), wire(2), wire(3, { status: "failed", failed_at: startedAt + 3 }));
    const questions = [{}, { limit: 1 }, { status: ["failed"] }, { text: "000000000002" }, { sort: "time" }];
    const answers = [["3", "2", "1"], ["3"], ["3"], ["2"], ["1", "2", "3"]];
    for (const _ of ["read", "remembered"]) {
      for (const [at, query] of questions.entries()) expect(idsOf(await ask("admin", query))).toEqual(answers[at]);
    }
    const { nextCursor } = await ask("admin", { limit: 1 });
    expect(idsOf(await ask("admin", { limit: 1, cursor: nextCursor }))).toEqual(["2"]);
    expect(reads).toBe(questions.length + 1);
  });

  it("keeps nothing that was read while a change was under way", async () => {
    await save(wire(1));
    await db.store.transact(async (tx) => {
      expect(idsOf(await ask())).toEqual(["1"]);
      await tx.updateTable("payments").set({ status: "failed" }).execute();
      expect((await ask()).items[0]?.status).toBe("paid");
    });
    expect((await ask()).items[0]?.status).toBe("failed");
    expect(reads).toBe(3);
  });

  it("asks again after a page that could not be read", async () => {
    await save(wire(1));
    let isBroken = true;
    cache = createPageCache((ctx, query) =>
      isBroken ? Promise.reject(new Error("broken")) : listPayments(ctx, query),
    );
    await expect(ask()).rejects.toThrow("broken");
    isBroken = false;
    expect(idsOf(await ask())).toEqual(["1"]);
  });

  it("forgets the oldest of many pages", async () => {
    await save(wire(1));
    for (let limit = 1; limit <= 65; limit += 1) await ask("admin", { limit });
    await ask("admin", { limit: 65 });
    expect(reads).toBe(65);
    await ask("admin", { limit: 1 });
    expect(reads).toBe(66);
  });
});

describe.skipIf(inject("postgresUrl") === null)("pages on PostgreSQL, where others change things too", () => {
  beforeEach(() => open(openPostgresStore()));

  it("are read every time", async () => {
    await save(wire(1));
    expect([idsOf(await ask()), idsOf(await ask())]).toEqual([["1"], ["1"]]);
    expect(reads).toBe(2);
  });
});
