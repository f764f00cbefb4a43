import { inspect } from "node:util";
import { money } from "@maru/domain";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Behaviour,
  breakOffAfter,
  type HostileUpstream,
  hangUp,
  html,
  json,
  startHostileUpstream,
} from "./testing/hostile-upstream.ts";
import { testClient, testCredentials } from "./testing/test-client.ts";
import { envelope, wirePayment } from "./testing/wire-samples.ts";

let upstream: HostileUpstream;
beforeAll(async () => {
  upstream = await startHostileUpstream();
});
afterAll(() => upstream.close());

/** Sends back, in every place a server can, all that it was sent. */
const echo =
  (status: number): Behaviour =>
  (response, request) => {
    const words = `${request.body} ${request.headers.authorization ?? ""}`;
    json(envelope({ access_token: 5, words }, -1, words), status)(response, request);
  };
const echoBroken: Behaviour = (response, request) =>
  json(`{"code": 0, "x": ${request.body} ${request.headers.authorization ?? ""}`)(response, request);
const notHttp: Behaviour = (response, request) => {
  response.socket?.end(`HTTP/1.1 200 OK\r\nbroken header ${request.headers.authorization ?? request.body}\r\n\r\n`);
};

it("puts no secret and no token into an error, an event, an outcome or an address", async () => {
  const payments = json(envelope(wirePayment()));
  const behaviours = [
    ...[200, 400, 401, 403, 404, 429, 500, 501].map(echo),
    echoBroken,
    notHttp,
    hangUp,
    html(502),
    breakOffAfter("{"),
    payments,
  ];
  const seen: unknown[] = [];
  const collect = async (withTokens: readonly Behaviour[], behaviour: Behaviour): Promise<void> => {
    upstream.behaveOnTokens(...withTokens);
    upstream.behave(behaviour);
    const { client, exchanges } = testClient({ baseUrl: upstream.url });
    const { amount } = { amount: money(100, "KRW") };
    seen.push(
      ...(await Promise.allSettled([
        client.getPayment("imp_448280090638"),
        client.listChannels(),
        client.cancelPayment({
          impUid: "imp_448280090638",
          amount,
          expectedCancellable: amount,
          reason: "test",
          notifyShop: false,
        }),
      ])),
      exchanges,
    );
  };
  for (const behaviour of behaviours) {
    await collect([], behaviour);
    await collect([behaviour], payments);
  }
  seen.push(
    upstream.received.map(({ url }) => url),
    upstream.tokenRequests.map(({ url }) => url),
  );

  const everything = inspect(seen, { depth: null, maxArrayLength: null, maxStringLength: null, showHidden: true });
  expect(upstream.tokens.length).toBeGreaterThan(behaviours.length - 1);
  for (const secret of [testCredentials.secret, testCredentials.key, ...upstream.tokens]) {
    expect(everything).not.toContain(secret);
  }
});

it("puts no token into an error although a newer one was issued before the answer came", async () => {
  upstream.behaveOnTokens();
  const late = Promise.withResolvers<void>();
  const words = (request: Request) => envelope(null, 1, `turned away: ${request.headers.get("authorization")}`);
  let isRevoked = false;
  const { client } = testClient({
    baseUrl: upstream.url,
    fetch: async (request) => {
      if (request.url.endsWith("/users/getToken")) return fetch(request);
      if (request.url.includes("imp_slow")) {
        await late.promise;
        return new Response(words(request));
      }
      const status = isRevoked ? 200 : 401;
      isRevoked = true;
      return new Response(envelope([]), { status });
    },
  });
  const slow = client.getPayment("imp_slow").catch((error: unknown) => error);
  await client.listBanks();
  late.resolve();
  const shown = inspect(await slow, { depth: null });
  expect(shown).toContain("turned away");
  for (const token of upstream.tokens) expect(shown).not.toContain(token);
});

it("names each exchange by its operation and path template, with what it came to", async () => {
  upstream.behaveOnTokens();
  upstream.behave(json(envelope(null, -1, "없음"), 404));
  const { client, exchanges, time } = testClient({
    baseUrl: upstream.url,
    fetch: (request) => {
      time.advance(12);
      return fetch(request);
    },
  });
  await client.getPayment("imp_448280090638").catch(() => undefined);
  expect(exchanges).toEqual([
    {
      operation: "issueToken",
      method: "POST",
      path: "/users/getToken",
      httpStatus: 200,
      code: 0,
      durationMs: 12,
      attempt: 1,
      serverDateMs: expect.any(Number),
      failure: null,
    },
    {
      operation: "getPayment",
      method: "GET",
      path: "/payments/{imp_uid}",
      httpStatus: 404,
      code: -1,
      durationMs: 12,
      attempt: 1,
      serverDateMs: expect.any(Number),
      failure: null,
    },
  ]);
});
