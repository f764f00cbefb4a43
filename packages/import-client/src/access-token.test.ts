import { money } from "@maru/domain";
import { beforeEach, describe, expect, it } from "vitest";
import type { AccessEvent } from "./client-types.ts";
import { type ControlledTime, controlledTime } from "./testing/controlled-time.ts";
import { errorOf } from "./testing/error-of.ts";
import { testClient } from "./testing/test-client.ts";
import { envelope, wirePayment } from "./testing/wire-samples.ts";

const minuteMs = 60_000;

/** Upstream at the HTTP edge: gives tokens of a stated life and accepts only those it calls live. */
function tokenUpstream(options: { lifeSeconds?: number; wallClockAhead?: number } = {}) {
  const state = {
    tokenRequests: 0,
    live: "",
    answerTokenWith: undefined as (() => Response) | undefined,
    refuseAll: 0,
    givesSameToken: false,
    hold: undefined as Promise<void> | undefined,
    authorizations: [] as (string | null)[],
  };
  const fetch = async (request: Request): Promise<Response> => {
    if (request.url.endsWith("/users/getToken")) {
      state.tokenRequests += 1;
      await state.hold;
      if (state.answerTokenWith) return state.answerTokenWith();
      if (!(state.givesSameToken && state.live)) state.live = `token-${state.tokenRequests}`;
      const now = 1_000_000 + (options.wallClockAhead ?? 0);
      const response = { access_token: state.live, now, expired_at: now + (options.lifeSeconds ?? 1800) };
      return new Response(envelope(response));
    }
    const authorization = request.headers.get("authorization");
    state.authorizations.push(authorization);
    const isLive = authorization === `Bearer ${state.live}` && !state.refuseAll;
    return isLive
      ? new Response(envelope(wirePayment()))
      : new Response(envelope(null, -1, "Unauthorized"), { status: 401 });
  };
  return { state, fetch };
}

/** The call for `imp_slow` hears only after `late` that its token was turned away. */
function hearingLate(
  fetch: (request: Request) => Promise<Response>,
  late: Promise<void>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const response = await fetch(request);
    if (request.url.includes("imp_slow") && response.status === 401) await late;
    return response;
  };
}

describe("the access token", () => {
  let time: ControlledTime;
  beforeEach(() => {
    time = controlledTime();
  });
  const read = ({ client }: ReturnType<typeof testClient>) => client.getPayment("imp_448280090638");

  it("is asked for once however many calls start at once", async () => {
    const { state, fetch } = tokenUpstream();
    const test = testClient({ baseUrl: "http://upstream.test", fetch, time, maxConcurrentReads: 50 });
    await Promise.all(Array.from({ length: 50 }, () => read(test)));
    expect(state.tokenRequests).toBe(1);
    expect(new Set(state.authorizations)).toEqual(new Set(["Bearer token-1"]));
  });

  it("lives for the difference of upstream's own two clock readings, whatever ours says", async () => {
    const { state, fetch } = tokenUpstream({ wallClockAhead: -900_000 });
    const test = testClient({ baseUrl: "http://upstream.test", fetch, time });
    await read(test);
    time.advance(29 * minuteMs);
    await read(test);
    expect(state.tokenRequests).toBe(1);
    time.advance(1);
    await read(test);
    expect(state.tokenRequests).toBe(2);
  });

  it("counts its life from before it was asked for, however slowly it came", async () => {
    const { state, fetch } = tokenUpstream();
    const test = testClient({
      baseUrl: "http://upstream.test",
      time,
      fetch: (request) => {
        if (request.url.endsWith("/users/getToken")) time.advance(10 * minuteMs);
        return fetch(request);
      },
    });
    await read(test);
    time.advance(19 * minuteMs);
    await read(test);
    expect(state.tokenRequests).toBe(1);
    time.advance(1);
    await read(test);
    expect(state.tokenRequests).toBe(2);
  });

  it("is used once even when upstream gives it with almost no life left", async () => {
    const { state, fetch } = tokenUpstream({ lifeSeconds: 20 });
    const test = testClient({ baseUrl: "http://upstream.test", fetch, time });
    await read(test);
    await read(test);
    expect(state.tokenRequests).toBe(2);
  });

  it("is renewed once when many calls are turned away at the same moment", async () => {
    const { state, fetch } = tokenUpstream();
    const test = testClient({ baseUrl: "http://upstream.test", fetch, time, maxConcurrentReads: 20 });
    await read(test);
    state.live = "revoked meanwhile";
    await Promise.all(Array.from({ length: 20 }, () => read(test)));
    expect(state.tokenRequests).toBe(2);
  });

  it("is not renewed for a call that hears late that the old one was turned away", async () => {
    const { state, fetch } = tokenUpstream();
    const late = Promise.withResolvers<void>();
    const test = testClient({ baseUrl: "http://upstream.test", time, fetch: hearingLate(fetch, late.promise) });
    await read(test);
    state.live = "revoked meanwhile";
    const slow = errorOf(test.client.getPayment("imp_slow"));
    await read(test);
    late.resolve();
    // It is answered at last, with the payment that this upstream gives for every id.
    expect((await slow).code).toBe("UPSTREAM_UNREADABLE");
    expect(state.tokenRequests).toBe(2);
  });

  it("is not renewed for a call that hears late of it, even when the renewal brought the same text", async () => {
    const { state, fetch } = tokenUpstream();
    const late = Promise.withResolvers<void>();
    const test = testClient({ baseUrl: "http://upstream.test", time, fetch: hearingLate(fetch, late.promise) });
    await read(test);
    state.givesSameToken = true;
    state.refuseAll = 1;
    const slow = errorOf(test.client.getPayment("imp_slow"));
    await errorOf(read(test));
    state.refuseAll = 0;
    late.resolve();
    expect((await slow).code).toBe("UPSTREAM_UNREADABLE");
    expect(state.tokenRequests).toBe(2);
  });

  it("may be the same text after a renewal, and the call is then tried with it once more and no further", async () => {
    const { state, fetch } = tokenUpstream();
    state.givesSameToken = true;
    const test = testClient({ baseUrl: "http://upstream.test", fetch, time });
    await read(test);
    state.refuseAll = 1;
    const error = await errorOf(read(test));
    expect(error.code).toBe("UPSTREAM_UNAUTHORIZED");
    expect(state.tokenRequests).toBe(2);
    expect(state.authorizations).toHaveLength(3);
  });

  it("hints at the IP whitelist when a fresh token is turned away", async () => {
    const { state, fetch } = tokenUpstream();
    state.refuseAll = 1;
    const error = await errorOf(read(testClient({ baseUrl: "http://upstream.test", fetch, time })));
    expect(error.details).toMatchObject({ hint: "ip_whitelist", httpStatus: 401, message: "Unauthorized" });
  });

  it.each([
    ["a refusal", envelope(null, -1, "Forbidden")],
    ["a web page", "<html>Forbidden</html>"],
  ])("hints at the IP whitelist when it is itself answered by 403 and %s", async (_what, body) => {
    const { state, fetch } = tokenUpstream();
    state.answerTokenWith = () => new Response(body, { status: 403 });
    const error = await errorOf(read(testClient({ baseUrl: "http://upstream.test", fetch, time })));
    expect(error.code).toBe("UPSTREAM_UNAUTHORIZED");
    expect(error.details).toMatchObject({ hint: "ip_whitelist", httpStatus: 403 });
  });

  it("is asked for again after a failure that everybody waiting was told of", async () => {
    const { state, fetch } = tokenUpstream();
    state.answerTokenWith = () => new Response(envelope(null, -1, "인증에 실패하였습니다."), { status: 401 });
    const test = testClient({ baseUrl: "http://upstream.test", fetch, time });
    const errors = await Promise.all([errorOf(read(test)), errorOf(read(test)), errorOf(read(test))]);
    expect(errors.map(({ code }) => code)).toEqual(Array(3).fill("UPSTREAM_UNAUTHORIZED"));
    expect(errors[0]?.details).toMatchObject({ hint: "credentials", message: "인증에 실패하였습니다." });
    expect(state.tokenRequests).toBe(1);
    state.answerTokenWith = undefined;
    await read(test);
    expect(state.tokenRequests).toBe(2);
  });

  it.each([
    ["no token", { now: 1, expired_at: 1801 }],
    ["a token no header can carry", { access_token: "one\r\ntwo", now: 1, expired_at: 1801 }],
    ["no life", { access_token: "token" }],
    ["nothing", null],
  ])("is refused as unreadable when the answer holds %s", async (_what, response) => {
    const { state, fetch } = tokenUpstream();
    state.answerTokenWith = () => new Response(envelope(response));
    const error = await errorOf(read(testClient({ baseUrl: "http://upstream.test", fetch, time })));
    expect(error.code).toBe("UPSTREAM_UNREADABLE");
  });

  it("can be asked for at any time, and its facts are told: when, for how long, and what upstream's clock said", async () => {
    const { state, fetch } = tokenUpstream({ wallClockAhead: -900_000 });
    const events: AccessEvent[] = [];
    const test = testClient({
      baseUrl: "http://upstream.test",
      time,
      onAccess: (event) => events.push(event),
      fetch: (request) => {
        if (request.url.endsWith("/users/getToken")) time.advance(400);
        return fetch(request);
      },
    });
    const askedAtMs = time.clock.now();
    const first = await test.client.askForToken();
    expect(first).toEqual({
      askedAtMs,
      answeredAtMs: askedAtMs + 400,
      expiresAtMs: askedAtMs + 30 * minuteMs,
      upstreamNowMs: 100_000_000,
      isNew: true,
    });
    state.givesSameToken = true;
    expect(await test.client.askForToken()).toMatchObject({ isNew: false });
    expect(state.tokenRequests).toBe(2);
    await read(test);
    expect(state.tokenRequests).toBe(2);
    expect(events.map(({ kind }) => kind)).toEqual(["token_issued", "token_issued"]);
    expect(JSON.stringify(events)).not.toContain(state.live);
  });

  it("tells of every call that was turned away for want of an accepted one, reads and writes, in upstream's words", async () => {
    const { state, fetch } = tokenUpstream();
    const events: AccessEvent[] = [];
    const test = testClient({
      baseUrl: "http://upstream.test",
      time,
      fetch,
      onAccess: (event) => {
        events.push(event);
        throw new Error("an observer's own trouble");
      },
    });
    await read(test);
    // A token that has run out is renewed, and nobody needs to know.
    state.live = "revoked meanwhile";
    await read(test);
    expect(events.map(({ kind }) => kind)).toEqual(["token_issued", "token_issued"]);
    state.refuseAll = 1;
    expect((await errorOf(read(test))).code).toBe("UPSTREAM_UNAUTHORIZED");
    state.answerTokenWith = () =>
      new Response(envelope(null, -1, "인증에 실패하였습니다. API키와 secret을 확인하세요."), { status: 401 });
    const amount = money(100, "KRW");
    const cancel = { impUid: "imp_1", amount, expectedCancellable: amount, reason: "test", notifyShop: false };
    // The first is turned away with the token that was held, the second gets none.
    expect(await test.client.cancelPayment(cancel)).toMatchObject({ kind: "not_sent" });
    expect(await test.client.cancelPayment(cancel)).toMatchObject({ kind: "not_sent" });
    expect(
      events.slice(2).map((event) => ({
        kind: event.kind,
        ...(event.kind === "turned_away" && { operation: event.operation }),
        ...(event.kind !== "token_issued" && { hint: event.error.details.hint, message: event.error.details.message }),
      })),
    ).toEqual([
      { kind: "token_issued" },
      { kind: "turned_away", operation: "getPayment", hint: "ip_whitelist", message: "Unauthorized" },
      { kind: "turned_away", operation: "cancelPayment", hint: "token", message: "Unauthorized" },
      {
        kind: "token_refused",
        hint: "credentials",
        message: "인증에 실패하였습니다. API키와 secret을 확인하세요.",
      },
      {
        kind: "turned_away",
        operation: "cancelPayment",
        hint: "credentials",
        message: "인증에 실패하였습니다. API키와 secret을 확인하세요.",
      },
    ]);
  });

  it("is asked for with the credentials in the body and neither a tier nor an authorization", async () => {
    const requests: Request[] = [];
    const { fetch } = tokenUpstream();
    const test = testClient({
      baseUrl: "http://upstream.test/v1/",
      tier: "A1B",
      time,
      fetch: (request) => {
        requests.push(request.clone());
        return fetch(request);
      },
    });
    await read(test);
    const [token, payment] = requests;
    expect(token?.url).toBe("http://upstream.test/v1/users/getToken");
    expect(token?.headers.get("tier")).toBeNull();
    expect(token?.headers.get("authorization")).toBeNull();
    expect(await token?.json()).toEqual({
      imp_key: "imp_key_0123456789",
      imp_secret: "a-secret-that-must-not-be-seen-0123456789",
    });
    expect(payment?.headers.get("tier")).toBe("A1B");
    expect(payment?.headers.get("authorization")).toBe("Bearer token-1");
  });
});
