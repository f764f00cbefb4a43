import { describe, expect, it } from "vitest";
import { createSandbox } from "./index.ts";
import { DAY } from "./kst.ts";
import type { WirePayment } from "./payment-record.ts";
import { callersOf, type Page, TEST_NOW } from "./testing.ts";

const caller = callersOf();

describe("signing in", () => {
  it("takes the key from JSON and from a form, and refuses a wrong or missing one with 401", async () => {
    const { call } = caller();
    const form = await call<{ now: number; expired_at: number }>(
      "POST",
      "/users/getToken",
      "imp_key=sandbox&imp_secret=sandbox-secret",
    );
    expect(form.response.expired_at - form.response.now).toBe(1800);
    const wrong = await call("POST", "/users/getToken", { imp_key: "sandbox", imp_secret: "x" });
    expect(wrong).toMatchObject({ status: 401, response: null, message: expect.stringContaining("인증에 실패") });
    const missing = await call("POST", "/users/getToken", { imp_key: "sandbox" });
    expect(missing).toMatchObject({ status: 401, message: "imp_key, imp_secret 파라메터가 누락되었습니다." });
  });

  it("takes a bare token, a Bearer token and the old PHP header, and nothing else", async () => {
    const { call, token, make } = caller();
    const path = `/payments/${make().imp_uid}`;
    const live = await token();
    for (const authorization of [live, `Bearer ${live}`, `bearer ${live}`]) {
      expect((await call("GET", path, undefined, { authorization })).status).toBe(200);
    }
    const old = await call("GET", path, undefined, { authorization: "", "x-imptokenheader": live });
    expect(old.status).toBe(200);
    for (const authorization of ["", "Bearer ", "x", `Basic ${live}`]) {
      expect(await call("GET", path, undefined, { authorization })).toMatchObject({
        status: 401,
        message: "Unauthorized",
      });
    }
  });

  it("ends a token after thirty minutes", async () => {
    const { call, token, clock } = caller();
    const authorization = await token();
    clock.advance(1799);
    expect((await call("GET", "/banks", undefined, { authorization })).status).toBe(200);
    clock.advance(400);
    expect((await call("GET", "/banks", undefined, { authorization: "gone" })).status).toBe(401);
  });
});

describe("reading payments", () => {
  it("hides a test payment unless asked for it, and only on the single read", async () => {
    const { call, make } = caller();
    const test = make({ isTest: true });
    expect(await call("GET", `/payments/${test.imp_uid}`)).toMatchObject({
      status: 404,
      code: -1,
      message: "존재하지 않는 결제정보입니다.",
      response: null,
    });
    expect((await call("GET", `/payments/${test.imp_uid}?include_sandbox=true`)).response).toEqual(test);
    expect((await call<WirePayment[]>("GET", `/payments?imp_uid[]=${test.imp_uid}`)).response).toEqual([test]);
  });

  it("answers many ids: 200 for all, 207 for some, 404 for none, 400 for more than a hundred", async () => {
    const { call, make } = caller();
    const [one, two] = [make(), make()];
    const all = await call<WirePayment[]>(
      "GET",
      `/payments?imp_uid[]=${one.imp_uid}&merchant_uid[]=${two.merchant_uid}`,
    );
    expect(all).toMatchObject({ status: 200, code: 0 });
    expect(all.response.map(({ imp_uid }) => imp_uid)).toEqual([one.imp_uid, two.imp_uid]);
    const some = await call<WirePayment[]>(
      "GET",
      `/payments?imp_uid%5B0%5D=${one.imp_uid}&imp_uid%5B1%5D=imp_000000000000`,
    );
    expect(some).toMatchObject({ status: 207, code: 0 });
    expect(some.response).toHaveLength(1);
    expect((await call("GET", "/payments?imp_uid[]=imp_000000000000")).status).toBe(404);
    const many = Array.from({ length: 101 }, (_, n) => `imp_uid[]=x${n}`).join("&");
    expect((await call("GET", `/payments?${many}`)).status).toBe(400);
  });

  it("finds one order's payments, the newest first, with any characters in the order number", async () => {
    const { call, make, clock } = caller();
    const merchantUid = "주문 1/2#3";
    const failed = make({ merchantUid, status: "failed" });
    clock.advance(60);
    const paid = make({ merchantUid });
    const path = encodeURIComponent(merchantUid);
    expect((await call("GET", `/payments/find/${path}`)).response.imp_uid).toBe(paid.imp_uid);
    expect((await call("GET", `/payments/find/${path}/failed`)).response.imp_uid).toBe(failed.imp_uid);
    expect((await call("GET", `/payments/find/${path}/?sorting=started`)).response.imp_uid).toBe(failed.imp_uid);
    expect((await call("GET", `/payments/find/${path}/ready`)).status).toBe(404);
    const both = await call<Page>("GET", `/payments/findAll/${path}?limit=1&page=2`);
    expect(both.response).toMatchObject({ total: 2, previous: 1, next: 0 });
    expect(both.response.list.map(({ imp_uid }) => imp_uid)).toEqual([failed.imp_uid]);
    expect((await call("GET", `/payments/findAll/${path}?page=3&limit=1`)).status).toBe(400);
    expect((await call("GET", `/payments/findAll/${path}/lost`)).status).toBe(400);
    expect((await call("GET", "/payments/findAll/nobody")).status).toBe(404);
  });

  it("shows each tier its own payments only", async () => {
    const { call, make } = caller();
    const mine = make();
    expect((await call("GET", `/payments/${mine.imp_uid}`, undefined, { tier: "POP" })).status).toBe(404);
    const list = await call<Page>("GET", "/payments/status/all?limit=1000", undefined, { tier: "POP" });
    expect(list.response.list.some(({ imp_uid }) => imp_uid === mine.imp_uid)).toBe(false);
    const unknown = await call<Page>("GET", "/payments/status/all", undefined, { tier: "ZZZ" });
    expect(unknown.response.total).toBe(0);
    expect((await call("GET", "/tiers/POP")).response).toEqual({ tier_code: "POP", tier_name: "마루 성수 팝업스토어" });
    expect((await call("GET", "/tiers/ZZZ")).status).toBe(404);
  });

  it("tells how a PAYCO payment splits, and nobody else's", async () => {
    const { call, make } = caller();
    const payco = make({ pgProvider: "payco", payMethod: "payco", amount: 11_000 });
    await call("POST", "/payments/cancel", { imp_uid: payco.imp_uid, amount: 1100 });
    expect((await call("GET", `/payments/${payco.imp_uid}/balance`)).response).toMatchObject({
      amount: 11_000,
      primary: { tax_free: 0, supply: 9000, vat: 900, service: 0 },
      histories: [{ primary: { supply: 10_000 } }, { primary: { supply: -1000, vat: -100 } }],
    });
    expect((await call("GET", `/payments/${make().imp_uid}/balance`)).status).toBe(404);
  });
});

describe("the list", () => {
  it("takes windows of ninety days and not a second more, both ends included", async () => {
    const { call, make } = caller({ payments: 0 });
    const { imp_uid, paid_at } = make();
    const at = (from: number, to: number) => call<Page>("GET", `/payments/status/paid?from=${from}&to=${to}`);
    expect((await at(paid_at, paid_at)).response.list.map((one) => one.imp_uid)).toEqual([imp_uid]);
    expect((await at(paid_at + 1, paid_at + 9)).response.total).toBe(0);
    expect((await at(paid_at - 9, paid_at - 1)).response.total).toBe(0);
    expect((await at(paid_at - 90 * DAY, paid_at)).status).toBe(200);
    expect(await at(paid_at - 90 * DAY - 1, paid_at)).toMatchObject({
      status: 400,
      message: expect.stringContaining("90일"),
    });
  });

  it("shows ninety days up to now when no window is given, the last started first", async () => {
    const { call } = caller({ payments: 2000 });
    const { response } = await call<Page>("GET", "/payments/status/all");
    expect(response.list).toHaveLength(20);
    expect(response).toMatchObject({ previous: 0, next: 2 });
    const starts = response.list.map(({ started_at }) => started_at);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
  });

  it("pages through all of a window once and refuses the page behind the last", async () => {
    const { call } = caller({ payments: 2000 });
    const seen = new Set<string>();
    let page = 1;
    let total = 0;
    while (page > 0) {
      const { response } = await call<Page>("GET", `/payments/status/all?limit=37&page=${page}&sorting=updated`);
      for (const { imp_uid } of response.list) seen.add(imp_uid);
      total = response.total;
      if (response.next === 0) break;
      expect(response.next).toBe(page + 1);
      page = response.next;
    }
    expect(seen.size).toBe(total);
    expect((await call("GET", `/payments/status/all?limit=37&page=${page + 1}`)).status).toBe(400);
  });

  it("refuses a status, a limit, a page, a sorting or a time it does not know", async () => {
    const { call } = caller();
    for (const path of [
      "lost",
      "all?limit=0",
      "all?limit=1001",
      "all?page=0",
      "all?page=x",
      "all?sorting=amount",
      "all?from=9&to=1",
      "all?from=-1",
    ]) {
      expect((await call("GET", `/payments/status/${path}`)).status, path).toBe(400);
    }
    expect((await call("GET", "/payments/status/lost")).message).toBe("지원되지 않는 상태값입니다.");
  });

  it("moves a payment to the time of its last status when it is cancelled", async () => {
    const { call, make, clock } = caller({ payments: 0 });
    const { imp_uid, paid_at } = make({ amount: 5000 });
    clock.advance(100 * DAY);
    await call("POST", "/payments/cancel", { imp_uid });
    const paidThen = await call<Page>("GET", `/payments/status/all?from=${paid_at}&to=${paid_at + DAY}`);
    expect(paidThen.response.total).toBe(0);
    const now = await call<Page>("GET", "/payments/status/cancelled");
    expect(now.response.list.map((one) => one.imp_uid)).toEqual([imp_uid]);
  });

  it("reports a partial cancel as cancelled, or as paid when told so", async () => {
    for (const partialCancelStatus of ["cancelled", "paid"] as const) {
      const { call, make, clock } = caller({ payments: 0, partialCancelStatus });
      const { imp_uid, paid_at } = make({ amount: 5000 });
      clock.advance(DAY);
      const { response } = await call("POST", "/payments/cancel", { imp_uid, amount: 1000 });
      expect(response).toMatchObject({ status: partialCancelStatus, cancel_amount: 1000, amount: 5000, paid_at });
      const list = await call<Page>("GET", `/payments/status/${partialCancelStatus}`);
      expect(list.response.total).toBe(1);
    }
  });

  it("changes to the other way of reporting while running", async () => {
    const { call, make, sandbox } = caller({ payments: 3000 });
    const { imp_uid } = make({ amount: 5000 });
    await call("POST", "/payments/cancel", { imp_uid, amount: 1000 });
    const parts = async (status: string) => {
      const { response } = await call<Page>("GET", `/payments/status/${status}?limit=1000`);
      return response.list.filter((one) => one.cancel_amount > 0 && one.cancel_amount < one.amount).length;
    };
    const before = await parts("cancelled");
    expect(before).toBeGreaterThan(1);
    sandbox.control.changeSettings({ partialCancelStatus: "paid" });
    expect(await parts("cancelled")).toBe(0);
    expect(await parts("paid")).toBeGreaterThan(1);
  });
});

describe("cancelling through the API", () => {
  it("answers every refusal with HTTP 200 and a code that is not 0", async () => {
    const { call, make } = caller();
    const { imp_uid, merchant_uid } = make({ amount: 5000 });
    expect(await call("POST", "/payments/cancel", {})).toMatchObject({ status: 200, code: 1, response: null });
    expect(await call("POST", "/payments/cancel", { imp_uid: "imp_000000000000", merchant_uid })).toMatchObject({
      status: 200,
      code: 1,
      message: "취소할 결제건이 존재하지 않습니다.",
    });
    expect((await call("POST", "/payments/cancel", `merchant_uid=${merchant_uid}`)).response.cancel_amount).toBe(5000);
    expect(await call("POST", "/payments/cancel", { imp_uid })).toMatchObject({
      status: 200,
      code: 1,
      message: "이미 전액취소된 주문입니다.",
    });
  });

  it("writes one line of history for each cancel, and the ledger agrees", async () => {
    const { call, make, sandbox } = caller();
    const { imp_uid } = make({ amount: 5000 });
    await call(
      "POST",
      "/payments/cancel",
      `imp_uid=${imp_uid}&amount=1000&checksum=5000&reason=하나&extra[requester]=customer`,
    );
    await call("POST", "/payments/cancel", { imp_uid, amount: "2000", checksum: 4000, reason: "둘" });
    await call("POST", "/payments/cancel", { imp_uid, amount: 2000, checksum: 4000, reason: "셋" });
    const { response } = await call("GET", `/payments/${imp_uid}`);
    expect(response.cancel_history.map(({ amount, reason }) => [amount, reason])).toEqual([
      [1000, "하나"],
      [2000, "둘"],
    ]);
    expect(new Set(response.cancel_history.map(({ cancellation_id }) => cancellation_id)).size).toBe(2);
    expect(response).toMatchObject({ cancel_amount: 3000, cancel_reason: "둘" });
    expect(sandbox.control.ledger.entries({ impUid: imp_uid, kind: "cancelled" }).map(({ amount }) => amount)).toEqual([
      1000, 2000,
    ]);
  });

  it("leaves an asynchronous cancel open until the PG is done, and blocks a second one", async () => {
    const { call, make, clock } = caller();
    const { imp_uid } = make({ pgProvider: "paypal_v2", payMethod: "paypal", amount: 24.9 });
    const first = await call("POST", "/payments/cancel", { imp_uid });
    expect(first).toMatchObject({ code: 0, response: { status: "paid", cancel_amount: 0, cancel_history: [] } });
    expect((await call("POST", "/payments/cancel", { imp_uid })).code).toBe(1);
    clock.advance(600);
    expect((await call("GET", `/payments/${imp_uid}`)).response).toMatchObject({
      status: "cancelled",
      cancel_amount: 24.9,
      cancelled_at: TEST_NOW + 600,
    });
  });

  it("is undone by the PG alone, and a later cancel has an id of its own", async () => {
    const { call, make, sandbox } = caller();
    const { imp_uid } = make({ pgProvider: "html5_inicis", amount: 10_000 });
    const first = (await call("POST", "/payments/cancel", { imp_uid, amount: 4_000 })).response;
    await call("POST", `/__sandbox/payments/${imp_uid}/take-back-cancel`, {});
    expect((await call("GET", `/payments/${imp_uid}`)).response).toMatchObject({
      status: "paid",
      cancel_amount: 0,
      cancelled_at: 0,
      cancel_history: [],
    });
    const second = (await call("POST", "/payments/cancel", { imp_uid, amount: 4_000 })).response;
    const idOf = (payment: unknown) => Object(payment).cancel_history[0].cancellation_id;
    expect(idOf(second)).not.toBe(idOf(first));
    expect(sandbox.control.ledger.entries({ impUid: imp_uid }).map(({ kind }) => kind)).toEqual([
      "created",
      "cancelled",
      "cancel_taken_back",
      "cancelled",
    ]);
  });

  it("can be missing from a payment's list while its sum has it", async () => {
    const { call, make, sandbox } = caller();
    const { imp_uid } = make({ pgProvider: "html5_inicis", amount: 10_000 });
    await call("POST", "/payments/cancel", { imp_uid, amount: 3_000 });
    await call("POST", "/payments/cancel", { imp_uid, amount: 2_000 });
    await call("POST", `/__sandbox/payments/${imp_uid}/lose-cancel-entry`, {});
    const { response } = await call("GET", `/payments/${imp_uid}`);
    expect(response).toMatchObject({ cancel_amount: 5_000, cancel_history: [{ amount: 3_000 }] });
    expect(sandbox.control.ledger.entries({ impUid: imp_uid }).at(-1)?.kind).toBe("cancel_entry_lost");
    expect((await call("POST", `/__sandbox/payments/${make({}).imp_uid}/lose-cancel-entry`, {})).status).toBe(409);
  });

  it("can be refused by the PG long after the request was taken", async () => {
    const { call, make, sandbox } = caller();
    const { imp_uid } = make({ pgProvider: "paymentwall", amount: 24.9 });
    await call("POST", "/payments/cancel", { imp_uid });
    await call("POST", `/__sandbox/payments/${imp_uid}/refuse-cancel`, {});
    expect((await call("GET", `/payments/${imp_uid}`)).response).toMatchObject({ status: "paid", cancel_amount: 0 });
    expect(sandbox.control.ledger.entries({ impUid: imp_uid }).map(({ kind }) => kind)).toEqual([
      "created",
      "cancel_requested",
      "cancel_refused_later",
    ]);
  });
});

describe("expected amounts", () => {
  it("are registered once, changed, and read back", async () => {
    const { call, make } = caller();
    const body = { merchant_uid: "o1", amount: 1000 };
    expect((await call("PUT", "/payments/prepare", body)).status).toBe(404);
    expect((await call("POST", "/payments/prepare", body)).response).toEqual({ ...body, currency: null });
    expect(await call("POST", "/payments/prepare", body)).toMatchObject({ status: 200, code: 1 });
    await call("PUT", "/payments/prepare", "merchant_uid=o1&amount=2000&currency=KRW");
    expect((await call("GET", "/payments/prepare/o1")).response).toEqual({
      merchant_uid: "o1",
      amount: 2000,
      currency: "KRW",
    });
    expect((await call("GET", "/payments/prepare/o2")).status).toBe(404);
    expect(() => make({ merchantUid: "o1", amount: 1000 })).toThrow("2000");
  });
});

describe("settings and codes", () => {
  it("list live and test channels without credentials, banks and cards", async () => {
    const { call } = caller();
    const { response } = await call<{ sandbox: boolean; type: string }[]>("GET", "/users/pg");
    expect(response.some((one) => one.sandbox && one.type === "payment")).toBe(true);
    expect(response.some((one) => !one.sandbox && one.type === "certification")).toBe(true);
    expect((await call("GET", "/banks/004")).response).toEqual({ code: "004", name: "KB국민은행" });
    expect((await call("GET", "/cards/366")).response).toEqual({ code: "366", name: "신한카드" });
    expect((await call("GET", "/banks/999")).status).toBe(404);
  });
});

describe("the server", () => {
  it("answers unknown paths and wrong methods in the envelope", async () => {
    const { call } = caller();
    expect(await call("GET", "/nowhere")).toMatchObject({ status: 404, code: -1, response: null });
    expect((await call("PUT", "/payments/cancel", {})).status).toBe(405);
    expect((await call("POST", "/payments/cancel", "{", { "content-type": "application/json" })).status).toBe(400);
  });

  it("says in both languages what it is", async () => {
    const { sandbox } = caller();
    const page = await (await sandbox.fetch(new Request("http://sandbox.test/"))).text();
    expect(page).toContain("진짜 돈은 움직이지 않으며");
    expect(page).toContain("No money moves");
  });

  it("lets no page from elsewhere use the controls", async () => {
    const { call } = caller();
    const from = (origin: string) => call("POST", "/__sandbox/payments", {}, { origin });
    expect((await from("https://evil.example")).status).toBe(403);
    expect((await from("null")).status).toBe(403);
    expect((await from("http://localhost:8787")).status).toBe(201);
  });

  it("listens on loopback addresses only", async () => {
    const { sandbox } = caller();
    await expect(sandbox.listen({ port: 0, host: "0.0.0.0" })).rejects.toThrow("loopback");
  });

  it("gives the same bytes for the same seed and clock, whatever was asked before", async () => {
    const [one, other] = [caller({ seed: 4 }), caller({ seed: 4 })];
    await one.call("GET", "/payments/status/paid?sorting=updated");
    const path = "/payments/status/all?limit=300";
    expect((await one.call("GET", path)).response).toEqual((await other.call("GET", path)).response);
    expect(await one.token()).toBe(await other.token());
  });

  it("refuses a size it cannot hold", () => {
    expect(() => createSandbox({ payments: 5_000_000 })).toThrow("2000000");
  });
});
