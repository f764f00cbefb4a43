import { afterEach, describe, expect, it } from "vitest";
import type { WirePayment } from "./payment-record.ts";
import { type Caller, createCaller } from "./testing.ts";

const open: Caller[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const origin = "http://sandbox.test";
const returnTo = "http://shop.test/payments/complete?order=7";

/** A shop whose page asks for a window as the SDK does, and whose server hears webhooks. */
function shop() {
  const heard: unknown[] = [];
  const caller = createCaller({
    payments: 0,
    webhookUrl: "http://shop.test/hook",
    async fetch(input, init) {
      heard.push(await new Request(input, init).json());
      return new Response(null, { status: 200 });
    },
  });
  open.push(caller);
  const { sandbox, call } = caller;
  const ask = (change: Readonly<Record<string, string>> = {}) => {
    const query = {
      user_code: "imp00000000",
      pg: "kcp.T0000",
      pay_method: "card",
      merchant_uid: "order-7",
      name: "테스트 <결제>",
      amount: "12000",
      m_redirect_url: returnTo,
      ...change,
    };
    return sandbox.fetch(new Request(`${origin}/window?${new URLSearchParams(query)}`));
  };
  const attempts = async (order = "order-7") => {
    const { code, response } = await call<{ list: WirePayment[] }>("GET", `/payments/findAll/${order}`);
    return code === 0 ? response.list : [];
  };
  const press = async (outcome: string, change: Readonly<Record<string, string>> = {}, from = origin) => {
    const [payment] = await attempts();
    const body = new URLSearchParams({ m_redirect_url: returnTo, outcome, ...change });
    const address = `${origin}/window/${payment?.imp_uid}`;
    return sandbox.fetch(new Request(address, { method: "POST", headers: { origin: from }, body }));
  };
  const told = (answer: Response) => Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);
  const webhooks = async () => {
    await sandbox.control.webhooks.settled();
    return heard;
  };
  return { ...caller, ask, attempts, press, told, webhooks };
}

describe("the payment window", () => {
  it("makes a waiting payment when it opens, which stays when nobody pays, and no webhook", async () => {
    const { ask, attempts, webhooks } = shop();
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("테스트 &lt;결제&gt;");
    await ask();
    expect(await attempts()).toMatchObject([
      { status: "ready", amount: 12_000, pg_provider: "kcp", pg_id: "T0000", sandbox: true, paid_at: 0 },
      { status: "ready" },
    ]);
    expect(await webhooks()).toEqual([]);
  });

  it("pays, tells the shop's server by webhook, and leads back with both ids", async () => {
    const { ask, attempts, press, told, webhooks } = shop();
    await ask();
    const answer = await press("pay");
    const [payment] = await attempts();
    expect(payment).toMatchObject({ status: "paid", amount: 12_000, apply_num: expect.stringMatching(/^\d{8}$/) });
    const ids = { imp_uid: payment?.imp_uid, merchant_uid: "order-7" };
    expect(answer.status).toBe(303);
    expect(told(answer)).toEqual({ order: "7", ...ids, imp_success: "true" });
    expect(await webhooks()).toEqual([{ ...ids, status: "paid" }]);
    expect((await press("pay")).status).toBe(409);
    expect(told(await ask()).error_msg).toContain("이미 결제");
  });

  it("issues an account where that is the method, which is no payment yet", async () => {
    const { ask, attempts, press, told, webhooks } = shop();
    await ask({ pay_method: "vbank" });
    expect(await attempts()).toMatchObject([{ status: "ready", vbank_num: null }]);
    const answer = await press("pay");
    expect(told(answer).imp_success).toBe("true");
    expect(await attempts()).toMatchObject([
      { status: "ready", vbank_num: expect.stringMatching(/^\d+$/), paid_at: 0 },
    ]);
    expect(await webhooks()).toMatchObject([{ status: "ready" }]);
  });

  it.each([
    ["pay", "success", { success: "true" }],
    ["pay", "neither", {}],
    ["decline", "imp_success", { imp_success: "false", error_code: "3095", error_msg: "[3095] 카드사 한도초과 거절" }],
    ["decline", "success", { success: "false", error_code: "3095", error_msg: "[3095] 카드사 한도초과 거절" }],
    ["close", "neither", { error_code: "F400", error_msg: "사용자가 결제를 취소하였습니다." }],
  ])("leads back after %s in the shape %s", async (outcome, shape, said) => {
    const { ask, press, told } = shop();
    await ask();
    const { imp_uid: _, merchant_uid: __, order: ___, ...rest } = told(await press(outcome, { shape }));
    expect(rest).toEqual(said);
  });

  it("says nothing of success where the PG's documents have it so", async () => {
    const { ask, press, told } = shop();
    await ask({ pg: "tosspayments.iamporttest_3" });
    expect(Object.keys(told(await press("pay")))).toEqual(["order", "imp_uid", "merchant_uid"]);
  });

  it("fails a closed window at Inicis and leaves it waiting elsewhere", async () => {
    const kcp = shop();
    await kcp.ask();
    await kcp.press("close");
    expect(await kcp.attempts()).toMatchObject([{ status: "ready" }]);
    const inicis = shop();
    await inicis.ask({ pg: "html5_inicis.INIpayTest" });
    await inicis.press("close");
    expect(await inicis.attempts()).toMatchObject([
      { status: "failed", fail_reason: "사용자가 결제를 취소하였습니다." },
    ]);
    expect(await inicis.webhooks()).toEqual([]);
  });

  it("does not open with another amount than was registered, nor take one when it was registered meanwhile", async () => {
    const { ask, attempts, call, press, told } = shop();
    await call("POST", "/payments/prepare", { merchant_uid: "order-7", amount: 12_000, currency: "KRW" });
    const refused = await ask({ amount: "1200" });
    expect(refused.status).toBe(302);
    expect(told(refused)).toEqual({
      order: "7",
      merchant_uid: "order-7",
      imp_success: "false",
      error_msg: "결제 금액이 사전 등록된 금액과 일치하지 않습니다.",
    });
    expect(await attempts()).toEqual([]);
    expect((await ask()).status).toBe(200);
    await call("PUT", "/payments/prepare", { merchant_uid: "order-7", amount: 15_000, currency: "KRW" });
    expect((await press("pay")).status).toBe(409);
    expect(await attempts()).toMatchObject([{ status: "ready" }]);
  });

  it("lets a forger pay another amount, and says that all is well", async () => {
    const { ask, attempts, press, told } = shop();
    await ask();
    const answer = await press("forge");
    expect(told(answer).imp_success).toBe("true");
    expect(await attempts()).toMatchObject([{ status: "paid", amount: 1_200 }]);
  });

  it.each([
    ["an unknown channel", { pg: "kcp.NOBODY" }, "등록된 PG 설정 정보가 없습니다."],
    ["a channel for other things", { pg: "inicis_unified" }, "등록된 PG 설정 정보가 없습니다."],
    ["no amount", { amount: "0" }, "결제금액이 올바르지 않습니다."],
    ["no merchant code", { user_code: "" }, "가맹점 식별코드가 올바르지 않습니다."],
  ])("does not open for %s", async (_, change, words) => {
    const { ask, attempts, told } = shop();
    expect(told(await ask(change)).error_msg).toBe(words);
    expect(await attempts()).toEqual([]);
  });

  it("leads nowhere but to web addresses, and takes orders from its own page only", async () => {
    const { ask, attempts, press } = shop();
    expect((await ask({ m_redirect_url: "javascript:alert(1)" })).status).toBe(400);
    await ask();
    expect((await press("pay", {}, "http://elsewhere.test")).status).toBe(403);
    expect((await press("pay", { m_redirect_url: "data:text/html,x" })).status).toBe(400);
    expect((await press("steal")).status).toBe(400);
    expect(await attempts()).toMatchObject([{ status: "ready" }]);
  });

  it("is opened by the script a shop includes", async () => {
    const { sandbox, attempts } = shop();
    const script = await (await sandbox.fetch(new Request(`${origin}/v1/iamport.js`))).text();
    const went: string[] = [];
    const page = { location: { assign: (address: string) => went.push(address) } } as {
      location: { assign(address: string): void };
      IMP?: { init(code: string): void; request_pay(params: object, callback?: (answer: object) => void): void };
    };
    new Function("window", script)(page);
    expect(() => page.IMP?.request_pay({})).toThrow("IMP.init");
    page.IMP?.init("imp00000000");
    page.IMP?.request_pay({
      channelKey: sandbox.control.parent.channels.find(({ pg_id }) => pg_id === "T0000")?.channel_key,
      merchant_uid: "order-7",
      amount: 5_000,
      m_redirect_url: returnTo,
    });
    expect(went).toHaveLength(1);
    await sandbox.fetch(new Request(went[0] ?? ""));
    expect(await attempts()).toMatchObject([{ pg_id: "T0000", amount: 5_000, status: "ready" }]);
  });
});
