import type { WebhookFilter } from "@maru/domain";
import { deliveryAllowance } from "@maru/domain";
import { describe, expect, it } from "vitest";
import { describeOnBothStores, openSqliteStore } from "../../db/testing/test-stores.ts";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";
import { findPayment } from "../payments/find-payment.ts";
import { prepareSync, type SyncHarness } from "../sync/testing/sync-harness.ts";
import { createWebhookQueue } from "./create-webhook-queue.ts";
import { forgetOldDeliveries } from "./forget-deliveries.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { receiveWebhook } from "./receive-webhook.ts";

const json = { "content-type": "application/json" };

async function deliver(harness: SyncHarness, body: string, headers: Record<string, string> = json): Promise<string> {
  const { deliveryId } = await receiveWebhook(harness.deps, { headers: new Headers(headers), body, ip: "192.0.2.7" });
  return deliveryId;
}

async function newPayment(harness: SyncHarness, order: Record<string, unknown> = {}): Promise<string> {
  const { payment } = await harness.control("/payments", {
    status: "paid",
    amount: 9_900,
    pgProvider: "kcp",
    ...order,
  });
  return String(Object(payment).imp_uid);
}

async function log({ db }: SyncHarness) {
  return (await listDeliveries(db, { limit: 100 })).items;
}

describeOnBothStores("a webhook", (open) => {
  it("brings a payment upstream knows into the index, whether it comes as JSON or as a form", async () => {
    const harness = await prepareSync(open, { payments: 0 });
    const queue = createWebhookQueue(harness.deps);
    const first = await newPayment(harness);
    const second = await newPayment(harness);
    await deliver(harness, JSON.stringify({ imp_uid: first, status: "paid" }));
    await deliver(harness, `imp_uid=${second}&status=paid`, { "content-type": "application/x-www-form-urlencoded" });
    await queue.step();
    for (const impUid of [first, second]) {
      expect(await findPayment(harness.db, impUid)).toMatchObject({ source: "webhook" });
      expect(harness.events).toContainEqual({ type: "payment.changed", impUids: [impUid], added: [impUid] });
    }
    expect((await log(harness)).map(({ verdict }) => verdict)).toEqual(["verified", "verified"]);
  });

  it("is kept as rejected and changes nothing when no such payment exists", async () => {
    const harness = await prepareSync(open, { payments: 0 });
    const queue = createWebhookQueue(harness.deps);
    await deliver(harness, JSON.stringify({ imp_uid: "imp_999999999999", status: "paid" }));
    await deliver(harness, JSON.stringify({ imp_uid: "imp_1234567890", merchant_uid: "merchant_1234567890" }));
    await deliver(harness, "not a webhook at all");
    await deliver(harness, JSON.stringify({ imp_uid: "imp_\0\ud800", merchant_uid: "\0" }));
    await queue.step();
    expect((await log(harness)).map(({ verdict }) => verdict).toSorted()).toEqual([
      "rejected",
      "rejected",
      "test_call",
      "unreadable",
    ]);
    expect(await harness.db.store.read.selectFrom("payments").select("id").execute()).toEqual([]);
  });

  it("is believed about nothing but the id: upstream's answer is what is stored", async () => {
    const harness = await prepareSync(open, { payments: 0 });
    const queue = createWebhookQueue(harness.deps);
    const impUid = await newPayment(harness);
    const forged = {
      imp_uid: impUid,
      merchant_uid: "someone-elses",
      status: "cancelled",
      amount: 1,
      cancellation_id: "x",
    };
    await deliver(harness, JSON.stringify(forged));
    await queue.step();
    expect(await findPayment(harness.db, impUid)).toMatchObject({
      payment: { status: "paid", amount: { amount: 9_900 } },
    });
    expect(await log(harness)).toMatchObject([{ verdict: "verified", note: expect.stringContaining("merchant_uid") }]);
  });

  it("changes nothing more when it comes again or out of order", async () => {
    const harness = await prepareSync(open, { payments: 0 });
    const queue = createWebhookQueue(harness.deps);
    const impUid = await newPayment(harness);
    harness.clock.advance(60_000);
    await harness.control(`/payments/${impUid}/console-cancel`, { amount: 900 });
    for (const status of ["cancelled", "paid", "ready", "paid", "cancelled"]) {
      await deliver(harness, JSON.stringify({ imp_uid: impUid, status }));
      await queue.step();
    }
    const { rows } = { rows: await harness.db.store.read.selectFrom("payments").selectAll().execute() };
    expect(rows).toMatchObject([{ imp_uid: impUid, status: "partially_cancelled", cancelled_amount: 900 }]);
    expect(harness.events.filter(({ type }) => type === "payment.changed")).toHaveLength(1);
  });

  it("waits for upstream to come back, and a restarted process still knows of it", async () => {
    const harness = await prepareSync(open, { payments: 0 });
    const impUid = await newPayment(harness);
    await harness.control("/faults", { kind: "status", status: 503, count: null });
    await deliver(harness, JSON.stringify({ imp_uid: impUid, status: "paid" }));
    await createWebhookQueue(harness.deps).step();
    expect(await log(harness)).toMatchObject([{ verdict: "unavailable", settledAtMs: null, attempts: 1 }]);
    await harness.sandbox.fetch(new Request("http://127.0.0.1/__sandbox/faults", { method: "DELETE" }));
    harness.clock.advance(60_000);
    await createWebhookQueue(harness.deps).step();
    expect(await log(harness)).toMatchObject([{ verdict: "verified", attempts: 2 }]);
    expect(await findPayment(harness.db, impUid)).toBeDefined();
  });
});

it("an address that floods is refused for a while, and no other with it", async () => {
  const app = await createTestApp();
  const { atOnce, perSecond } = deliveryAllowance;
  const send = async (from: string) => (await app.http("/webhooks/iamport", { json: {}, from })).status;
  const statuses: number[] = [];
  for (let count = 0; count <= atOnce; count += 1) statuses.push(await send("192.0.2.1"));
  expect(statuses.filter((status) => status === 200)).toHaveLength(atOnce);
  expect(statuses.at(-1)).toBe(429);
  expect(await send("192.0.2.2")).toBe(200);
  app.clock.advance(1_000);
  for (let count = 0; count < perSecond; count += 1) expect(await send("192.0.2.1")).toBe(200);
  expect(await send("192.0.2.1")).toBe(429);
  const stored = await app.deps.store.read.selectFrom("webhook_deliveries").select("id").execute();
  expect(stored).toHaveLength(atOnce + 1 + perSecond);
  const viewer = await app.api("viewer");
  expect(await viewer.webhooks.floods()).toMatchObject({ refused: 0, senders: [] });
  while ((await app.webhooks.step()) === 0);
  for (const from of ["192.0.2.1", "192.0.2.1", "192.0.2.2"]) await send(from);
  while ((await app.webhooks.step()) === 0);
  const lastAtMs = app.clock.now();
  expect(await viewer.webhooks.floods()).toEqual({
    days: 7,
    refused: 4,
    senders: [{ ip: "192.0.2.1", isPublishedAddress: false, refused: 4, lastAtMs }],
  });
  app.clock.advance(8 * 24 * 3_600_000);
  expect(await viewer.webhooks.floods()).toMatchObject({ refused: 0, senders: [] });
  await app.close();
});

it("a stored delivery holds no credential that came with it", async () => {
  const harness = await prepareSync(openSqliteStore, { payments: 0 });
  const secrets = {
    ...json,
    authorization: "Bearer s3cret",
    cookie: "id=s3cret",
    "x-api-key": "s3cret",
    "x-hook": "kept",
  };
  await deliver(harness, "{}", secrets);
  const [stored] = await harness.db.store.read.selectFrom("webhook_deliveries").selectAll().execute();
  expect(JSON.stringify(stored)).not.toContain("s3cret");
  expect(stored?.headers).toContain("kept");
});

it("the log pages back in time without skipping or repeating", async () => {
  const harness = await prepareSync(openSqliteStore, { payments: 0 });
  const sent: string[] = [];
  for (let count = 0; count < 7; count += 1) {
    if (count % 3 === 0) harness.clock.advance(1_000);
    sent.unshift(await deliver(harness, JSON.stringify({ imp_uid: `imp_${count}` })));
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDeliveries(harness.db, { cursor, limit: 2 });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(sent);
});

describeOnBothStores("the log of webhooks", (open) => {
  it("tells headers, body, address, verdict and answer of every call, and narrows by each", async () => {
    const app = await createTestApp({ open });
    const viewer = await app.api("viewer");
    const { payment: wire } = await control(app, "/payments", { status: "paid", amount: 9_900, isTest: true });
    const impUid = String(Object(wire).imp_uid);
    const send = (json: unknown, from: string, headers = {}) => app.http("/webhooks/iamport", { json, from, headers });
    await send({ imp_uid: impUid, merchant_uid: "order_1", status: "paid" }, "52.78.100.19", {
      "x-shop": "Seoul 100%",
    });
    app.clock.advance(86_400_000);
    await send({ imp_uid: "imp_000000000000", status: "cancelled" }, "192.0.2.9", { authorization: "s3cret" });
    expect((await send({ imp_uid: "x".repeat(70_000) }, "192.0.2.10")).status).toBe(413);
    await app.webhooks.step();

    const found = async (filter: WebhookFilter) =>
      (await viewer.webhooks.list({ ...filter, limit: 10 })).items.map(({ ip }) => ip).toSorted();
    const [first, second, third] = ["192.0.2.10", "192.0.2.9", "52.78.100.19"];
    const table: readonly [WebhookFilter, readonly (string | undefined)[]][] = [
      [{}, [first, second, third]],
      [{ verdict: "verified" }, [third]],
      [{ verdict: "too_large" }, [first]],
      [{ status: "cancelled" }, [second]],
      [{ ip: "192.0.2.9" }, [second]],
      [{ address: "published" }, [third]],
      [{ address: "other" }, [first, second]],
      [{ mode: "test" }, [third]],
      [{ mode: "live" }, []],
      [{ answer: 413 }, [first]],
      [{ slowerThanMs: 1 }, []],
      [{ origin: "received" }, [first, second, third]],
      [{ origin: "replayed" }, []],
      [{ text: "ORDER_1" }, [third]],
      [{ text: "seoul 100%" }, [third]],
      [{ text: "seoul%100" }, []],
      [{ text: "\0" }, []],
      [{ from: "2026-11-21" }, [first, second]],
      [{ to: "2026-11-20" }, [third]],
      [{ from: "2026-11-21", to: "2026-11-21", verdict: "rejected" }, [second]],
    ];
    for (const [filter, ips] of table) expect(await found(filter), JSON.stringify(filter)).toEqual(ips);

    const { items } = await viewer.webhooks.list({});
    const opened = await viewer.webhooks.get({ deliveryId: items.at(-1)?.id ?? "" });
    expect(opened).toMatchObject({
      delivery: { mode: "test", isPublishedAddress: true, answer: { status: 200, inMs: 0 }, replay: null },
      body: JSON.stringify({ imp_uid: impUid, merchant_uid: "order_1", status: "paid" }),
      headers: expect.arrayContaining([{ name: "x-shop", value: "Seoul 100%" }]),
      replays: [],
    });
    const forged = await viewer.webhooks.get({ deliveryId: items.at(-2)?.id ?? "" });
    expect(JSON.stringify(forged)).not.toContain("s3cret");
    await expect(viewer.webhooks.get({ deliveryId: "none" })).rejects.toThrow("no such delivery");
    await app.close();
  });

  it("tells why a buyer refused an escrow only to those who may see buyers, however it came", async () => {
    const app = await createTestApp({ open });
    const event = "Inicis.Escrow.Changed";
    const extra = { escrow_status: "4", denied_reason: '김민수 "색이" 달라요 \\' };
    const reasonInName = "extra[denied_reason]";
    const nested = JSON.stringify({ imp_uid: "imp_1", event, extra: { ...extra, changed_at: 1 } });
    const flat = JSON.stringify({ imp_uid: "imp_1", event, [reasonInName]: extra.denied_reason, status: "paid" });
    const form = new URLSearchParams({ event, [reasonInName]: "김민수 & 색이 달라요", status: "paid" }).toString();
    const urlencoded = { "content-type": "application/x-www-form-urlencoded" };
    const deliverAs = (body: string, headers: Record<string, string>) =>
      receiveWebhook(app.deps, { headers: new Headers(headers), body, ip: "192.0.2.7" });
    const bodyFor = async (role: "support" | "viewer", deliveryId: string) =>
      (await (await app.api(role)).webhooks.get({ deliveryId })).body;
    for (const [body, headers, struck] of [
      [
        nested,
        json,
        JSON.stringify({ imp_uid: "imp_1", event, extra: { ...extra, denied_reason: "***", changed_at: 1 } }),
      ],
      [flat, json, JSON.stringify({ imp_uid: "imp_1", event, [reasonInName]: "***", status: "paid" })],
      [form, urlencoded, `event=${event}&extra%5Bdenied_reason%5D=***&status=paid`],
      [decodeURIComponent("event=x&extra[denied_reason]=색이"), urlencoded, "event=x&extra[denied_reason]=***"],
    ] as const) {
      const { deliveryId } = await deliverAs(body, headers);
      expect(await bodyFor("support", deliveryId)).toBe(body);
      expect(await bodyFor("viewer", deliveryId)).toBe(struck);
    }
    await app.close();
  });

  it("forgets what is older than the days it is told to keep, and that decision is in the audit log", async () => {
    const app = await createTestApp({ open });
    const admin = await app.api("admin");
    const send = () => app.http("/webhooks/iamport", { json: { note: "nothing" } });
    await send();
    app.clock.advance(89 * 86_400_000);
    await send();
    expect(await forgetOldDeliveries(app.deps)).toBe(0);
    app.clock.advance(2 * 86_400_000);
    expect(await forgetOldDeliveries(app.deps)).toBe(1);
    const settings = await admin.webhooks.changeSettings({ retentionDays: 7, isGated: false, missingAfterMinutes: 10 });
    expect(settings).toMatchObject({ retentionDays: 7, receiverUrl: `${app.publicUrl}/webhooks/iamport` });
    app.clock.advance(6 * 86_400_000);
    expect(await forgetOldDeliveries(app.deps)).toBe(1);
    expect((await admin.audit.list({ event: "webhook.settings_changed" })).items).toMatchObject([
      { details: { before: { retentionDays: 90 }, after: { retentionDays: 7 } } },
    ]);
    await app.close();
  });

  it("lets anybody in by default; with the gate closed, what comes from another address is kept and goes no further", async () => {
    const app = await createTestApp({ open });
    const admin = await app.api("admin");
    const { payment: wire } = await control(app, "/payments", { status: "paid", amount: 9_900 });
    const json = { imp_uid: String(Object(wire).imp_uid), status: "paid" };
    const send = async (from: string) => {
      const { status } = await app.http("/webhooks/iamport", { json, from });
      await app.webhooks.step();
      const { items } = await admin.webhooks.list({ limit: 1 });
      app.clock.advance(1_000);
      return [status, items[0]?.verdict];
    };
    expect(await send("192.0.2.9")).toEqual([200, "verified"]);
    await admin.webhooks.changeSettings({ retentionDays: 90, isGated: true, missingAfterMinutes: 10 });
    expect(await send("192.0.2.9")).toEqual([403, "blocked"]);
    expect(await send("52.78.5.241")).toEqual([200, "verified"]);
    await admin.webhooks.changeSettings({ retentionDays: 90, isGated: false, missingAfterMinutes: 10 });
    expect(await send("192.0.2.9")).toEqual([200, "verified"]);
    await app.close();
  });
});

describe("how long a caller waited", () => {
  it("is in the log from the next turn on", async () => {
    const app = await createTestApp();
    await app.http("/webhooks/iamport", { json: {} });
    const viewer = await app.api("viewer");
    const [delivery] = (await viewer.webhooks.list({})).items;
    app.webhooks.noteAnswer(delivery?.id ?? "", 37);
    await app.webhooks.step();
    expect((await viewer.webhooks.list({ slowerThanMs: 37 })).items).toMatchObject([{ answer: { inMs: 37 } }]);
    expect((await viewer.webhooks.list({ slowerThanMs: 38 })).items).toEqual([]);
    await app.close();
  });
});

async function control({ sandbox }: TestApp, path: string, body: unknown): Promise<Record<string, unknown>> {
  const init = { method: "POST", body: JSON.stringify(body), headers: json };
  const response = await sandbox.fetch(new Request(`http://127.0.0.1/__sandbox${path}`, init));
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return Object(await response.json());
}
