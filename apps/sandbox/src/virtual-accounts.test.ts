import { describe, expect, it } from "vitest";
import { channels } from "./channels.ts";
import { DAY } from "./kst.ts";
import type { WirePayment } from "./payment-record.ts";
import { type Caller, callersOf, TEST_NOW } from "./testing.ts";

const caller = callersOf({ payments: 0 });

const keyOf = (pg: string) => channels.find((one) => one.pg_provider === pg && !one.sandbox)?.channel_key;
const INICIS_KEY = "sandbox-iniapi-key";

/** A request that the PG takes. */
function asked(pg: string, changes: object = {}): object {
  return {
    channel_key: keyOf(pg),
    merchant_uid: "order20261120",
    amount: 33_000,
    vbank_code: pg === "html5_inicis" ? "04" : "004",
    vbank_due: TEST_NOW + 3 * DAY,
    vbank_holder: "마루상점",
    name: "원목 도마",
    buyer_name: "김민준",
    buyer_email: "kim@example.com",
    buyer_tel: "01012345678",
    product_type: "real",
    ...changes,
  };
}

const issue = ({ call }: Caller, pg: string, changes: object = {}) =>
  call("POST", `/vbanks${pg === "html5_inicis" ? `?pg_api_key=${INICIS_KEY}` : ""}`, asked(pg, changes));

describe("issuing a virtual account", () => {
  it.each(["settle", "nice", "nice_v2", "html5_inicis", "ksnet", "smartro_v2", "tosspayments", "welcome"])(
    "is done once at %s, waits for its deposit, and is paid by it",
    async (pg) => {
      const shop = caller();
      const { status, code, response } = await issue(shop, pg);
      expect({ status, code }).toEqual({ status: 200, code: 0 });
      expect(response).toMatchObject({
        pg_provider: pg,
        pay_method: "vbank",
        channel: "api",
        status: "ready",
        amount: 33_000,
        paid_at: 0,
        vbank_code: "004",
        vbank_name: "KB국민은행",
        vbank_num: expect.stringMatching(/^\d{14}$/),
        vbank_date: TEST_NOW + 3 * DAY,
        vbank_issued_at: TEST_NOW,
        name: "원목 도마",
        buyer_name: "김민준",
        pg_id: channels.find((one) => one.channel_key === keyOf(pg))?.pg_id,
      });
      const holder = pg === "tosspayments" ? null : ["ksnet", "welcome"].includes(pg) ? "(주)마루상점" : "마루상점";
      expect(response.vbank_holder).toBe(holder);
      expect((await shop.call("GET", `/payments/${response.imp_uid}`)).response).toEqual(response);
      await shop.call("POST", `/__sandbox/payments/${response.imp_uid}/deposit`, {});
      expect((await shop.call("GET", `/payments/${response.imp_uid}`)).response).toMatchObject({
        status: "paid",
        paid_at: TEST_NOW,
      });
      const kinds = shop.sandbox.control.ledger.entries().map(({ kind }) => kind);
      expect(kinds).toEqual(["account_issued", "deposited"]);
    },
  );

  it.each<[string, string, object, string]>([
    ["without a channel", "nice_v2", { channel_key: undefined }, "channel_key"],
    ["at a channel that does not exist", "nice_v2", { channel_key: "channel-key-0" }, "존재하지 않는 채널"],
    ["at a PG that issues none by API", "kcp", {}, "지원하지 않는 PG사"],
    ["at an identity channel", "inicis_unified", {}, "지원하지 않는 PG사"],
    ["without an order", "nice_v2", { merchant_uid: "" }, "merchant_uid"],
    ["for an order of 41 characters", "nice_v2", { merchant_uid: "x".repeat(41) }, "merchant_uid"],
    ["for an order with a hyphen at Smartro", "smartro_v2", { merchant_uid: "ORD-1" }, "특수문자"],
    ["of no amount", "nice_v2", { amount: undefined }, "amount"],
    ["of zero", "nice_v2", { amount: 0 }, "amount"],
    ["of half a won", "nice_v2", { amount: 0.5 }, "amount"],
    ["without a bank", "nice_v2", { vbank_code: undefined }, "vbank_code"],
    ["at a bank the new Nice does not take", "nice_v2", { vbank_code: "090" }, "은행코드"],
    ["at Inicis with three digits", "html5_inicis", { vbank_code: "004" }, "은행코드"],
    ["at a bank where Welcome stopped issuing", "welcome", { vbank_code: "020" }, "은행코드"],
    ["without a deadline", "nice_v2", { vbank_due: undefined }, "vbank_due"],
    ["with a deadline that has passed", "nice_v2", { vbank_due: TEST_NOW }, "vbank_due"],
    ["with a holder of 17 characters", "nice_v2", { vbank_holder: "가".repeat(17) }, "vbank_holder"],
    ["without a holder at Hecto", "settle", { vbank_holder: undefined }, "vbank_holder"],
    ["without a holder at the old Nice", "nice", { vbank_holder: undefined }, "vbank_holder"],
    ["without a buyer at Toss", "tosspayments", { buyer_name: undefined }, "buyer_name"],
    ["without a buyer at Welcome", "welcome", { buyer_name: undefined }, "buyer_name"],
    ["without an e-mail at Inicis", "html5_inicis", { buyer_email: undefined }, "buyer_email"],
    ["without a phone at Smartro", "smartro_v2", { buyer_tel: undefined }, "buyer_tel"],
    ["without the kind of goods at KSNET", "ksnet", { product_type: undefined }, "product_type"],
    ["with a kind of goods that does not exist", "ksnet", { product_type: "food" }, "product_type"],
    ["with a tax-free part at a taxable merchant id", "nice_v2", { tax_free: 1000 }, "복합과세"],
    ["with tax parts at Welcome without its contract", "welcome", { vat_amount: 3000 }, "부가세업체정함"],
    ["without a limit elsewhere than at Hecto", "nice_v2", { fixed_unlimited_vbank: true }, "fixed_unlimited_vbank"],
    ["without a limit and without a number", "settle", { fixed_unlimited_vbank: true }, "vbank_num"],
    ["in escrow on a number that changes", "settle", { escrow_password: "x" }, "고정식"],
  ])("is refused %s under HTTP 200, and nothing is issued", async (_why, pg, changes, words) => {
    const shop = caller();
    const refused = await issue(shop, pg, changes);
    expect(refused).toMatchObject({ status: 200, response: null, message: expect.stringContaining(words) });
    expect(refused.code).not.toBe(0);
    expect(shop.sandbox.control.ledger.entries()).toEqual([]);
  });

  it("is refused at Inicis with a wrong key or none", async () => {
    const { call } = caller();
    for (const path of ["/vbanks", "/vbanks?pg_api_key=mistyped"]) {
      const refused = await call("POST", path, asked("html5_inicis"));
      expect(refused).toMatchObject({ status: 200, code: -1, message: expect.stringContaining("hashData 불일치") });
    }
  });

  it("is refused for an order that was paid, and possible again and again for one that was not", async () => {
    const shop = caller();
    shop.make({ merchantUid: "order20261120", status: "failed" });
    expect((await issue(shop, "nice_v2")).code).toBe(0);
    const { response: second } = await issue(shop, "nice_v2");
    shop.sandbox.control.pay(shop.sandbox.control.parent, shop.sandbox.control.locate(second.imp_uid).id);
    expect(await issue(shop, "nice_v2")).toMatchObject({ code: 1, message: "이미 결제가 이뤄진 merchant_uid입니다." });
  });

  it("is refused when another amount was registered for the order", async () => {
    const shop = caller();
    await shop.call("POST", "/payments/prepare", { merchant_uid: "order20261120", amount: 1000 });
    expect((await issue(shop, "nice_v2")).code).toBe(1);
    expect((await issue(shop, "nice_v2", { amount: 1000 })).code).toBe(0);
  });

  it("needs a tax-free part at a mixed merchant id of Nice, and a VAT of at most a tenth at Welcome", async () => {
    const shop = caller();
    await shop.call("PUT", "/__sandbox/settings", { taxClass: "mixed", ownVatContract: true });
    expect(await issue(shop, "nice")).toMatchObject({ code: 1, message: "파라미터 누락: tax_free" });
    expect((await issue(shop, "nice", { tax_free: 3000 })).code).toBe(0);
    expect(await issue(shop, "welcome", { vat_amount: 3301 })).toMatchObject({
      message: expect.stringContaining("10%"),
    });
    expect((await issue(shop, "welcome", { vat_amount: 3300 })).code).toBe(0);
  });

  it("gives a fixed account its number, by number or by key", async () => {
    const shop = caller();
    const hecto = await issue(shop, "settle", { vbank_num: "79012345678901", escrow_password: "secret" });
    expect(hecto.response).toMatchObject({ vbank_num: "79012345678901", escrow: true });
    const first = await issue(shop, "tosspayments", { vbank_key: "member-1" });
    const again = await issue(shop, "tosspayments", { vbank_key: "member-1", merchant_uid: "another" });
    const other = await issue(shop, "tosspayments", { vbank_key: "member-2" });
    expect(again.response.vbank_num).toBe(first.response.vbank_num);
    expect(other.response.vbank_num).not.toBe(first.response.vbank_num);
    await shop.call("PUT", "/__sandbox/settings", { fixedAccountContract: false, vbankIssueContracts: ["settle"] });
    expect(await issue(shop, "settle", { vbank_num: "79012345678901" })).toMatchObject({ code: -1 });
    expect(await issue(shop, "nice_v2")).toMatchObject({ code: -1, message: expect.stringContaining("계약") });
  });

  it("lists every deposit into an unlimited account, also one after a cancel", async () => {
    const shop = caller();
    const { response } = await issue(shop, "settle", {
      fixed_unlimited_vbank: true,
      vbank_num: "79012345678901",
      amount: undefined,
    });
    expect(response).toMatchObject({ amount: 0, status: "ready", deposit_history: [] });
    const deposit = (amount: number) =>
      shop.call("POST", `/__sandbox/payments/${response.imp_uid}/deposit`, { amount, depositorName: "박서연" });
    await deposit(10_000);
    await deposit(5000);
    const refundTo = { refund_holder: "박서연", refund_bank: "004", refund_account: "1234567890" };
    expect((await shop.call("POST", "/payments/cancel", { imp_uid: response.imp_uid, ...refundTo })).code).toBe(0);
    await deposit(2000);
    const { response: now } = await shop.call("GET", `/payments/${response.imp_uid}`);
    expect(now).toMatchObject({ status: "cancelled", amount: 17_000, cancel_amount: 15_000 });
    expect(now.deposit_history.map(({ amount, depositor_name }) => [amount, depositor_name])).toEqual([
      [10_000, "박서연"],
      [5000, "박서연"],
      [2000, "박서연"],
    ]);
  });

  it("sends the webhook of an account that was issued", async () => {
    const sent: unknown[] = [];
    const shop = caller({
      webhookUrl: "http://shop.test/webhook",
      fetch: async (_url, init) => {
        sent.push(JSON.parse(String(init?.body)));
        return new Response("ok");
      },
    });
    const { response } = await issue(shop, "nice_v2");
    await shop.call("DELETE", `/vbanks/${response.imp_uid}`);
    await shop.sandbox.control.webhooks.settled();
    expect(sent).toEqual([{ imp_uid: response.imp_uid, merchant_uid: "order20261120", status: "ready" }]);
  });

  it("is done although its answer is lost, and not when the request is", async () => {
    const shop = caller();
    await shop.call("POST", "/__sandbox/faults", { kind: "drop", method: "POST", path: "/vbanks" });
    await expect(issue(shop, "nice_v2")).rejects.toThrow("fetch failed");
    expect(shop.sandbox.control.ledger.entries({ kind: "account_issued" })).toEqual([]);
    await shop.call("POST", "/__sandbox/faults", { kind: "reset", when: "after", method: "POST", path: "/vbanks" });
    await expect(issue(shop, "nice_v2")).rejects.toThrow("fetch failed");
    expect(shop.sandbox.control.ledger.entries({ kind: "account_issued" })).toHaveLength(1);
    const { response } = await shop.call<{ list: WirePayment[] }>("GET", "/payments/findAll/order20261120");
    expect(response.list.map(({ status }) => status)).toEqual(["ready"]);
  });

  it("is refused in the PG's words on a bad day", async () => {
    const shop = caller();
    await shop.call("POST", "/__sandbox/faults", { kind: "pg_refusal", path: "/vbanks", message: "[Z99|은행 점검]" });
    expect(await issue(shop, "nice_v2")).toMatchObject({ status: 200, code: -1, message: "[Z99|은행 점검]" });
    expect(shop.sandbox.control.ledger.entries()).toEqual([]);
  });
});

describe("changing a virtual account", () => {
  const waiting = (shop: Caller, pg = "settle") =>
    shop.make({ pgProvider: pg, payMethod: "vbank", status: "ready", amount: 10_000 }).imp_uid;
  const change = (shop: Caller, impUid: string, body: object = { amount: 12_000, vbank_due: TEST_NOW + DAY }) =>
    shop.call("PUT", `/vbanks/${impUid}`, body);

  it("moves deadline and amount at Hecto", async () => {
    const shop = caller();
    const impUid = waiting(shop);
    expect((await change(shop, impUid)).response).toMatchObject({ amount: 12_000, vbank_date: TEST_NOW + DAY });
    expect((await change(shop, impUid, { vbank_due: TEST_NOW + 2 * DAY })).response).toMatchObject({ amount: 12_000 });
    expect(shop.sandbox.control.ledger.entries({ kind: "account_changed" })).toHaveLength(2);
  });

  it.each<[string, (shop: Caller) => string, object | undefined, number]>([
    ["at another PG", (shop) => waiting(shop, "nice_v2"), undefined, 400],
    ["of a card payment", (shop) => shop.make({ pgProvider: "settle" }).imp_uid, undefined, 400],
    ["that was paid", (shop) => shop.make({ pgProvider: "settle", payMethod: "vbank" }).imp_uid, undefined, 400],
    ["without a deadline, which Hecto requires", waiting, { amount: 12_000 }, 400],
    ["to a deadline that has passed", waiting, { vbank_due: TEST_NOW - 1 }, 400],
    ["to no amount", waiting, { vbank_due: TEST_NOW + DAY, amount: 0 }, 400],
    ["that does not exist", () => "imp_000000000000", undefined, 404],
  ])("is refused %s", async (_why, prepare, body, status) => {
    const shop = caller();
    const impUid = prepare(shop);
    expect(await change(shop, impUid, body)).toMatchObject({ status, response: null });
    expect(shop.sandbox.control.ledger.entries({ kind: "account_changed" })).toEqual([]);
  });

  it("is refused for accounts with a tax-free part", async () => {
    const shop = caller();
    const impUid = shop.make({ pgProvider: "settle", payMethod: "vbank", status: "ready", taxFree: 100 }).imp_uid;
    expect((await change(shop, impUid)).status).toBe(400);
    await shop.call("PUT", "/__sandbox/settings", { taxClass: "mixed" });
    expect((await change(shop, waiting(shop))).status).toBe(400);
  });
});

describe("revoking a virtual account", () => {
  const waiting = (shop: Caller, pg: string) =>
    shop.make({ pgProvider: pg, payMethod: "vbank", status: "ready" }).imp_uid;

  it.each([
    "uplus",
    "danal",
    "nice",
    "kicc",
    "settle",
    "smartro",
    "tosspayments",
    "ksnet",
    "smartro_v2",
    "nice_v2",
    "welcome",
  ])("ends it as failed at %s, once, and no deposit comes in any more", async (pg) => {
    const shop = caller();
    const impUid = waiting(shop, pg);
    const revoked = await shop.call("DELETE", `/vbanks/${impUid}`);
    expect(revoked.response).toMatchObject({ status: "failed", failed_at: TEST_NOW, paid_at: 0 });
    expect((await shop.call("DELETE", `/vbanks/${impUid}`)).status).toBe(400);
    expect(shop.sandbox.control.ledger.entries({ kind: "account_revoked" })).toHaveLength(1);
    const { status } = await shop.call("POST", `/__sandbox/payments/${impUid}/deposit`, {});
    expect(status).toBe(409);
  });

  it.each([
    ["kcp", "its list and its prose disagree"],
    ["danal_tpay", "the list has Danal under its other code"],
    ["mobilians_v2", "the list does not have it"],
    ["daou", "nothing names it"],
  ])("is refused at %s: %s", async (pg) => {
    const shop = caller();
    expect(await shop.call("DELETE", `/vbanks/${waiting(shop, pg)}`)).toMatchObject({ status: 400, response: null });
  });

  it("needs Inicis' key", async () => {
    const shop = caller();
    const impUid = waiting(shop, "html5_inicis");
    expect((await shop.call("DELETE", `/vbanks/${impUid}`)).status).toBe(400);
    expect((await shop.call("DELETE", `/vbanks/${impUid}?pg_api_key=wrong`)).message).toContain("hashData 불일치");
    expect((await shop.call("DELETE", `/vbanks/${impUid}?pg_api_key=${INICIS_KEY}`)).code).toBe(0);
    const kept = await shop.sandbox.fetch(new Request("http://sandbox.test/__sandbox/requests"));
    expect(await kept.text()).not.toContain(INICIS_KEY);
  });

  it("is refused for what was paid, for what is no account, and for what does not exist", async () => {
    const shop = caller();
    const paid = shop.make({ pgProvider: "nice_v2", payMethod: "vbank" }).imp_uid;
    expect((await shop.call("DELETE", `/vbanks/${paid}`)).status).toBe(400);
    expect((await shop.call("DELETE", `/vbanks/${shop.make({ status: "ready" }).imp_uid}`)).status).toBe(400);
    expect((await shop.call("DELETE", "/vbanks/imp_000000000000")).status).toBe(404);
  });

  it("works on a computed payment, whose script is over then", async () => {
    const shop = caller({ payments: 3000 });
    const { response } = await shop.call<{ list: WirePayment[] }>("GET", "/payments/status/ready?limit=1000");
    const found = response.list.find((one) => one.vbank_num !== null && one.pg_provider === "html5_inicis");
    expect((await shop.call("DELETE", `/vbanks/${found?.imp_uid}?pg_api_key=${INICIS_KEY}`)).code).toBe(0);
    shop.clock.advance(20 * DAY);
    expect((await shop.call("GET", `/payments/${found?.imp_uid}`)).response.status).toBe("failed");
  });
});

describe("the holder of an account", () => {
  it("is told only where the shop still has that look-up, and a miss is 404", async () => {
    const { call } = caller();
    const ask = (number: string, bank = "004") =>
      call<{ bank_holder: string } | null>("GET", `/vbanks/holder?bank_code=${bank}&bank_num=${number}`);
    expect((await ask("12345678901")).status).toBe(404);
    await call("PUT", "/__sandbox/settings", { holderLookup: true });
    const known = await ask("12345678901");
    expect(known.response?.bank_holder).toMatch(/^[가-힣]{2,4}$/);
    expect((await ask("12345678901")).response).toEqual(known.response);
    expect((await ask("12345678000")).status).toBe(404);
    expect((await ask("12345678901", "999")).status).toBe(404);
  });
});
