import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { kstDayStart, paymentQuery } from "@maru/domain";
import type { Sandbox } from "@maru/sandbox";
import { pino } from "pino";
import { describe, expect, inject, it } from "vitest";
import type { SyncProgress } from "../../context.ts";
import { openStore } from "../../db/store.ts";
import { describeOnBothStores, openPostgresStore, openSqliteStore } from "../../db/testing/test-stores.ts";
import { testNow } from "../../testing/create-test-app.ts";
import { countPayments } from "../payments/count-payments.ts";
import { findPayment } from "../payments/find-payment.ts";
import { listPayments } from "../payments/list-payments.ts";
import { createSync } from "./create-sync.ts";
import { isFollowing, prepareSync, stepUntil } from "./testing/sync-harness.ts";

const daySeconds = 86_400;
const actor = { userId: "u", name: "관리자", email: "a@example.com", role: "admin" } as const;

interface ListRequest {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly page: number;
}

function listRequests(sandbox: Sandbox): ListRequest[] {
  return sandbox.requests.rows().flatMap(({ path }) => {
    const url = new URL(path, "http://sandbox.invalid");
    if (!url.pathname.startsWith("/payments/status/")) return [];
    const read = (name: string) => Number(url.searchParams.get(name));
    return [{ from: read("from"), to: read("to"), limit: read("limit"), page: read("page") }];
  });
}

describeOnBothStores("the first load", (open) => {
  it("answers a window of three years from the index, and asks upstream for no more than 90 days or 1,000 payments", async () => {
    const { db, sandbox, sync } = await prepareSync(open);
    await stepUntil(sync, isFollowing);

    const { total } = await countPayments(
      { store: db.store },
      paymentQuery.parse({ from: "2023-11-20", to: "2026-11-20" }),
    );
    expect(total).toBeGreaterThan(2_000);
    expect(sync.current()).toMatchObject({ loaded: total, quarantined: 0, upstream: "up", problem: null });
    const page = await listPayments({ store: db.store, actor }, paymentQuery.parse({ from: "2023-11-20" }));
    expect(page.items).toHaveLength(50);

    const requests = listRequests(sandbox);
    expect(requests.length).toBeGreaterThan(12);
    for (const { from, to, limit } of requests) {
      expect(to - from).toBeLessThanOrEqual(90 * daySeconds);
      expect(limit).toBeLessThanOrEqual(1_000);
    }
  });

  it("ends with as many payments on every day as upstream counts", async () => {
    const { db, upstream, sync } = await prepareSync(open, {}, "2026-09-01");
    await stepUntil(sync, isFollowing);
    let compared = 0;
    for (let day = kstDayStart("2026-09-01"); day < testNow / 1000; day += daySeconds) {
      const window = { from: day, to: day + daySeconds - 1, page: 1, limit: 1 };
      const { total } = await upstream.listPayments({ status: "all", sorting: "started", ...window });
      const rows = await db.store.read
        .selectFrom("payments")
        .where("listed_at", ">=", window.from)
        .where("listed_at", "<=", window.to)
        .select("id")
        .execute();
      expect(rows.length).toBe(total);
      compared += total;
    }
    expect(compared).toBeGreaterThan(100);
  });

  it("gives back the memory of the start and of the load once, when there is nothing left to load or to prove", async () => {
    const { db, deps } = await prepareSync(open, {}, "2026-11-01");
    const given: string[] = [];
    const store = Object.create(db.store, {
      giveBackMemory: { value: async () => given.push(sync.current().phase) },
    });
    const sync = createSync({ ...deps, store, config: { syncFrom: "2026-11-01" } });
    await stepUntil(sync, isFollowing);
    await sync.step();
    await sync.step();
    expect(given).toEqual(["following"]);
  });

  it("goes on where a killed process stopped, and neither loses nor doubles a payment", async () => {
    const whole = await prepareSync(open);
    await stepUntil(whole.sync, isFollowing);
    const broken = await prepareSync(open);
    await broken.sync.step();
    await broken.sync.step();
    await broken.sync.step();
    const readBefore = listRequests(broken.sandbox).filter(({ limit }) => limit > 1).length;
    expect(broken.sync.current().phase).toBe("loading");
    broken.sandbox.requests.clear();
    const resumed = broken.restart();
    // On PostgreSQL the lease of the killed process must run out first.
    broken.clock.advance(60_000);
    await stepUntil(resumed, isFollowing);
    expect(resumed.current().loaded).toBe(whole.sync.current().loaded);
    const readAfter = listRequests(broken.sandbox).filter(({ limit }) => limit > 1).length;
    const readWhole = listRequests(whole.sandbox).filter(({ limit }) => limit > 1).length;
    expect(readBefore).toBeGreaterThan(0);
    expect(readAfter).toBeLessThan(readWhole);
  });
});

describe("a first load that is killed", () => {
  it("leaves whole pages behind, and the next process ends with exactly what upstream has", async () => {
    const { sandbox, control } = await prepareSync(openSqliteStore, { payments: 6_000 });
    // Slow enough to be killed in the middle.
    await control("/faults", { kind: "delay", delayMs: 60, count: null });
    const upstreamServer = await sandbox.listen({ port: 0, host: "127.0.0.1" });
    const folder = mkdtempSync(join(tmpdir(), "maru-killed-"));
    const url = `file:${join(folder, "maru.db")}`;
    const program = join(import.meta.dirname, "testing/run-sync.ts");
    const run = (isEnough: (progress: SyncProgress) => boolean): Promise<SyncProgress> =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, [program, url, upstreamServer.url, String(testNow)], {
          stdio: ["ignore", "pipe", "inherit"],
        });
        let last: SyncProgress | undefined;
        createInterface({ input: child.stdout }).on("line", (line) => {
          const progress: SyncProgress = JSON.parse(line);
          last = progress;
          if (isEnough(progress)) child.kill("SIGKILL");
        });
        child.once("exit", () => (last === undefined ? reject(new Error("it did nothing")) : resolve(last)));
      });

    let seen = 0;
    for (let kill = 0; kill < 3; kill += 1) {
      const killedAt = await run(({ phase, loaded }) => phase !== "loading" || loaded > seen);
      expect(killedAt.loaded).toBeGreaterThanOrEqual(seen);
      seen = killedAt.loaded;
    }
    await sandbox.fetch(new Request("http://127.0.0.1/__sandbox/faults", { method: "DELETE" }));
    const end = await run(isFollowing);
    await upstreamServer.close();
    expect(end).toMatchObject({ phase: "following", loaded: 6_000, quarantined: 0 });
    const store = await openStore({ url, logger: pino({ level: "silent" }), clock: { now: () => testNow } });
    expect((await countPayments({ store }, paymentQuery.parse({}))).total).toBe(6_000);
    const rows = await store.read.selectFrom("payments").select("imp_uid").execute();
    expect(new Set(rows.map((row) => row.imp_uid)).size).toBe(6_000);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);
});

describe("a disk that fills up", () => {
  it("stops the load with one clear problem; what was read can still be searched", async () => {
    const { db, sync } = await prepareSync(() => openSqliteStore({ maxSqlitePages: 400 }));
    await stepUntil(sync, ({ phase }) => phase === "stalled");
    expect(sync.current()).toMatchObject({ problem: { code: "STORAGE_FULL" }, upstream: "up" });
    const { total } = await countPayments(db, paymentQuery.parse({}));
    expect(total).toBe(sync.current().loaded);
    expect((await listPayments({ ...db, actor }, paymentQuery.parse({}))).items).toHaveLength(Math.min(50, total));
  });
});

describe("several processes on one PostgreSQL database", () => {
  it.skipIf(inject("postgresUrl") === null)("share the work out to one of them, and the next takes over", async () => {
    const { db, sync: first, restart, clock } = await prepareSync(openPostgresStore, {}, "2026-09-01");
    const second = restart();
    await first.step();
    await second.step();
    await stepUntil(first, isFollowing);
    await second.step();
    expect(second.current()).toMatchObject({ phase: "following", loaded: first.current().loaded });
    // The first one dies; its lease runs out.
    clock.advance(60_000);
    await second.step();
    await first.step();
    const leases = await db.store.read.selectFrom("sync_leases").select("owner").execute();
    expect(leases).toEqual([{ owner: "id-000002" }]);
    // The first was only slow: it notices and leaves the work alone.
    expect(first.current()).toMatchObject({ phase: "following", problem: null });
  });
});

describe("following upstream", () => {
  it("learns of a new payment and of its cancel without any webhook", async () => {
    const { db, control, sync, clock, events } = await prepareSync(openSqliteStore, {}, "2026-10-01");
    await stepUntil(sync, isFollowing);
    const loaded = sync.current().loaded;
    clock.advance(60_000);
    const impUid = impUidOf(await control("/payments", { status: "paid", amount: 12_300, pgProvider: "kcp" }));
    await sync.step();
    expect(await findPayment(db, impUid)).toMatchObject({ source: "poll", payment: { status: "paid" } });
    expect(events).toContainEqual({ type: "payment.changed", impUids: [impUid], added: [impUid] });
    expect(sync.current().loaded).toBe(loaded + 1);

    clock.advance(60_000);
    await control(`/payments/${impUid}/console-cancel`, { amount: 300 });
    await sync.step();
    expect(await findPayment(db, impUid)).toMatchObject({
      source: "poll",
      payment: { status: "partially_cancelled", cancelledAmount: { amount: 300 } },
    });
    expect(sync.current().loaded).toBe(loaded + 1);
  });

  it("moves a payment of months ago to the day of its cancel", async () => {
    const { db, control, sync, clock } = await prepareSync(openSqliteStore, { payments: 0 }, "2026-06-01");
    const startedAt = kstDayStart("2026-07-01");
    const impUid = impUidOf(
      await control("/payments", { status: "paid", amount: 5_000, startedAt, paidAt: startedAt + 60 }),
    );
    await stepUntil(sync, isFollowing);
    const inJuly = paymentQuery.parse({ from: "2026-07-01", to: "2026-07-31" });
    expect((await countPayments(db, inJuly)).total).toBe(1);
    clock.advance(60_000);
    await control(`/payments/${impUid}/console-cancel`, { amount: 5_000 });
    await sync.step();
    expect((await countPayments(db, inJuly)).total).toBe(0);
    expect((await countPayments(db, { ...inJuly, basis: "requested" })).total).toBe(1);
    const now = paymentQuery.parse({ from: "2026-11-20", to: "2026-11-20" });
    expect((await listPayments({ ...db, actor }, now)).items).toMatchObject([{ impUid, status: "cancelled" }]);
  });

  it("finds a payment that slipped between two pages while history was read", async () => {
    const { db, control, sync, sandbox } = await prepareSync(openSqliteStore, { payments: 0 }, "2026-06-01");
    const startedAt = kstDayStart("2026-07-01");
    await control("/payments", { status: "paid", amount: 5_000, startedAt, paidAt: startedAt + 60 });
    await stepUntil(sync, ({ phase }) => phase === "verifying");
    // Appears upstream on a day that was read already, too long ago for the poller to be told.
    const late = impUidOf(
      await control("/payments", { status: "paid", amount: 7_000, startedAt: startedAt + 5, paidAt: startedAt + 65 }),
    );
    sandbox.requests.clear();
    await stepUntil(sync, isFollowing);
    expect(await findPayment(db, late)).toBeDefined();
    expect(sync.current().loaded).toBe(2);
  });

  it("reads what changed during a stop of its own", async () => {
    const { db, control, sync, clock, restart } = await prepareSync(openSqliteStore, {}, "2026-10-01");
    await stepUntil(sync, isFollowing);
    clock.advance(3 * 3_600_000);
    const impUid = impUidOf(await control("/payments", { status: "paid", amount: 12_300 }));
    clock.advance(3 * 3_600_000);
    await stepUntil(restart(), isFollowing);
    expect(await findPayment(db, impUid)).toBeDefined();
  });

  it("reads further back when SYNC_FROM is moved back", async () => {
    const { db, sync, restart } = await prepareSync(openSqliteStore, {}, "2026-10-01");
    await stepUntil(sync, isFollowing);
    const before = sync.current().loaded;
    const resumed = restart("2026-01-01");
    await stepUntil(resumed, isFollowing);
    expect(resumed.current()).toMatchObject({ from: "2026-01-01", phase: "following" });
    expect(resumed.current().loaded).toBeGreaterThan(before * 2);
    expect((await countPayments(db, paymentQuery.parse({}))).total).toBe(resumed.current().loaded);
  });
});

describe("an upstream in trouble", () => {
  const troubles = [
    { fault: { kind: "status", status: 503 }, upstream: "down", code: "UPSTREAM_UNAVAILABLE" },
    { fault: { kind: "drop" }, upstream: "down", code: "UPSTREAM_UNAVAILABLE" },
    { fault: { kind: "html" }, upstream: "down", code: "UPSTREAM_UNAVAILABLE" },
    { fault: { kind: "html", status: 200 }, upstream: "down", code: "UPSTREAM_UNREADABLE" },
    { fault: { kind: "broken_json", status: 200 }, upstream: "down", code: "UPSTREAM_UNREADABLE" },
    { fault: { kind: "unauthorized" }, upstream: "unauthorized", code: "UPSTREAM_UNAUTHORIZED" },
  ] as const;

  for (const { fault, upstream, code } of troubles) {
    it(`says what is wrong and recovers by itself: ${JSON.stringify(fault)}`, async () => {
      const { sync, sandbox, clock, control } = await prepareSync(openSqliteStore, { payments: 300 }, "2026-10-01");
      await control("/faults", { ...fault, count: null });
      await stepUntil(sync, ({ phase }) => phase === "stalled");
      expect(sync.current()).toMatchObject({ upstream, problem: { code } });
      // Every failure waits longer than the one before.
      const first = await sync.step();
      expect(await sync.step()).toBeGreaterThan(first);
      await sandbox.fetch(new Request("http://127.0.0.1/__sandbox/faults", { method: "DELETE" }));
      clock.advance(60_000);
      await stepUntil(sync, isFollowing);
      expect(sync.current()).toMatchObject({ upstream: "up", problem: null, phase: "following" });
      expect(sync.current().loaded).toBeGreaterThan(0);
    });
  }

  it("says in upstream's own words that it refuses, and recovers by itself", async () => {
    let isRefusing = true;
    const refusal = Response.json({ code: -7, message: "점검 중입니다", response: null });
    const { sync, clock } = await prepareSync(
      openSqliteStore,
      {
        payments: 300,
        wrapFetch: (send) => (request) =>
          isRefusing && request.url.includes("/payments/") ? Promise.resolve(refusal.clone()) : send(request),
      },
      "2026-10-01",
    );
    await stepUntil(sync, ({ phase }) => phase === "stalled");
    expect(sync.current()).toMatchObject({
      problem: { code: "UPSTREAM_REFUSED", message: expect.stringContaining("점검 중입니다") },
    });
    isRefusing = false;
    clock.advance(60_000);
    await stepUntil(sync, isFollowing);
    expect(sync.current()).toMatchObject({ upstream: "up", problem: null });
    expect(sync.current().loaded).toBeGreaterThan(0);
  });

  it("loads everything from another server that speaks V1 with an accent, and ends tokens in mid-flight", async () => {
    let asked = 0;
    const { db, sync, sandbox } = await prepareSync(
      openSqliteStore,
      {
        payments: 400,
        wrapFetch: (send) => async (request) => {
          const isRead = request.url.includes("/payments/");
          asked += isRead ? 1 : 0;
          if (isRead && asked % 40 === 5) await sandbox.fetch(revocation());
          const response = await send(request);
          return new Response(withAnAccent(await response.text()), { status: response.status });
        },
      },
      "2024-11-10",
    );
    await stepUntil(sync, isFollowing);
    expect(sync.current()).toMatchObject({ loaded: 400, quarantined: 0, upstream: "up", problem: null });
    const { byStatus } = await countPayments(db, paymentQuery.parse({}));
    expect(byStatus.unknown).toBeGreaterThan(0);
    const [first] = (await listPayments({ ...db, actor }, paymentQuery.parse({ status: ["unknown"] }))).items;
    expect(first).toMatchObject({ status: "unknown", buyerName: null });
  });

  it("keeps answering from the index while upstream is away", async () => {
    const { db, sync, clock, control } = await prepareSync(openSqliteStore, { payments: 300 }, "2026-01-01");
    await stepUntil(sync, isFollowing);
    const readAtMs = sync.current().lastReadAtMs;
    await control("/faults", { kind: "status", status: 503, count: null });
    clock.advance(60_000);
    await sync.step();
    expect(sync.current()).toMatchObject({ upstream: "down", lastReadAtMs: readAtMs });
    expect((await listPayments({ ...db, actor }, paymentQuery.parse({}))).items).toHaveLength(50);
  });

  it("keeps a payment it cannot read whole, counts it, and lets it go once it can be read", async () => {
    let isBroken = true;
    let victim = "";
    const { db, sync, clock } = await prepareSync(
      openSqliteStore,
      {
        payments: 300,
        wrapFetch: (send) => async (request) => {
          const response = await send(request);
          const text = await response.text();
          victim ||= /"imp_uid":"(\w+)"/.exec(text)?.[1] ?? "";
          const amount = new RegExp(`("imp_uid":"${victim}"[^{}]*?"amount":)[\\d.]+`);
          const changed = isBroken && victim !== "" ? text.replace(amount, '$1"a lot"') : text;
          return new Response(changed, { status: response.status });
        },
      },
      "2026-01-01",
    );
    await stepUntil(sync, isFollowing);
    expect(sync.current().quarantined).toBe(1);
    const loaded = sync.current().loaded;
    const [kept] = await db.store.read.selectFrom("quarantined_payments").selectAll().execute();
    expect(kept).toMatchObject({
      imp_uid: victim,
      raw: expect.stringContaining("a lot"),
      problem: expect.stringContaining("amount"),
    });
    isBroken = false;
    clock.advance(3_600_000);
    await stepUntil(sync, ({ quarantined }) => quarantined === 0);
    expect(await findPayment(db, victim)).toBeDefined();
    expect(sync.current()).toMatchObject({ loaded: loaded + 1, problem: null });
  });
});

function revocation(): Request {
  return new Request("http://127.0.0.1/__sandbox/tokens/revoke", { method: "POST" });
}

/** The answer as a server would give it that knows more fields and statuses, and leaves out what it may. */
function withAnAccent(text: string): string {
  return text
    .replaceAll('"imp_uid":', '"a_field_of_tomorrow":{"deep":[null]},"imp_uid":')
    .replaceAll('"status":"failed"', '"status":"held_for_review"')
    .replaceAll(/"buyer_(?:name|tel|email|addr)":(?:"(?:[^"\\]|\\.)*"|null),/g, "");
}

function impUidOf({ payment }: Record<string, unknown>): string {
  const impUid = typeof payment === "object" && payment !== null && "imp_uid" in payment ? payment.imp_uid : undefined;
  if (typeof impUid !== "string") throw new Error(`no payment was created: ${JSON.stringify(payment)}`);
  return impUid;
}
