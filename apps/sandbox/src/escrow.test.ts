import { describe, expect, it } from "vitest";
import { DAY } from "./kst.ts";
import type { WirePayment } from "./payment-record.ts";
import { type Caller, callersOf, TEST_NOW } from "./testing.ts";

interface Parcel {
  company: string;
  invoice: string;
  sent_at: number;
  applied_at: number;
}

const caller = callersOf({ payments: 0 });

const party = {
  name: "김민준",
  tel: "01012345678",
  postcode: "04780",
  addr: "서울 성동구 성수이로 1",
  formed_address: { address_line_1: "서울 성동구 성수이로 1", address_line_2: "2층" },
};
/** Everything that any PG wants. */
const whole = {
  sender: { ...party, relationship: "본인" },
  receiver: party,
  logis: { company: "CJGLS", invoice: "612345678901", sent_at: TEST_NOW, receiving_at: "20261123", address: "서울" },
  products: [{ id: "p1", name: "원목 도마", amount: 27_500 }],
};
const held = (shop: Caller, pgProvider: string, changes: object = {}) =>
  shop.make({ pgProvider, payMethod: "vbank", escrow: true, amount: 27_500, ...changes }).imp_uid;
const send = ({ call }: Caller, method: "POST" | "PUT", impUid: string, body: object = whole) =>
  call<Parcel>(method, `/escrows/logis/${impUid}`, body);
const kinds = ({ sandbox }: Caller) =>
  sandbox.control.ledger
    .entries()
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith("delivery"));

describe("registering a delivery", () => {
  it.each(["html5_inicis", "kcp", "daou", "ksnet", "smartro_v2", "nice_v2", "welcome"])(
    "is done once at %s, and tells courier, invoice and times back",
    async (pg) => {
      const shop = caller();
      const impUid = held(shop, pg);
      expect(await shop.call("GET", `/escrows/logis/${impUid}`)).toMatchObject({ status: 409, response: null });
      const { status, response } = await send(shop, "POST", impUid);
      expect({ status, response }).toEqual({
        status: 200,
        response: { company: "CJGLS", invoice: "612345678901", sent_at: TEST_NOW, applied_at: TEST_NOW },
      });
      expect((await shop.call("GET", `/escrows/logis/${impUid}`)).response).toEqual(response);
      expect(await send(shop, "POST", impUid)).toMatchObject({ status: 409, message: expect.stringContaining("이미") });
      expect(kinds(shop)).toEqual(["delivery_registered"]);
    },
  );

  const without = (at: "sender" | "receiver" | "logis", name: string) => ({
    ...whole,
    [at]: { ...whole[at], [name]: undefined },
  });
  it.each<[string, string, object, string]>([
    ["without a sender", "kcp", { ...whole, sender: undefined }, "sender"],
    ["without a receiver", "kcp", { ...whole, receiver: "김민준" }, "receiver"],
    ["without a parcel", "kcp", { ...whole, logis: undefined }, "logis"],
    ["without a courier", "kcp", without("logis", "company"), "logis.company"],
    ["without an invoice", "nice_v2", without("logis", "invoice"), "logis.invoice"],
    ["without a time", "ksnet", without("logis", "sent_at"), "logis.sent_at"],
    ["with a time in words", "ksnet", { ...whole, logis: { ...whole.logis, sent_at: "오늘" } }, "logis.sent_at"],
    ["without the sender's phone at Inicis", "html5_inicis", without("sender", "tel"), "sender.tel"],
    ["without the receiver's address at Inicis", "html5_inicis", without("receiver", "addr"), "receiver.addr"],
    ["without an address in two lines at Smartro", "smartro_v2", without("sender", "formed_address"), "address_line_1"],
    ["without an address in two lines at Welcome", "welcome", without("receiver", "formed_address"), "address_line_1"],
    ["without goods at Welcome", "welcome", { ...whole, products: [] }, "products"],
    ["with goods of no price at Welcome", "welcome", { ...whole, products: [{ id: "p", name: "n" }] }, "amount"],
    ["without the relationship at Kiwoom", "daou", without("sender", "relationship"), "sender.relationship"],
    ["without a day of arrival at Kiwoom", "daou", without("logis", "receiving_at"), "logis.receiving_at"],
    ["with hyphens in it", "daou", { ...whole, logis: { ...whole.logis, receiving_at: "2026-11-23" } }, "receiving_at"],
    ["without a place of dispatch at Kiwoom", "daou", without("logis", "address"), "logis.address"],
  ])("is refused with 400 %s", async (_why, pg, body, words) => {
    const shop = caller();
    expect(await send(shop, "POST", held(shop, pg), body)).toMatchObject({
      status: 400,
      response: null,
      message: expect.stringContaining(words),
    });
    expect(kinds(shop)).toEqual([]);
  });

  it("takes only courier, invoice and time where the PG wants no more", async () => {
    const shop = caller();
    const { company, invoice, sent_at } = whole.logis;
    const bare = { sender: {}, receiver: {}, logis: { company, invoice, sent_at } };
    for (const pg of ["kcp", "ksnet", "nice_v2"])
      expect((await send(shop, "POST", held(shop, pg), bare)).status).toBe(200);
  });

  it("makes ETC of a courier it does not know, without a word", async () => {
    const shop = caller();
    for (const company of ["LOGEN", "KOREX", "cjgls", "쿠팡"]) {
      const { response } = await send(shop, "POST", held(shop, "kcp"), {
        ...whole,
        logis: { ...whole.logis, company },
      });
      expect(response.company).toBe("ETC");
    }
  });

  it("is refused with 400 at a PG without it, 404 for no payment, and 409 for what holds no money", async () => {
    const shop = caller();
    for (const pg of ["tosspayments", "settle", "kicc"])
      expect((await send(shop, "POST", held(shop, pg))).status).toBe(400);
    expect((await shop.call("GET", `/escrows/logis/${held(shop, "settle")}`)).status).toBe(400);
    expect((await send(shop, "POST", "imp_000000000000")).status).toBe(404);
    expect((await shop.call("GET", "/escrows/logis/imp_000000000000")).status).toBe(404);
    const confirmed = held(shop, "kcp");
    await shop.call("POST", `/__sandbox/payments/${confirmed}/confirm-purchase`, {});
    const cancelled = held(shop, "html5_inicis", { payMethod: "card" });
    await shop.call("POST", "/payments/cancel", { imp_uid: cancelled });
    const ordinary = held(shop, "kcp", { escrow: false });
    for (const impUid of [confirmed, cancelled, ordinary, held(shop, "kcp", { status: "ready" })]) {
      expect((await send(shop, "POST", impUid)).status).toBe(409);
    }
    expect(kinds(shop)).toEqual([]);
  });

  it("needs a contract at KSNET and Smartro", async () => {
    const shop = caller();
    await shop.call("PUT", "/__sandbox/settings", { escrowContracts: [] });
    for (const pg of ["ksnet", "smartro_v2"]) expect((await send(shop, "POST", held(shop, pg))).status).toBe(500);
    expect((await send(shop, "POST", held(shop, "kcp"))).status).toBe(200);
  });

  it("is done although its answer is lost, and refused in the PG's words with a 500", async () => {
    const shop = caller();
    const impUid = held(shop, "kcp");
    await shop.call("POST", "/__sandbox/faults", { kind: "pg_refusal", path: "/escrows/", message: "[8|점검]" });
    expect(await send(shop, "POST", impUid)).toMatchObject({ status: 500, message: "[8|점검]" });
    await shop.call("POST", "/__sandbox/faults", { kind: "reset", when: "after", path: "/escrows/" });
    await expect(send(shop, "POST", impUid)).rejects.toThrow("fetch failed");
    expect(kinds(shop)).toEqual(["delivery_registered"]);
  });

  it("keeps nobody's address", async () => {
    const shop = caller();
    const impUid = held(shop, "kcp", { buyerName: "다른이", buyerTel: "0", buyerAddr: "다른 곳", buyerPostcode: "1" });
    await send(shop, "POST", impUid);
    const view = await shop.sandbox.fetch(new Request(`http://sandbox.test/__sandbox/payments/${impUid}`));
    const text = await view.text();
    for (const secret of ["김민준", "01012345678", "성수이로"]) expect(text).not.toContain(secret);
  });

  it("was done for nearly all computed payments in time, and can be done for the rest", async () => {
    const shop = caller({ payments: 20_000, keepsArriving: false });
    const page = (number: number) =>
      shop.call<{ list: WirePayment[] }>("GET", `/payments/status/paid?limit=1000&page=${number}`);
    const pages = await Promise.all([page(1), page(2)]);
    const escrows = pages.flatMap(({ response }) => response.list.filter((one) => one.escrow && !one.sandbox));
    const read = (one: WirePayment) => shop.call<Parcel | null>("GET", `/escrows/logis/${one.imp_uid}`);
    const parcels = await Promise.all(escrows.map(async (one) => ({ one, parcel: (await read(one)).response })));
    const waiting = parcels.filter(({ parcel }) => parcel === null);
    expect(parcels.length).toBeGreaterThan(15);
    expect(waiting.length).toBeGreaterThan(0);
    expect(waiting.length).toBeLessThan(parcels.length / 4);
    for (const { one, parcel } of parcels) {
      if (parcel === null) continue;
      expect(parcel.applied_at).toBeGreaterThan(one.paid_at);
      expect(parcel.applied_at).toBeLessThanOrEqual(TEST_NOW);
      expect(parcel.invoice).toMatch(/^[1-9]\d{11}$/);
    }
    const [late] = waiting;
    expect((await send(shop, "POST", late?.one.imp_uid ?? "")).status).toBe(200);
    const { parcel, one } = parcels.find((each) => each.parcel !== null) ?? {};
    expect((await send(shop, "POST", one?.imp_uid ?? "")).status).toBe(409);
    shop.clock.advance(30 * DAY);
    expect((await shop.call("GET", `/escrows/logis/${one?.imp_uid}`)).response).toEqual(parcel);
  });
});

describe("changing a delivery", () => {
  const changed = { ...whole, logis: { ...whole.logis, company: "HANJIN", invoice: "512345678901" } };

  it.each(["html5_inicis", "daou", "smartro_v2", "welcome"])("is done at %s after a registration", async (pg) => {
    const shop = caller();
    const impUid = held(shop, pg);
    expect(await send(shop, "PUT", impUid, changed)).toMatchObject({ status: 409 });
    await send(shop, "POST", impUid);
    shop.clock.advance(60);
    expect((await send(shop, "PUT", impUid, changed)).response).toEqual({
      company: "HANJIN",
      invoice: "512345678901",
      sent_at: TEST_NOW,
      applied_at: TEST_NOW,
    });
    expect((await shop.call<Parcel>("GET", `/escrows/logis/${impUid}`)).response.company).toBe("HANJIN");
    expect(kinds(shop)).toEqual(["delivery_registered", "delivery_changed"]);
    await shop.call("POST", `/__sandbox/payments/${impUid}/confirm-purchase`, {});
    expect((await send(shop, "PUT", impUid, changed)).status).toBe(409);
  });

  it("is taken at KSNET an hour after the registration", async () => {
    const shop = caller();
    const impUid = held(shop, "ksnet");
    await send(shop, "POST", impUid);
    shop.clock.advance(3599);
    expect((await send(shop, "PUT", impUid, changed)).status).toBe(409);
    shop.clock.advance(1);
    expect((await send(shop, "PUT", impUid, changed)).status).toBe(200);
  });

  it.each([
    ["nice_v2", "no source has it"],
    ["kcp", "its list and its prose disagree"],
  ])("is refused with 400 at %s: %s", async (pg) => {
    const shop = caller();
    const impUid = held(shop, pg);
    await send(shop, "POST", impUid);
    expect((await send(shop, "PUT", impUid, changed)).status).toBe(400);
    expect(kinds(shop)).toEqual(["delivery_registered"]);
  });

  it("wants all that a registration wants: shared schema and PG page disagree", async () => {
    const shop = caller();
    for (const pg of ["smartro_v2", "welcome"]) {
      const impUid = held(shop, pg);
      await send(shop, "POST", impUid);
      const bare = { ...changed, sender: {}, receiver: {} };
      expect(await send(shop, "PUT", impUid, bare)).toMatchObject({ status: 400 });
    }
    expect((await send(shop, "PUT", "imp_000000000000")).status).toBe(404);
  });
});
