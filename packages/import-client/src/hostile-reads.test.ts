import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { errorOf } from "./testing/error-of.ts";
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

beforeAll(async () => {
  upstream = await startHostileUpstream();
});
afterAll(() => upstream.close());
beforeEach(() => {
  upstream.behaveOnTokens();
  test = testClient({ baseUrl: upstream.url });
});

const good = json(envelope(wirePayment()));
const read = () => test.client.getPayment("imp_448280090638");
const receivedSince = (start: number) => upstream.received.length - start;

describe("a read", () => {
  it("asks for test payments too, as JSON, with a bearer token", async () => {
    upstream.behave(good);
    await expect(read()).resolves.toMatchObject({ payment: { impUid: "imp_448280090638" }, wire: wirePayment() });
    const request = upstream.received.at(-1);
    expect(request?.url).toBe("/payments/imp_448280090638?include_sandbox=true");
    expect(request?.headers).toMatchObject({
      accept: "application/json",
      authorization: `Bearer ${upstream.tokens.at(-1)}`,
    });
  });

  it("tries again after 429, 5xx and broken connections, pausing longer each time", async () => {
    upstream.behave(json(envelope(null, -1, "busy"), 503), hangUp, good);
    await expect(read()).resolves.toBeDefined();
    expect(test.time.pausesMs).toEqual([225, 450]);
    expect(
      test.exchanges.map(({ operation, httpStatus, failure, attempt }) => [operation, httpStatus, failure, attempt]),
    ).toEqual([
      ["issueToken", 200, null, 1],
      ["getPayment", 503, null, 1],
      ["getPayment", null, "network", 2],
      ["getPayment", 200, null, 3],
    ]);
  });

  it("gives up after three attempts and says what the last one came to", async () => {
    const start = upstream.received.length;
    upstream.behave(json(envelope(null, -1, "점검 중입니다."), 503));
    const error = await errorOf(read());
    expect(error.code).toBe("UPSTREAM_UNAVAILABLE");
    expect(error.details).toMatchObject({ operation: "getPayment", httpStatus: 503, message: "점검 중입니다." });
    expect(receivedSince(start)).toBe(3);
  });

  it("waits as long as Retry-After says", async () => {
    upstream.behave(json(envelope(null, -1, "slow down"), 429, { "retry-after": "7" }), good);
    await read();
    expect(test.time.pausesMs).toEqual([7000]);
  });

  it("reads a Retry-After that is a date", async () => {
    const at = new Date(test.time.clock.now() + 5000).toUTCString();
    upstream.behave(json(envelope(null, -1, "slow down"), 503, { "retry-after": at }), good);
    await read();
    expect(test.time.pausesMs).toEqual([5000]);
  });

  it("hands a long Retry-After to the caller instead of waiting it out", async () => {
    const start = upstream.received.length;
    upstream.behave(json(envelope(null, -1, "slow down"), 429, { "retry-after": "120" }));
    const error = await errorOf(read());
    expect(error.code).toBe("UPSTREAM_UNAVAILABLE");
    expect(error.details).toMatchObject({ httpStatus: 429, retryAfterMs: 120_000 });
    expect(receivedSince(start)).toBe(1);
    expect(test.time.pausesMs).toEqual([]);
  });

  it("stops waiting for a silent upstream when its time is over, and does not wait for it again", async () => {
    upstream.behave(silence(() => test.time.expireTimeLimits()));
    const error = await errorOf(read());
    expect(error.code).toBe("UPSTREAM_UNAVAILABLE");
    expect(error.details).toMatchObject({ failure: "timeout" });
    expect(test.exchanges.filter(({ failure }) => failure === "timeout")).toHaveLength(1);
  });

  it("stops waiting for an answer that begins and never ends", async () => {
    upstream.behave((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"code":0,', () => test.time.expireTimeLimits());
    });
    expect((await errorOf(read())).details).toMatchObject({ failure: "timeout" });
  });

  it("says that nobody listens at the address", async () => {
    const gone = await startHostileUpstream();
    await gone.close();
    const { client } = testClient({ baseUrl: gone.url });
    const error = await errorOf(client.listChannels());
    expect(error.code).toBe("UPSTREAM_UNAVAILABLE");
    expect(error.details).toMatchObject({ operation: "issueToken", networkCode: "ECONNREFUSED" });
  });

  it("tries again when an answer breaks off half-way", async () => {
    upstream.behave(breakOffAfter('{"code":0,"message":null,"respo'), good);
    await expect(read()).resolves.toBeDefined();
  });

  it.each([
    ["a web page", html(200), "the answer is a web page, not JSON"],
    ["a web page with an error status", html(404), "the answer is a web page, not JSON"],
    ["nothing", json(""), "the answer is empty"],
    ["half of a JSON text", json('{"code":0,"response":{"imp_uid":"imp_4'), "the answer is not whole JSON"],
    ["JSON of another protocol", json('{"status":"ok"}'), "the answer has no code"],
    ["a list", json("[]"), "the answer has no code"],
    ["a code that is text", json('{"code":"0","response":{}}'), "the answer has no code"],
    ["success under an error status", json(envelope(wirePayment()), 404), "code 0 under HTTP 404"],
    ["a redirect", json("", 302, { location: "http://127.0.0.1:1/elsewhere" }), "the answer is a redirect"],
  ])("is unreadable, and not repeated, when it is answered with %s", async (_what, behaviour, problem) => {
    const start = upstream.received.length;
    upstream.behave(behaviour);
    const error = await errorOf(read());
    expect(error.code).toBe("UPSTREAM_UNREADABLE");
    expect(error.details).toMatchObject({ operation: "getPayment", problem });
    expect(receivedSince(start)).toBe(1);
  });

  it.each([
    ["nothing inside", null, "payment: null where an object belongs"],
    ["a field of the wrong type", wirePayment({ amount: {} }), "amount: an object where an amount belongs"],
    ["another payment", wirePayment({ imp_uid: "imp_999" }), "imp_uid: of another payment than asked for"],
  ])("is unreadable when a success holds %s", async (_what, response, problem) => {
    upstream.behave(json(envelope(response)));
    const error = await errorOf(read());
    expect(error.code).toBe("UPSTREAM_UNREADABLE");
    expect(error.details).toMatchObject({ problem });
  });

  it("is of the payment meant although the id was typed in another case and pasted with spaces", async () => {
    upstream.behave(good);
    await expect(test.client.getPayment(" IMP_448280090638 ")).resolves.toMatchObject({
      payment: { impUid: "imp_448280090638" },
    });
  });

  it("never takes its token to where a redirect points", async () => {
    const elsewhere = await startHostileUpstream();
    try {
      for (const status of [301, 302, 307, 308]) {
        upstream.behave(json("", status, { location: `${elsewhere.url}/payments/imp_448280090638` }));
        await errorOf(read());
      }
      upstream.behaveOnTokens(json("", 307, { location: `${elsewhere.url}/users/getToken` }));
      const error = await errorOf(testClient({ baseUrl: upstream.url }).client.listChannels());
      expect(error.code).toBe("UPSTREAM_UNREADABLE");
      expect([...elsewhere.received, ...elsewhere.tokenRequests]).toEqual([]);
    } finally {
      await elsewhere.close();
    }
  });

  it("refuses an answer that is too long without reading it", async () => {
    upstream.behave((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": String(2 ** 33) });
      response.write("{");
    });
    expect((await errorOf(read())).details).toMatchObject({ problem: "the answer is too long" });
  });

  it("stops reading an answer of unstated length when it grows too long", async () => {
    const chunk = Buffer.alloc(1024 * 1024, " ");
    upstream.behave((response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const pour = () => {
        if (!response.destroyed) response.write(chunk, pour);
      };
      pour();
    });
    expect((await errorOf(read())).details).toMatchObject({ problem: "the answer is too long" });
  });

  it("is refused in the PG's own words when the code is not 0 under HTTP 200", async () => {
    upstream.behave(json(envelope(null, 1, "취소할 결제건이 존재하지 않습니다. [500626|기 취소 거래]")));
    const error = await errorOf(read());
    expect(error.code).toBe("UPSTREAM_REFUSED");
    expect(error.details).toMatchObject({
      message: "취소할 결제건이 존재하지 않습니다. [500626|기 취소 거래]",
      upstreamCode: 1,
      httpStatus: 200,
    });
  });

  it("takes a 501 for the PG's inability, not for an outage", async () => {
    const start = upstream.received.length;
    upstream.behave(json(envelope(null, -1, "지원하지 않는 PG사입니다."), 501));
    expect((await errorOf(read())).code).toBe("UPSTREAM_REFUSED");
    expect(receivedSince(start)).toBe(1);
  });

  it("finds no payment where upstream says 404", async () => {
    upstream.behave(json(envelope(null, -1, "존재하지 않는 결제정보입니다."), 404));
    const error = await errorOf(read());
    expect(error.code).toBe("PAYMENT_NOT_FOUND");
    expect(error.details).toMatchObject({ message: "존재하지 않는 결제정보입니다.", httpStatus: 404 });
  });

  it("hints at the IP whitelist when a fresh token meets a 403, whatever its body", async () => {
    for (const behaviour of [html(403), json(envelope(null, -1, "Forbidden"), 403)]) {
      upstream.behave(behaviour);
      const error = await errorOf(read());
      expect(error.code).toBe("UPSTREAM_UNAUTHORIZED");
      expect(error.details).toMatchObject({ hint: "ip_whitelist", httpStatus: 403 });
    }
  });

  it("goes on with a new token after a 401 in mid-flight", async () => {
    upstream.behave(json(envelope(null, -1, "Unauthorized"), 401), good);
    await expect(read()).resolves.toBeDefined();
    const [first, second] = upstream.received.slice(-2);
    expect(first?.headers.authorization).not.toBe(second?.headers.authorization);
  });

  it.each(["", ".", "..", "\ud800"])("finds no payment named %j and asks nobody", async (impUid) => {
    const start = upstream.received.length;
    expect((await errorOf(test.client.getPayment(impUid))).code).toBe("PAYMENT_NOT_FOUND");
    expect((await errorOf(test.client.findPayment(impUid))).code).toBe("PAYMENT_NOT_FOUND");
    await expect(test.client.listPaymentsOfOrder(impUid)).resolves.toMatchObject({ total: 0, payments: [] });
    expect(receivedSince(start)).toBe(0);
  });

  it("keeps an order number in its own path segment", async () => {
    upstream.behave(json(envelope(wirePayment({ merchant_uid: "a/../b?c#d 주문" }))));
    await test.client.findPayment("a/../b?c#d 주문", { status: "paid", sorting: "-paid" });
    expect(upstream.received.at(-1)?.url).toBe(
      "/payments/find/a%2F..%2Fb%3Fc%23d%20%EC%A3%BC%EB%AC%B8/paid?sorting=-paid",
    );
  });

  it.each([
    ["it was told", 3, { maxConcurrentReads: 3 }],
    ["four when it was told nothing", 4, {}],
  ])("holds no more reads open than %s", async (_what, limit, options) => {
    let open = 0;
    let most = 0;
    const { client } = testClient({
      baseUrl: upstream.url,
      ...options,
      fetch: async (request) => {
        if (request.url.endsWith("/users/getToken")) return fetch(request);
        open += 1;
        most = Math.max(most, open);
        // Whatever may be open by now has been opened when this comes back.
        await setImmediate();
        open -= 1;
        return new Response(envelope([]));
      },
    });
    await Promise.all(Array.from({ length: 12 }, () => client.listBanks()));
    expect(most).toBe(limit);
  });

  it("survives an observer that fails", async () => {
    upstream.behave(good);
    const { client } = testClient({
      baseUrl: upstream.url,
      onExchange: () => {
        throw new Error("the metrics are down");
      },
    });
    await expect(client.getPayment("imp_448280090638")).resolves.toBeDefined();
  });
});
