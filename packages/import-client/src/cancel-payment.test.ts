import { money } from "@maru/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CancellationRequest } from "./index.ts";
import {
  breakOffAfter,
  type HostileUpstream,
  hangUp,
  html,
  json,
  silence,
  startHostileUpstream,
} from "./testing/hostile-upstream.ts";
import { type TestClient, testClient } from "./testing/test-client.ts";
import { envelope, wirePayment } from "./testing/wire-samples.ts";

let upstream: HostileUpstream;
let test: TestClient;
let start: number;

beforeAll(async () => {
  upstream = await startHostileUpstream();
});
afterAll(() => upstream.close());
beforeEach(() => {
  upstream.behaveOnTokens();
  test = testClient({ baseUrl: upstream.url });
  start = upstream.received.length;
});

const won = (amount: number) => money(amount, "KRW");
const request: CancellationRequest = {
  impUid: "imp_448280090638",
  amount: won(10000),
  expectedCancellable: won(30000),
  reason: "고객 변심",
  notifyShop: true,
};
const account = { holder: "김마루", bankCode: "04", number: "1234567890" };
const cancel = (changes: Partial<CancellationRequest> = {}) => test.client.cancelPayment({ ...request, ...changes });
const sent = () => upstream.received.slice(start).map(({ body }): unknown => JSON.parse(body));
const accepted = json(envelope(wirePayment({ status: "cancelled", cancel_amount: 10000 })));
const unauthorized = json(envelope(null, -1, "Unauthorized"), 401);

describe("what a cancel sends", () => {
  beforeEach(() => upstream.behave(accepted));

  it("is the payment, the amount and the expected balance, and nothing that was not given", async () => {
    await expect(cancel()).resolves.toMatchObject({
      kind: "accepted",
      read: { payment: { status: "partially_cancelled", cancelledAmount: won(10000) } },
    });
    expect(sent()).toEqual([
      { imp_uid: "imp_448280090638", amount: 10000, checksum: 30000, reason: "고객 변심", enable_webhook: true },
    ]);
    expect(upstream.received.at(-1)).toMatchObject({
      method: "POST",
      url: "/payments/cancel",
      headers: { "content-type": "application/json", authorization: `Bearer ${upstream.tokens.at(-1)}` },
    });
  });

  it("is everything that was given, a tax part of zero included", async () => {
    await cancel({
      taxFreeAmount: won(0),
      vatAmount: won(909),
      refundAccount: { ...account, tel: "01012345678" },
      retainPromotion: false,
      notifyShop: false,
      requester: "customer",
    });
    expect(sent()).toEqual([
      {
        imp_uid: "imp_448280090638",
        amount: 10000,
        checksum: 30000,
        reason: "고객 변심",
        enable_webhook: false,
        tax_free: 0,
        vat_amount: 909,
        refund_holder: "김마루",
        refund_bank: "04",
        refund_account: "1234567890",
        refund_tel: "01012345678",
        retain_promotion: false,
        extra: { requester: "customer" },
      },
    ]);
  });

  it("is dollars with their cents", async () => {
    await cancel({ amount: money(1230, "USD"), expectedCancellable: money(4029, "USD") });
    expect(sent()).toMatchObject([{ amount: 12.3, checksum: 40.29 }]);
  });

  it.each<[string, Partial<CancellationRequest>]>([
    ["an amount of 0, which upstream reads as everything", { amount: won(0) }],
    ["a negative amount", { amount: won(-1) }],
    ["half a won", { amount: { amount: 0.5, currency: "KRW" } }],
    ["an amount that is no number", { amount: { amount: Number.NaN, currency: "KRW" } }],
    ["an amount JSON cannot carry", { amount: { amount: 2 ** 60, currency: "KRW" } }],
    ["a balance smaller than the amount", { expectedCancellable: won(9999) }],
    ["a balance in another currency", { expectedCancellable: money(30000, "USD") }],
    ["no payment", { impUid: "" }],
    ["no reason", { reason: "  " }],
    ["a negative tax part", { taxFreeAmount: won(-1) }],
    ["a tax part in another currency", { vatAmount: money(909, "USD") }],
    ["a refund account with hyphens", { refundAccount: { ...account, number: "123-456-7890" } }],
    ["a refund account without a number", { refundAccount: { ...account, number: "" } }],
    ["a refund account of nobody", { refundAccount: { ...account, holder: " " } }],
    ["a refund account at no bank", { refundAccount: { ...account, bankCode: "" } }],
    ["tax parts that do not fit the amount", { taxFreeAmount: won(9500), vatAmount: won(501) }],
  ])("is never %s", async (_what, changes) => {
    await expect(cancel(changes)).resolves.toMatchObject({ kind: "not_sent", cause: { code: "INVALID_INPUT" } });
    expect(sent()).toEqual([]);
  });
});

describe("what becomes of a cancel", () => {
  it("is refused in the PG's own words when the code is not 0 under HTTP 200", async () => {
    upstream.behave(json(envelope(null, -1, "결제취소에 실패하였습니다. [500626|기 취소 거래]")));
    await expect(cancel()).resolves.toEqual({
      kind: "refused",
      message: "결제취소에 실패하였습니다. [500626|기 취소 거래]",
      upstreamCode: -1,
      httpStatus: 200,
    });
  });

  it.each([400, 403, 404, 409, 429, 501])("is refused when upstream says no with HTTP %d", async (status) => {
    upstream.behave(json(envelope(null, 1, "안 됩니다."), status));
    await expect(cancel()).resolves.toMatchObject({ kind: "refused", message: "안 됩니다.", httpStatus: status });
    expect(sent()).toHaveLength(1);
  });

  it.each([
    ["the line goes dead after it was sent", hangUp],
    ["the answer breaks off", breakOffAfter('{"code":0,"message":null,')],
    ["upstream answers 500, because the PG may have done it", json(envelope(null, -1, "PG 오류"), 500)],
    ["upstream answers 503 with a web page", html(503)],
    ["the answer is a web page", html(200)],
    ["the answer is not whole JSON", json('{"code":0,"respon')],
    ["the answer is a redirect", json("", 307, { location: "http://127.0.0.1:1/" })],
    ["a proxy says 403 with a web page", html(403)],
    ["upstream accepts and shows no payment", json(envelope(null))],
    ["upstream accepts and shows another payment", json(envelope(wirePayment({ imp_uid: "imp_1" })))],
    ["upstream says success and error at once", json(envelope(wirePayment()), 409)],
  ])("is unknown, and is not sent again, when %s", async (_what, behaviour) => {
    upstream.behave(behaviour);
    await expect(cancel()).resolves.toMatchObject({ kind: "unknown", cause: { name: "AppError" } });
    expect(sent()).toHaveLength(1);
  });

  it("is unknown when no answer comes in time", async () => {
    upstream.behave(silence(() => test.time.expireTimeLimits()));
    await expect(cancel()).resolves.toMatchObject({
      kind: "unknown",
      cause: { code: "UPSTREAM_UNAVAILABLE", details: { failure: "timeout" } },
    });
    expect(sent()).toHaveLength(1);
  });

  it("is not sent when nobody listens any more", async () => {
    const leaving = await startHostileUpstream();
    // The connection is closed after each answer, so that the cancel needs a new one.
    leaving.behaveOnTokens(
      json(envelope({ access_token: "token", now: 1, expired_at: 1801 }), 200, { connection: "close" }),
    );
    leaving.behave(json(envelope([]), 200, { connection: "close" }));
    const { client } = testClient({ baseUrl: leaving.url });
    await client.listChannels();
    await leaving.close();
    await expect(client.cancelPayment(request)).resolves.toMatchObject({
      kind: "not_sent",
      cause: { code: "UPSTREAM_UNAVAILABLE", details: { operation: "cancelPayment", networkCode: "ECONNREFUSED" } },
    });
  });

  it("is not sent when no token can be had", async () => {
    upstream.behaveOnTokens(json(envelope(null, -1, "인증에 실패하였습니다."), 401));
    await expect(cancel()).resolves.toMatchObject({ kind: "not_sent", cause: { code: "UPSTREAM_UNAUTHORIZED" } });
    expect(sent()).toEqual([]);
  });

  it.each([
    ["not_sent", "a name that cannot be resolved", { code: "ENOTFOUND", syscall: "getaddrinfo" }],
    ["not_sent", "a certificate that cannot be trusted", { code: "CERT_HAS_EXPIRED" }],
    ["not_sent", "a route that does not exist", { code: "EHOSTUNREACH", syscall: "connect" }],
    ["unknown", "a connection reset while reading", { code: "ECONNRESET", syscall: "read" }],
    ["unknown", "a socket closed by the other side", { code: "UND_ERR_SOCKET" }],
    ["unknown", "a failure without a name", {}],
  ])("is %s after %s", async (kind, _what, facts) => {
    const { client } = testClient({
      baseUrl: upstream.url,
      fetch: (outgoing) =>
        outgoing.url.endsWith("/payments/cancel")
          ? Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("it broke"), facts) }))
          : fetch(outgoing),
    });
    await expect(client.cancelPayment(request)).resolves.toMatchObject({
      kind,
      cause: { code: "UPSTREAM_UNAVAILABLE", details: { failure: "network" } },
    });
    expect(sent()).toEqual([]);
  });

  it("is given a minute, because a PG may think that long", async () => {
    const limitsMs: number[] = [];
    upstream.behave(accepted);
    const { client } = testClient({
      baseUrl: upstream.url,
      sleep: (ms, signal) => {
        limitsMs.push(ms);
        return test.time.sleep(ms, signal);
      },
    });
    await client.cancelPayment(request);
    // The token is a read.
    expect(limitsMs).toEqual([15_000, 60_000]);
  });

  it("leaves once even when it is turned away for its token, and the next request brings a new one", async () => {
    upstream.behave(unauthorized, accepted);
    const { client } = testClient({ baseUrl: upstream.url });
    await expect(client.cancelPayment(request)).resolves.toMatchObject({
      kind: "not_sent",
      cause: { code: "UPSTREAM_UNAUTHORIZED", details: { hint: "token", message: "Unauthorized" } },
    });
    expect(sent()).toHaveLength(1);
    await expect(client.cancelPayment(request)).resolves.toMatchObject({ kind: "accepted" });
    const [first, second] = upstream.received.slice(start);
    expect(first?.headers.authorization).not.toBe(second?.headers.authorization);
  });

  it("does not leave when no token can be had", async () => {
    upstream.behaveOnTokens(json(envelope(null, -1, "인증에 실패하였습니다."), 401));
    await expect(cancel()).resolves.toMatchObject({ kind: "not_sent" });
    expect(sent()).toHaveLength(0);
  });

  it("is known although reads are waiting their turn", async () => {
    const released: (() => void)[] = [];
    upstream.behave((response, { url, ...rest }) => {
      if (url === "/payments/cancel") return accepted(response, { url, ...rest });
      released.push(() => json(envelope([]))(response, { url, ...rest }));
    });
    const { client } = testClient({ baseUrl: upstream.url, maxConcurrentReads: 1 });
    const reads = Promise.all([client.listBanks(), client.listBanks()]);
    await expect(client.cancelPayment(request)).resolves.toMatchObject({ kind: "accepted" });
    upstream.behave(json(envelope([])));
    for (const release of released) release();
    await expect(reads).resolves.toEqual([[], []]);
  });
});
