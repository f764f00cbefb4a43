import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PaymentListQuery } from "./index.ts";
import { errorOf } from "./testing/error-of.ts";
import { type HostileUpstream, json, startHostileUpstream } from "./testing/hostile-upstream.ts";
import { type TestClient, testClient } from "./testing/test-client.ts";
import { envelope, wirePayment } from "./testing/wire-samples.ts";

let upstream: HostileUpstream;
let test: TestClient;

beforeAll(async () => {
  upstream = await startHostileUpstream();
});
afterAll(() => upstream.close());
beforeEach(() => {
  test = testClient({ baseUrl: upstream.url });
});

const day = 24 * 60 * 60;
const query: PaymentListQuery = {
  status: "all",
  from: 1_795_000_000,
  to: 1_795_000_000 + 90 * day,
  page: 1,
  limit: 1000,
  sorting: "started",
};
const page = (list: unknown, facts: Readonly<Record<string, unknown>> = {}) =>
  json(envelope({ total: 3, previous: 0, next: 0, list, ...facts }));
const refusal = (status: number) => json(envelope(null, -1, "데이터 범위를 넘어선 page입니다."), status);

describe("a list of payments", () => {
  it("is asked for by window, page, size and order", async () => {
    upstream.behave(page([]));
    await test.client.listPayments(query);
    expect(upstream.received.at(-1)?.url).toBe(
      "/payments/status/all?from=1795000000&to=1802776000&sorting=started&page=1&limit=1000",
    );
  });

  it("carries a payment it cannot read beside those it can", async () => {
    const broken = wirePayment({ imp_uid: "imp_2", amount: "?" });
    upstream.behave(page([wirePayment({ imp_uid: "imp_1" }), broken, null, wirePayment({ imp_uid: "imp_3" })]));
    const listing = await test.client.listPayments(query);
    expect(listing.payments.map(({ payment }) => payment.impUid)).toEqual(["imp_1", "imp_3"]);
    expect(listing.unreadable).toEqual([
      { impUid: "imp_2", wire: broken, problem: "amount: not an exact amount of KRW" },
      { impUid: null, wire: null, problem: "payment: null where an object belongs" },
    ]);
  });

  it.each([
    [{ next: 2 }, true],
    [{ next: 0 }, false],
    [{ next: null, total: 1001 }, true],
    [{ next: null, total: 1000 }, false],
  ])("knows from %j whether there is more", async (facts, hasMore) => {
    upstream.behave(page([], facts));
    await expect(test.client.listPayments(query)).resolves.toMatchObject({ hasMore });
  });

  it("is empty, not refused, for a window that has no first page", async () => {
    upstream.behave(refusal(400));
    await expect(test.client.listPayments(query)).resolves.toEqual({
      total: 0,
      page: 1,
      hasMore: false,
      payments: [],
      unreadable: [],
    });
  });

  it("is empty past the last page, with the total that the first page proves", async () => {
    upstream.behave(refusal(400), page([wirePayment()], { total: 1500 }));
    await expect(test.client.listPayments({ ...query, page: 3 })).resolves.toMatchObject({
      total: 1500,
      page: 3,
      hasMore: false,
      payments: [],
    });
  });

  it("is refused when upstream turns away a page that the total says exists", async () => {
    upstream.behave(refusal(400), page([wirePayment()], { total: 2500 }));
    expect((await errorOf(test.client.listPayments({ ...query, page: 3 }))).code).toBe("UPSTREAM_REFUSED");
  });

  it.each([
    ["no list", { total: 3, next: 0 }, "list: nothing where a list belongs"],
    ["no total", { list: [], next: 0 }, "total: missing"],
    ["a bare list", [], "response: a list where an object belongs"],
  ])("is unreadable rather than empty when the answer has %s", async (_what, response, problem) => {
    upstream.behave(json(envelope(response)));
    const error = await errorOf(test.client.listPayments(query));
    expect(error.code).toBe("UPSTREAM_UNREADABLE");
    expect(error.details).toMatchObject({ problem });
  });

  it.each([
    ["a window longer than 90 days", { to: query.to + 1 }],
    ["a window that ends before it begins", { to: query.from - 1 }],
    ["milliseconds in fractions", { from: 1_795_000_000.5 }],
    ["page 0", { page: 0 }],
    ["more than a thousand at once", { limit: 1001 }],
  ])("is not even asked for with %s", async (_what, change) => {
    const start = upstream.received.length;
    expect((await errorOf(test.client.listPayments({ ...query, ...change }))).code).toBe("INVALID_INPUT");
    expect(upstream.received.length).toBe(start);
  });
});

describe("the payments of an order", () => {
  it("are none for an order upstream does not know", async () => {
    upstream.behave(refusal(404));
    await expect(test.client.listPaymentsOfOrder("ORD-9")).resolves.toMatchObject({ total: 0, payments: [] });
  });

  it("are asked for under every status unless one is named", async () => {
    upstream.behave(page([]));
    await test.client.listPaymentsOfOrder("ORD-1");
    await test.client.listPaymentsOfOrder("ORD-1", { status: "ready", page: 2, limit: 5, sorting: "-updated" });
    expect(upstream.received.slice(-2).map(({ url }) => url)).toEqual([
      "/payments/findAll/ORD-1?page=1&limit=20",
      "/payments/findAll/ORD-1/ready?sorting=-updated&page=2&limit=5",
    ]);
  });

  it("are refused, not empty, when upstream objects to the question", async () => {
    upstream.behave(json(envelope(null, -1, "지원되지 않는 상태값입니다."), 400));
    expect((await errorOf(test.client.listPaymentsOfOrder("ORD-1"))).details).toMatchObject({
      message: "지원되지 않는 상태값입니다.",
    });
  });
});

describe("payments read together", () => {
  it("are told apart into found, missing and unreadable", async () => {
    const broken = wirePayment({ imp_uid: "imp_b", status: null });
    upstream.behave(json(envelope([wirePayment({ imp_uid: "imp_a" }), broken]), 207));
    const bulk = await test.client.getPayments(["imp_a", "imp_b", "imp_c", "imp_a"]);
    expect(upstream.received.at(-1)?.url).toBe("/payments?imp_uid[]=imp_a&imp_uid[]=imp_b&imp_uid[]=imp_c");
    expect(bulk.found.map(({ payment }) => payment.impUid)).toEqual(["imp_a"]);
    expect(bulk.missing).toEqual(["imp_c"]);
    expect(bulk.unreadable).toEqual([{ impUid: "imp_b", wire: broken, problem: "status: missing" }]);
  });

  it("are all missing when upstream knows none", async () => {
    upstream.behave(refusal(404));
    await expect(test.client.getPayments(["imp_a"])).resolves.toEqual({
      found: [],
      missing: ["imp_a"],
      unreadable: [],
    });
  });

  it("are not asked for when there are none or more than a hundred", async () => {
    const start = upstream.received.length;
    await expect(test.client.getPayments([])).resolves.toEqual({ found: [], missing: [], unreadable: [] });
    const tooMany = Array.from({ length: 101 }, (_, index) => `imp_${index}`);
    expect((await errorOf(test.client.getPayments(tooMany))).code).toBe("INVALID_INPUT");
    expect(upstream.received.length).toBe(start);
  });
});
