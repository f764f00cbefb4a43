import { describe, expect, it } from "vitest";
import { channels } from "./channels.ts";
import { callersOf } from "./testing.ts";

const caller = callersOf();
const keyOf = (pg: string) => channels.find(({ pg_provider }) => pg_provider === pg)?.channel_key ?? "";

describe("the order status of PAYCO", () => {
  it("goes forward only, once each, and is cancelled only when the money is back", async () => {
    const one = caller();
    const { imp_uid } = one.make({ pgProvider: "payco", payMethod: "payco" });
    const change = (status: string) => one.call("POST", `/payco/orders/status/${imp_uid}`, { status });
    expect(await change("CANCELED")).toMatchObject({ status: 200, code: -1 });
    expect((await change("DELIVERY_START")).response).toEqual({ status: "DELIVERY_START" });
    expect(await change("DELIVERY_START")).toMatchObject({ status: 200, code: -1 });
    expect(await change("SENT")).toMatchObject({ status: 200, code: 1 });
    await one.call("POST", "/payments/cancel", { imp_uid });
    expect(await change("PURCHASE_DECISION")).toMatchObject({ code: -1 });
    expect((await change("CANCELED")).code).toBe(0);
  });

  it("is nothing that another PG has", async () => {
    const one = caller();
    const path = `/payco/orders/status/${one.make().imp_uid}`;
    expect(await one.call("POST", path, { status: "DELIVERY_START" })).toMatchObject({ status: 200, code: -1 });
  });
});

describe("a delivery reported to Paymentwall", () => {
  const goods = {
    type: "physical",
    status: "order_shipped",
    estimated_delivery_datetime: 1_795_500_000,
    estimated_update_datetime: 1_795_400_000,
    refundable: "yes",
    shipping_address_email: "emily@example.com",
    carrier_tracking_id: "1Z999",
    carrier_type: "UPS",
    shipping_address_country: "US",
    shipping_address_city: "Seattle",
    shipping_address_zip: "98101",
    shipping_address_state: "WA",
    shipping_address_street: "1 Pine St",
    shipping_address_phone: "+12065550100",
    shipping_address_firstname: "Emily",
    shipping_address_lastname: "Carter",
  };
  interface Answer {
    error_code?: number;
    notices?: string[];
  }

  it("is taken, and what is wrong with one stands in its notices under code 0", async () => {
    const one = caller();
    const { imp_uid, merchant_uid } = one.make({ pgProvider: "paymentwall", amount: 20 });
    const report = (body: object) =>
      one.call<Answer>("POST", "/paymentwall/delivery", { imp_uid, merchant_uid, ...body });
    expect((await report(goods)).response).toEqual({});
    const wrong = await report({ ...goods, carrier_type: "", refundable: "maybe", status: "order_placed" });
    expect(wrong.code).toBe(0);
    expect(wrong.response.notices).toEqual([
      "carrier_type: is required",
      "refundable: is not one of yes, no",
      "status: must not go back",
    ]);
    expect(one.sandbox.control.ledger.entries({ kind: "delivery_reported" })).toHaveLength(1);
    const digital = { ...goods, type: "digital", carrier_tracking_id: "", shipping_address_street: "" };
    expect((await report({ ...digital, status: "delivered" })).response).toEqual({});
    expect((await one.call("POST", "/paymentwall/delivery", { ...goods, imp_uid, merchant_uid: "x" })).code).toBe(-1);
  });
});

describe("a barcode of Galaxia", () => {
  it("is issued, shows up as a waiting payment, and can be annulled only before it is paid", async () => {
    const one = caller();
    const order = { channel_key: keyOf("galaxia"), merchant_uid: "cvs-1", amount: 12_000, name: "생수" };
    const { response: wire } = await one.call("POST", "/cvs", order);
    expect(wire).toMatchObject({ status: "ready", pg_provider: "galaxia", pay_method: "cvs" });
    expect((await one.call("DELETE", `/cvs/${wire.imp_uid}`)).response).toMatchObject({ status: "failed" });
    expect(await one.call("DELETE", `/cvs/${wire.imp_uid}`)).toMatchObject({ status: 200, code: -1 });
    const { response: other } = await one.call("POST", "/cvs", { ...order, merchant_uid: "cvs-2" });
    await one.call("POST", `/__sandbox/payments/${other.imp_uid}/pay`, {});
    expect((await one.call("DELETE", `/cvs/${other.imp_uid}`)).code).toBe(-1);
    expect((await one.call("POST", "/cvs", { ...order, merchant_uid: "cvs-2" })).code).toBe(1);
    expect((await one.call("POST", "/cvs", { ...order, expired_at: 1 })).code).toBe(1);
    expect((await one.call("POST", "/cvs", { ...order, channel_key: keyOf("kcp") })).code).toBe(1);
    expect((await one.call("DELETE", `/cvs/${one.make().imp_uid}`)).code).toBe(-1);
  });
});

describe("points of Benepia", () => {
  it("are shown and charged to whoever knows the password, and refused with 500 otherwise", async () => {
    const one = caller();
    const who = { benepia_user: "marudan", benepia_password: "benepia", channel_key: keyOf("kcp") };
    const { response } = await one.call<{ point: number }>("POST", "/benepia/point", who);
    expect((await one.call("POST", "/benepia/point", { ...who, benepia_password: "x" })).status).toBe(500);
    const order = { ...who, merchant_uid: "b-1", name: "도서", amount: response.point };
    expect((await one.call("POST", "/benepia/payment", { ...order, amount: response.point + 1 })).status).toBe(500);
    expect((await one.call("POST", "/benepia/payment", order)).response).toMatchObject({ pay_method: "point" });
    expect((await one.call("POST", "/benepia/payment", order)).status).toBe(500);
  });
});

describe("a slip that is split over partners", () => {
  const partner = { business_registration_number: "123-45-67890", company_name: "마루상회", amount: 4000 };

  it("is split once, for Inicis, within its amount", async () => {
    const one = caller();
    const { imp_uid } = one.make({ amount: 10_000 });
    const split = (data: object[], id = imp_uid) => one.call("POST", `/partners/receipts/${id}`, { data });
    expect((await split([partner, partner, partner])).status).toBe(400);
    expect((await split([{ ...partner, business_registration_number: "1234567890" }])).status).toBe(400);
    expect((await split([])).status).toBe(400);
    expect((await split([partner, partner])).response).toMatchObject({ receipt_url: expect.any(String) });
    expect((await split([partner])).status).toBe(400);
    expect((await split([partner], one.make({ pgProvider: "kcp" }).imp_uid)).status).toBe(501);
    expect((await split([partner], "imp_000000000000")).status).toBe(404);
  });
});

describe("KCP Quick Pay", () => {
  const prepared = { btid: "B1", cust_ip: "127.0.0.1", code_verifier: "abc" };

  it("registers a transaction once, and changes only what is registered", async () => {
    const one = caller();
    expect((await one.call("PUT", "/kcpquick/prepare/q-1", prepared)).status).toBe(404);
    expect((await one.call("POST", "/kcpquick/prepare/q-1", { ...prepared, prepaid_auth_yn: "Y" })).status).toBe(400);
    expect((await one.call("POST", "/kcpquick/prepare/q-1", prepared)).status).toBe(200);
    expect((await one.call("POST", "/kcpquick/prepare/q-1", prepared)).status).toBe(409);
    expect((await one.call("PUT", "/kcpquick/prepare/q-1", prepared)).status).toBe(200);
    expect((await one.call("POST", "/kcpquick/prepare/q-2", "btid=1&cust_ip=1.1.1.1")).status).toBe(400);
  });

  it("forgets a member and releases its fingerprint once", async () => {
    const one = caller();
    await one.call("POST", "/__sandbox/kcpquick/members", { memberId: "m1", usesFido: true, money: 5000 });
    const release = () => one.call("POST", "/kcpquick/members/m1/fido/release", { channel_key: keyOf("kcp_quick") });
    expect(await release()).toMatchObject({ status: 200, code: 0, response: { member_id: "m1" } });
    expect(await release()).toMatchObject({ status: 200, code: -1, error: { code: "C210" } });
    const pin = one.make({ pgProvider: "kcp_quick", amount: 100 });
    const money = { member_id: "m1", channel_key: keyOf("kcp_quick"), imp_uid: pin.imp_uid, name: "커피" };
    const pay = (merchantUid: string, amount: number) =>
      one.call("POST", "/kcpquick/payment/money", { ...money, merchant_uid: merchantUid, amount });
    expect((await pay("q-3", 6000)).code).toBe(-1);
    expect((await pay("q-3", 5000)).response).toMatchObject({ status: "paid", amount: 5000 });
    expect((await pay("q-4", 100)).code).toBe(-1);
    const query = "site_code=IX0MR&partner_type=IX99&partner_subtype=99IX";
    expect((await one.call("DELETE", "/kcpquick/members/m1?site_code=X")).status).toBe(404);
    expect((await one.call("DELETE", `/kcpquick/members/m1?${query}`)).response).toMatchObject({ member_id: "m1" });
    expect((await one.call("DELETE", `/kcpquick/members/m1?${query}`)).status).toBe(404);
  });

  it("charges an automatic payment and forgets its key", async () => {
    const one = caller();
    await one.call("POST", "/__sandbox/billing-keys", { customerUid: "auto1", pgProvider: "kcp_quick" });
    const order = { customer_uid: "auto1", merchant_uid: "q-5", name: "커피", buyer_name: "김마루", amount: 4500 };
    expect((await one.call("POST", "/kcpquick/payment/autopay", order)).response).toMatchObject({ status: "paid" });
    expect((await one.call("POST", "/kcpquick/payment/autopay", order)).code).toBe(1);
    expect((await one.call("DELETE", "/kcpquick/autopay/auto1")).response).toEqual({ customer_uid: "auto1" });
    expect((await one.call("DELETE", "/kcpquick/autopay/auto1")).status).toBe(404);
  });
});

describe("identity checks", () => {
  const person = {
    name: "김마루",
    phone: "010-1234-5678",
    birth: "900101",
    gender_digit: "2",
    carrier: "SKT",
    channel_key: keyOf("danal"),
  };
  const channelKey = channels.find(({ pg_provider, type }) => pg_provider === "danal" && type === "certification");

  it("are confirmed by what the message says, once, and can be erased", async () => {
    const one = caller();
    const body = { ...person, channel_key: channelKey?.channel_key };
    const { response } = await one.call<{ imp_uid: string }>("POST", "/certifications/otp/request", body);
    const { imp_uid } = response;
    expect((await one.call("GET", `/certifications/${imp_uid}`)).status).toBe(404);
    const confirm = (otp?: string) => one.call("POST", `/certifications/otp/confirm/${imp_uid}`, { otp });
    const { otp } = one.sandbox.control.parent.shelves.get("certification", imp_uid) ?? {};
    expect((await confirm("000")).status).toBe(400);
    expect((await confirm()).status).toBe(400);
    expect((await confirm(otp ?? "")).response).toMatchObject({ certified: true, birthday: "1990-01-01" });
    expect((await confirm(otp ?? "")).status).toBe(400);
    expect((await one.call("GET", `/certifications/${imp_uid}`)).response).toMatchObject({ name: "김마루" });
    expect((await one.call("DELETE", `/certifications/${imp_uid}`)).status).toBe(200);
    expect((await one.call("DELETE", `/certifications/${imp_uid}`)).status).toBe(404);
  });

  it.each(["name", "phone", "birth", "gender_digit", "carrier", "channel_key"])(
    "are refused with 400 without %s",
    async (name) => {
      const one = caller();
      const body = { ...person, channel_key: channelKey?.channel_key, [name]: "" };
      expect((await one.call("POST", "/certifications/otp/request", body)).status).toBe(400);
    },
  );
});
