import { randomUUID } from "node:crypto";
import type { TestPaymentVerdict } from "@maru/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeOnBothStores, type OpenTestStore } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApi, type TestApp, type TestAppOptions } from "../../testing/create-test-app.ts";

async function using(work: (app: TestApp) => Promise<void>, options: TestAppOptions = {}): Promise<void> {
  const app = await createTestApp(options);
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

async function formOf(api: TestApi, mid = "T0000") {
  const { items } = await api.testPayments.channels();
  const channel = items.find((each) => each.mid === mid);
  if (channel === undefined) throw new Error(`there is no channel ${mid}`);
  return {
    testPaymentId: `test-${randomUUID()}`,
    channelKey: channel.channelKey,
    method: channel.methods[0] ?? "card",
    amount: 12_000,
    currency: channel.currency,
    orderName: "시험 결제",
  };
}

const idOf = ({ testPaymentId }: { readonly testPaymentId: string }) => ({ testPaymentId });

/** Opens the window by its link, presses a button in it, and answers the query of the address it leads back to. */
async function walk(app: TestApp, testPaymentId: string, outcome: string, shape = "imp_success"): Promise<string> {
  const cookie = await app.signIn("developer");
  const link = await app.http(`/api/test-payments/${testPaymentId}/window`, { cookie });
  const address = link.headers.get("location") ?? "";
  const opened = await app.sandbox.fetch(new Request(address));
  if (opened.status !== 200) return new URL(opened.headers.get("location") ?? "").search;
  const page = await opened.text();
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
  const returnTo = /name="m_redirect_url" value="([^"]+)"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
  expect(returnTo).toContain(`${app.publicUrl}/payments/complete?test_payment=${testPaymentId}&window=`);
  const left = await app.sandbox.fetch(
    new Request(new URL(action, address), {
      method: "POST",
      headers: { origin: new URL(address).origin },
      body: new URLSearchParams({ m_redirect_url: returnTo, outcome, shape }),
    }),
  );
  return new URL(left.headers.get("location") ?? "").search;
}

function fault(app: TestApp, order: object) {
  return app.sandbox.fetch(
    new Request("http://127.0.0.1/__sandbox/faults", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(order),
    }),
  );
}

const events = async (app: TestApp, testPaymentId: string) => {
  const api = await app.api("admin");
  const { items } = await api.audit.list({ limit: 50 });
  return items
    .filter(({ details }) => Reflect.get(Object(details), "testPaymentId") === testPaymentId)
    .map(({ event }) => event)
    .toReversed();
};

const anotherPayment = (app: TestApp, order: object = {}) =>
  app.sandbox.control.createPayment(app.sandbox.control.parent, { pgProvider: "kcp", isTest: true, ...order }).wire;

describeOnBothStores("a test payment", (open: OpenTestStore) => {
  it("goes from the registered amount through the window to proof, webhook and refund", () =>
    using(
      async (app) => {
        const api = await app.api("developer");
        const form = await formOf(api);
        const started = await api.testPayments.start(form);
        expect(started).toMatchObject({
          mid: "T0000",
          isTestChannel: true,
          amount: { amount: 12_000, currency: "KRW" },
          preparation: { state: "prepared", code: null, words: null },
          claim: null,
          verdict: null,
        });
        expect(started.merchantUid).toMatch(/^marutest[0-9a-f]{32}$/);
        expect((await app.deps.upstream.getPreparedPayment(started.merchantUid)).amount.amount).toBe(12_000);

        await api.users.addOwnTel({ tel: "010-1234-5678" });
        const query = await walk(app, form.testPaymentId, "pay");
        const completed = await api.testPayments.complete({ query });
        expect(completed).toMatchObject({
          verdict: "paid",
          verifiedAtMs: app.clock.now(),
          claim: { success: true, successName: "imp_success", isOdd: false, atMs: app.clock.now() },
          found: { status: "paid", merchantUid: started.merchantUid, amount: { amount: 12_000, currency: "KRW" } },
        });
        const impUid = completed.found?.impUid ?? "";
        const { payment } = await (await app.api("admin")).payments.get({ impUid });
        expect(payment).toMatchObject({ merchantUid: started.merchantUid, buyer: { tel: "010-1234-5678" } });

        await app.http("/webhooks/iamport", {
          json: { imp_uid: impUid, merchant_uid: started.merchantUid, status: "paid" },
        });
        await app.webhooks.step();
        const id = idOf(form);
        expect((await api.testPayments.get(id)).webhooks).toMatchObject([
          { impUid, status: "paid", verdict: "verified", receivedAtMs: app.clock.now() },
        ]);

        const admin = await app.api("admin");
        await admin.refunds.request({
          refundId: "refund-of-a-test-1",
          impUid,
          currency: "KRW",
          amount: 12_000,
          cancellableAmountSeen: 12_000,
          split: null,
          reasonCode: "change_of_mind",
          reasonText: "",
          refundAccount: null,
          extras: { requester: null, retainPromotion: null },
          notifyShop: true,
          repeatReason: null,
        });
        const settled = await api.testPayments.get(id);
        expect(settled.refunds).toMatchObject([{ state: "done", amount: 12_000 }]);
        expect(settled.verdict).toBe("paid");
        expect((await api.testPayments.check(id)).verdict).toBe("paid");
        expect((await api.testPayments.list({})).items).toMatchObject([{ id: form.testPaymentId, verdict: "paid" }]);
        expect(await events(app, form.testPaymentId)).toEqual([
          "test_payment.started",
          "test_payment.prepared",
          "test_payment.returned",
          "test_payment.judged",
        ]);
      },
      { open },
    ));

  it("is begun once, however often and however many at once ask for it", () =>
    using(
      async (app) => {
        const api = await app.api("developer");
        const form = await formOf(api);
        const all = await Promise.all([1, 2, 3, 4].map(() => api.testPayments.start(form)));
        expect(new Set(all.map(({ merchantUid }) => merchantUid)).size).toBe(1);
        expect((await api.testPayments.get(idOf(form))).preparation.state).toBe("prepared");
        await expect(api.testPayments.start({ ...form, amount: 13_000 })).rejects.toMatchObject({
          cause: { code: "INVALID_INPUT" },
        });
        const registered = app.sandbox.control.ledger.entries({ kind: "prepared" });
        expect(registered).toHaveLength(1);
      },
      { open },
    ));

  it("never loses a proof to a redirect that comes later", () =>
    using(
      async (app) => {
        const api = await app.api("developer");
        const form = await formOf(api);
        const { merchantUid } = await api.testPayments.start(form);
        const query = await walk(app, form.testPaymentId, "pay");
        const first = await api.testPayments.complete({ query });
        const again = await api.testPayments.complete({ query });
        expect(again).toEqual(first);
        const forged = `test_payment=${form.testPaymentId}&imp_uid=imp_0&merchant_uid=${merchantUid}&imp_success=false`;
        expect(await api.testPayments.complete({ query: forged })).toEqual({ ...first, otherClaims: 1 });
        expect(await events(app, form.testPaymentId)).toHaveLength(5);
      },
      { open },
    ));

  it("keeps what came by the window, whatever link somebody makes of it before or after", () =>
    using(
      async (app) => {
        const api = await app.api("developer");
        const form = { ...(await formOf(api)), method: "vbank" as const };
        const { merchantUid } = await api.testPayments.start(form);
        const other = anotherPayment(app, { amount: 12_000 });
        const forged = (more: string) =>
          `test_payment=${form.testPaymentId}&merchant_uid=${merchantUid}&imp_uid=${other.imp_uid}&${more}`;
        expect(await api.testPayments.complete({ query: forged("error_msg=early") })).toMatchObject({
          verdict: "other_order",
          claim: { isFromWindow: false, errorMessage: "early" },
        });
        const query = await walk(app, form.testPaymentId, "pay");
        const genuine = await api.testPayments.complete({ query });
        expect(genuine).toMatchObject({
          verdict: "waiting_for_deposit",
          claim: { isFromWindow: true, success: true },
          otherClaims: 0,
        });
        const stolen = new URLSearchParams(query).get("window") ?? "";
        const colleague = await app.api("admin");
        const kept = { claim: genuine.claim, found: genuine.found, verdict: "waiting_for_deposit" };
        expect(await api.testPayments.complete({ query: forged("error_msg=late") })).toMatchObject(kept);
        expect(await api.testPayments.complete({ query: forged("window=guessed&success=false") })).toMatchObject(kept);
        // What was given to one person's window is worth nothing in another's browser.
        expect(await colleague.testPayments.complete({ query: forged(`window=${stolen}`) })).toMatchObject({
          ...kept,
          otherClaims: 3,
        });
        const { items } = await colleague.audit.list({ event: "test_payment.returned", limit: 10 });
        expect(items.map(({ details }) => Reflect.get(Object(details), "isKept"))).toEqual([
          false,
          false,
          false,
          true,
          true,
        ]);
      },
      { open },
    ));

  it("of one person who closes the window and opens it again, the second time counts, and nobody else's replaces it", () =>
    using(
      async (app) => {
        const api = await app.api("developer");
        const form = await formOf(api);
        await api.testPayments.start(form);
        const closed = await walk(app, form.testPaymentId, "close");
        expect(await api.testPayments.complete({ query: closed })).toMatchObject({ claim: { success: false } });
        const paid = await walk(app, form.testPaymentId, "pay");
        expect(await (await app.api("admin")).testPayments.complete({ query: paid })).toMatchObject({
          claim: { success: false },
          otherClaims: 1,
        });
        expect(await api.testPayments.complete({ query: closed })).toMatchObject({ verdict: "paid" });
      },
      { open },
    ));

  it("keeps what came back even while upstream turns us away, and is judged afterwards", () =>
    using(
      async (app) => {
        const api = await app.api("developer");
        const form = await formOf(api);
        await api.testPayments.start(form);
        const query = await walk(app, form.testPaymentId, "pay");
        await fault(app, { kind: "status", status: 403, method: "GET", path: "/payments/*", count: null });
        await expect(api.testPayments.complete({ query })).rejects.toMatchObject({
          cause: { code: "UPSTREAM_UNAUTHORIZED" },
        });
        expect(await api.testPayments.get(idOf(form))).toMatchObject({ claim: { success: true }, verdict: null });
        app.sandbox.control.faults.clear();
        expect((await api.testPayments.check(idOf(form))).verdict).toBe("paid");
      },
      { open },
    ));
});

interface Way {
  readonly what: string;
  readonly outcome: "pay" | "decline" | "close" | "forge" | "none";
  readonly shape?: "imp_success" | "success" | "neither";
  readonly mid?: string;
  readonly method?: "vbank";
  /** What somebody makes of the query on the way back. */
  readonly alter?: (query: URLSearchParams, app: TestApp) => void;
  readonly verdict: TestPaymentVerdict;
  readonly success: boolean | null;
}

/** Each as the documents have it: developers site, "Redirect method"; i'mport's English documentation on the new SDK. */
const ways: readonly Way[] = [
  { what: "paid, imp_success=true", outcome: "pay", verdict: "paid", success: true },
  { what: "paid, success=true instead", outcome: "pay", shape: "success", verdict: "paid", success: true },
  { what: "paid, neither", outcome: "pay", shape: "neither", verdict: "paid", success: null },
  {
    what: "paid, both",
    outcome: "pay",
    alter: (query) => query.set("success", "true"),
    verdict: "paid",
    success: true,
  },
  {
    what: "declined, imp_success=false with error_code and error_msg",
    outcome: "decline",
    verdict: "failed",
    success: false,
  },
  {
    what: "declined, the new SDK's error_code and error_msg alone",
    outcome: "decline",
    shape: "neither",
    verdict: "failed",
    success: null,
  },
  { what: "closed at a PG that leaves it waiting", outcome: "close", verdict: "not_finished", success: false },
  { what: "closed at Inicis, which fails it", outcome: "close", mid: "INIpayTest", verdict: "failed", success: false },
  {
    what: "closed, and success claimed all the same",
    outcome: "close",
    alter: (query) => query.set("imp_success", "true"),
    verdict: "not_finished",
    success: true,
  },
  { what: "another amount, and success claimed", outcome: "forge", verdict: "amount_differs", success: true },
  {
    what: "imp_uid missing, though it was paid",
    outcome: "pay",
    alter: (query) => query.delete("imp_uid"),
    verdict: "paid",
    success: true,
  },
  {
    what: "imp_uid missing, and nothing was opened",
    outcome: "none",
    alter: (query) => query.set("imp_success", "false"),
    verdict: "no_payment",
    success: false,
  },
  {
    what: "the imp_uid of a payment of another order",
    outcome: "close",
    alter: (query, app) => query.set("imp_uid", anotherPayment(app, { amount: 12_000 }).imp_uid),
    verdict: "other_order",
    success: false,
  },
  {
    what: "paid, under the merchant_uid of another order",
    outcome: "pay",
    alter: (query) => query.set("merchant_uid", "ORD-1"),
    verdict: "other_order",
    success: true,
  },
  {
    what: "an imp_uid nobody knows",
    outcome: "close",
    alter: (query) => query.set("imp_uid", "imp_000000000001"),
    verdict: "unknown_payment",
    success: false,
  },
  {
    what: "a virtual account, ready with imp_success=true",
    outcome: "pay",
    method: "vbank",
    verdict: "waiting_for_deposit",
    success: true,
  },
  {
    what: "hostile values",
    outcome: "close",
    alter: (query) => {
      query.set("imp_uid", "../../users/getToken\u0000");
      query.append("imp_uid", "imp_2");
      query.set("imp_success", "yes'; drop table test_payments; --");
      query.set("error_msg", "<img src=x onerror=alert(1)>\u0007");
    },
    verdict: "not_finished",
    success: null,
  },
];

describe("what comes back from the window is a claim", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it.each(ways)("$what: $verdict", async ({ outcome, shape, mid, method, alter, verdict, success }) => {
    const api = await app.api("developer");
    const form = { ...(await formOf(api, mid)), ...(method === undefined ? {} : { method }) };
    await api.testPayments.start(form);
    const said =
      outcome === "none" ? `test_payment=${form.testPaymentId}` : await walk(app, form.testPaymentId, outcome, shape);
    const query = new URLSearchParams(said);
    alter?.(query, app);
    const completed = await api.testPayments.complete({ query: query.toString() });
    expect(completed).toMatchObject({ verdict, claim: { success } });
    expect(completed.verifiedAtMs === null).toBe(verdict !== "paid");
  });

  it("a test payment is found by the order it names where our own parameter got lost", async () => {
    const api = await app.api("developer");
    const form = await formOf(api);
    await api.testPayments.start(form);
    const query = new URLSearchParams(await walk(app, form.testPaymentId, "pay"));
    query.delete("test_payment");
    expect(await api.testPayments.complete({ query: query.toString() })).toMatchObject({
      id: form.testPaymentId,
      verdict: "paid",
    });
    query.set("merchant_uid", "ORD-1");
    await expect(api.testPayments.complete({ query: query.toString() })).rejects.toMatchObject({
      cause: { code: "NOT_FOUND" },
    });
  });

  it("a deposit that comes later makes it paid", async () => {
    const api = await app.api("developer");
    const form = { ...(await formOf(api)), method: "vbank" as const };
    await api.testPayments.start(form);
    const query = await walk(app, form.testPaymentId, "pay");
    const { found } = await api.testPayments.complete({ query });
    const { store, id } = app.sandbox.control.locate(found?.impUid ?? "");
    app.sandbox.control.pay(store, id);
    expect(await api.testPayments.check(idOf(form))).toMatchObject({ verdict: "paid", found: { status: "paid" } });
  });

  it("what the PG's words say of a buyer is struck out before they are kept", async () => {
    const api = await app.api("developer");
    const form = await formOf(api);
    const { merchantUid } = await api.testPayments.start(form);
    const query = new URLSearchParams({
      test_payment: form.testPaymentId,
      merchant_uid: merchantUid,
      error_msg: "010-1234-5678 고객 거절",
    });
    await api.testPayments.complete({ query: query.toString() });
    const admin = await app.api("admin");
    expect((await admin.testPayments.get(idOf(form))).claim?.errorMessage).toContain("고객 거절");
    const rows = await app.deps.store.read.selectFrom("test_payments").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain("1234-5678");
  });
});

describe("the amount is registered before the window opens", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  it.each([
    ["an answer lost on its way back", { kind: "drop", when: "after" }, "prepared", null, "prepared"],
    ["a request lost on its way", { kind: "drop", when: "before" }, "unsure", "UPSTREAM_UNAVAILABLE", "prepared"],
    ["a refusal for the address", { kind: "status", status: 403 }, "refused", "UPSTREAM_REFUSED", "prepared"],
  ] as const)("%s", async (_, order, state, code, afterwards) => {
    const api = await app.api("developer");
    const form = await formOf(api);
    await fault(app, { ...order, method: "POST", path: "/payments/prepare" });
    const { preparation, merchantUid } = await api.testPayments.start(form);
    expect(preparation.state).toBe(state);
    if (code !== null && state === "unsure") expect(preparation.code).toBe(code);
    if (state !== "prepared") {
      const cookie = await app.signIn("developer");
      const link = await app.http(`/api/test-payments/${form.testPaymentId}/window`, { cookie });
      expect(link.headers.get("location")).toBe(`/settings/test-payments/${form.testPaymentId}`);
    }
    expect((await api.testPayments.prepare(idOf(form))).preparation).toMatchObject({ state: afterwards, code: null });
    const registered = app.sandbox.control.ledger.entries({ kind: "prepared" });
    expect(registered.filter((entry) => entry.merchant_uid === merchantUid)).toHaveLength(1);
  });

  it("and the window takes no other amount", async () => {
    const api = await app.api("developer");
    const form = await formOf(api);
    const { merchantUid } = await api.testPayments.start(form);
    const cookie = await app.signIn("developer");
    const link = await app.http(`/api/test-payments/${form.testPaymentId}/window`, { cookie });
    const forged = new URL(link.headers.get("location") ?? "");
    forged.searchParams.set("amount", "1200");
    const refused = await app.sandbox.fetch(new Request(forged));
    const query = new URL(refused.headers.get("location") ?? "").search;
    expect(await api.testPayments.complete({ query })).toMatchObject({
      verdict: "no_payment",
      claim: { success: false, impUid: null, merchantUid },
    });
  });

  it.each([
    ["a channel nobody has", { channelKey: "channel-key-nobody" }],
    ["a method its PG has not", { method: "kakaopay" as const }],
    ["a currency the channel does not take", { currency: "USD" as const }],
  ])("not for %s", async (_, change) => {
    const api = await app.api("developer");
    const form = { ...(await formOf(api)), ...change };
    await expect(api.testPayments.start(form)).rejects.toMatchObject({ cause: { code: "INVALID_INPUT" } });
    await expect(api.testPayments.get(idOf(form))).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
  });
});

describe("with a live account", () => {
  const live = {
    IMPORT_API_KEY: "live-key-0123456789",
    IMPORT_API_SECRET: "live-secret-0123456789",
    MARU_ADMIN_EMAIL: "boss@example.com",
    MARU_ADMIN_PASSWORD: "four random words here",
  };
  const openLive = async (app: TestApp) => {
    const cookie = await app.signIn("developer");
    await app.deps.store.write.updateTable("users").set({ two_factor_enabled: 1 }).execute();
    return { cookie, api: await app.api("developer") };
  };

  it("the real SDK's page has a policy of its own, from which the console cannot be reached", () =>
    using(
      async (app) => {
        const { api, cookie } = await openLive(app);
        const form = { ...(await formOf(api)), orderName: "</script><script>alert(1)" };
        const { merchantUid } = await api.testPayments.start(form);
        const page = await app.http(`/api/test-payments/${form.testPaymentId}/window`, { cookie });
        expect(page.status).toBe(200);
        const html = await page.text();
        const [, json = ""] = /id="order">([^<]+)</.exec(html) ?? [];
        expect(JSON.parse(json)).toMatchObject({
          merchantCode: "imp12345678",
          request: {
            channelKey: form.channelKey,
            merchant_uid: merchantUid,
            amount: 12_000,
            currency: "KRW",
            name: "</script><script>alert(1)",
            m_redirect_url: expect.stringMatching(
              new RegExp(`^${app.publicUrl}/payments/complete\\?test_payment=${form.testPaymentId}&window=[\\w-]{43}$`),
            ),
          },
        });
        expect(html).not.toContain("</script><script>alert(1)");
        expect(html).toContain('<script src="https://cdn.iamport.kr/v1/iamport.js">');
        const policy = page.headers.get("content-security-policy") ?? "";
        expect(policy).toMatch(/script-src 'sha256-[^']+' https:\/\/cdn\.iamport\.kr;/);
        expect(policy).not.toContain("'self'");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(page.headers.get("x-frame-options")).toBe("DENY");
        expect(page.headers.get("cross-origin-opener-policy")).toBe("same-origin-allow-popups");
        const other = await app.http("/settings/test-payments", { cookie });
        expect(other.headers.get("content-security-policy")).not.toContain("iamport");
        expect(other.headers.get("cross-origin-opener-policy")).toBe("same-origin");
      },
      { environment: { ...live, IMPORT_MERCHANT_CODE: "imp12345678" } },
    ));

  it.each([
    ["http://maru.example.com", "no_https"],
    ["http://10.0.0.7:8787", "no_https"],
    ["http://localhost.example.com", "no_https"],
    ["http://localhost:8787", null],
    ["http://127.0.0.1:8787", null],
    ["https://maru.example.com", null],
  ])("served as %s, what stands in the way of the SDK's page is %s", (publicUrl, problem) =>
    using(
      async (app) => {
        const { api, cookie } = await openLive(app);
        expect((await api.testPayments.channels()).problem).toBe(problem);
        const form = await formOf(api);
        if (problem === null) {
          await api.testPayments.start(form);
          expect((await app.http(`/api/test-payments/${form.testPaymentId}/window`, { cookie })).status).toBe(200);
          return;
        }
        await expect(api.testPayments.start(form)).rejects.toMatchObject({
          cause: { code: "WINDOW_UNAVAILABLE", details: { problem } },
        });
      },
      { environment: { ...live, IMPORT_MERCHANT_CODE: "imp12345678", PUBLIC_URL: publicUrl } },
    ),
  );

  it("nothing opens without the merchant's id code", () =>
    using(
      async (app) => {
        const { api } = await openLive(app);
        expect((await api.testPayments.channels()).problem).toBe("no_merchant_code");
        await expect(api.testPayments.start(await formOf(api))).rejects.toMatchObject({
          cause: { code: "WINDOW_UNAVAILABLE", details: { problem: "no_merchant_code" } },
        });
      },
      { environment: live },
    ));
});

describe("the link to the window", () => {
  it("leads whoever may not open it to the page that says so, and is told of in the audit log", () =>
    using(async (app) => {
      const api = await app.api("developer");
      const form = await formOf(api);
      await api.testPayments.start(form);
      const link = `/api/test-payments/${form.testPaymentId}/window`;
      const cookie = await app.signIn("viewer");
      const turned = `/settings/test-payments/${form.testPaymentId}`;
      expect((await app.http(link, { cookie })).headers.get("location")).toBe(turned);
      expect((await app.http(link)).headers.get("location")).toBe(turned);
      const nowhere = await app.http("/api/test-payments/nobody%2F..%2Fx/window", { cookie });
      expect(nowhere.headers.get("location")).toBe("/settings/test-payments/nobody%2F..%2Fx");
      const { items } = await (await app.api("admin")).audit.list({ event: "access.refused", limit: 5 });
      expect(items[0]?.details).toMatchObject({ permission: "test-payment:run", procedure: "testPayments.window" });
      expect((await (await app.api("viewer")).testPayments.get(idOf(form))).merchantUid).toMatch(/^marutest/);
    }));
});
