import fs from "node:fs";
import os from "node:os";
import { describe, expect, it } from "vitest";
import { channels } from "./channels.ts";
import { DAY } from "./kst.ts";
import type { WirePayment } from "./payment-record.ts";
import { type Caller, callersOf, TEST_NOW } from "./testing.ts";

interface Receipt {
  imp_uid?: string;
  merchant_uid?: string;
  receipt_tid: string;
  apply_num: string;
  type: string;
  amount: number;
  vat: number;
  applied_at: number;
  cancelled_at: number;
}

const caller = callersOf({ payments: 0 });

const phone = "01012345678";
/** Everything that any PG wants. */
const whole = {
  identifier: phone,
  identifier_type: "phone",
  type: "person",
  product_type: "real",
  buyer_name: "김민준",
  buyer_tel: phone,
  company_tel: "0212345678",
  company_name: "마루상점",
  corp_reg_no: "1208147521",
};
const paid = (shop: Caller, pgProvider: string, changes: object = {}) =>
  shop.make({ pgProvider, payMethod: "vbank", amount: 33_000, ...changes }).imp_uid;
const issue = ({ call }: Caller, impUid: string, changes: object = {}) =>
  call<Receipt>("POST", `/receipts/${impUid}`, { ...whole, ...changes });
const kinds = ({ sandbox }: Caller) =>
  sandbox.control.ledger
    .entries()
    .map(({ kind }) => kind)
    .filter((kind) => kind.includes("receipt"));

describe("the cash receipt of a payment", () => {
  it.each(["html5_inicis", "kcp", "nice", "daou", "tosspayments", "ksnet", "smartro_v2", "nice_v2", "welcome"])(
    "is issued once, read and cancelled once at %s",
    async (pg) => {
      const shop = caller();
      const impUid = paid(shop, pg);
      expect(await shop.call("GET", `/receipts/${impUid}`)).toMatchObject({ status: 404, response: null });
      const { status, response } = await issue(shop, impUid);
      expect(status).toBe(200);
      expect(response).toEqual({
        imp_uid: impUid,
        receipt_tid: expect.any(String),
        apply_num: expect.stringMatching(/^\d{9}$/),
        type: "person",
        amount: 33_000,
        vat: 3000,
        receipt_url: expect.stringContaining(".invalid/"),
        applied_at: TEST_NOW,
        cancelled_at: 0,
      });
      expect((await shop.call("GET", `/receipts/${impUid}`)).response).toEqual(response);
      expect(await issue(shop, impUid)).toMatchObject({ status: 400, message: expect.stringContaining("이미") });
      shop.clock.advance(60);
      const cancelled = await shop.call<Receipt>("DELETE", `/receipts/${impUid}`);
      expect(cancelled.response).toEqual({ ...response, cancelled_at: TEST_NOW + 60 });
      expect((await shop.call("GET", `/receipts/${impUid}`)).response).toEqual(cancelled.response);
      expect((await shop.call("DELETE", `/receipts/${impUid}`)).status).toBe(400);
      const again = await issue(shop, impUid, {
        type: "company",
        identifier: "1208147521",
        identifier_type: "business",
      });
      expect(again.response).toMatchObject({ type: "company", cancelled_at: 0 });
      expect(again.response.receipt_tid).not.toBe(response.receipt_tid);
      expect(kinds(shop)).toEqual(["receipt_issued", "receipt_cancelled", "receipt_issued"]);
      // Only what the PG issued with the payment shows there.
      expect((await shop.call("GET", `/payments/${impUid}`)).response.cash_receipt_issued).toBe(false);
    },
  );

  it.each([
    ["settle", 404, 200],
    ["kicc", 404, 501],
  ])("issued at %s is read with %i and cancelled with %i, as each list says", async (pg, read, cancel) => {
    const shop = caller();
    const impUid = paid(shop, pg);
    expect((await issue(shop, impUid)).status).toBe(200);
    expect((await shop.call("GET", `/receipts/${impUid}`)).status).toBe(read);
    expect((await shop.call("DELETE", `/receipts/${impUid}`)).status).toBe(cancel);
  });

  it.each(["payco", "uplus", "smartro", "danal_tpay", "kakaopay"])("cannot be issued at %s: 501", async (pg) => {
    const shop = caller();
    expect(await issue(shop, paid(shop, pg))).toMatchObject({ status: 501, response: null });
    expect(kinds(shop)).toEqual([]);
  });

  it.each<[string, string, object, number, string]>([
    ["without an identifier", "kcp", { identifier: "" }, 400, "identifier"],
    ["without the kind of identifier at KICC", "kicc", { identifier_type: undefined }, 400, "identifier_type"],
    ["without the kind of identifier at Hecto", "settle", { identifier_type: undefined }, 400, "identifier_type"],
    [
      "without the kind of identifier at the new Nice",
      "nice_v2",
      { identifier_type: undefined },
      400,
      "identifier_type",
    ],
    ["without a type at the new Nice", "nice_v2", { type: undefined }, 400, "type"],
    ["with the type the Nice page prints", "nice_v2", { type: "personal" }, 400, "type"],
    ["without a type at Smartro", "smartro_v2", { type: undefined }, 400, "type"],
    ["without a buyer at Smartro", "smartro_v2", { buyer_name: undefined }, 400, "buyer_name"],
    ["without a phone at Smartro", "smartro_v2", { buyer_tel: undefined }, 400, "buyer_tel"],
    ["without the kind of goods at KSNET", "ksnet", { product_type: undefined }, 400, "product_type"],
    ["without a buyer at KSNET", "ksnet", { buyer_name: undefined }, 400, "buyer_name"],
    ["without the shop's phone at Kiwoom", "daou", { company_tel: undefined }, 400, "company_tel"],
    ["without the shop's name at Kiwoom", "daou", { company_name: undefined }, 400, "company_name"],
    ["without the shop's number at Kiwoom", "daou", { corp_reg_no: undefined }, 400, "corp_reg_no"],
    ["without the shop's number at Welcome", "welcome", { corp_reg_no: undefined }, 400, "corp_reg_no"],
    ["with a kind of identifier that does not exist", "kcp", { identifier_type: "card" }, 400, "identifier_type"],
    ["with more tax-free than there is", "kcp", { tax_free: 33_001 }, 400, "tax_free"],
    ["with a VAT of its own without the contract", "kcp", { vat_amount: 100 }, 500, "부가세"],
    ["with hyphens", "kcp", { identifier: "010-1234-5678" }, 500, "식별번호"],
    ["for a phone with too few digits", "nice_v2", { identifier: "010123456" }, 500, "식별번호"],
    ["for a business with a phone's digits", "settle", { identifier_type: "business" }, 500, "식별번호"],
    ["for a tax-office card at the new Nice", "nice_v2", { identifier_type: "taxcard" }, 500, "카드번호"],
  ])("is refused %s", async (_why, pg, changes, status, words) => {
    const shop = caller();
    const impUid = paid(shop, pg);
    expect(await issue(shop, impUid, changes)).toMatchObject({
      status,
      response: null,
      message: expect.stringContaining(words),
    });
    expect(kinds(shop)).toEqual([]);
  });

  it.each<[string, object]>([
    ["that was paid by card", { payMethod: "card" }],
    ["that waits for its deposit", { status: "ready" }],
    ["for which the PG issued one by itself", { cashReceiptIssued: true }],
  ])("is refused with 400 for a payment %s", async (_why, order) => {
    const shop = caller();
    expect((await issue(shop, paid(shop, "kcp", order))).status).toBe(400);
    expect((await issue(shop, "imp_000000000000")).status).toBe(400);
    expect((await shop.call("DELETE", "/receipts/imp_000000000000")).status).toBe(400);
    expect((await shop.call("GET", "/receipts/imp_000000000000")).status).toBe(404);
  });

  it("is refused later at the new Nice when the buyer did not ask for one", async () => {
    const shop = caller();
    const refused = await issue(shop, paid(shop, "nice_v2", { receiptRequested: false }));
    expect(refused).toMatchObject({ status: 500, message: expect.stringContaining("요청하지 않은") });
  });

  it("is taken by Toss and KSNET whatever the identifier says", async () => {
    const shop = caller();
    for (const pg of ["tosspayments", "ksnet"]) {
      expect((await issue(shop, paid(shop, pg), { identifier: "010-12" })).code).toBe(0);
    }
  });

  it("is for what is left, and only its taxable part has VAT", async () => {
    const shop = caller();
    const impUid = paid(shop, "html5_inicis", { taxFree: 11_000 });
    const account = { refund_holder: "김민준", refund_bank: "04", refund_account: "12345678901234" };
    await shop.call("POST", "/payments/cancel", { imp_uid: impUid, amount: 11_000, ...account });
    const { response } = await issue(shop, impUid, { tax_free: 11_000 });
    expect(response).toMatchObject({ amount: 22_000, vat: 1000 });
  });

  it.each([
    ["html5_inicis", "04", 22_000, true],
    ["ksnet", "004", 33_000, false],
    ["smartro_v2", "004", 33_000, false],
  ])("at %s follows a cancel of its payment or does not", async (pg, bank, amountAfterPart, follows) => {
    const shop = caller();
    const impUid = paid(shop, pg);
    await issue(shop, impUid);
    const account = { refund_holder: "김민준", refund_bank: bank, refund_account: "12345678901234", refund_tel: phone };
    const cancel = async (amount: number) => {
      await shop.call("POST", "/payments/cancel", { imp_uid: impUid, amount, ...account });
      shop.clock.advance(1200);
    };
    await cancel(11_000);
    expect((await shop.call("GET", `/receipts/${impUid}`)).response).toMatchObject({ amount: amountAfterPart });
    await cancel(22_000);
    const { response } = await shop.call<Receipt>("GET", `/receipts/${impUid}`);
    expect(response.cancelled_at > 0).toBe(follows);
  });

  it("that a PG issued by itself is invisible, unless it tells of it, and never cancelled here", async () => {
    const shop = caller();
    const silent = paid(shop, "kcp");
    await shop.call("POST", `/__sandbox/payments/${silent}/issue-receipt-at-pg`, {});
    expect((await shop.call("GET", `/payments/${silent}`)).response.cash_receipt_issued).toBe(true);
    expect((await shop.call("GET", `/receipts/${silent}`)).status).toBe(404);
    const told = paid(shop, "payco", { payMethod: "trans" });
    await shop.call("POST", `/__sandbox/payments/${told}/issue-receipt-at-pg`, { isReported: true });
    expect((await shop.call("GET", `/receipts/${told}`)).response).toMatchObject({ imp_uid: told, amount: 33_000 });
    const atKcp = paid(shop, "kcp");
    await shop.call("POST", `/__sandbox/payments/${atKcp}/issue-receipt-at-pg`, { isReported: true });
    expect((await shop.call("DELETE", `/receipts/${atKcp}`)).status).toBe(400);
    const unpaid = paid(shop, "kcp", { status: "ready" });
    expect((await shop.call("POST", `/__sandbox/payments/${unpaid}/issue-receipt-at-pg`, {})).status).toBe(409);
  });

  it("is issued although its answer is lost, and refused in the PG's words with a 500", async () => {
    const shop = caller();
    const impUid = paid(shop, "kcp");
    await shop.call("POST", "/__sandbox/faults", { kind: "drop", when: "after", method: "POST", path: "/receipts/" });
    await expect(issue(shop, impUid)).rejects.toThrow("fetch failed");
    expect(kinds(shop)).toEqual(["receipt_issued"]);
    await shop.call("POST", "/__sandbox/faults", { kind: "pg_refusal", path: "/receipts/", message: "[8|점검]" });
    expect(await shop.call("DELETE", `/receipts/${impUid}`)).toMatchObject({ status: 500, message: "[8|점검]" });
    expect(kinds(shop)).toEqual(["receipt_issued"]);
  });

  it("keeps nobody's number, on no side", async () => {
    const shop = caller();
    const impUid = paid(shop, "kcp");
    await issue(shop, impUid, { identifier: "9001011234567" });
    const views = ["/__sandbox/ledger", "/__sandbox/requests", `/__sandbox/payments/${impUid}`];
    for (const path of views) {
      const view = await shop.sandbox.fetch(new Request(`http://sandbox.test${path}`));
      expect(await view.text()).not.toContain("9001011234567");
    }
  });

  it("can be issued for a computed payment", async () => {
    const shop = caller({ payments: 3000 });
    const { response } = await shop.call<{ list: WirePayment[] }>("GET", "/payments/status/paid?limit=1000");
    const found = response.list.find(
      (one) => one.pg_provider === "kcp" && one.pay_method === "vbank" && !one.cash_receipt_issued && !one.sandbox,
    );
    expect((await issue(shop, found?.imp_uid ?? "")).response).toMatchObject({ amount: found?.amount });
  });
});

describe("the cash receipt of another sale", () => {
  const keyOf = (pg: string) => channels.find((one) => one.pg_provider === pg && !one.sandbox)?.channel_key;
  const sale = (pg: string, changes: object = {}) => ({
    ...whole,
    channel_key: keyOf(pg),
    name: "매장 판매",
    amount: 5500,
    pay_method: "trans",
    ...changes,
  });
  const sell = ({ call }: Caller, pg: string, changes: object = {}, order = "shop1") =>
    call<Receipt>("POST", `/receipts/external/${order}`, sale(pg, changes));

  it.each(["html5_inicis", "kcp", "settle", "nice", "tosspayments", "nice_v2", "ksnet", "smartro_v2", "welcome"])(
    "is issued once, read and cancelled once at %s",
    async (pg) => {
      const shop = caller();
      expect((await shop.call("GET", "/receipts/external/shop1")).status).toBe(404);
      expect((await shop.call("DELETE", "/receipts/external/shop1")).status).toBe(404);
      const { response } = await sell(shop, pg);
      expect(response).toMatchObject({ merchant_uid: "shop1", amount: 5500, vat: 500, cancelled_at: 0 });
      expect(response.imp_uid).toBeUndefined();
      expect((await shop.call("GET", "/receipts/external/shop1")).response).toEqual(response);
      expect(await sell(shop, pg)).toMatchObject({ status: 400, message: expect.stringContaining("이미") });
      const cancelled = await shop.call<Receipt>("DELETE", "/receipts/external/shop1");
      expect(cancelled.response).toEqual({ ...response, cancelled_at: TEST_NOW });
      expect((await shop.call("DELETE", "/receipts/external/shop1")).status).toBe(400);
      expect(kinds(shop)).toEqual(["external_receipt_issued", "external_receipt_cancelled"]);
      const list = await shop.sandbox.fetch(new Request("http://sandbox.test/__sandbox/external-receipts"));
      expect(await list.json()).toMatchObject({ receipts: [{ merchant_uid: "shop1", pg, cancelled_at: TEST_NOW }] });
    },
  );

  it("is refused at the new Nice for an order that was paid there without asking for one", async () => {
    const shop = caller();
    const { merchant_uid } = shop.make({ pgProvider: "nice_v2", payMethod: "vbank", receiptRequested: false });
    expect((await sell(shop, "nice_v2", {}, merchant_uid)).status).toBe(500);
    expect((await sell(shop, "kcp", {}, merchant_uid)).status).toBe(200);
  });

  it("is read but not cancelled at KICC", async () => {
    const shop = caller();
    await sell(shop, "kicc");
    expect((await shop.call("GET", "/receipts/external/shop1")).status).toBe(200);
    expect((await shop.call("DELETE", "/receipts/external/shop1")).status).toBe(501);
  });

  it.each<[string, string, object, number]>([
    ["without a channel", "kcp", { channel_key: undefined }, 400],
    ["through a channel that does not exist", "kcp", { channel_key: "x" }, 400],
    ["through a PG that issues none", "payco", {}, 501],
    ["without a name", "kcp", { name: "" }, 400],
    ["without an amount", "kcp", { amount: undefined }, 400],
    ["of zero", "kcp", { amount: 0 }, 400],
    ["without an identifier", "kcp", { identifier: undefined }, 400],
    ["without a means of payment at Welcome", "welcome", { pay_method: undefined }, 400],
    ["without a phone at Welcome", "welcome", { buyer_tel: undefined }, 400],
    ["with another means of payment", "welcome", { pay_method: "card" }, 400],
    ["with a wrong identifier", "kcp", { identifier: "123" }, 500],
  ])("is refused %s", async (_why, pg, changes, status) => {
    const shop = caller();
    expect(await sell(shop, pg, changes)).toMatchObject({ status, response: null });
    expect(kinds(shop)).toEqual([]);
  });

  it("has an order number without special characters at Smartro, and of forty at most", async () => {
    const shop = caller();
    expect((await sell(shop, "smartro_v2", {}, "shop-1")).status).toBe(400);
    expect((await sell(shop, "kcp", {}, "x".repeat(41))).status).toBe(400);
    expect((await sell(shop, "kcp", {}, encodeURIComponent("매장 7/1"))).response.merchant_uid).toBe("매장 7/1");
  });

  it("is apart from a payment of the same order number, and from a sub-merchant's", async () => {
    const shop = caller();
    const { imp_uid, merchant_uid } = shop.make({ pgProvider: "kcp", payMethod: "vbank", merchantUid: "shop1" });
    await sell(shop, "kcp", {}, merchant_uid);
    expect((await shop.call("GET", `/receipts/${imp_uid}`)).status).toBe(404);
    expect((await shop.call("GET", "/receipts/external/shop1", undefined, { tier: "POP" })).status).toBe(404);
    expect((await issue(shop, imp_uid)).status).toBe(200);
  });
});

it("keeps receipts of both kinds in its state file", async () => {
  const folder = fs.mkdtempSync(`${os.tmpdir()}/maru-receipts-`);
  try {
    const options = { stateFile: `${folder}/state.jsonl` };
    const before = caller(options);
    const impUid = paid(before, "kcp");
    await issue(before, impUid, { identifier: "9001011234567", identifier_type: "person" });
    const channel_key = channels.find((one) => one.pg_provider === "kcp")?.channel_key;
    await before.call("POST", "/receipts/external/s1", { ...whole, channel_key, name: "판매", amount: 1100 });
    before.clock.advance(DAY);
    await before.call("DELETE", "/receipts/external/s1");
    const after = caller(options);
    for (const path of [`/receipts/${impUid}`, "/receipts/external/s1"]) {
      expect((await after.call("GET", path)).response).toEqual((await before.call("GET", path)).response);
    }
    expect(after.sandbox.control.ledger.entries()).toEqual(before.sandbox.control.ledger.entries());
    expect(fs.readFileSync(options.stateFile, "utf8")).not.toContain("9001011234567");
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});
