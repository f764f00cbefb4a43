import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { createImportClient } from "@maru/import-client";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApp, type TestApp, type TestRequest } from "./testing/create-test-app.ts";

const secureHost = "maru.example.com";
let app: TestApp;
let secure: TestApp;

beforeAll(async () => {
  app = await createTestApp();
  secure = await createTestApp({
    environment: {
      PUBLIC_URL: `https://${secureHost}`,
      IMPORT_API_KEY: "live-key-0123456789",
      IMPORT_API_SECRET: "live-secret-0123456789",
      METRICS_TOKEN: "metrics-token-0123456789",
      TRUSTED_PROXIES: "10.0.0.0/8",
    },
  });
});

afterAll(async () => {
  await app.close();
  await secure.close();
});

afterEach(() => {
  vi.useRealTimers();
});

/** One request of every kind of route, the refused and the failing among them. */
const everyRoute: readonly [string, string, TestRequest?][] = [
  ["a page", "/payments"],
  ["a missing file", "/assets/gone.js"],
  ["health", "/healthz"],
  ["readiness", "/readyz"],
  ["metrics", "/metrics", { from: "127.0.0.1" }],
  ["metrics from elsewhere", "/metrics"],
  ["a public procedure", "/trpc/console.status"],
  ["a refused procedure", "/trpc/users.list"],
  ["an unknown procedure", "/trpc/nothing.here"],
  ["a batch", "/trpc/console.status,sessions.me?batch=1"],
  ["a failed sign-in", "/api/auth/sign-in/email", { json: { email: "a@example.com", password: "x" } }],
  ["an unknown auth address", "/api/auth/sign-up/email", { json: {} }],
  ["a set-up with a bad body", "/api/set-up", { json: {} }],
  ["broken JSON", "/api/set-up", { body: "{", headers: { "content-type": "application/json" } }],
  ["a foreign origin", "/api/set-up", { json: {}, headers: { origin: "https://evil.example" } }],
  ["a body too large", "/api/set-up", { json: { token: "x".repeat(300_000) } }],
  ["a method nobody answers", "/payments", { method: "DELETE" }],
];

describe.each(everyRoute)("%s", (_, path, request) => {
  test("carries the security headers and a request id", async () => {
    const { headers } = await app.http(path, request);
    expect(headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'self'; style-src 'self'/);
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("strict-transport-security")).toBeNull();
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("insists on https where the public address is https", async () => {
    const { headers } = await secure.http(path, request);
    expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8}/);
  });
});

describe("the Host header", () => {
  test.each([
    ["the public name", secureHost, "192.0.2.1", 200],
    ["the public name with a port", `${secureHost}:8443`, "192.0.2.1", 200],
    ["localhost", "localhost:8787", "192.0.2.1", 200],
    ["an address", "127.0.0.1:8787", "192.0.2.1", 200],
    ["an IPv6 address", "[::1]:8787", "192.0.2.1", 200],
    ["a foreign name that leads here", "rebound.example", "192.0.2.1", 403],
    ["a longer name", `${secureHost}.evil.example`, "192.0.2.1", 403],
    ["no name at all", "", "192.0.2.1", 403],
    ["the name a trusted proxy uses", "maru", "10.0.0.1", 200],
  ])("%s", async (_, host, from, status) => {
    const answer = await secure.http("/trpc/console.status", { from, headers: { host } });
    expect(answer.status).toBe(status);
  });

  test.each(["/healthz", "/readyz"])("of %s may be any name a watching machine uses", async (path) => {
    expect((await secure.http(path, { headers: { host: "maru.internal" } })).status).toBe(200);
  });
});

describe("changes are taken from pages of this console only", () => {
  const post = (to: TestApp, headers: Record<string, string>) => to.http("/api/set-up", { json: {}, headers });

  test.each([
    ["its own page", "http://localhost:8787", 400],
    ["the same machine by its address", "http://127.0.0.1:8787", 400],
    ["another port of the machine", "http://localhost:8788", 403],
    ["another site", "https://evil.example", 403],
    ["no page at all", "null", 403],
  ])("%s", async (_, origin, status) => {
    expect((await post(app, { origin })).status).toBe(status);
  });

  test("with real credentials the machine itself is another site", async () => {
    expect((await post(secure, { origin: "https://maru.example.com" })).status).toBe(400);
    expect((await post(secure, { origin: "http://localhost:443" })).status).toBe(403);
  });

  test("a request without an origin changes nothing", async () => {
    const answer = await app.deps.store.read.selectFrom("users").select("id").execute();
    const request = new Request("http://localhost:8787/api/demo/sign-in", { method: "POST", body: "{}" });
    expect(request.headers.get("origin")).toBeNull();
    expect((await app.http("/api/demo/sign-in", { json: {}, headers: { origin: "" } })).status).toBe(403);
    expect(await app.deps.store.read.selectFrom("users").select("id").execute()).toEqual(answer);
  });

  test("a form that is sent changes nothing, from whichever page: the payment window's runs others' scripts", async () => {
    const cookie = await app.signIn("admin");
    const send = (mode: string) => {
      const body = "--x\r\ncontent-disposition: form-data; name=a\r\n\r\n1\r\n--x--\r\n";
      const headers = { "content-type": "multipart/form-data; boundary=x", "sec-fetch-mode": mode };
      return app.http("/trpc/sessions.revokeOthers", { cookie, body, headers });
    };
    const answer = await send("navigate");
    expect([answer.status, await answer.json()]).toEqual([403, expect.objectContaining({ code: "NOT_ALLOWED" })]);
    expect((await send("cors")).status).toBe(200);
  });

  test("a mutation is not to be had by GET", async () => {
    const cookie = await app.signIn("admin");
    const answer = await app.http("/trpc/sessions.revokeOthers", { cookie });
    expect(answer.status).toBe(405);
  });
});

test("a body too large is refused in a sentence", async () => {
  const cookie = await app.signIn("admin");
  const answer = await app.http("/trpc/users.invite", { cookie, json: { email: "x".repeat(300_000) } });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({
    code: "PAYLOAD_TOO_LARGE",
    message: "A request may carry at most 256 KiB.",
    requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
});

test("a bug shows its request id and keeps its words for the log", async () => {
  const broken = await createTestApp();
  const cookie = await broken.signIn("admin");
  await broken.deps.store.close();
  const answer = await broken.http("/trpc/audit.list", { cookie });
  const text = await answer.text();
  await broken.close().catch(() => undefined);
  expect(answer.status).toBe(500);
  const { requestId } = JSON.parse(text).error?.data ?? JSON.parse(text);
  expect(text).not.toMatch(/destroy|driver|sqlite|\.ts:/i);
  expect(broken.logLines.join("")).toContain(requestId);
});

describe("JSON answers", () => {
  const readers: Record<string, (bytes: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync };

  test.each(["br", "gzip"])("over 1 KB travel as %s", async (encoding) => {
    const cookie = await app.signIn("admin");
    const answer = await app.http("/trpc/audit.list", { cookie, headers: { "accept-encoding": encoding } });
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const text = readers[encoding]?.(Buffer.from(await answer.arrayBuffer())).toString() ?? "";
    expect(JSON.parse(text)).toMatchObject({ result: { data: { items: expect.any(Array) } } });
  });

  test("that are small travel as they are", async () => {
    const answer = await app.http("/trpc/console.status", { headers: { "accept-encoding": "br, gzip" } });
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(await answer.json()).toMatchObject({ result: { data: { mode: "sandbox" } } });
  });
});

describe("metrics", () => {
  test("are for this machine", async () => {
    expect(await (await secure.http("/metrics", { from: "127.0.0.1" })).text()).toContain("maru_http_request_seconds");
    expect((await secure.http("/metrics", { from: "203.0.113.4" })).status).toBe(403);
  });

  test("are for whoever shows the token", async () => {
    const ask = (token: string) => secure.http("/metrics", { headers: { authorization: `Bearer ${token}` } });
    expect((await ask("metrics-token-0123456789")).status).toBe(200);
    expect((await ask("metrics-token-0123456788")).status).toBe(403);
  });

  test("count each procedure by its name, and no name that a stranger makes up", async () => {
    for (const path of ["console.status", "refunds.bulk.list", "made.up", "toString"]) await app.http(`/trpc/${path}`);
    const text = await (await app.http("/metrics", { from: "127.0.0.1" })).text();
    const counted = new Set(text.match(/(?<=route=")[^"]+/g));
    expect([...counted]).toEqual(expect.arrayContaining(["/trpc/console.status", "/trpc/refunds.bulk.list", "/trpc"]));
    expect([...counted].filter((route) => /made|toString/.test(route))).toEqual([]);
  });

  test.each(["x-real-ip", "forwarded", "via", "x-forwarded-proto"])("are not for whoever %s says", async (name) => {
    const answer = await secure.http("/metrics", { from: "127.0.0.1", headers: { [name]: "203.0.113.4" } });
    expect(answer.status).toBe(403);
  });

  test.each(["127.0.0.1", "10.0.0.1"])("are not for whoever a proxy at %s speaks for", async (from) => {
    const answer = await secure.http("/metrics", { from, headers: { "x-forwarded-for": "127.0.0.1" } });
    expect(answer.status).toBe(403);
  });
});

test("readiness names what it looked at", async () => {
  const answer = await app.http("/readyz");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    isReady: true,
    checks: { store: { ok: true }, disk: { ok: true }, upstream: {}, sync: {} },
  });
});

test("a store that does not answer makes the console unready", async () => {
  const broken = await createTestApp();
  await broken.deps.store.close();
  const answer = await broken.http("/readyz");
  await broken.close().catch(() => undefined);
  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ isReady: false, checks: { store: { ok: false } } });
});

test("a store that takes no changes makes the console unready, though it still reads", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const stuck = await createTestApp();
  const freed = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const holding = stuck.deps.store.transact(async () => {
    begun.resolve();
    await freed.promise;
  });
  await begun.promise;
  const answers: Response[] = [];
  const asking = stuck.http("/readyz").then((answer) => answers.push(answer));
  await vi.waitFor(() => {
    vi.advanceTimersByTime(1_000);
    expect(answers[0]?.status).toBe(503);
  });
  await asking;
  expect(await answers[0]?.json()).toMatchObject({ checks: { store: { ok: false, says: "takes no changes" } } });
  freed.resolve();
  await holding;
  await stuck.close();
});

test("a request that nothing answers is told so, with everything an answer carries", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const asked = Promise.withResolvers<void>();
  const never = new Promise<never>(() => undefined);
  const upstream = createImportClient({
    baseUrl: "http://silent.invalid",
    credentials: { key: "k", secret: "s" },
    clock: { now: () => 0 },
    sleep: () => never,
    fetch: () => {
      asked.resolve();
      return never;
    },
  });
  const waiting = await createTestApp({ upstream });
  const cookie = await waiting.signIn("admin");
  const answering = waiting.http("/trpc/payments.refresh", { cookie, json: { impUid: "imp_1" } });
  await asked.promise;
  vi.advanceTimersByTime(120_000);
  const answer = await answering;
  expect(answer.status).toBe(503);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await answer.json()).toMatchObject({
    code: "ANSWER_OVERDUE",
    message: expect.stringContaining("check before"),
  });
  expect(waiting.logLines.filter((line) => line.includes("ANSWER_OVERDUE"))).toHaveLength(1);
  await waiting.close();
});
