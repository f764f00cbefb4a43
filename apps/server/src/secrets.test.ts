import { roles } from "@maru/domain";
import { createImportClient } from "@maru/import-client";
import { createSandbox } from "@maru/sandbox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appRouter } from "./router.ts";
import { createTestApp, type TestApp, testNow } from "./testing/create-test-app.ts";

/** Everything that must never leave the process, as it is found in the settings and in upstream's answers. */
const secrets = {
  key: "imp-key-f00d-0123456789",
  secret: "imp-secret-beef-0123456789",
  own: "own-secret-cafe-0123456789-0123456789",
  metrics: "metrics-token-d00d-0123456789",
  adminPassword: "admin password 0123456789",
};
const tokens: string[] = [];
const clock = { now: () => testNow };
const sandbox = createSandbox({
  payments: 50,
  clock,
  anchor: testNow / 1000,
  keepsArriving: false,
  apiKey: secrets.key,
  apiSecret: secrets.secret,
});

/** On a bad day upstream answers with what it was sent. */
let isEchoing = false;
let app: TestApp;

beforeAll(async () => {
  const upstream = createImportClient({
    baseUrl: "http://sandbox.invalid",
    credentials: { key: secrets.key, secret: secrets.secret },
    clock,
    sleep: () => Promise.resolve(),
    async fetch(request) {
      const sent = await request.clone().text();
      if (isEchoing) {
        const headers = JSON.stringify([...request.headers]);
        return new Response(`<h1>${request.url} ${headers} ${sent}</h1>`, { status: 500 });
      }
      const answer = await sandbox.fetch(request);
      tokens.push(...((await answer.clone().text()).match(/(?<="access_token":")[^"]+/g) ?? []));
      return answer;
    },
  });
  app = await createTestApp({
    upstream,
    environment: {
      IMPORT_API_KEY: secrets.key,
      IMPORT_API_SECRET: secrets.secret,
      MARU_SECRET: secrets.own,
      METRICS_TOKEN: secrets.metrics,
      MARU_ADMIN_EMAIL: "boss@example.com",
      MARU_ADMIN_PASSWORD: secrets.adminPassword,
    },
  });
  for (const role of roles) await app.signIn(role);
  await app.deps.store.write.updateTable("users").set({ two_factor_enabled: 1 }).execute();
});

afterAll(async () => {
  await app.close();
  await sandbox.close();
});

const inputs: readonly unknown[] = [
  {},
  undefined,
  { impUid: "imp_unknown" },
  { identifier: "imp_000000000000" },
  { mode: "all", basis: "status", sort: "-time", limit: 10 },
  { mode: "all", basis: "status" },
  { id: "x" },
  { userId: "x", role: "viewer" },
  { refundId: "refund-of-nobody-0001" },
  { impUid: "imp_unknown", isPreparing: true },
  { email: "new@example.com", role: "viewer" },
];

/** Calls every procedure as an administrator with each input, and every other address, and returns all that came back. */
async function sweep(): Promise<string> {
  const seen: string[] = [];
  const keep = async (answer: Response) => {
    const isStream = answer.headers.get("content-type") === "text/event-stream";
    seen.push(JSON.stringify([...answer.headers]), isStream ? "" : await answer.text());
    if (isStream) await answer.body?.cancel();
  };
  const paths = Object.keys(appRouter._def.procedures);
  for (const role of ["admin", "viewer"] as const) {
    const cookie = await app.signIn(role);
    for (const path of paths) {
      for (const input of inputs) {
        const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
        await keep(await app.http(`/trpc/${path}${query}`, { cookie }));
        await keep(await app.http(`/trpc/${path}`, { cookie, json: input ?? null }));
      }
    }
  }
  for (const address of ["/", "/healthz", "/readyz", "/payments", "/trpc/none", "/api/none", "/webhooks/iamport"]) {
    await keep(await app.http(address));
    await keep(await app.http(address, { json: { imp_uid: "imp_1", merchant_uid: "m", status: "paid" } }));
  }
  await keep(await app.http("/metrics", { from: "127.0.0.1" }));
  await keep(
    await app.http("/api/auth/sign-in/email", { json: { email: "boss@example.com", password: secrets.adminPassword } }),
  );
  await keep(await app.http("/api/set-up", { json: { token: "x", name: "x", password: secrets.adminPassword } }));
  await app.deps.upstream.getPayment("imp_none").catch((error: unknown) => {
    app.deps.logger.error({ error }, "as a bug would be logged");
    seen.push(String(error), JSON.stringify(error));
  });
  return seen.join("\n");
}

test.each([
  ["a good day", false],
  ["a day on which upstream answers with what it was sent", true],
])("no secret comes out on %s", async (_, isBad) => {
  isEchoing = isBad;
  const seen = await sweep();
  expect(tokens.length).toBeGreaterThan(0);
  for (const [name, value] of [
    ...Object.entries(secrets),
    ...tokens.map((token) => ["access token", token] as const),
  ]) {
    expect(seen.includes(value), `${name} in an answer`).toBe(false);
    expect(app.logLines.join("").includes(value), `${name} in the log`).toBe(false);
  }
});

test("no secret is kept in the audit log", async () => {
  const kept = JSON.stringify(await app.deps.store.read.selectFrom("audit_entries").selectAll().execute());
  for (const value of [...Object.values(secrets), ...tokens]) expect(kept).not.toContain(value);
  expect(kept).not.toContain("boss@example.com");
});
