import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { appRouter } from "../../router.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";
import { claimStore } from "./claim-store.ts";

describeOnBothStores("a database", (open) => {
  it("is the parent store's or one sub-merchant's, and no other's", async () => {
    const { store, remove } = await open();
    try {
      const claim = (tier: string | null, mode: "sandbox" | "live" = "live") =>
        claimStore(store, { mode, upstream: { tier } });
      await claim("POP");
      await claim("POP");
      await expect(claim("B2B")).rejects.toThrow(
        "The database is sub-merchant POP's, and this start is for sub-merchant B2B",
      );
      await expect(claim(null)).rejects.toThrow("this start is for the parent store");
      await expect(claim("POP", "sandbox")).rejects.toThrow("The database holds real payments");
    } finally {
      await remove();
    }
  });

  it("that was claimed before sub-merchants were told apart is the parent store's", async () => {
    const { store, remove } = await open();
    try {
      await store.transact(async (tx) => {
        await tx.insertInto("console_facts").values({ name: "mode", value: "live" }).execute();
      });
      await expect(claimStore(store, { mode: "live", upstream: { tier: "POP" } })).rejects.toThrow(
        "The database is the parent store's",
      );
      await claimStore(store, { mode: "live", upstream: { tier: null } });
    } finally {
      await remove();
    }
  });
});

describe("the parent store and a sub-merchant behind one key", () => {
  let parent: TestApp;
  let pop: TestApp;
  const sent: { readonly path: string; readonly tier: string | null }[] = [];

  beforeAll(async () => {
    parent = await createTestApp({ sandbox: { payments: 300 } });
    pop = await createTestApp({
      environment: { IMPORT_TIER: "POP" },
      client: {
        fetch: (request) => {
          sent.push({ path: new URL(request.url).pathname, tier: request.headers.get("tier") });
          return parent.sandbox.fetch(request);
        },
      },
    });
    for (const app of [parent, pop]) {
      await app.channelWatch.step();
      await load(app);
    }
  });

  afterAll(async () => {
    await pop.close();
    await parent.close();
  });

  async function load({ sync }: TestApp): Promise<void> {
    for (let steps = 0; steps < 500 && sync.current().phase !== "following"; steps += 1) await sync.step();
    expect(sync.current().phase).toBe("following");
  }

  const all = { mode: "all", basis: "status", sort: "-time", limit: 100 } as const;
  const paymentsOf = async (app: TestApp) => (await (await app.api("admin")).payments.list(all)).items;

  test("each loads its own payments and channels", async () => {
    const [ofParent, ofPop] = [await paymentsOf(parent), await paymentsOf(pop)];
    expect(ofParent).toHaveLength(100);
    expect(ofPop).toHaveLength(6);
    const known = new Set(ofParent.map(({ impUid }) => impUid));
    expect(ofPop.filter(({ impUid }) => known.has(impUid))).toEqual([]);
    const { items } = await (await pop.api("admin")).settings.channels();
    expect(items.map(({ mid }) => mid)).toEqual(["maruhopop1", "C7Q83N1205"]);
  });

  test("every call of the sub-merchant's console but the one for a token carries its code", () => {
    expect(sent.length).toBeGreaterThan(3);
    const without = sent.filter(({ tier }) => tier !== "POP").map(({ path }) => path);
    expect(new Set(without)).toEqual(new Set(["/users/getToken"]));
  });

  test("anybody may know before signing in whose console it is, by code and name", async () => {
    expect((await pop.anonymousApi().console.status()).tier).toEqual({ code: "POP", name: "마루 성수 팝업스토어" });
    expect((await parent.anonymousApi().console.status()).tier).toBeNull();
  });

  test("a webhook about the other's payment brings nothing of it in", async () => {
    const [theirs] = await paymentsOf(parent);
    await pop.http("/webhooks/iamport", {
      json: { imp_uid: theirs?.impUid, merchant_uid: "made-up", status: "paid" },
      from: "52.78.100.19",
    });
    await pop.webhooks.step();
    const { items } = await (await pop.api("admin")).webhooks.list({ limit: 10 });
    expect(items.map(({ verdict }) => verdict)).not.toContain("verified");
    expect(await paymentsOf(pop)).toHaveLength(6);
  });

  test("a refund reaches its own payments only", async () => {
    const [theirs] = await paymentsOf(parent);
    const admin = await pop.api("admin");
    await expect(admin.refunds.preview({ impUid: theirs?.impUid ?? "" })).rejects.toMatchObject({
      cause: { code: "PAYMENT_NOT_FOUND" },
    });
    const before = sent.length;
    expect(await admin.payments.lookup({ identifier: theirs?.impUid ?? "" })).toMatchObject({ impUids: [] });
    expect(sent.slice(before).every(({ tier }) => tier === "POP")).toBe(true);
  });

  /** What tells of a payment and is in none of the inputs below. */
  async function tracesOf(app: TestApp): Promise<string[]> {
    const rows = await app.deps.store.read
      .selectFrom("payments")
      .innerJoin("payment_texts", "payment_texts.id", "payments.id")
      .select(["merchant_uid", "buyer_tel", "buyer_email"])
      .execute();
    const texts = rows.flatMap((row) => [row.merchant_uid, row.buyer_tel, row.buyer_email]);
    return [...new Set(texts.filter((text) => text !== null))];
  }

  /** All that every procedure says to an administrator, asked for each of the given payments. */
  async function everythingSaid(app: TestApp, impUids: readonly string[]): Promise<string> {
    const cookie = await app.signIn("admin");
    const inputs = [
      undefined,
      {},
      all,
      { mode: "all", basis: "status" },
      { ...all, text: "0" },
      { limit: 50 },
      ...impUids.flatMap((impUid) => [{ impUid }, { identifier: impUid }, { impUids: [impUid] }, { id: impUid }]),
    ];
    const said: string[] = [];
    for (const path of Object.keys(appRouter._def.procedures)) {
      for (const input of inputs) {
        const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
        for (const request of [
          app.http(`/trpc/${path}${query}`, { cookie }),
          app.http(`/trpc/${path}`, { cookie, json: input ?? null }),
        ]) {
          const answer = await request;
          if (answer.headers.get("content-type") === "text/event-stream") await answer.body?.cancel();
          else said.push(await answer.text());
        }
      }
    }
    return said.join("\n");
  }

  test.each([
    ["the sub-merchant's", () => [pop, parent] as const],
    ["the parent store's", () => [parent, pop] as const],
  ])("no procedure of %s console tells anything of the other's payments", async (_, apps) => {
    const [own, other] = apps();
    const theirs = await paymentsOf(other);
    const said = await everythingSaid(
      own,
      theirs.slice(0, 1).map(({ impUid }) => impUid),
    );
    const traces = await tracesOf(other);
    const known = new Set(await tracesOf(own));
    expect(traces.length).toBeGreaterThan(5);
    expect(traces.filter((trace) => !known.has(trace) && said.includes(trace))).toEqual([]);
    // The same sweep does find what is its own.
    expect((await tracesOf(own)).some((trace) => said.includes(trace))).toBe(true);
  });
});
