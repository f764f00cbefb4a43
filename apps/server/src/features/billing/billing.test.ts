import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";

const day = 86_400;

let app: TestApp;
let now: number;
beforeAll(async () => {
  app = await createTestApp({ sandbox: { payments: 6000, keepsArriving: true } });
  now = Math.floor(app.clock.now() / 1000);
});
afterAll(() => app.close());

async function control(path: string, body: object): Promise<void> {
  await app.sandbox.fetch(
    new Request(`http://sandbox.invalid/__sandbox/${path}`, { method: "POST", body: JSON.stringify(body) }),
  );
}

describe("schedules", () => {
  test("of a window are the subscription payments of a scan, and those to come, earliest first", async () => {
    const api = await app.api("viewer");
    const { schedules, isWhole, isMasked } = await api.billing.schedules({ from: now - 60 * day, to: now + 25 * day });
    expect({ isWhole, isMasked }).toEqual({ isWhole: true, isMasked: true });
    const times = schedules.map(({ scheduledAt }) => scheduledAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(schedules.map(({ state }) => state)).toEqual(expect.arrayContaining(["scheduled", "succeeded"]));
    for (const { buyerName } of schedules) expect(buyerName).toContain("*");
    const past = schedules.filter(({ impUid }) => impUid !== null);
    for (const { impUid, state, amount } of past.slice(0, 40)) {
      const { payment } = await app.deps.upstream.getPayment(impUid ?? "");
      expect(payment.amount).toEqual(amount);
      expect(payment.paidAt === null).toBe(state === "failed");
    }
  });

  test("are asked about for 90 days at most", async () => {
    const api = await app.api("viewer");
    await expect(api.billing.schedules({ from: 0, to: 91 * day })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(api.billing.schedules({ from: 2, to: 1 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("that wait are moved and revoked by finance, and support may not", async () => {
    const finance = await app.api("finance");
    const { schedules } = await finance.billing.schedules({ from: now + day, to: now + 25 * day });
    const [first, second] = schedules;
    if (first === undefined || second === undefined) throw new Error("nothing is scheduled");
    const move = {
      instructionId: "a-schedule-that-is-moved",
      merchantUid: first.merchantUid,
      scheduledAt: now + 26 * day,
    };
    await expect((await app.api("support")).billing.moveSchedule(move)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await finance.billing.moveSchedule(move)).toMatchObject({ state: "done" });
    expect(await finance.billing.schedule({ merchantUid: first.merchantUid })).toMatchObject({
      scheduledAt: now + 26 * day,
    });
    const past = { ...move, instructionId: "a-schedule-moved-to-the-past", scheduledAt: now - day };
    expect(await finance.billing.moveSchedule(past)).toMatchObject({
      state: "not_sent",
      problem: { details: { rule: "in_the_past" } },
    });
    const revoke = { instructionId: "a-schedule-that-is-revoked", merchantUid: second.merchantUid };
    expect(await finance.billing.revoke(revoke)).toMatchObject({ state: "done" });
    expect(await finance.billing.schedule({ merchantUid: second.merchantUid })).toMatchObject({ state: "revoked" });
    const again = { ...revoke, instructionId: "a-schedule-revoked-twice" };
    expect(await finance.billing.revoke(again)).toMatchObject({ problem: { details: { rule: "not_scheduled" } } });
  });

  test("that failed are charged again: done says that it was tried, and the payment whether it paid", async () => {
    const finance = await app.api("finance");
    await control("billing-keys", { customerUid: "retry-1" });
    const { upstream } = app.deps;
    const amount = { amount: 9900, currency: "KRW" } as const;
    const plan = { merchantUid: "retry-order-1", scheduledAt: now + day, amount, orderName: "생수" };
    await upstream.createSchedules("retry-1", [plan]);
    await upstream.revokeSchedule({ customerUid: "retry-1", merchantUid: "retry-order-1" });
    await control("billing-keys/retry-1/decline", { reason: "[3095|한도초과]" });
    const retry = (instructionId: string) => finance.billing.retry({ instructionId, merchantUid: "retry-order-1" });
    const failed = await retry("a-charge-that-is-declined");
    expect(failed).toMatchObject({ state: "done", result: { paymentStatus: "failed" }, impUid: expect.any(String) });
    await control("billing-keys/retry-1/decline", {});
    const paid = await retry("a-charge-that-is-accepted");
    expect(paid).toMatchObject({ state: "done", result: { paymentStatus: "paid" } });
    const indexed = await finance.payments.get({ impUid: paid.impUid ?? "" });
    expect(indexed.payment).toMatchObject({ status: "paid", merchantUid: "retry-order-1" });
    expect(await retry("a-charge-too-many")).toMatchObject({ problem: { details: { rule: "not_failed" } } });
  });
});

describe("billing keys", () => {
  test("are read with their card, what waits and what was charged, and masked for whoever may not see buyers", async () => {
    await control("billing-keys", { customerUid: "key-1", customerName: "김마루", customerTel: "010-1234-5678" });
    const support = await (await app.api("support")).billing.key({ customerUid: "key-1" });
    expect(support.key).toMatchObject({ customerName: "김마루", cardNumber: "451842******123*" });
    const viewer = await (await app.api("viewer")).billing.key({ customerUid: "key-1" });
    expect(viewer.key).toMatchObject({ customerName: "김*루", customerTel: "010-****-5678" });
    const several = await (await app.api("viewer")).billing.keys({ customerUids: ["key-1", "nobody"] });
    expect(several).toMatchObject({ found: [{ customerUid: "key-1" }], missing: ["nobody"] });
    await expect((await app.api("viewer")).billing.key({ customerUid: "nobody" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("identity checks", () => {
  test("are shown on demand, with the reason on record first and nothing of the answer kept", async () => {
    const answer = await app.sandbox.fetch(
      new Request("http://sandbox.invalid/__sandbox/certifications", { method: "POST", body: '{"name":"남궁솔"}' }),
    );
    const impUid = /imp_\d{12}/.exec(await answer.text())?.[0] ?? "";
    const finance = await app.api("finance");
    const shown = await finance.identity.show({ impUid, reason: "fraud", text: "" });
    expect(shown).toMatchObject({ name: "남궁솔", isCertified: true });
    const vague = finance.identity.show({ impUid, reason: "other", text: "" });
    await expect(vague).rejects.toMatchObject({ cause: { code: "INVALID_INPUT" } });
    const { items } = await (await app.api("admin")).audit.list({ event: "identity.shown", limit: 10 });
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain("남궁솔");
    await expect((await app.api("support")).identity.show({ impUid, reason: "fraud", text: "" })).rejects.toMatchObject(
      {
        code: "FORBIDDEN",
      },
    );
  });
});
