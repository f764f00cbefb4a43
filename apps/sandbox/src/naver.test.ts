import { describe, expect, it } from "vitest";
import type { WireProductOrder } from "./naver-orders.ts";
import { type Caller, callersOf } from "./testing.ts";

const caller = callersOf();

async function ordered(one: Caller, amount = 90_000) {
  const wire = one.make({ pgProvider: "naverco", payMethod: "naverpay", amount });
  const path = `/payments/${wire.imp_uid}/naver`;
  const { response } = await one.call<WireProductOrder[]>("GET", `${path}/product-orders`);
  return { wire, path, orders: response, ids: response.map(({ product_order_id }) => product_order_id) };
}

/** An order of several products. */
async function orderedMany(one: Caller) {
  for (let n = 0; n < 30; n++) {
    const made = await ordered(one);
    if (made.ids.length > 1) return made;
  }
  throw new Error("no order of several products came up");
}

const parcel = { delivery_method: "DELIVERY", delivery_company: "CJGLS", tracking_number: "123456789012" };

describe("orders of Naver Pay", () => {
  it("hold products whose prices and delivery add up to the payment", async () => {
    const one = caller();
    for (let n = 0; n < 20; n++) {
      const { wire, orders } = await ordered(one, 12_345 + n * 7000);
      const sum = orders.reduce((total, order) => total + order.product_amount + order.delivery_amount, 0);
      expect(sum).toBe(wire.amount);
    }
  });

  it("are placed, then shipped, each once, and the second time is refused with 500", async () => {
    const one = caller();
    const { path } = await ordered(one);
    const at = one.sandbox.control.clock.seconds();
    expect((await one.call("POST", `${path}/ship`, { ...parcel, dispatched_at: at })).status).toBe(500);
    expect((await one.call("POST", `${path}/place`)).status).toBe(200);
    expect(await one.call("POST", `${path}/place`)).toMatchObject({
      status: 500,
      message: expect.stringMatching(/이미 발주처리된/),
    });
    const shipped = await one.call<WireProductOrder[]>("POST", `${path}/ship`, { ...parcel, dispatched_at: at });
    expect(shipped.response[0]).toMatchObject({ product_order_status: "DELIVERING" });
    expect((await one.call("POST", `${path}/ship`, { ...parcel, dispatched_at: at })).status).toBe(500);
  });

  it("of which only some can be changed answer 207 with those that were", async () => {
    const one = caller();
    const { path, ids } = await orderedMany(one);
    expect((await one.call("POST", `${path}/place`, { product_order_id: [ids[0]] })).status).toBe(200);
    const rest = await one.call<WireProductOrder[]>("POST", `${path}/place`);
    expect(rest.status).toBe(207);
    expect(rest.response.map(({ product_order_id }) => product_order_id)).toEqual(ids.slice(1));
    expect((await one.call("POST", `${path}/place`, { product_order_id: ["0"] })).status).toBe(500);
  });

  it.each([
    ["ship", { ...parcel }, "dispatched_at"],
    ["ship", { dispatched_at: 1, delivery_method: "PIGEON" }, "delivery_method"],
    ["ship", { dispatched_at: 1, delivery_method: "DELIVERY", tracking_number: "1" }, "delivery_company"],
    ["ship", { dispatched_at: 1, ...parcel, delivery_company: "ETC" }, "delivery_company"],
    ["ship-exchanged", { delivery_method: "DELIVERY", delivery_company: "CJGLS" }, "tracking_number"],
    ["request-return", { delivery_method: "DELIVERY" }, "delivery_method"],
    ["request-return", { delivery_method: "RETURN_DELIVERY" }, "delivery_company"],
    ["reject-return", {}, "memo"],
    ["withhold-return", { reason: "ETC" }, "memo"],
  ])("refuses %s with %o for want of a right %s", async (operation, body, field) => {
    const one = caller();
    const { path } = await ordered(one);
    expect(await one.call("POST", `${path}/${operation}`, body)).toMatchObject({
      status: 400,
      message: expect.stringContaining(field),
    });
  });

  it("that are cancelled give the money of the product back, with a webhook's worth of facts", async () => {
    const one = caller();
    const { path, orders, wire } = await orderedMany(one);
    const [first] = orders;
    await one.call("POST", `${path}/cancel`, { product_order_id: [first?.product_order_id], reason: "SOLD_OUT" });
    const after = (await one.call("GET", `/payments/${wire.imp_uid}`)).response;
    expect(after.cancel_amount).toBe((first?.product_amount ?? 0) + (first?.delivery_amount ?? 0));
    await one.call("POST", `${path}/cancel`);
    expect((await one.call("GET", `/payments/${wire.imp_uid}`)).response).toMatchObject({
      status: "cancelled",
      cancel_amount: wire.amount,
    });
    expect((await one.call("POST", `${path}/cancel`)).status).toBe(500);
  });

  it("go through a return that is held back, let go and approved", async () => {
    const one = caller();
    const { path, wire } = await ordered(one);
    const at = one.sandbox.control.clock.seconds();
    await one.call("POST", `${path}/place`);
    await one.call("POST", `${path}/ship`, { ...parcel, dispatched_at: at });
    expect((await one.call("POST", `${path}/approve-return`)).status).toBe(500);
    const asked = await one.call("POST", `${path}/request-return`, { delivery_method: "RETURN_INDIVIDUAL" });
    expect(asked.status).toBe(200);
    await one.call("POST", `${path}/withhold-return`, { memo: "미입고" });
    expect((await one.call("POST", `${path}/approve-return`)).status).toBe(500);
    expect((await one.call("POST", `${path}/resolve-return`)).status).toBe(200);
    expect((await one.call("POST", `${path}/approve-return`)).status).toBe(200);
    expect((await one.call("GET", `/payments/${wire.imp_uid}`)).response.status).toBe("cancelled");
  });

  it("go through an exchange that the buyer asked for", async () => {
    const one = caller();
    const { path, ids } = await ordered(one);
    const at = one.sandbox.control.clock.seconds();
    await one.call("POST", `${path}/place`);
    await one.call("POST", `${path}/ship`, { ...parcel, dispatched_at: at });
    for (const id of ids) await one.call("POST", `/__sandbox/naver-orders/${id}/request-exchange`, {});
    expect((await one.call("POST", `${path}/ship-exchanged`, { delivery_method: "NOTHING" })).status).toBe(500);
    expect((await one.call("POST", `${path}/collect-exchanged`)).status).toBe(200);
    const sent = await one.call<WireProductOrder[]>("POST", `${path}/ship-exchanged`, { delivery_method: "NOTHING" });
    expect(sent.response[0]).toMatchObject({ claim_type: "EXCHANGE", claim_status: "EXCHANGE_REDELIVERING" });
  });

  it("are nothing another PG has: 404", async () => {
    const one = caller();
    const card = one.make({ pgProvider: "naverpay" });
    expect((await one.call("GET", `/payments/${card.imp_uid}/naver/product-orders`)).status).toBe(404);
    expect((await one.call("POST", `/payments/${card.imp_uid}/naver/place`)).status).toBe(404);
    expect((await one.call("GET", "/naver/product-orders/00000000000001")).status).toBe(404);
  });

  it("do the work although the answer is lost, and nothing when the PG refuses", async () => {
    const one = caller();
    const { path, ids } = await ordered(one);
    const { faults, ledger } = one.sandbox.control;
    faults.order({ kind: "pg_refusal", path, message: "[E1|점검 중]" });
    expect(await one.call("POST", `${path}/place`)).toMatchObject({ status: 500, message: "[E1|점검 중]" });
    expect(ledger.entries({ kind: "naver_placed" })).toEqual([]);
    faults.order({ kind: "drop", path, when: "after" });
    await expect(one.call("POST", `${path}/place`)).rejects.toThrow();
    expect(ledger.entries({ kind: "naver_placed" }).map(({ reason }) => reason)).toEqual(ids);
  });
});

describe("payments of the payment type of Naver Pay", () => {
  it("are confirmed once and given points once", async () => {
    const one = caller();
    const { imp_uid } = one.make({ pgProvider: "naverpay", payMethod: "naverpay" });
    for (const what of ["confirm", "point"]) {
      expect((await one.call("POST", `/payments/${imp_uid}/naver/${what}`)).status).toBe(200);
      expect((await one.call("POST", `/payments/${imp_uid}/naver/${what}`)).status).toBe(500);
    }
  });

  it("say how much may go on a cash receipt, and other payments are refused with 400", async () => {
    const one = caller();
    const { imp_uid } = one.make({ pgProvider: "naverpay", payMethod: "naverpay", amount: 11_000 });
    const { response } = await one.call<Record<string, number>>("GET", `/payments/${imp_uid}/naver/cash-amount`);
    expect(response).toMatchObject({ amount_total: 11_000, amount_vat: 1000, amount_supply: 10_000 });
    const { imp_uid: other } = one.make();
    expect((await one.call("GET", `/payments/${other}/naver/cash-amount`)).status).toBe(400);
  });
});
