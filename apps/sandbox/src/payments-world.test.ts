import { describe, expect, it } from "vitest";
import { DAY } from "./kst.ts";
import { Listings, type ListStatus, sortings } from "./listing.ts";
import { statusTimeOf, type WirePayment } from "./payment-record.ts";
import { PaymentsWorld, type WorldEvent, type WorldOptions } from "./payments-world.ts";
import { Draws } from "./random.ts";
import { TEST_NOW } from "./testing.ts";

function createWorld(options: Partial<WorldOptions> = {}) {
  const events: WorldEvent[] = [];
  const world = new PaymentsWorld({
    seed: 1,
    payments: 600,
    anchor: TEST_NOW,
    now: TEST_NOW,
    isTier: false,
    keepsArriving: true,
    partialCancelStatus: () => "cancelled",
    receiptHost: () => "https://receipt.sandbox.invalid",
    onEvent: (event) => events.push(event),
    isWithheld: () => false,
    ...options,
  });
  return { world, events };
}

/** Every payment of a small world, read one by one without any index. */
function readAll(world: PaymentsWorld): { id: number; wire: WirePayment; updatedAt: number }[] {
  const all = [];
  for (let id = 0; id < 3000; id++) {
    if (!world.has(id)) continue;
    const { wire, hidden } = world.peek(id);
    all.push({ id, wire, updatedAt: hidden.updatedAt });
  }
  return all;
}

const statuses: ListStatus[] = ["all", "ready", "paid", "cancelled", "failed"];

describe("a computed world", () => {
  it("lists exactly what a scan of all payments finds, in the same order, at any moment and in either reporting", () => {
    for (const seed of [1, 2, 3]) {
      for (const reporting of ["cancelled", "paid"] as const) {
        const { world } = createWorld({ seed, partialCancelStatus: () => reporting });
        const draws = new Draws(seed, 0, 1);
        for (let round = 0; round < 4; round++) {
          const all = readAll(world);
          for (const { id, wire, updatedAt } of all) {
            const kept = [
              world.startedAt(id),
              world.paidAt(id),
              world.updatedAt(id),
              world.finalAt(id),
              world.statusOf(id),
            ];
            expect(kept).toEqual([wire.started_at, wire.paid_at, updatedAt, statusTimeOf(wire), wire.status]);
          }
          for (let n = 0; n < 12; n++) {
            const to = world.now - draws.below(700) * DAY - draws.below(DAY);
            const from = to - draws.below(90 * DAY);
            const status = draws.pick(statuses);
            const sorting = draws.pick(sortings);
            const keyOf = (one: (typeof all)[number]) =>
              sorting.endsWith("started")
                ? one.wire.started_at
                : sorting.endsWith("paid")
                  ? one.wire.paid_at
                  : one.updatedAt;
            const wanted = all
              .filter(({ wire }) => statusTimeOf(wire) >= from && statusTimeOf(wire) <= to)
              .filter(({ wire }) => status === "all" || wire.status === status)
              .sort((a, b) => keyOf(a) - keyOf(b) || a.id - b.id)
              .map(({ id }) => id);
            if (sorting.startsWith("-")) wanted.reverse();
            expect([...new Listings(world).idsIn({ status, from, to, sorting })]).toEqual(wanted);
          }
          world.catchUp(world.now + draws.between(1, 40 * DAY));
        }
      }
    }
  });

  it("holds every payment once when windows side by side are walked", () => {
    const { world } = createWorld({ payments: 5000 });
    const seen = new Map<number, number>();
    for (let to = TEST_NOW; to > TEST_NOW - 900 * DAY; to -= 90 * DAY) {
      for (const id of world.idsBetween(to - 90 * DAY + 1, to)) seen.set(id, (seen.get(id) ?? 0) + 1);
    }
    expect(seen.size).toBe(5000);
    expect([...seen.values()].every((count) => count === 1)).toBe(true);
  });

  it("is the same whether it lived through a time or was built at its end", () => {
    const { world: lived } = createWorld({ seed: 5 });
    for (let day = 1; day <= 60; day++) lived.catchUp(TEST_NOW + day * DAY + day * 977);
    const { world: built } = createWorld({ seed: 5, now: lived.now });
    expect(built.size).toBe(lived.size);
    expect(JSON.stringify(readAll(built))).toBe(JSON.stringify(readAll(lived)));
    const window = [lived.now - 90 * DAY, lived.now] as const;
    expect([...built.idsBetween(...window)]).toEqual([...lived.idsBetween(...window)]);
  });

  it("is the same byte for byte for the same seed and another for another seed", () => {
    const bytes = (seed: number) => JSON.stringify(readAll(createWorld({ seed }).world));
    expect(bytes(9)).toBe(bytes(9));
    expect(bytes(9)).not.toBe(bytes(10));
  });

  it("tells each thing that happens once, in the order of time", () => {
    const { world, events } = createWorld({ payments: 3000 });
    world.catchUp(TEST_NOW + 30 * DAY);
    expect(events.length).toBeGreaterThan(100);
    expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(new Set(events.map(({ id, kind, at }) => `${id}/${kind}/${at}`)).size).toBe(events.length);
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(["issued", "paid", "failed", "cancelled"]));
  });

  it("leads from imp_uid and merchant_uid to the payment, and lets failed attempts share an order number", () => {
    const { world } = createWorld({ payments: 2000 });
    const byOrder = new Map<string, number[]>();
    for (const { id, wire } of readAll(world)) {
      expect(world.idOfImpUid(wire.imp_uid)).toBe(id);
      byOrder.set(wire.merchant_uid, [...(byOrder.get(wire.merchant_uid) ?? []), id]);
    }
    let repeated = 0;
    for (const [merchantUid, ids] of byOrder) {
      expect(world.idsOfMerchantUid(merchantUid)).toEqual(ids);
      if (ids.length > 1) repeated += 1;
      const paid = ids.filter((id) => world.paidAt(id) > 0);
      expect(paid.length).toBeLessThanOrEqual(1);
    }
    expect(repeated).toBeGreaterThan(30);
    expect(world.idOfImpUid("imp_000000000000")).toBeNull();
    expect(world.idsOfMerchantUid("nobody")).toEqual([]);
  });

  it("writes times, absences and lengths as the schema says", () => {
    const longest = { merchant_uid: 40, pay_method: 20, pg_provider: 16, emb_pg_provider: 16, pg_tid: 64, name: 40 };
    const buyer = { buyer_name: 16, buyer_email: 64, buyer_tel: 16, buyer_addr: 128, buyer_postcode: 8 };
    for (const { wire } of readAll(createWorld({ payments: 2500 }).world)) {
      for (const [name, length] of Object.entries({ ...longest, ...buyer })) {
        const value: unknown = Object.entries(wire).find(([key]) => key === name)?.[1];
        if (typeof value === "string") expect(value.length, `${name}: ${value}`).toBeLessThanOrEqual(length);
      }
      expect(wire.paid_at > 0).toBe(wire.status === "paid" || wire.status === "cancelled");
      expect(wire.failed_at > 0).toBe(wire.status === "failed");
      expect(wire.fail_reason !== null).toBe(wire.status === "failed");
      expect(wire.cancelled_at > 0).toBe(wire.cancel_amount > 0);
      expect(wire.cancel_reason !== null).toBe(wire.cancel_amount > 0);
      const sum = wire.cancel_history.reduce((total, one) => total + one.amount, 0);
      expect(Math.abs(sum - wire.cancel_amount)).toBeLessThan(0.001);
      expect(wire.cancel_amount).toBeLessThanOrEqual(wire.amount);
      if (wire.currency === "KRW") expect(Number.isInteger(wire.amount)).toBe(true);
    }
  });

  it("holds what a shop of two years holds", () => {
    const all = readAll(createWorld({ payments: 2900 }).world).map(({ wire }) => wire);
    const some = (test: (wire: WirePayment) => boolean) => all.filter(test).length;
    expect(some((one) => one.cancel_amount > 0 && one.cancel_amount < one.amount)).toBeGreaterThan(10);
    expect(some((one) => one.status === "failed")).toBeGreaterThan(50);
    expect(some((one) => one.status === "ready" && one.vbank_num === null)).toBeGreaterThan(50);
    expect(some((one) => one.status === "ready" && one.vbank_num !== null && one.vbank_date > 0)).toBeGreaterThan(5);
    expect(some((one) => one.escrow)).toBeGreaterThan(10);
    expect(some((one) => one.cash_receipt_issued)).toBeGreaterThan(10);
    expect(some((one) => one.sandbox)).toBeGreaterThan(5);
    expect(some((one) => one.currency === "USD")).toBeGreaterThan(5);
    expect(some((one) => one.customer_uid_usage === "payment.scheduled")).toBeGreaterThan(20);
    expect(new Set(all.map((one) => one.pg_provider)).size).toBeGreaterThan(10);
    const names = all.map((one) => one.buyer_name ?? "");
    expect(names.some((name) => /^[가-힣]{2}$/.test(name))).toBe(true);
    expect(names.some((name) => /^[가-힣]{4}$/.test(name))).toBe(true);
    expect(new Set(all.map((one) => one.buyer_tel)).size).toBeLessThan(all.length * 0.8);
  });

  it("computes a million payments as readily as a thousand and finds a window among them", () => {
    const { world } = createWorld({ payments: 1_000_000 });
    const ids = new Listings(world).idsIn({
      status: "all",
      from: TEST_NOW - 90 * DAY,
      to: TEST_NOW,
      sorting: "-started",
    });
    expect(ids.length).toBeGreaterThan(100_000);
    expect(world.size).toBe(1_000_000);
  });
});
