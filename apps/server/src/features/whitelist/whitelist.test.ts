import { describe, expect, it } from "vitest";
import { describeOnBothStores, openSqliteStore } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestAppOptions } from "../../testing/create-test-app.ts";
import { ownOrigin } from "../audit/record-audit.ts";
import { createAllowList, openToEverybody } from "./allow-list.ts";
import { observeEgress } from "./observe-egress.ts";

/** Where the test's own procedures are called from. */
const ownAddress = "192.0.2.1";
const ours = "52.78.100.19";

async function using<Result>(
  options: TestAppOptions,
  work: (app: Awaited<ReturnType<typeof createTestApp>>) => Promise<Result>,
): Promise<Result> {
  const app = await createTestApp(options);
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

const line = (cidr: string, memo = "shop server") => ({ cidr, memo });
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => "done",
    (error: unknown) => {
      const { code, details } = Object(Object(error).cause);
      return { code, details };
    },
  );

describeOnBothStores("the declared whitelist", (open) => {
  it("keeps who declared each line and when, through changes of other lines", () =>
    using({ open }, async (app) => {
      const developer = await app.api("developer");
      const first = await developer.settings.whitelist.get();
      expect(first.iamport).toMatchObject({ isOn: false, version: 0, changedBy: null, entries: [] });
      const declared = await developer.settings.whitelist.declare({
        list: "iamport",
        isOn: true,
        version: 0,
        entries: [line(`${ours}/32`)],
        accepted: [],
      });
      const { changedBy, entries } = declared.iamport;
      expect(entries).toMatchObject([{ cidr: `${ours}/32`, declaredBy: changedBy, declaredAtMs: app.clock.now() }]);
      const declaredAtMs = app.clock.now();
      app.clock.advance(86_400_000);
      const admin = await app.api("admin");
      const changed = await admin.settings.whitelist.declare({
        list: "iamport",
        isOn: true,
        version: 1,
        entries: [line("52.78.48.0/24", "office"), line(`${ours}/32`)],
        accepted: [],
      });
      expect(changed.iamport.entries.map((each) => each.declaredAtMs)).toEqual([app.clock.now(), declaredAtMs]);
      expect(changed.iamport.entries[1]?.declaredBy).toBe(changedBy);
      const { items } = await admin.audit.list({ limit: 1 });
      expect(items[0]).toMatchObject({
        event: "whitelist.changed",
        details: { list: "iamport", before: { isOn: true, addresses: [`${ours}/32`] } },
      });
      expect(JSON.stringify(items[0]?.details)).not.toContain("office");
    }));

  it("is not overwritten by somebody who has not seen the latest", () =>
    using({ open }, async (app) => {
      const api = await app.api("developer");
      const declare = (version: number) =>
        api.settings.whitelist.declare({ list: "iamport", isOn: false, version, entries: [line(ours)], accepted: [] });
      await declare(0);
      expect(await refusal(declare(0))).toMatchObject({ code: "ADDRESS_LIST_CHANGED" });
      expect((await api.settings.whitelist.get()).iamport.version).toBe(1);
    }));

  it("takes no line that means nothing, and a doubtful one only where a person says that it is meant", () =>
    using({ open }, async (app) => {
      const api = await app.api("developer");
      const declare = (cidr: string, accepted: string[] = [], memo = "shop") =>
        refusal(
          api.settings.whitelist.declare({
            list: "iamport",
            isOn: true,
            version: 0,
            entries: [line("52.78.1.0/24"), line(cidr, memo)],
            accepted,
          }),
        );
      const at = (code: string) => ({ code: "ADDRESS_RULES_WRONG", details: { lines: [{ line: 1, code }] } });
      expect(await declare("1.1.1.300")).toMatchObject(at("unreadable"));
      expect(await declare("0.0.0.0/0", ["0.0.0.0/0"])).toMatchObject(at("everybody"));
      expect(await declare("2606:4700::/32")).toMatchObject(at("ipv6_undocumented"));
      expect(await declare("1.1.1.1/3")).toMatchObject(at("digit_lost"));
      expect(await declare("52.0.0.0/8", ["1.1.1.1/3"])).toMatchObject(at("very_wide"));
      expect(await declare("52.78.2.0/24", [], "")).toMatchObject(at("memo_missing"));
      expect((await api.settings.whitelist.get()).iamport.version).toBe(0);
      expect(await declare("1.1.1.1/3", ["1.1.1.1/3"])).toBe("done");
    }));

  it("names single addresses as those that have to come in", () =>
    using({ open }, async (app) => {
      const api = await app.api("developer");
      const declare = (cidr: string) =>
        api.settings.whitelist.declare({
          list: "required",
          isOn: false,
          version: 0,
          entries: [line(cidr)],
          accepted: [],
        });
      expect(await refusal(declare("52.78.1.0/24"))).toMatchObject({
        details: { lines: [{ line: 0, code: "not_one_address" }] },
      });
      expect((await declare(ours)).required.entries).toMatchObject([{ cidr: ours }]);
    }));

  it("is contradicted by what traffic shows", () =>
    using({ open, egress: async () => ours }, async (app) => {
      const api = await app.api("developer");
      const declare = (list: "iamport" | "required", version: number, cidr: string) =>
        api.settings.whitelist.declare({
          list,
          isOn: list === "iamport",
          version,
          entries: [line(cidr)],
          accepted: [],
        });
      await declare("iamport", 0, "52.78.48.0/24");
      expect((await api.settings.whitelist.get()).contradictions).toEqual([]);
      app.clock.advance(60_000);
      for (let step = 0; app.sync.current().phase !== "following" && step < 100; step += 1) await app.sync.step();
      expect(await api.settings.whitelist.get()).toMatchObject({
        egress: { address: ours, isPublic: true },
        contradictions: ["answered_though_outside"],
      });
      await declare("required", 0, "52.78.5.241");
      expect((await api.settings.whitelist.get()).contradictions).toContain("leaves_undeclared");
      await declare("required", 1, ours);
      await declare("iamport", 1, `${ours}/32`);
      expect((await api.settings.whitelist.get()).contradictions).toEqual([]);
      await app.sandbox.fetch(
        new Request("http://127.0.0.1/__sandbox/faults", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ kind: "status", status: 401, count: null }),
        }),
      );
      app.clock.advance(60_000);
      await app.sync.step();
      expect((await api.settings.whitelist.get()).contradictions).toEqual(["maybe_blocked"]);
    }));
});

describeOnBothStores("the console's own allow list", (open) => {
  it("keeps everybody else out of everything but the health checks and i'mport's webhooks", () =>
    using({ open }, async (app) => {
      const admin = await app.api("admin");
      const cookie = await app.signIn("admin");
      const status = async (path: string, from: string, init: object = {}) =>
        (await app.http(path, { from, cookie, ...init })).status;
      const list = "/trpc/sync.status";
      expect(await status(list, "198.51.100.9")).toBe(200);
      await admin.settings.allowList.declare({
        isOn: true,
        version: 0,
        entries: [line("192.0.2.0/24", "office"), line("2001:db8::/32", "office, IPv6")],
        accepted: [],
      });
      expect(await status(list, ownAddress)).toBe(200);
      expect(await status(list, "::ffff:192.0.2.77")).toBe(200);
      expect(await status(list, "2001:db8::7")).toBe(200);
      for (const path of [list, "/", "/assets/x.js", "/api/auth/get-session", "/metrics"]) {
        expect([path, await status(path, "198.51.100.9")]).toEqual([path, 403]);
      }
      expect(await status("/healthz", "198.51.100.9")).toBe(200);
      expect(await status("/readyz", "198.51.100.9")).not.toBe(403);
      expect(await status("/webhooks/iamport", "198.51.100.9", { json: { imp_uid: "imp_1" } })).toBe(200);
      const page = await app.http("/", { from: "198.51.100.9", headers: { accept: "text/html" } });
      expect(await page.text()).toContain("198.51.100.9");
      expect(await status(list, "198.51.100.9", { headers: { "x-forwarded-for": "192.0.2.5" } })).toBe(403);
    }));

  it("reads the caller's address through the proxies that are trusted, and through no others", () =>
    using({ open, environment: { TRUSTED_PROXIES: "10.0.0.0/8" } }, async (app) => {
      const admin = await app.api("admin");
      await admin.settings.allowList.declare({
        isOn: true,
        version: 0,
        entries: [line("192.0.2.0/24")],
        accepted: [],
      });
      const through = async (from: string, hop: string) =>
        (await app.http("/trpc/console.status", { from, headers: { "x-forwarded-for": hop } })).status;
      expect(await through("10.0.0.1", "192.0.2.5")).toBe(200);
      expect(await through("10.0.0.1", "198.51.100.9, 192.0.2.5")).toBe(200);
      expect(await through("10.0.0.1", "192.0.2.5, 198.51.100.9")).toBe(403);
      expect(await through("203.0.113.1", "192.0.2.5")).toBe(403);
    }));

  it("does not let an administrator lock themselves out, and is an administrator's to change", () =>
    using({ open }, async (app) => {
      const declaration = { isOn: true, version: 0, entries: [line("198.51.100.0/24")], accepted: [] };
      const admin = await app.api("admin");
      expect(await refusal(admin.settings.allowList.declare(declaration))).toMatchObject({
        code: "ADDRESS_LOCKS_OUT",
        details: { address: ownAddress },
      });
      expect(await refusal(admin.settings.allowList.declare({ ...declaration, entries: [] }))).toMatchObject({
        code: "ADDRESS_LOCKS_OUT",
      });
      const developer = await app.api("developer");
      expect(await refusal(developer.settings.allowList.declare(declaration))).toMatchObject({ code: "NOT_ALLOWED" });
      expect((await admin.settings.allowList.get()).list).toMatchObject({ isOn: false, version: 0 });
      expect((await admin.settings.allowList.declare({ ...declaration, isOn: false })).list.entries).toHaveLength(1);
      expect((await app.http("/trpc/console.status", { from: "203.0.113.9" })).status).toBe(200);
    }));

  it("lets people in while the store takes longer to answer than an answer stays fresh", () =>
    using({ open }, async (app) => {
      let nowMs = app.clock.now();
      const slow = createAllowList({
        store: app.deps.store,
        clock: {
          now() {
            nowMs += 5_000;
            return nowMs;
          },
        },
      });
      expect(await slow.admits("203.0.113.9")).toBe(true);
    }));

  it("is opened again by a command, which keeps the lines and is written down", () =>
    using({ open }, async (app) => {
      const admin = await app.api("admin");
      await admin.settings.allowList.declare({
        isOn: true,
        version: 0,
        entries: [line("192.0.2.0/24")],
        accepted: [],
      });
      const reach = async () => (await app.http("/trpc/console.status", { from: "203.0.113.9" })).status;
      expect(await reach()).toBe(403);
      const origin = { store: app.deps.store, ...ownOrigin(app.deps) };
      expect(await openToEverybody(origin)).toBe(true);
      // What a process knows of the list holds for two seconds.
      app.clock.advance(2_000);
      expect(await reach()).toBe(200);
      expect(await openToEverybody(origin)).toBe(false);
      const { list } = await admin.settings.allowList.get();
      expect(list).toMatchObject({ isOn: false, changedBy: null, entries: [{ cidr: "192.0.2.0/24" }] });
      const { items } = await admin.audit.list({ event: "allow_list.cleared" });
      expect(items).toHaveLength(1);
    }));
});

describe("where calls leave from", () => {
  it("is asked of the system, without sending anything", async () => {
    expect(await observeEgress("http://127.0.0.1:9")).toBe("127.0.0.1");
    expect(await observeEgress("http://[::1]:9")).toBe("::1");
    expect(await observeEgress(null)).toBe("127.0.0.1");
    expect(await observeEgress("http://no-such-host.invalid")).toBeNull();
  });

  it("is not taken for what i'mport sees where it is an inner address", () =>
    using({ open: openSqliteStore, egress: async () => "10.1.2.3" }, async (app) => {
      const api = await app.api("viewer");
      expect((await api.settings.whitelist.get()).egress).toEqual({ address: "10.1.2.3", isPublic: false });
    }));
});
