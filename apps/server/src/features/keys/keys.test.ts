import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { money } from "@maru/domain";
import { describe, expect, it } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp, type TestAppOptions, testNow } from "../../testing/create-test-app.ts";

const key = "imp-key-0123456789abcdef";
const secret = "imp-secret-0123456789abcdef";
const credentials = { IMPORT_API_KEY: key, IMPORT_API_SECRET: secret, IMPORT_MERCHANT_CODE: "imp12345678" };
const unauthorised = "인증에 실패하였습니다. API키와 secret을 확인하세요.";
const minuteMs = 60_000;

async function using(options: TestAppOptions, work: (app: TestApp) => Promise<void>): Promise<void> {
  const app = await createTestApp({ environment: credentials, ...options });
  // With real credentials these roles work with a second factor only.
  for (const role of ["developer", "admin", "viewer"] as const) await app.signIn(role);
  await app.deps.store.write.updateTable("users").set({ two_factor_enabled: 1 }).execute();
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

async function control({ sandbox }: TestApp, method: string, path: string, body?: object): Promise<void> {
  const answer = await sandbox.fetch(
    new Request(`http://127.0.0.1/__sandbox${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  if (!answer.ok) throw new Error(await answer.text());
}

describeOnBothStores("the keys", (open) => {
  it("that are wrong say so in i'mport's words, with every operation that was turned away", () =>
    using({ open, sandbox: { apiSecret: "the-secret-after-rotation" } }, async (app) => {
      const { upstream, keyWatch } = app.deps;
      for (let n = 0; n < 3; n += 1) await expect(upstream.listChannels()).rejects.toThrow();
      app.clock.advance(2 * 60 * minuteMs);
      const amount = money(1_000, "KRW");
      const cancel = { impUid: "imp_1", amount, expectedCancellable: amount, reason: "x", notifyShop: false };
      expect(await upstream.cancelPayment(cancel)).toMatchObject({ kind: "not_sent" });
      await expect(upstream.listChannels()).rejects.toThrow();
      await keyWatch.settled();
      const view = await (await app.api("developer")).settings.keys.get();
      expect(view).toMatchObject({
        verdict: "refused",
        token: null,
        lastUse: null,
        lastFailure: { hint: "credentials", httpStatus: 401, message: unauthorised },
      });
      expect(view.refusals).toEqual([
        refused("cancelPayment", 1, testNow + 120 * minuteMs, testNow + 120 * minuteMs),
        refused("listChannels", 4, testNow, testNow + 120 * minuteMs),
      ]);
      // What is over a week old is no news.
      app.clock.advance(8 * 24 * 60 * minuteMs);
      expect((await (await app.api("developer")).settings.keys.get()).refusals).toEqual([]);
    }));

  function refused(operation: string, calls: number, firstAtMs: number, lastAtMs: number) {
    return { operation, calls, firstAtMs, lastAtMs, httpStatus: 401, message: unauthorised };
  }

  it("are tried when a person asks: kept with who did, an entry of the log, and not without end", () =>
    using({ open }, async (app) => {
      const developer = await app.api("developer");
      await expect((await app.api("viewer")).settings.keys.check()).rejects.toMatchObject({
        cause: { code: "NOT_ALLOWED" },
      });
      const good = await developer.settings.keys.check();
      expect(good).toMatchObject({ verdict: "accepted", checks: [{ verdict: "accepted", message: null }] });
      await control(app, "POST", "/faults", { kind: "unauthorized", count: null, message: "차단된 주소입니다." });
      app.clock.advance(1_000);
      const bad = await developer.settings.keys.check();
      expect(bad.checks.map(({ verdict }) => verdict)).toEqual(["refused", "accepted"]);
      expect(bad.checks[0]?.secretFingerprint).toBe(bad.settings.find(({ name }) => name === "secret")?.fingerprint);
      const { items } = await (await app.api("admin")).audit.list({ event: "key.checked", limit: 10 });
      expect(items.map(({ details }) => details)).toMatchObject([
        { verdict: "refused", code: "UPSTREAM_UNAUTHORIZED" },
        { verdict: "accepted", code: null },
      ]);
      expect(JSON.stringify(items)).not.toMatch(/imp-key|imp-secret/);
      for (let n = 0; n < 4; n += 1) await developer.settings.keys.check();
      await expect((await app.api("admin")).settings.keys.check()).rejects.toMatchObject({
        cause: { code: "TOO_MANY_REQUESTS" },
      });
      app.clock.advance(5 * minuteMs);
      await developer.settings.keys.check();
    }));
});

describe("the keys", () => {
  it("are shown masked, with where each comes from", () =>
    using({}, async (app) => {
      const view = await (await app.api("developer")).settings.keys.get();
      expect(view.settings).toEqual([
        named("merchantCode", "IMPORT_MERCHANT_CODE", "imp•••••678", null),
        named("key", "IMPORT_API_KEY", "••••••••cdef", expect.stringMatching(/^[0-9a-f]{8}$/)),
        named("secret", "IMPORT_API_SECRET", null, expect.stringMatching(/^[0-9a-f]{8}$/)),
        { ...named("address", "IMPORT_API_URL", "https://api.iamport.kr", null), origin: { kind: "unset" } },
      ]);
      expect(JSON.stringify(view)).not.toMatch(/imp-key|imp-secret|imp12345/);
      expect(view).toMatchObject({ verdict: "unknown", token: null, lastUse: null, lastFailure: null, clocks: [] });
    }));

  function named(name: string, variable: string, shown: string | null, fingerprint: unknown) {
    return { name, variable, shown, fingerprint, origin: { kind: "environment" }, file: null };
  }

  it("that come from a file are held against what it holds by now", async () => {
    const folder = mkdtempSync(join(tmpdir(), "maru-keys-"));
    const path = join(folder, "secret");
    writeFileSync(path, `${secret}\n`);
    const environment = { IMPORT_API_KEY: key, IMPORT_API_SECRET_FILE: path };
    await using({ environment }, async (app) => {
      const developer = await app.api("developer");
      const held = async () => (await developer.settings.keys.get()).settings.find(({ name }) => name === "secret");
      expect(await held()).toMatchObject({ origin: { kind: "file", path }, file: "same" });
      writeFileSync(path, "another-secret-0123456789");
      expect(await held()).toMatchObject({ file: "changed" });
      rmSync(folder, { recursive: true });
      expect(await held()).toMatchObject({ file: "unreadable" });
    });
  });

  it("tell when they were last used, and how long the token lives", () =>
    using({}, async (app) => {
      await app.deps.upstream.listChannels();
      app.clock.advance(10 * minuteMs);
      const developer = await app.api("developer");
      expect(await developer.settings.keys.get()).toMatchObject({
        verdict: "accepted",
        token: { receivedAtMs: testNow, expiresAtMs: testNow + 30 * minuteMs, isLive: true },
        lastUse: { atMs: testNow, operation: "listChannels" },
        lastFailure: null,
        clocks: [{ source: "token", measuredAtMs: testNow, verdict: "even" }],
        refusals: [],
      });
      // Asked again, upstream gives the same token back.
      const checked = await developer.settings.keys.check();
      expect(checked.token).toMatchObject({ receivedAtMs: testNow, expiresAtMs: testNow + 30 * minuteMs });
      app.clock.advance(25 * minuteMs);
      expect((await developer.settings.keys.get()).token?.isLive).toBe(false);
    }));

  it("whose token was revoked get another one, and nothing is turned away", () =>
    using({}, async (app) => {
      await app.deps.upstream.listChannels();
      await control(app, "POST", "/tokens/revoke");
      app.clock.advance(minuteMs);
      await app.deps.upstream.listChannels();
      await app.deps.keyWatch.settled();
      expect(await (await app.api("developer")).settings.keys.get()).toMatchObject({
        verdict: "accepted",
        token: { receivedAtMs: testNow + minuteMs },
        lastFailure: null,
        refusals: [],
      });
    }));

  it("that were issued anew run out with the token they leave behind", () =>
    using({}, async (app) => {
      await app.deps.upstream.listChannels();
      await control(app, "POST", "/faults", { kind: "unauthorized", path: "/users/getToken", count: null });
      app.clock.advance(minuteMs);
      const developer = await app.api("developer");
      expect(await developer.settings.keys.check()).toMatchObject({ verdict: "refused" });
      app.clock.advance(minuteMs);
      await app.deps.upstream.listChannels();
      expect(await developer.settings.keys.get()).toMatchObject({ verdict: "runs_out", token: { isLive: true } });
      await control(app, "DELETE", "/faults");
      expect(await developer.settings.keys.check()).toMatchObject({ verdict: "accepted" });
    }));

  it("cannot be judged while nobody answers", () =>
    using({}, async (app) => {
      await control(app, "POST", "/faults", { kind: "status", status: 503, count: null });
      const view = await (await app.api("developer")).settings.keys.check();
      expect(view).toMatchObject({ verdict: "unreachable", checks: [{ verdict: "unreachable" }], refusals: [] });
    }));

  it.each([
    ["a minute and a half behind", 90_000, "behind"],
    ["an hour ahead", -3_600_000, "ahead"],
    ["even", 0, "even"],
  ] as const)("come with a clock that is compared with i'mport's: %s", (_, upstreamAheadMs, verdict) =>
    using(
      { sandbox: { clock: { now: () => testNow + upstreamAheadMs }, anchor: (testNow + upstreamAheadMs) / 1000 } },
      async (app) => {
        const { clocks, mostClockErrorMs } = await (await app.api("developer")).settings.keys.check();
        expect(mostClockErrorMs).toBe(minuteMs);
        const [byToken] = clocks;
        expect(byToken).toMatchObject({ source: "token", verdict, uncertaintyMs: 500 });
        expect(byToken?.aheadMs).toBe(-upstreamAheadMs - 500);
      },
    ),
  );
});
