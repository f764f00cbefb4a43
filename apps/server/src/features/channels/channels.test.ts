import { expect, it } from "vitest";
import { describeOnBothStores, type OpenTestStore } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp, testNow } from "../../testing/create-test-app.ts";
import { judgeRule, readRules } from "../alerts/judge-rules.ts";

async function using(open: OpenTestStore, work: (app: TestApp) => Promise<void>): Promise<void> {
  const app = await createTestApp({ open });
  try {
    await work(app);
  } finally {
    await app.close();
  }
}

/** The console's own work, done at the sandbox. */
async function control({ sandbox }: TestApp, method: string, path: string, body?: object): Promise<void> {
  const answer = await sandbox.fetch(
    new Request(`http://127.0.0.1/__sandbox/channels${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  if (!answer.ok) throw new Error(await answer.text());
}

async function keyOf({ deps }: TestApp, mid: string): Promise<string> {
  return (await deps.upstream.listChannels()).find((channel) => channel.mid === mid)?.channelKey ?? "";
}

const daySeconds = 86_400;

/** Rows of the index as a sync leaves them, of KCP's live channel. */
async function addPayments({ deps }: TestApp, times: readonly number[], change: object = {}): Promise<void> {
  await deps.store.transact(async (tx) => {
    for (const [at, time] of times.entries()) {
      await tx
        .insertInto("payments")
        .values({
          id: time * 1_000 + at,
          imp_uid: `imp_${time}${at}`,
          merchant_uid: `order-${time}${at}`,
          status: "paid",
          method: "card",
          pg_provider: "kcp",
          mid: "A8KX2",
          currency: "KRW",
          amount: 1_000,
          cancelled_amount: 0,
          amount_rank: 1_000,
          is_test: 0,
          is_escrow: 0,
          is_cash_receipt: 0,
          is_billing: 0,
          requested_at: time,
          status_at: time,
          listed_at: time,
          facts_at: time,
          read_at_ms: time * 1_000,
          source: "poll",
          ...change,
        })
        .execute();
    }
  });
}

describeOnBothStores("the channels", (open) => {
  it("are shown as upstream lists them, keys masked, live and test", () =>
    using(open, async (app) => {
      const viewer = await app.api("viewer");
      expect(await viewer.settings.channels()).toMatchObject({ readAtMs: null, items: [] });
      await app.channelWatch.step();
      const { readAtMs, items } = await viewer.settings.channels();
      expect(readAtMs).toBe(app.clock.now());
      const listed = await app.deps.upstream.listChannels();
      expect(items).toHaveLength(listed.length);
      expect(items.find(({ mid }) => mid === "A8KX2")).toMatchObject({ pgProvider: "kcp", isTestChannel: false });
      expect(items.some(({ isTestChannel }) => isTestChannel)).toBe(true);
      const said = JSON.stringify(items);
      for (const { channelKey } of listed) expect(said).not.toContain(channelKey);
      expect(items[0]?.maskedKey).toMatch(/^channel-key-.{4}••••.{4}$/);
    }));

  it("that change are told within one look: on the screen, in the audit log and in the server's log (N20)", () =>
    using(open, async (app) => {
      const api = await app.api("admin");
      await app.channelWatch.step();
      app.clock.advance(600_000);
      await app.channelWatch.step();
      expect((await api.settings.channelChanges()).items).toEqual([]);

      const key = await keyOf(app, "A8KX2");
      await control(app, "PATCH", `/${key}`, { sandbox: true });
      await control(app, "PATCH", `/${await keyOf(app, "MARUHOUSE")}`, {
        channel_name: "페이코 새 이름",
        pg_id: "MARUNEW",
      });
      await control(app, "DELETE", `/${await keyOf(app, "2041700123")}`);
      await control(app, "POST", "", {
        pg_provider: "eximbay",
        pg_id: "EXIM01",
        sandbox: false,
        type: "payment",
        channel_name: "엑심베이",
        channel_key: "channel-key-exim-0001-0002",
      });
      app.clock.advance(600_000);
      await app.channelWatch.step();
      const { items } = await api.settings.channelChanges();
      expect(items.map(({ kind }) => kind).toSorted()).toEqual(["added", "mid", "removed", "renamed", "to_test"]);
      expect(items.find(({ kind }) => kind === "to_test")).toMatchObject({
        before: { mid: "A8KX2", isTestChannel: false },
        after: { mid: "A8KX2", isTestChannel: true },
        sinceMs: testNow,
        seenAtMs: app.clock.now(),
      });
      const audit = await api.audit.list({ event: "channel.changed" });
      expect(audit.items).toHaveLength(5);
      expect(JSON.stringify([audit.items, items])).not.toContain(key);
      expect(app.logLines.filter((line) => line.includes("a payment channel has changed"))).toHaveLength(5);

      await app.channelWatch.step();
      expect((await api.settings.channelChanges()).items).toHaveLength(5);
      const [rule] = (await readRules(app.deps)).filter((each) => each.rule === "channel_changed");
      if (rule === undefined) throw new Error("there is no such rule");
      const alerts = await judgeRule(app.deps, rule);
      expect(alerts).toHaveLength(5);
      expect(alerts.map(({ facts }) => facts)).toContainEqual({ kind: "to_test", channel: "KCP 일반결제" });
    }));

  it("are kept once a day, and nothing is concluded while upstream does not answer", () =>
    using(open, async (app) => {
      const snapshots = () =>
        app.deps.store.read.selectFrom("channel_snapshots").select("day").orderBy("day").execute();
      await app.channelWatch.step();
      app.clock.advance(3_600_000);
      await app.channelWatch.step();
      expect(await snapshots()).toEqual([{ day: "2026-11-20" }]);
      app.clock.advance(daySeconds * 1_000);
      await app.channelWatch.step();
      expect(await snapshots()).toEqual([{ day: "2026-11-20" }, { day: "2026-11-21" }]);
      await app.sandbox.fetch(
        new Request("http://127.0.0.1/__sandbox/faults", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ kind: "status", status: 403, count: null }),
        }),
      );
      app.clock.advance(daySeconds * 1_000);
      expect(await app.channelWatch.step()).toBeGreaterThan(0);
      expect(await snapshots()).toHaveLength(2);
      const api = await app.api("viewer");
      expect((await api.settings.channelChanges()).items).toEqual([]);
    }));

  it("carry how many payments the index holds of each, and those that no listed channel explains", async () => {
    const app = await createTestApp({ open, sandbox: { payments: 400 } });
    try {
      await app.channelWatch.step();
      for (let step = 0; app.sync.current().phase !== "following" && step < 500; step += 1) await app.sync.step();
      const rows = await app.deps.store.read.selectFrom("payments").select(["pg_provider", "mid", "is_test"]).execute();
      const api = await app.api("viewer");
      const { items } = await api.settings.channels();
      for (const { pgProvider, mid, isTestChannel, payments } of items) {
        const own = rows.filter(
          (row) => row.pg_provider === pgProvider && row.mid === mid && (row.is_test === 1) === isTestChannel,
        );
        expect([mid, payments]).toEqual([mid, own.length]);
      }
      expect(items.reduce((sum, { payments }) => sum + payments, 0)).toBeGreaterThan(100);
      const [busiest] = items.toSorted((a, b) => b.payments - a.payments);
      await control(app, "DELETE", `/${await keyOf(app, busiest?.mid ?? "")}`);
      app.clock.advance(600_000);
      await app.channelWatch.step();
      expect((await api.settings.channels()).unlisted).toContainEqual({
        pgProvider: busiest?.pgProvider,
        mid: busiest?.mid,
        payments: busiest?.payments,
      });
    } finally {
      await app.close();
    }
  });

  it("carry what the index saw of each, and a silence that its own weekdays do not explain", () =>
    using(open, async (app) => {
      await app.channelWatch.step();
      const now = testNow / 1_000;
      const usual = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((week) =>
        [600, 1_200, 1_800, 2_400].map((before) => now - week * 7 * daySeconds - before),
      );
      // Later in the day than now: they are no part of what is usual by this time.
      const later = [1, 2, 3, 4, 5, 6, 7, 8].map((week) => now - week * 7 * daySeconds + 600);
      await addPayments(app, usual);
      await addPayments(app, later);
      await addPayments(app, [now - 60], { status: "failed" });
      await addPayments(app, [now - 120], { pg_provider: "nice_v2", mid: "maruhousem" });
      const api = await app.api("viewer");
      const kcp = async () => (await api.settings.channels()).items.find(({ mid }) => mid === "A8KX2");
      expect(await kcp()).toMatchObject({
        succeeded: 40,
        lastSuccessAt: now - 7 * daySeconds + 600,
        usualByNow: 4,
      });
      const { items } = await api.settings.channels();
      expect(items.filter(({ usualByNow }) => usualByNow !== null)).toHaveLength(1);
      expect(items.find(({ mid }) => mid === "maruhousem")).toMatchObject({ succeeded: 1, lastSuccessAt: now - 120 });
      await addPayments(app, [now - 30]);
      expect(await kcp()).toMatchObject({ usualByNow: null, lastSuccessAt: now - 30 });
    }));
});
