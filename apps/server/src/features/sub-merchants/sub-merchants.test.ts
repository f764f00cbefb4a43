import { describe, expect, it, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp, type TestAppOptions } from "../../testing/create-test-app.ts";

const popAddress = "https://pop.example.com";
const dayMs = 86_400_000;

async function using(options: TestAppOptions, work: (app: TestApp) => Promise<void>): Promise<void> {
  const app = await createTestApp(options);
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

describeOnBothStores("the consoles of other stores", (open) => {
  it("are declared by a code that i'mport knows, each fact with where it comes from, and taken off again", () =>
    using({ open }, async (app) => {
      const viewer = await app.api("viewer");
      const admin = await app.api("admin");
      const { items, here } = await admin.settings.subMerchants.declare({ code: "POP", address: popAddress });
      expect(here).toBeNull();
      expect(items).toEqual([
        {
          id: expect.any(String),
          code: "POP",
          name: "마루 성수 팝업스토어",
          readAtMs: app.clock.now(),
          isKnown: true,
          address: popAddress,
          declaredBy: expect.any(String),
          declaredAtMs: app.clock.now(),
        },
      ]);
      expect(await viewer.settings.subMerchants.list()).toEqual({ here, items });

      const id = items[0]?.id ?? "";
      expect((await admin.settings.subMerchants.remove({ id })).items).toEqual([]);
      await expect(admin.settings.subMerchants.remove({ id })).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
      const { items: told } = await admin.audit.list({ limit: 2 });
      const details = { code: "POP", name: "마루 성수 팝업스토어", address: popAddress };
      expect(told.map(({ event, details }) => ({ event, details }))).toEqual([
        { event: "sub_merchant.removed", details },
        { event: "sub_merchant.declared", details },
      ]);
    }));

  it("are refused where i'mport knows no such code, and nothing is kept", () =>
    using({ open }, async (app) => {
      const admin = await app.api("admin");
      await expect(
        admin.settings.subMerchants.declare({ code: "ZZZ", address: "https://zzz.example.com" }),
      ).rejects.toMatchObject({ cause: { code: "SUB_MERCHANT_UNKNOWN" } });
      expect((await admin.settings.subMerchants.list()).items).toEqual([]);
    }));

  it("are one for each store and each address, also when two people declare at the same moment", () =>
    using({ open }, async (app) => {
      const admin = await app.api("admin");
      const twice = await Promise.allSettled([
        admin.settings.subMerchants.declare({ code: "POP", address: popAddress }),
        admin.settings.subMerchants.declare({ code: "POP", address: "https://pop2.example.com" }),
      ]);
      expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const [{ address } = { address: "" }] = (await admin.settings.subMerchants.list()).items;
      for (const [code, at] of [
        ["POP", "https://pop3.example.com"],
        ["B2B", address],
        // Its own store, and its own address.
        [null, "https://parent.example.com"],
        ["B2B", new URL(app.config.publicUrl).origin],
      ] as const) {
        await expect(admin.settings.subMerchants.declare({ code, address: at })).rejects.toMatchObject({
          cause: { code: "SUB_MERCHANT_TAKEN" },
        });
      }
      expect((await admin.settings.subMerchants.list()).items).toHaveLength(1);
    }));

  it("get another address where theirs has changed, once for what was seen, and the log keeps both", () =>
    using({ open }, async (app) => {
      const admin = await app.api("admin");
      const { declare, move, list } = admin.settings.subMerchants;
      await declare({ code: "B2B", address: "https://b2b.example.com" });
      const { items } = await declare({ code: "POP", address: popAddress });
      const id = items.find(({ code }) => code === "POP")?.id ?? "";
      const moving = (address: string, facts = {}) => move({ id, addressSeen: popAddress, address, ...facts });
      for (const [address, facts, code] of [
        ["https://b2b.example.com", {}, "SUB_MERCHANT_TAKEN"],
        [new URL(app.config.publicUrl).origin, {}, "SUB_MERCHANT_TAKEN"],
        ["https://pop2.example.com", { addressSeen: "https://pop0.example.com" }, "ADDRESS_LIST_CHANGED"],
        ["https://pop2.example.com", { id: "none" }, "NOT_FOUND"],
      ] as const) {
        await expect(moving(address, facts)).rejects.toMatchObject({ cause: { code } });
      }
      await moving(popAddress);
      app.clock.advance(1_000);
      await moving("https://pop2.example.com");
      expect((await list()).items.find((each) => each.id === id)).toMatchObject({
        code: "POP",
        name: "마루 성수 팝업스토어",
        address: "https://pop2.example.com",
        declaredAtMs: app.clock.now(),
      });
      const { items: told } = await admin.audit.list({ event: "sub_merchant.moved", limit: 5 });
      expect(told.map(({ details }) => details)).toEqual([
        { code: "POP", name: "마루 성수 팝업스토어", before: popAddress, after: "https://pop2.example.com" },
      ]);
    }));

  it("that i'mport has deleted since are said to be unknown within a day, and keep the name they had", async () => {
    let isDeleted = false;
    let app: TestApp | undefined;
    await using(
      {
        open,
        client: {
          fetch: (request) => {
            const url = new URL(request.url);
            if (isDeleted && url.pathname.startsWith("/tiers/")) url.pathname = "/tiers/ZZZ";
            return app?.sandbox.fetch(new Request(url, request)) ?? Promise.reject(new Error("not set up"));
          },
        },
      },
      async (own) => {
        app = own;
        const admin = await own.api("admin");
        await admin.settings.subMerchants.declare({ code: "POP", address: popAddress });
        isDeleted = true;
        await own.channelWatch.step();
        expect((await admin.settings.subMerchants.list()).items).toMatchObject([{ isKnown: true }]);
        own.clock.advance(dayMs + 1);
        await own.channelWatch.step();
        expect((await (await own.api("admin")).settings.subMerchants.list()).items).toMatchObject([
          { isKnown: false, name: "마루 성수 팝업스토어", readAtMs: own.clock.now() },
        ]);
      },
    );
  });
});

describe("the console of a sub-merchant", () => {
  test("knows whose it is, and the parent store's by its address alone", () =>
    using({ environment: { IMPORT_TIER: "POP" } }, async (app) => {
      const admin = await app.api("admin");
      const address = "http://localhost:9999";
      const { here, items } = await admin.settings.subMerchants.declare({ code: null, address });
      expect(here).toMatchObject({ code: "POP" });
      expect(items).toMatchObject([{ code: null, name: null, readAtMs: null, isKnown: true, address }]);
      await expect(
        admin.settings.subMerchants.declare({ code: "POP", address: "https://pop.example.com" }),
      ).rejects.toMatchObject({ cause: { code: "SUB_MERCHANT_TAKEN" } });
    }));
});
