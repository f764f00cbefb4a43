import type { Role } from "@maru/domain";
import { parseWirePayment } from "@maru/import-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestApp, type TestApp } from "../../testing/create-test-app.ts";
import { preparePayment, savePayments } from "./save-payments.ts";

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp({ sandbox: { payments: 0 } });
});
afterEach(() => app.close());

async function control(path: string, body: unknown): Promise<Record<string, unknown>> {
  const request = new Request(`http://127.0.0.1/__sandbox${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const response = await app.sandbox.fetch(request);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return Object(await response.json());
}

const buyer = { buyerName: "김민수", buyerTel: "010-1234-5678", buyerEmail: "minsu.kim@gmail.com" };

async function upstreamPayment(order: Record<string, unknown> = {}): Promise<{ impUid: string; merchantUid: string }> {
  const { payment } = await control("/payments", {
    status: "paid",
    amount: 30_000,
    pgProvider: "kcp",
    ...buyer,
    ...order,
  });
  const { imp_uid: impUid, merchant_uid: merchantUid } = Object(payment);
  return { impUid, merchantUid };
}

/** A payment the index holds. */
async function knownPayment(order: Record<string, unknown> = {}) {
  const made = await upstreamPayment(order);
  await (await app.api("admin")).payments.lookup({ identifier: made.impUid });
  return made;
}

describe("opening a payment", () => {
  it("answers from the index and says when it was read", async () => {
    const { impUid } = await knownPayment();
    const detail = await (await app.api("support")).payments.get({ impUid });
    expect(detail).toMatchObject({
      payment: { impUid, status: "paid", buyer: { name: "김민수", tel: "010-1234-5678" } },
      cancellable: { amount: 30_000, currency: "KRW" },
      disagreement: null,
      isMasked: false,
      readAtMs: app.clock.now(),
      source: "lookup",
    });
  });

  it("hides the buyer from roles that may not see one, in the list, the page and the raw JSON", async () => {
    const orderName = "충전 010-1234-5678";
    const { impUid } = await knownPayment({ name: orderName });
    expect((await (await app.api("support")).payments.list({})).items).toMatchObject([{ orderName }]);
    for (const role of ["viewer", "developer"] satisfies Role[]) {
      const api = await app.api(role);
      const answers = {
        get: await api.payments.get({ impUid }),
        list: await api.payments.list({}),
        related: await api.payments.related({ impUid }),
        timeline: await api.payments.timeline({ impUid }),
        ...(role === "developer" ? { raw: await api.payments.raw({ impUid }) } : {}),
      };
      expect(answers.get.isMasked).toBe(true);
      expect(answers.list.items).toHaveLength(1);
      const text = JSON.stringify(answers);
      for (const secret of ["김민수", "1234-5678", "minsu.kim"]) expect(text).not.toContain(secret);
    }
  });

  it("lets whoever cannot see a telephone number still search by it", async () => {
    const { impUid } = await knownPayment();
    await knownPayment({ buyerTel: "010-9999-0000", buyerEmail: "a@example.com", buyerName: "이서연" });
    const page = await (await app.api("viewer")).payments.list({ text: "010-1234-5678" });
    expect(page.items.map((item) => item.impUid)).toEqual([impUid]);
  });

  it("is PAYMENT_NOT_FOUND when the index holds no such payment", async () => {
    const api = await app.api("admin");
    for (const call of [api.payments.get, api.payments.related, api.payments.timeline, api.payments.raw]) {
      await expect(call({ impUid: "imp_nobody" })).rejects.toMatchObject({ cause: { code: "PAYMENT_NOT_FOUND" } });
    }
  });
});

describe("re-reading a payment", () => {
  it("brings what happened upstream, and tells every open page", async () => {
    const { impUid } = await knownPayment();
    app.clock.advance(60_000);
    await control(`/payments/${impUid}/console-cancel`, { amount: 10_000 });
    const events: unknown[] = [];
    app.deps.live.subscribe((event) => events.push(event));
    const detail = await (await app.api("support")).payments.refresh({ impUid });
    expect(detail).toMatchObject({
      payment: { status: "partially_cancelled" },
      cancellable: { amount: 20_000 },
      source: "refresh",
    });
    expect(events).toContainEqual({ type: "payment.changed", impUids: [impUid], added: [] });
  });

  it("leaves the stored copy alone while upstream is away", async () => {
    const { impUid } = await knownPayment();
    await control("/faults", { kind: "unauthorized", count: null });
    const api = await app.api("support");
    await expect(api.payments.refresh({ impUid })).rejects.toMatchObject({ cause: { code: "UPSTREAM_UNAUTHORIZED" } });
    expect(await api.payments.get({ impUid })).toMatchObject({ payment: { status: "paid" }, source: "lookup" });
  });
});

describe("looking an identifier up", () => {
  it("finds by imp_uid and by merchant_uid, in the index first and upstream otherwise", async () => {
    const { impUid, merchantUid } = await upstreamPayment();
    const api = await app.api("support");
    expect(await api.payments.lookup({ identifier: merchantUid })).toEqual({ impUids: [impUid], source: "upstream" });
    expect(await api.payments.lookup({ identifier: merchantUid })).toEqual({ impUids: [impUid], source: "index" });
    expect(await api.payments.lookup({ identifier: ` ${impUid} ` })).toEqual({ impUids: [impUid], source: "index" });
    expect(await api.payments.lookup({ identifier: "nothing-like-it" })).toEqual({ impUids: [], source: "upstream" });
  });
});

describe("the audit log", () => {
  async function entriesAbout(impUid: string) {
    const { items } = await (await app.api("admin")).audit.list({ subject: impUid });
    return items.map(({ event, actor, details }) => ({ event, role: actor?.role, details }));
  }

  it("tells of every reading of the raw JSON, and whether buyers were masked in it", async () => {
    const { impUid } = await knownPayment();
    await (await app.api("developer")).payments.raw({ impUid });
    await (await app.api("admin")).payments.raw({ impUid });
    expect((await entriesAbout(impUid)).filter(({ event }) => event === "payment.raw_read")).toEqual([
      { event: "payment.raw_read", role: "admin", details: { impUid, isMasked: false } },
      { event: "payment.raw_read", role: "developer", details: { impUid, isMasked: true } },
    ]);
  });

  it("tells who brought a payment or its change into the index, and nothing when nothing changed", async () => {
    const { impUid, merchantUid } = await upstreamPayment();
    const api = await app.api("support");
    await api.payments.lookup({ identifier: merchantUid });
    await api.payments.lookup({ identifier: merchantUid });
    await api.payments.refresh({ impUid });
    app.clock.advance(60_000);
    await control(`/payments/${impUid}/console-cancel`, { amount: 10_000 });
    await api.payments.refresh({ impUid });
    expect(await entriesAbout(impUid)).toEqual([
      { event: "payment.refreshed", role: "support", details: { impUid } },
      { event: "payment.looked_up", role: "support", details: { impUid } },
    ]);
  });
});

describe("related payments", () => {
  it("are those of the same order, and those of the same telephone number, address or card", async () => {
    const order = "order-77";
    const card = { status: "paid", payMethod: "card" };
    const first = await knownPayment({ merchantUid: order, status: "failed", failReason: "한도초과" });
    app.clock.advance(60_000);
    const second = await knownPayment({ ...card, merchantUid: order });
    app.clock.advance(60_000);
    const byTel = await knownPayment({ buyerEmail: "else@example.com", buyerTel: "01012345678" });
    app.clock.advance(60_000);
    const byEmail = await knownPayment({ buyerTel: "02-555-0000" });
    await knownPayment({ buyerTel: "010-0000-1111", buyerEmail: "other@example.com" });
    const related = await (await app.api("support")).payments.related({ impUid: second.impUid });
    const idsIn = (group: { items: readonly { impUid: string }[] } | null) => group?.items.map((item) => item.impUid);
    expect(related.sameOrder.map((item) => item.impUid)).toEqual([first.impUid]);
    expect(idsIn(related.samePhone)).toEqual([byTel.impUid, first.impUid]);
    expect(related.samePhone?.total).toBe(2);
    expect(idsIn(related.sameEmail)).toEqual([byEmail.impUid, first.impUid]);
    expect(related.sameCard?.total).toBe(0);
  });

  it("of nobody in particular are none", async () => {
    const { impUid } = await knownPayment({ payMethod: "trans", buyerTel: "-" });
    await knownPayment({ payMethod: "trans", buyerTel: "-" });
    const related = await (await app.api("support")).payments.related({ impUid });
    expect(related).toMatchObject({ sameOrder: [], samePhone: null, sameCard: null });
  });
});

describe("the timeline", () => {
  const timelineOf = async (impUid: string, role: Role = "support") =>
    (await (await app.api(role)).payments.timeline({ impUid })).entries;

  it("tells the payment's own history, the webhooks about it, what our reads noticed and what people did", async () => {
    const { impUid, merchantUid } = await knownPayment();
    app.clock.advance(60_000);
    await control(`/payments/${impUid}/console-cancel`, { amount: 10_000, reason: "단순 변심" });
    await app.http("/webhooks/iamport", { json: { imp_uid: impUid, merchant_uid: merchantUid, status: "cancelled" } });
    await (await app.api("support")).payments.refresh({ impUid });
    const entries = await timelineOf(impUid);
    expect(entries.map(({ kind, source }) => `${kind} by ${source}`)).toEqual([
      "requested by upstream",
      "paid by upstream",
      "read by lookup",
      "staff by staff",
      "cancelled by unknown",
      "webhook by webhook",
      "read by refresh",
      "staff by staff",
    ]);
    expect(entries.find(({ kind }) => kind === "cancelled")).toMatchObject({
      amount: { amount: 10_000 },
      noticed: { by: "refresh", at: app.clock.now() / 1000 },
    });
    expect(
      entries.filter(({ kind }) => kind === "staff").map(({ event, actor }) => [event?.name, actor?.role]),
    ).toEqual([
      ["payment.looked_up", "admin"],
      ["payment.refreshed", "support"],
    ]);
  });

  it("tells what was heard and read within one second in the order in which it came (B2)", async () => {
    const { impUid, merchantUid } = await knownPayment();
    app.clock.advance(60_000 - (app.clock.now() % 1000));
    const support = await app.api("support");
    await control(`/payments/${impUid}/console-cancel`, { amount: 10_000, reason: "단순 변심" });
    await support.payments.refresh({ impUid });
    app.clock.advance(100);
    await app.http("/webhooks/iamport", { json: { imp_uid: impUid, merchant_uid: merchantUid, status: "cancelled" } });
    const entries = await timelineOf(impUid);
    expect(entries.slice(-4).map(({ kind }) => kind)).toEqual(["cancelled", "read", "staff", "webhook"]);
    expect(new Set(entries.slice(-3).map(({ at }) => at)).size).toBe(1);
  });

  it("shows what a webhook claims as a claim, and whether upstream bears it out", async () => {
    const { impUid, merchantUid } = await knownPayment();
    const claims = async () => {
      const { entries } = await (await app.api("support")).payments.timeline({ impUid });
      return entries.flatMap(({ text, claim }) => (claim === undefined ? [] : [`${text}: ${claim}`]));
    };
    const send = (status: string, more: object = {}) =>
      app.http("/webhooks/iamport", { json: { imp_uid: impUid, merchant_uid: merchantUid, status, ...more } });
    await send("cancelled");
    expect(await claims()).toEqual(["cancelled: unchecked"]);
    await app.webhooks.step();
    app.clock.advance(600_000);
    await control(`/payments/${impUid}/console-cancel`, { amount: 10_000 });
    await send("cancelled");
    await send("paid");
    await send("paid", { merchant_uid: "of-somebody-else" });
    await send("nonsense");
    await app.webhooks.step();
    // The first one was a lie when it came, and a cancel that followed does not make it true.
    expect((await claims()).toSorted()).toEqual([
      "cancelled: confirmed",
      "cancelled: contradicted",
      "nonsense: contradicted",
      "paid: confirmed",
      "paid: contradicted",
    ]);
  });

  it("holds the other attempts on the order", async () => {
    const order = "order-77";
    const failed = await knownPayment({ merchantUid: order, status: "failed", failReason: "한도초과" });
    app.clock.advance(60_000);
    const { impUid } = await knownPayment({ merchantUid: order });
    expect((await timelineOf(impUid)).find(({ kind }) => kind === "attempt")).toMatchObject({
      impUid: failed.impUid,
      status: "failed",
      text: "한도초과",
    });
  });

  it("tells who asked for a cancel where that can be known", async () => {
    const byConsole = await knownPayment();
    await control(`/payments/${byConsole.impUid}/console-cancel`, {});
    await (await app.api("support")).payments.refresh({ impUid: byConsole.impUid });
    expect((await timelineOf(byConsole.impUid)).find(({ kind }) => kind === "cancelled")?.source).toBe("console");
  });

  it("is read by roles that see no buyers, without a word about one", async () => {
    const { impUid } = await knownPayment({ status: "failed", failReason: "김민수 010-1234-5678 한도초과" });
    expect((await timelineOf(impUid, "viewer")).find(({ kind }) => kind === "failed")?.text).toBe(
      "김*수 010-****-5678 한도초과",
    );
  });
});

describe("seeing a buyer for once", () => {
  it("is on record with its reason, for one payment, one session and a quarter of an hour", async () => {
    const { impUid } = await knownPayment();
    const other = await knownPayment();
    const api = await app.api("developer");
    const { untilMs } = await api.payments.reveal({ impUid, reason: "other", text: "문의한 010-1234-5678 확인" });
    expect(untilMs).toBe(app.clock.now() + 15 * 60_000);
    expect(await api.payments.get({ impUid })).toMatchObject({
      isMasked: false,
      revealedUntilMs: untilMs,
      payment: { buyer: { name: "김민수", tel: "010-1234-5678" } },
    });
    expect(JSON.stringify(await api.payments.raw({ impUid }))).toContain("김민수");
    expect(await api.payments.get({ impUid: other.impUid })).toMatchObject({ isMasked: true, revealedUntilMs: null });
    expect((await (await app.api("developer")).payments.get({ impUid })).isMasked).toBe(true);
    const { items } = await (await app.api("admin")).audit.list({ event: "payment.buyer_revealed" });
    expect(items).toMatchObject([
      {
        actor: { role: "developer" },
        details: { impUid, reason: "other", text: "문의한 010-****-5678 확인", untilMs },
      },
    ]);
    app.clock.advance(15 * 60_000);
    expect(await api.payments.get({ impUid })).toMatchObject({ isMasked: true, revealedUntilMs: null });
  });

  it("ends when one says so", async () => {
    const { impUid } = await knownPayment();
    const api = await app.api("developer");
    await api.payments.reveal({ impUid, reason: "refund" });
    await api.payments.hide({ impUid });
    expect((await api.payments.get({ impUid })).isMasked).toBe(true);
  });

  it("needs a reason in words where none of the usual ones fits, and a role that may", async () => {
    const { impUid } = await knownPayment();
    await expect(
      (await app.api("developer")).payments.reveal({ impUid, reason: "other", text: "음" }),
    ).rejects.toMatchObject({ cause: { code: "INVALID_INPUT" } });
    await expect((await app.api("viewer")).payments.reveal({ impUid, reason: "refund" })).rejects.toMatchObject({
      cause: { code: "NOT_ALLOWED" },
    });
  });
});

describe("the money", () => {
  it("is flagged where upstream's sum is not that of its own list, and what is left goes by the list", async () => {
    const { impUid } = await upstreamPayment();
    const real = app.deps.upstream.getPayment;
    const read = await real(impUid);
    const cancelled = { ...read.wire, cancel_amount: 5_000, cancel_history: [{ amount: 3_000, cancelled_at: 1 }] };
    const prepared = preparePayment({
      payment: parseWirePayment(cancelled),
      wire: cancelled,
      source: "poll",
      readAtMs: app.clock.now(),
    });
    await app.deps.store.transact((tx) => savePayments(tx, [prepared], app.clock.now()));
    expect(await (await app.api("support")).payments.get({ impUid })).toMatchObject({
      cancellable: { amount: 27_000 },
      disagreement: { fromHistory: { amount: 3_000 }, fromUpstream: { amount: 5_000 } },
    });
  });

  it("divides for the tax office where upstream divides it, and nowhere else", async () => {
    const payco = await knownPayment({ pgProvider: "payco", amount: 11_000 });
    const api = await app.api("support");
    expect(await api.payments.taxParts({ impUid: payco.impUid })).toMatchObject({
      parts: { supply: { amount: 10_000 }, vat: { amount: 1_000 }, taxFree: { amount: 0 } },
    });
    const kcp = await knownPayment();
    expect(await api.payments.taxParts({ impUid: kcp.impUid })).toEqual({ parts: null });
  });
});

describe("messages without an explanation", () => {
  it("lead to exactly the payments they were counted from, however alike messages are (N24)", async () => {
    for (const failReason of ["한도초과", "한도초과", "카드 한도초과", "한도 초과", "한도초과 ", 'fail:"x" -a']) {
      await knownPayment({ status: "failed", failReason });
    }
    await knownPayment({ status: "failed", failReason: "문의 010-1234-5678" });
    const api = await app.api("developer");
    const { items, failedPayments } = await api.payments.unexplainedFailures();
    const rowsOf = async (failReason?: string) =>
      (await api.payments.list({ status: ["failed"], ...(failReason === undefined ? {} : { failReason }) })).items;
    expect(await rowsOf()).toHaveLength(failedPayments);
    for (const { message, count, isSearchable } of items) {
      expect(isSearchable, message).toBe(!message.includes("*"));
      if (!isSearchable) continue;
      const counts = await api.payments.counts({ status: ["failed"], failReason: message });
      expect([message, counts.total, (await rowsOf(message)).length]).toEqual([message, count, count]);
    }
  });

  it("that differ only in what is hidden from the reader are one message to them, and identifiers stay readable", async () => {
    const trace = "cdae55aa-8492-4a3b-a6dd-025032597a1e";
    for (const failReason of ["문의 010-1234-5678", "문의 010-9999-5678", "문의 010-****-5678", `[E-9] ${trace}`]) {
      await knownPayment({ status: "failed", failReason });
    }
    const shown = async (role: "developer" | "support") =>
      (await (await app.api(role)).payments.unexplainedFailures()).items.map(({ message, count, isSearchable }) => [
        message,
        count,
        isSearchable,
      ]);
    expect(await shown("developer")).toEqual([
      ["문의 010-****-5678", 3, false],
      [`[E-9] ${trace}`, 1, true],
    ]);
    expect(await shown("support")).toHaveLength(4);
  });

  it("hide whose payment failed from those who may not see buyers", async () => {
    await knownPayment({ status: "failed", failReason: "[E-8] 처음 보는 이름: 김민수", buyerName: "김민수" });
    await knownPayment({ status: "failed", failReason: "[E-8] 처음 보는 이름: 김철수", buyerName: "김철수" });
    const shown = async (role: "developer" | "support") =>
      (await (await app.api(role)).payments.unexplainedFailures()).items.map(({ message, count, isSearchable }) => [
        message,
        count,
        isSearchable,
      ]);
    expect(await shown("developer")).toEqual([["[E-8] 처음 보는 이름: 김*수", 2, false]]);
    expect(await shown("support")).toHaveLength(2);
  });

  it("are listed verbatim with how often they came, and explained ones are not", async () => {
    await knownPayment({ status: "failed", failReason: "[E-9] 처음 보는 문장" });
    app.clock.advance(1_000);
    const latest = await knownPayment({ status: "failed", failReason: "[E-9] 처음 보는 문장" });
    await knownPayment({ status: "failed", failReason: "문의 010-1234-5678" });
    await knownPayment({ status: "failed", failReason: "[CC07|한도초과] 사용 한도를 초과하였습니다." });
    const answer = await (await app.api("developer")).payments.unexplainedFailures();
    expect(answer).toMatchObject({ messages: 2, failedPayments: 4, explainedPayments: 1 });
    expect(answer.items.map(({ message, count }) => [message, count])).toEqual([
      ["[E-9] 처음 보는 문장", 2],
      ["문의 010-****-5678", 1],
    ]);
    const explained = answer.explained.map(({ message, count, isSearchable }) => [message, count, isSearchable]);
    expect(explained).toEqual([["[CC07|한도초과] 사용 한도를 초과하였습니다.", 1, true]]);
    expect(answer.explainedMessages).toBe(1);
    expect(answer.items[0]?.latest).toMatchObject({ impUid: latest.impUid, pgProvider: "kcp" });
    await expect((await app.api("viewer")).payments.unexplainedFailures()).rejects.toMatchObject({
      cause: { code: "NOT_ALLOWED" },
    });
  });
});

describe("what is asked for", () => {
  it("is refused when it is malformed, and nothing is guessed", async () => {
    const api = await app.api("admin");
    const malformed = [
      { limit: 1_000 },
      { from: "2026-02-30" },
      { from: "2026-02-02", to: "2026-02-01" },
      { cursor: "bm90IGEgY3Vyc29y" },
      { text: "x".repeat(201) },
    ];
    for (const input of malformed) {
      await expect(api.payments.list(input), JSON.stringify(input)).rejects.toMatchObject({
        cause: { code: "INVALID_INPUT" },
      });
    }
  });

  it("may be any text at all: signs of SQL, of search engines, and of nothing", async () => {
    await knownPayment();
    const api = await app.api("admin");
    const texts = [
      `' or 1=1 --`,
      `"a" AND *`,
      "NEAR(",
      ":*",
      "\\",
      "%%",
      "__",
      "\u0000",
      "\ud800",
      "🙂🙂",
      "\u202e",
      "ﬁ",
      ")(",
    ];
    for (const text of texts) {
      const page = await api.payments.list({ text });
      expect(page.items.length, JSON.stringify(text)).toBeLessThanOrEqual(1);
      await api.payments.counts({ text });
    }
  });
});
