import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { WireBillingKey } from "./billing-keys.ts";
import { DAY } from "./kst.ts";
import type { WirePayment } from "./payment-record.ts";
import type { SandboxOptions } from "./sandbox.ts";
import type { WireSchedule } from "./schedules.ts";
import { type Caller, callersOf, type Page, TEST_NOW } from "./testing.ts";

const caller = callersOf({ payments: 2000 });

const newKey = (one: Caller, customerUid: string, more: object = {}) =>
  one.call("POST", "/__sandbox/billing-keys", { customerUid, ...more });

const plan = (merchantUid: string, at: number, more: object = {}) => ({
  merchant_uid: merchantUid,
  schedule_at: at,
  amount: 9900,
  name: "정기배송 생수",
  buyer_name: "김마루",
  ...more,
});

async function schedule(one: Caller, merchantUid: string, at: number, customerUid = "c1") {
  await newKey(one, customerUid);
  const body = { customer_uid: customerUid, schedules: [plan(merchantUid, at)] };
  return await one.call<WireSchedule[]>("POST", "/subscribe/payments/schedule", body);
}

const read = async (one: Caller, merchantUid: string) =>
  (await one.call<WireSchedule>("GET", `/subscribe/payments/schedule/${merchantUid}`)).response;

async function window(one: Caller, from: number, to: number, more = "") {
  const query = `schedule_from=${from}&schedule_to=${to}&limit=1000&sorting=scheduled${more}`;
  return (await one.call<WireSchedule[]>("GET", `/subscribe/payments/schedule?${query}`)).response;
}

describe("computed schedules", () => {
  it("of the past are exactly the subscription payments of a scan", async () => {
    const one = caller();
    const from = TEST_NOW - 90 * DAY;
    const listed = await window(one, from, TEST_NOW);
    const { response } = await one.call<Page>("GET", `/payments/status/all?limit=1000&from=${from}&to=${TEST_NOW}`);
    const orders = new Set(
      response.list
        .filter(
          ({ customer_uid_usage, started_at }) => customer_uid_usage === "payment.scheduled" && started_at >= from,
        )
        .map(({ merchant_uid }) => merchant_uid),
    );
    expect(listed.length).toBeGreaterThan(5);
    for (const merchantUid of orders) expect(listed.map(({ merchant_uid }) => merchant_uid)).toContain(merchantUid);
    for (const one of listed)
      expect(one).toMatchObject({ schedule_status: "executed", executed_at: expect.any(Number) });
  });

  it("of the days to come become payments by the clock, and only those that nobody revoked or moved", async () => {
    const one = caller();
    const coming = await window(one, TEST_NOW + DAY, TEST_NOW + 30 * DAY, "&schedule_status=scheduled");
    const [revoked, moved, left] = coming;
    if (revoked === undefined || moved === undefined || left === undefined) throw new Error("nothing is scheduled");
    expect(left).toMatchObject({ imp_uid: null, executed_at: 0, payment_status: null });
    await one.call("POST", "/subscribe/payments/unschedule", { merchant_uid: [revoked.merchant_uid] });
    const later = TEST_NOW + 36 * DAY;
    await one.call("PUT", `/subscribe/payments/schedule/${moved.merchant_uid}`, { schedule_at: later });
    one.clock.advance(35 * DAY);
    expect(await read(one, left.merchant_uid)).toMatchObject({
      schedule_status: "executed",
      imp_uid: expect.stringMatching(/^imp_/),
    });
    expect(await read(one, revoked.merchant_uid)).toMatchObject({ schedule_status: "revoked", imp_uid: null });
    expect(await read(one, moved.merchant_uid)).toMatchObject({ schedule_status: "scheduled", schedule_at: later });
    expect((await one.call("GET", `/payments/find/${revoked.merchant_uid}`)).status).toBe(404);
    one.clock.advance(2 * DAY);
    expect(await read(one, moved.merchant_uid)).toMatchObject({ schedule_status: "executed", payment_status: "paid" });
    const { response } = await one.call("GET", `/payments/find/${moved.merchant_uid}`);
    expect(response).toMatchObject({ started_at: later, customer_uid_usage: "payment.scheduled" });
  });

  it("belong to cards that members have registered", async () => {
    const one = caller();
    const [first] = await window(one, TEST_NOW - 60 * DAY, TEST_NOW);
    const { response } = await one.call<WireBillingKey>("GET", `/subscribe/customers/${first?.customer_uid}`);
    expect(response).toMatchObject({ customer_uid: first?.customer_uid, pg_provider: "nice_v2" });
    const path = `/subscribe/customers/${first?.customer_uid}`;
    const payments = await one.call<Page>("GET", `${path}/payments`);
    expect(payments.response.list.map(({ merchant_uid }) => merchant_uid)).toContain(first?.merchant_uid);
    const query = `from=${TEST_NOW - 60 * DAY}&to=${TEST_NOW}`;
    const own = await one.call<WireSchedule[]>("GET", `${path}/schedules?${query}`);
    const same = await one.call<WireSchedule[]>(
      "GET",
      `/subscribe/payments/schedule/customers/${first?.customer_uid}?${query}`,
    );
    expect(own.response).toEqual(same.response);
    expect(own.response.map(({ merchant_uid }) => merchant_uid)).toContain(first?.merchant_uid);
  });

  it("are the same world whether it lived through a change or was started after it", async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "maru-schedules-"));
    const stateFile = path.join(folder, "state.jsonl");
    const before = caller({ stateFile });
    const coming = await window(before, TEST_NOW + DAY, TEST_NOW + 30 * DAY);
    const gone = coming[0]?.merchant_uid ?? "";
    await before.call("POST", "/subscribe/payments/unschedule", { merchant_uid: [gone] });
    await schedule(before, "own-1", TEST_NOW + 3 * DAY);
    before.clock.advance(31 * DAY);
    const lived = await window(before, TEST_NOW, TEST_NOW + 30 * DAY);
    const after = caller({ stateFile, startAt: TEST_NOW + 31 * DAY } as SandboxOptions);
    expect(await window(after, TEST_NOW, TEST_NOW + 30 * DAY)).toEqual(lived);
    expect((await after.call("GET", `/payments/find/${gone}`)).status).toBe(404);
    fs.rmSync(folder, { recursive: true });
  });
});

describe("a schedule that was ordered", () => {
  it("is charged once at its time, with a webhook, and is then what its payment is", async () => {
    const sent: string[] = [];
    const one = caller({
      webhookUrl: "http://shop.test/hook",
      fetch: async (_, init) => {
        sent.push(String(init?.body));
        return new Response("ok");
      },
    });
    const made = await schedule(one, "s-1", TEST_NOW + 3600);
    expect(made.response).toMatchObject([{ schedule_status: "scheduled", imp_uid: null, executed_at: 0 }]);
    one.clock.advance(7200);
    const done = await read(one, "s-1");
    expect(done).toMatchObject({ executed_at: TEST_NOW + 3600, payment_status: "paid", fail_reason: null });
    const { response } = await one.call("GET", `/payments/${done.imp_uid}`);
    expect(response).toMatchObject({ amount: 9900, customer_uid: "c1", paid_at: TEST_NOW + 3600, channel: "api" });
    await one.sandbox.control.webhooks.settled();
    expect(sent.filter((body) => body.includes("s-1"))).toHaveLength(1);
    one.clock.advance(DAY);
    await read(one, "s-1");
    expect(one.sandbox.control.ledger.entries({ kind: "schedule_executed" }).length).toBe(2);
    await one.call("POST", "/payments/cancel", { imp_uid: done.imp_uid });
    expect(await read(one, "s-1")).toMatchObject({ payment_status: "cancelled" });
  });

  it("that failed is charged again at once or at another time, and one that paid is not", async () => {
    const one = caller();
    await schedule(one, "s-2", TEST_NOW + 60);
    await one.call("POST", "/__sandbox/billing-keys/c1/decline", { reason: "[3095|한도초과]" });
    one.clock.advance(120);
    expect(await read(one, "s-2")).toMatchObject({ payment_status: "failed", fail_reason: "[3095|한도초과]" });
    const again = await one.call<WirePayment>("POST", "/subscribe/payments/schedule/s-2/retry");
    expect(again).toMatchObject({ status: 200, code: 0, response: { status: "failed" } });
    await one.call("POST", "/__sandbox/billing-keys/c1/decline", {});
    const at = one.sandbox.control.clock.seconds() + 600;
    const later = await one.call("POST", "/subscribe/payments/schedule/s-2/reschedule", { schedule_at: at });
    expect(later.response).toMatchObject({ schedule_status: "scheduled", schedule_at: at, imp_uid: null });
    expect((await one.call("POST", "/subscribe/payments/schedule/s-2/retry")).status).toBe(400);
    one.clock.advance(700);
    expect(await read(one, "s-2")).toMatchObject({ payment_status: "paid" });
    expect((await one.call("POST", "/subscribe/payments/schedule/s-2/retry")).status).toBe(400);
    expect((await one.call("PUT", "/subscribe/payments/schedule/s-2", { schedule_at: at + DAY })).status).toBe(400);
  });

  it("of a key that was deleted stays, and fails in its time", async () => {
    const one = caller();
    await schedule(one, "s-3", TEST_NOW + 60);
    expect((await one.call("DELETE", "/subscribe/customers/c1?reason=탈퇴")).status).toBe(200);
    expect((await one.call("GET", "/subscribe/customers/c1")).status).toBe(404);
    expect((await one.call("DELETE", "/subscribe/customers/c1")).status).toBe(404);
    one.clock.advance(90);
    expect(await read(one, "s-3")).toMatchObject({ payment_status: "failed", imp_uid: null });
    expect((await one.call("POST", "/subscribe/payments/schedule/s-3/retry")).status).toBe(404);
  });

  it("is revoked by order number, by key, or by both together", async () => {
    const one = caller();
    for (const uid of ["r-1", "r-2", "r-3"]) await schedule(one, uid, TEST_NOW + DAY, uid === "r-3" ? "c2" : "c1");
    const revoke = (body: object) => one.call<WireSchedule[]>("POST", "/subscribe/payments/unschedule", body);
    expect((await revoke({ customer_uid: "c2", merchant_uid: ["r-1"] })).code).toBe(1);
    expect((await revoke({ merchant_uid: ["r-1"] })).response).toMatchObject([{ revoked_at: TEST_NOW }]);
    expect((await revoke({ customer_uid: "c1" })).response.map(({ merchant_uid }) => merchant_uid)).toEqual(["r-2"]);
    expect(await revoke({ customer_uid: "c1" })).toMatchObject({
      status: 200,
      code: 1,
      message: "취소할 예약결제 기록이 존재하지 않습니다.",
    });
    expect((await revoke({})).code).toBe(1);
    expect(await read(one, "r-3")).toMatchObject({ schedule_status: "scheduled" });
  });

  it.each([
    ["a time in the past", plan("x", TEST_NOW)],
    ["no order number", plan("", TEST_NOW + 60)],
    ["no amount", plan("x", TEST_NOW + 60, { amount: 0 })],
    ["half a won", plan("x", TEST_NOW + 60, { amount: 10.5 })],
    ["no name", plan("x", TEST_NOW + 60, { name: "" })],
    ["an order that is scheduled", plan("taken", TEST_NOW + 60)],
  ])("is refused under 200 with %s, and none of its neighbours is made", async (_, line) => {
    const one = caller();
    await schedule(one, "taken", TEST_NOW + DAY);
    const body = { customer_uid: "c1", schedules: [plan("good", TEST_NOW + 60), line] };
    expect(await one.call("POST", "/subscribe/payments/schedule", body)).toMatchObject({ status: 200, code: 1 });
    expect((await one.call("GET", "/subscribe/payments/schedule/good")).status).toBe(404);
  });

  it.each([
    ["", 400],
    ["schedule_from=0&schedule_to=8640000", 400],
    ["schedule_from=2&schedule_to=1", 400],
    ["schedule_from=0&schedule_to=1&schedule_status=late", 400],
    ["schedule_from=0&schedule_to=1&limit=1001", 400],
    ["schedule_from=0&schedule_to=1", 200],
  ])("is listed by %s: %i", async (query, status) => {
    const one = caller();
    expect((await one.call("GET", `/subscribe/payments/schedule?${query}`)).status).toBe(status);
  });
});

describe("billing keys", () => {
  const card = { card_number: "4518-4200-1111-2222", expiry: "2030-12", birth: "900101", pwd_2digit: "12" };

  it("are issued from a card, of which only a masked number is kept, and charged", async () => {
    const one = caller();
    const issued = await one.call<WireBillingKey>("POST", "/subscribe/customers/k1", card);
    expect(issued.response).toMatchObject({ customer_uid: "k1", card_number: "451842******222*" });
    const order = { customer_uid: "k1", merchant_uid: "o-1", amount: 5000, name: "원두" };
    expect((await one.call("POST", "/subscribe/payments/again", order)).response).toMatchObject({ status: "paid" });
    expect(await one.call("POST", "/subscribe/payments/again", order)).toMatchObject({ status: 200, code: 1 });
    const once = { ...card, merchant_uid: "o-2", amount: 5000, name: "원두" };
    expect((await one.call("POST", "/subscribe/payments/onetime", once)).response).toMatchObject({
      customer_uid: null,
    });
    const many = await one.call<WireBillingKey[]>("GET", "/subscribe/customers?customer_uid[]=k1&customer_uid[]=none");
    expect(many.status).toBe(207);
    expect(many.response).toHaveLength(1);
  });

  it.each([
    [{ ...card, card_number: "4518420011112222" }],
    [{ ...card, expiry: "12/30" }],
    [{ ...card, expiry: "2026-10" }],
    [{ ...card, pg: "kakaopay" }],
    [{ ...card, channel_group_id: "group" }],
  ])("are refused under 200 for %o", async (body) => {
    const one = caller();
    expect(await one.call("POST", "/subscribe/customers/k1", body)).toMatchObject({ status: 200, code: -1 });
    expect((await one.call("GET", "/subscribe/customers/k1")).status).toBe(404);
  });
});
