import { cancellableAmount, money } from "@maru/domain";
import { createSandbox, type Sandbox } from "@maru/sandbox";
import { beforeEach, describe, expect, it } from "vitest";
import type { CancellationRequest, ReadPayment } from "./index.ts";
import { type ControlledTime, controlledTime } from "./testing/controlled-time.ts";
import { errorOf } from "./testing/error-of.ts";
import { type TestClient, testClient } from "./testing/test-client.ts";
import { walkHistory } from "./testing/walk-history.ts";

const day = 24 * 60 * 60;
const historySize = 3000;

let time: ControlledTime;
let sandbox: Sandbox;
let test: TestClient;

beforeEach(() => {
  time = controlledTime();
  sandbox = createSandbox({ seed: 7, payments: historySize, clock: time.clock, keepsArriving: false });
  test = clientOf({});
});

function clientOf(options: Partial<Parameters<typeof testClient>[0]>): TestClient {
  return testClient({
    baseUrl: "http://sandbox.test",
    credentials: { key: "sandbox", secret: "sandbox-secret" },
    fetch: (request) => sandbox.fetch(request),
    time,
    ...options,
  });
}

type NewPayment = Parameters<Sandbox["control"]["createPayment"]>[1];

function make(order: NewPayment = {}): string {
  return sandbox.control.createPayment(sandbox.control.parent, order).wire.imp_uid;
}

const nowSeconds = () => Math.floor(time.clock.now() / 1000);
const won = (amount: number) => money(amount, "KRW");

function cancel(impUid: string, changes: Partial<CancellationRequest> = {}) {
  return test.client.cancelPayment({
    impUid,
    amount: won(10_000),
    expectedCancellable: won(30_000),
    reason: "고객 변심",
    notifyShop: true,
    ...changes,
  });
}

describe("payments of the sandbox", () => {
  it("are all found, once each and all readable, by walking two years of windows", async () => {
    const pages = await walkHistory(test.client, { from: nowSeconds() - 760 * day, to: nowSeconds(), limit: 400 });
    const found = new Map<string, ReadPayment>();
    for (const { payments, unreadable } of pages) {
      expect(unreadable).toEqual([]);
      for (const read of payments) found.set(read.payment.impUid, read);
    }
    const firstPages = pages.filter(({ page }) => page === 1);
    expect(found.size).toBe(historySize);
    expect(firstPages.reduce((sum, { total }) => sum + total, 0)).toBe(historySize);
    expect(pages.reduce((sum, { payments }) => sum + payments.length, 0)).toBe(historySize);
  });

  it("are the same whether listed, read one by one or read together", async () => {
    const { payments } = await test.client.listPayments({
      status: "all",
      from: nowSeconds() - 90 * day,
      to: nowSeconds(),
      page: 1,
      limit: 50,
      sorting: "-updated",
    });
    const ids = payments.map(({ payment }) => payment.impUid);
    const bulk = await test.client.getPayments([...ids, "imp_000000000000"]);
    expect(bulk.missing).toEqual(["imp_000000000000"]);
    expect(new Map(bulk.found.map((read) => [read.payment.impUid, read]))).toEqual(
      new Map(payments.map((read) => [read.payment.impUid, read])),
    );
    for (const read of payments) await expect(test.client.getPayment(read.payment.impUid)).resolves.toEqual(read);
  });

  it("add up over the statuses, and each list holds its own status only", async () => {
    const window = {
      from: nowSeconds() - 90 * day,
      to: nowSeconds(),
      page: 1,
      limit: 1000,
      sorting: "-started",
    } as const;
    const all = await test.client.listPayments({ ...window, status: "all" });
    let sum = 0;
    for (const status of ["ready", "paid", "cancelled", "failed"] as const) {
      const listing = await test.client.listPayments({ ...window, status });
      expect(new Set(listing.payments.map(({ payment }) => payment.wireStatus))).toEqual(new Set([status]));
      sum += listing.total;
    }
    expect(sum).toBe(all.total);
  });

  it("are none past the last page and in a window without payments", async () => {
    const window = { status: "all", limit: 1000, sorting: "started" } as const;
    const long = 3000 * day;
    await expect(
      test.client.listPayments({ ...window, from: nowSeconds() - long, to: nowSeconds() - long + day, page: 1 }),
    ).resolves.toMatchObject({ total: 0, hasMore: false, payments: [] });
    const recent = { ...window, from: nowSeconds() - 90 * day, to: nowSeconds() };
    const first = await test.client.listPayments({ ...recent, page: 1 });
    await expect(test.client.listPayments({ ...recent, page: 40 })).resolves.toMatchObject({
      total: first.total,
      payments: [],
    });
  });

  it("are found when they were made through a test channel", async () => {
    const impUid = make({ isTest: true });
    await expect(test.client.getPayment(impUid)).resolves.toMatchObject({ payment: { isTestChannel: true } });
  });

  it("are not found by an id that does not exist", async () => {
    expect((await errorOf(test.client.getPayment("imp_000000000000"))).code).toBe("PAYMENT_NOT_FOUND");
    expect((await errorOf(test.client.findPayment("no such order"))).code).toBe("PAYMENT_NOT_FOUND");
    await expect(test.client.getPayments(["imp_000000000000"])).resolves.toMatchObject({
      found: [],
      missing: ["imp_000000000000"],
    });
    await expect(test.client.listPaymentsOfOrder("no such order")).resolves.toMatchObject({ total: 0 });
  });

  it("are found by order, every attempt or the one asked for", async () => {
    const merchantUid = "주문/2026 #7";
    const failed = make({ merchantUid, status: "failed" });
    time.advance(1000);
    const paid = make({ merchantUid, status: "paid" });
    const all = await test.client.listPaymentsOfOrder(merchantUid, { sorting: "started" });
    expect(all.payments.map(({ payment }) => payment.impUid)).toEqual([failed, paid]);
    await expect(test.client.listPaymentsOfOrder(merchantUid, { status: "failed" })).resolves.toMatchObject({
      total: 1,
    });
    await expect(test.client.findPayment(merchantUid)).resolves.toMatchObject({ payment: { impUid: paid } });
    await expect(test.client.findPayment(merchantUid, { status: "failed" })).resolves.toMatchObject({
      payment: { impUid: failed },
    });
  });

  it("wait for a deposit with account, bank and deadline", async () => {
    const impUid = make({ status: "ready", payMethod: "vbank" });
    const { payment } = await test.client.getPayment(impUid);
    expect(payment).toMatchObject({ status: "ready", virtualAccount: { bank: { code: "004" } } });
    expect(payment.virtualAccount?.number).toMatch(/^\d+$/);
    expect(payment.virtualAccount?.dueAt).toBeGreaterThan(nowSeconds());
  });
});

describe("a cancel at the sandbox", () => {
  it("moves exactly what was asked, and then exactly the rest", async () => {
    const impUid = make({ amount: 30_000 });
    const part = await cancel(impUid);
    expect(part).toMatchObject({
      kind: "accepted",
      read: { payment: { status: "partially_cancelled", cancelledAmount: won(10_000) } },
    });
    if (part.kind !== "accepted") return;
    expect(cancellableAmount(part.read.payment)).toEqual(won(20_000));
    const rest = await cancel(impUid, { amount: won(20_000), expectedCancellable: won(20_000) });
    expect(rest).toMatchObject({ kind: "accepted", read: { payment: { status: "cancelled" } } });
    const { payment } = await test.client.getPayment(impUid);
    expect(payment.cancellations.map(({ amount, reason }) => [amount.amount, reason])).toEqual([
      [10_000, "고객 변심"],
      [20_000, "고객 변심"],
    ]);
  });

  it("is read the same whichever status a partial cancel leaves", async () => {
    sandbox.control.changeSettings({ partialCancelStatus: "paid" });
    const outcome = await cancel(make({ amount: 30_000 }));
    expect(outcome).toMatchObject({
      kind: "accepted",
      read: { payment: { wireStatus: "paid", status: "partially_cancelled" } },
    });
  });

  it("does nothing when somebody else was faster, because the balance is pinned", async () => {
    const impUid = make({ amount: 30_000 });
    await expect(cancel(impUid)).resolves.toMatchObject({ kind: "accepted" });
    await expect(cancel(impUid)).resolves.toMatchObject({ kind: "refused", httpStatus: 200 });
    await expect(test.client.getPayment(impUid)).resolves.toMatchObject({
      payment: { cancelledAmount: won(10_000) },
    });
  });

  it("is refused in the sandbox's own words", async () => {
    await expect(cancel("imp_000000000000")).resolves.toEqual({
      kind: "refused",
      message: "취소할 결제건이 존재하지 않습니다.",
      upstreamCode: 1,
      httpStatus: 200,
    });
    sandbox.control.faults.order({ kind: "pg_refusal", path: "/payments/cancel" });
    await expect(cancel(make({ amount: 30_000, pgProvider: "kcp" }))).resolves.toMatchObject({
      kind: "refused",
      message: "결제취소에 실패하였습니다. [8178|상계가능 정산금액 부족]",
    });
  });

  it("returns a deposited virtual account's money to the account it names", async () => {
    const impUid = make({ amount: 30_000, payMethod: "vbank", pgProvider: "html5_inicis" });
    await expect(cancel(impUid)).resolves.toMatchObject({ kind: "refused" });
    const refundAccount = { holder: "김마루", bankCode: "04", number: "12345678901234" };
    await expect(cancel(impUid, { refundAccount })).resolves.toMatchObject({ kind: "accepted" });
  });

  it("says at Naver Pay on whose wish it is", async () => {
    const impUid = make({ amount: 30_000, pgProvider: "naverpay", payMethod: "naverpay" });
    await expect(cancel(impUid, { requester: "customer" })).resolves.toMatchObject({ kind: "accepted" });
  });

  it("counts cents exactly", async () => {
    const impUid = make({ amount: 40.29, currency: "USD" });
    await expect(
      cancel(impUid, { amount: money(1230, "USD"), expectedCancellable: money(4029, "USD") }),
    ).resolves.toMatchObject({ kind: "accepted", read: { payment: { cancelledAmount: money(1230, "USD") } } });
  });

  it("is accepted by a slow PG with the amounts still as they were", async () => {
    const impUid = make({ amount: 20, currency: "USD", pgProvider: "paypal_v2", payMethod: "paypal" });
    const request = { amount: money(2000, "USD"), expectedCancellable: money(2000, "USD") };
    const outcome = await cancel(impUid, request);
    expect(outcome).toMatchObject({ kind: "accepted", read: { payment: { status: "paid", cancellations: [] } } });
  });

  it("tells the shop only when asked to", async () => {
    const sent: string[] = [];
    sandbox = createSandbox({
      payments: 0,
      clock: time.clock,
      webhookUrl: "http://shop.test/webhook",
      fetch: async (url) => {
        sent.push(String(url));
        return new Response("ok");
      },
    });
    await cancel(make({ amount: 30_000, usesWebhook: true }), { notifyShop: false });
    await sandbox.control.webhooks.settled();
    // Only that it was paid.
    expect(sent.length).toBe(1);
    await cancel(make({ amount: 30_000, usesWebhook: false }), { notifyShop: true });
    await cancel(make({ amount: 30_000, usesWebhook: true }), { notifyShop: true });
    await sandbox.control.webhooks.settled();
    // The third payment tells of being paid and of being cancelled.
    expect(sent.length - 1).toBe(2);
  });

  it("is unknown when only the answer is lost, and the next read shows that it happened", async () => {
    const impUid = make({ amount: 30_000 });
    sandbox.control.faults.order({ kind: "reset", path: "/payments/cancel", when: "after" });
    await expect(cancel(impUid)).resolves.toMatchObject({ kind: "unknown" });
    await expect(test.client.getPayment(impUid)).resolves.toMatchObject({ payment: { cancelledAmount: won(10_000) } });
  });

  it.each(["before", "after"] as const)(
    "is one request when it is turned away for its token %s it was carried out",
    async (when) => {
      const impUid = make({ amount: 30_000 });
      const before = sandbox.requests.rows(0).length;
      sandbox.control.faults.order({ kind: "unauthorized", path: "/payments/cancel", when });
      await expect(cancel(impUid)).resolves.toMatchObject({ kind: "not_sent", cause: { details: { hint: "token" } } });
      const sent = sandbox.requests.rows(0).slice(before);
      expect(sent.filter(({ path }) => path === "/payments/cancel")).toHaveLength(1);
      const moved = when === "after" ? 10_000 : 0;
      await expect(test.client.getPayment(impUid)).resolves.toMatchObject({ payment: { cancelledAmount: won(moved) } });
    },
  );

  it("leaves with a token that was renewed ahead of its end, so that none is turned away in an hour", async () => {
    const impUid = make({ amount: 30_000 });
    for (let minute = 0; minute < 60; minute += 5) {
      const expected = 30_000 - (minute / 5) * 100;
      await expect(
        test.client.cancelPayment({
          impUid,
          amount: won(100),
          expectedCancellable: won(expected),
          reason: "test",
          notifyShop: false,
        }),
      ).resolves.toMatchObject({ kind: "accepted" });
      time.advance(5 * 60_000);
    }
    expect(test.exchanges.filter(({ httpStatus }) => httpStatus === 401)).toEqual([]);
  });
});

describe("the sandbox's bad days", () => {
  const find = () => test.client.getPayment(make());

  it.each(["drop", "reset", "status"] as const)("cost a read nothing when they pass (%s)", async (kind) => {
    sandbox.control.faults.order({ kind, path: "/payments/", count: 2 });
    await expect(find()).resolves.toBeDefined();
  });

  it("are told apart when they do not pass", async () => {
    const impUid = make();
    const codeUnder = async (order: Parameters<Sandbox["control"]["faults"]["order"]>[0]) => {
      sandbox.control.faults.clear();
      sandbox.control.faults.order({ path: "/payments/", count: null, ...order });
      return (await errorOf(test.client.getPayment(impUid))).code;
    };
    expect(await codeUnder({ kind: "status", status: 503 })).toBe("UPSTREAM_UNAVAILABLE");
    expect(await codeUnder({ kind: "status", status: 429 })).toBe("UPSTREAM_UNAVAILABLE");
    expect(await codeUnder({ kind: "html", status: 200 })).toBe("UPSTREAM_UNREADABLE");
    expect(await codeUnder({ kind: "broken_json" })).toBe("UPSTREAM_UNREADABLE");
    expect(await codeUnder({ kind: "unauthorized" })).toBe("UPSTREAM_UNAUTHORIZED");
  });

  it("do not include the end of a token, over an hour of reads", async () => {
    const impUid = make();
    for (let minute = 0; minute < 60; minute += 1) {
      await test.client.getPayment(impUid);
      time.advance(60_000);
    }
    const tokens = test.exchanges.filter(({ operation }) => operation === "issueToken");
    expect(tokens.length).toBeLessThanOrEqual(4);
    expect(test.exchanges.filter(({ httpStatus }) => httpStatus !== 200)).toEqual([]);
  });

  it("do not include a secret that was issued anew elsewhere while its token is replaced", async () => {
    const impUid = make();
    await test.client.getPayment(impUid);
    sandbox.control.tokens.revoke();
    await expect(test.client.getPayment(impUid)).resolves.toBeDefined();
  });

  it("begin with a wrong secret, and say so", async () => {
    const { client } = clientOf({ credentials: { key: "sandbox", secret: "mistyped" } });
    const error = await errorOf(client.listChannels());
    expect(error.code).toBe("UPSTREAM_UNAUTHORIZED");
    expect(error.details).toMatchObject({ hint: "credentials" });
  });
});

describe("settings at the sandbox", () => {
  it("name channels, banks and cards", async () => {
    const channels = await test.client.listChannels();
    expect(channels.length).toBeGreaterThan(3);
    expect(new Set(channels.map(({ isTestChannel }) => isTestChannel))).toEqual(new Set([true, false]));
    const banks = await test.client.listBanks();
    expect(banks.length).toBeGreaterThan(10);
    await expect(test.client.getBank("004")).resolves.toEqual(banks.find(({ code }) => code === "004"));
    const [card] = await test.client.listCards();
    await expect(test.client.getCard(card?.code ?? "")).resolves.toEqual(card);
    expect((await errorOf(test.client.getBank("999"))).code).toBe("NOT_FOUND");
  });

  it("show a sub-merchant's payments to its own client only", async () => {
    const tier = sandbox.control.stores.find((store) => store.tier !== null)?.tier ?? "";
    await expect(test.client.getTier(tier)).resolves.toMatchObject({ code: tier });
    expect((await errorOf(test.client.getTier("ZZZ"))).code).toBe("NOT_FOUND");
    const impUid = sandbox.control.createPayment(sandbox.control.storeOf(tier), {}).wire.imp_uid;
    await expect(clientOf({ tier }).client.getPayment(impUid)).resolves.toBeDefined();
    expect((await errorOf(test.client.getPayment(impUid))).code).toBe("PAYMENT_NOT_FOUND");
  });

  it("hold the amount an order must be paid with", async () => {
    const request = { merchantUid: "ORD-장바구니/1", amount: won(12_300) };
    const prepared = { ...request, isCurrencyChecked: true };
    await expect(test.client.updatePreparedPayment(request)).resolves.toMatchObject({
      kind: "refused",
      httpStatus: 404,
    });
    await expect(test.client.preparePayment(request)).resolves.toEqual({ kind: "accepted", prepared });
    await expect(test.client.preparePayment(request)).resolves.toMatchObject({ kind: "refused", httpStatus: 200 });
    const dearer = { ...request, amount: won(13_000) };
    await expect(test.client.updatePreparedPayment(dearer)).resolves.toMatchObject({ kind: "accepted" });
    await expect(test.client.getPreparedPayment(request.merchantUid)).resolves.toEqual({
      ...dearer,
      isCurrencyChecked: true,
    });
    expect((await errorOf(test.client.getPreparedPayment("none"))).code).toBe("NOT_FOUND");
    await expect(test.client.preparePayment({ merchantUid: "ORD-2", amount: won(0) })).resolves.toMatchObject({
      kind: "not_sent",
      cause: { code: "INVALID_INPUT" },
    });
  });

  it("split what is left of a PAYCO payment", async () => {
    const impUid = make({ amount: 11_000, pgProvider: "payco", payMethod: "card" });
    const balance = await test.client.getBalance(impUid);
    expect(balance).toMatchObject({
      amount: won(11_000),
      primary: { supply: won(10_000), vat: won(1_000), taxFree: won(0) },
    });
    expect(balance.histories[0]?.createdAt).toBe(nowSeconds());
    expect((await errorOf(test.client.getBalance("imp_000000000000"))).code).toBe("PAYMENT_NOT_FOUND");
  });

  it("split what a refund left of a PAYCO payment, and tell what it took away", async () => {
    const impUid = make({ amount: 33_000, pgProvider: "payco", payMethod: "card" });
    await cancel(impUid, { amount: won(11_000), expectedCancellable: won(33_000) });
    const balance = await test.client.getBalance(impUid);
    expect(balance.primary).toMatchObject({ supply: won(20_000), vat: won(2_000) });
    expect(balance.histories[1]?.primary).toMatchObject({ supply: won(-10_000), vat: won(-1_000) });
  });
});
