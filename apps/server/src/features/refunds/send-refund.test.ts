import { AppError, banksOfPg, money } from "@maru/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Store } from "../../db/store.ts";
import { requestRefund } from "./request-refund.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

let desk: RefundDesk;
const sent: string[] = [];
let beforeCancel: () => Promise<void> | void = () => undefined;
let beforeRead: () => Promise<void> | void = () => undefined;
let isAway = false;

async function openDesk(): Promise<RefundDesk> {
  const opened: RefundDesk = await openRefundDesk({
    client: {
      // Pauses between attempts are short; waits for an answer are as long as they are.
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms >= 15_000 ? ms : 0).unref()),
      async fetch(request) {
        if (isAway) throw Object.assign(new TypeError("x"), { code: "ECONNREFUSED" });
        if (request.method === "GET") await beforeRead();
        if (!request.url.endsWith("/payments/cancel")) return opened.sandbox.fetch(request);
        sent.push(await request.clone().text());
        await beforeCancel();
        return opened.sandbox.fetch(request);
      },
    },
  });
  return opened;
}

beforeAll(async () => {
  desk = await openDesk();
});

beforeEach(() => {
  // What was refunded before counts against no cap any more.
  desk.clock.advance(31 * 24 * 3_600_000);
  sent.length = 0;
  beforeCancel = () => undefined;
  beforeRead = () => undefined;
  isAway = false;
});

afterAll(() => desk.close());

const bankCode = banksOfPg("html5_inicis")[0]?.code ?? "";
const body = z.record(z.string(), z.unknown());

describe("what is sent", () => {
  test("names the payment by its own id, the amount and the balance seen, also when it is everything", async () => {
    const impUid = desk.pay(10_000);
    const refund = await (await desk.as("support")).request(desk.form(impUid, { amount: 10_000 }));
    expect(refund.state).toBe("done");
    expect(sent.map((text) => body.parse(JSON.parse(text)))).toEqual([
      {
        imp_uid: impUid,
        amount: 10_000,
        checksum: 10_000,
        reason: expect.stringMatching(/^\[[A-Z2-9]{6}\] .*단순 변심$/),
        enable_webhook: true,
      },
    ]);
  });

  test("of a tax-free part says so", async () => {
    const impUid = desk.pay(10_000, { pgProvider: "kcp", taxFree: 4_000 });
    const form = desk.form(impUid, { amount: 5_000, split: { taxFreeAmount: 2_000, vatAmount: null } });
    expect((await (await desk.as("support")).request(form)).state).toBe("done");
    expect(body.parse(JSON.parse(sent[0] ?? ""))).toMatchObject({ amount: 5_000, tax_free: 2_000 });
  });

  test("of a virtual account goes to the account that was given, which is forgotten afterwards", async () => {
    const impUid = desk.pay(10_000, { pgProvider: "html5_inicis", payMethod: "vbank" });
    const refundAccount = { bankCode, number: "12345678901234", holder: "김민수", tel: null };
    const form = desk.form(impUid, { amount: 10_000, refundAccount });
    const refund = await (await desk.as("support")).request(form);
    expect(refund).toMatchObject({ state: "done", refundAccount: { number: "**********1234", holder: "김*수" } });
    expect(body.parse(JSON.parse(sent[0] ?? ""))).toMatchObject({
      refund_account: "12345678901234",
      refund_holder: "김민수",
      refund_bank: bankCode,
    });
    const kept = JSON.stringify([
      await desk.deps.store.read.selectFrom("refunds").selectAll().execute(),
      await desk.deps.store.read.selectFrom("refund_events").selectAll().execute(),
      await desk.deps.store.read.selectFrom("audit_entries").selectAll().execute(),
      desk.logLines,
    ]);
    expect(kept).not.toContain("12345678901234");
    expect(kept).not.toContain("김민수");
  });

  test("of a waiting refund keeps the account sealed until it is sent", async () => {
    const impUid = desk.pay(500_000, { pgProvider: "html5_inicis", payMethod: "vbank" });
    const refundAccount = { bankCode, number: "12345678901234", holder: "김민수", tel: null };
    const amounts = { amount: 500_000, cancellableAmountSeen: 500_000 };
    const { refundId } = await (await desk.as("support")).request(desk.form(impUid, { ...amounts, refundAccount }));
    const rows = await desk.deps.store.read.selectFrom("refunds").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain("12345678901234");
    expect((await (await desk.as("approver")).approve({ refundId })).state).toBe("done");
    expect(body.parse(JSON.parse(sent[0] ?? ""))).toMatchObject({ refund_account: "12345678901234" });
  });
});

test.each([0, -1, 1.5, Number.NaN, 10_001, "1000", "", null, undefined])(
  "an amount of %j is refused before anything is written",
  async (amount) => {
    const impUid = desk.pay(10_000);
    const cookie = await desk.signIn("support");
    const form = { ...desk.form(impUid), amount };
    const answer = await desk.http("/trpc/refunds.request", { cookie, json: form });
    expect(answer.status).toBe(400);
    const { refundId } = form;
    await expect((await desk.as("viewer")).get({ refundId })).rejects.toMatchObject({ cause: { code: "NOT_FOUND" } });
    expect(sent).toEqual([]);
  },
);

test("a balance that changes between the last look and the sending is caught by the pinned checksum", async () => {
  const impUid = desk.pay(10_000);
  beforeCancel = () => desk.cancelInConsole(impUid, 2_000);
  const refund = await (await desk.as("support")).request(desk.form(impUid));
  expect(refund).toMatchObject({
    state: "refused_stale",
    refusal: { message: expect.stringContaining("취소 가능 잔액이 일치하지 않습니다") },
    problem: { details: { balanceSeen: 10_000, balanceNow: 8_000, changedBy: [{ amount: 2_000, source: "console" }] } },
  });
  expect(desk.cancelled(impUid).map(({ amount }) => amount)).toEqual([2_000]);
});

test("a cancel that upstream carries out late, after its record was read in vain, is found all the same", async () => {
  const impUid = desk.pay(10_000);
  const form = desk.form(impUid);
  beforeCancel = () => Promise.reject(new TypeError("x"));
  expect((await (await desk.as("support")).request(form)).state).toBe("checking");
  // The second look is late enough for the first to count, and still too early to prove anything.
  for (const pauseMs of [2_000, 68_000]) await desk.passes(pauseMs);
  const viewer = await desk.as("viewer");
  expect((await viewer.get({ refundId: form.refundId })).refund).toMatchObject({ state: "checking", checks: 2 });
  beforeCancel = () => undefined;
  const { reason } = z.object({ reason: z.string() }).parse(JSON.parse(sent[0] ?? ""));
  await desk.deps.upstream.cancelPayment({
    impUid,
    amount: money(form.amount, "KRW"),
    expectedCancellable: money(form.cancellableAmountSeen, "KRW"),
    reason,
    notifyShop: false,
  });
  await desk.passes(5 * 60_000);
  expect((await viewer.get({ refundId: form.refundId })).refund.state).toBe("done");
  expect(desk.cancelled(impUid)).toHaveLength(1);
});

test("a process that has lost its lock does not send, and tells where the refund stands", async () => {
  const impUid = desk.pay(10_000);
  const form = desk.form(impUid);
  const { store } = desk.deps;
  beforeRead = async () => {
    const taken = { owner: "another process", expires_at_ms: desk.clock.now() + 30_000 };
    await store.write.updateTable("refund_locks").set(taken).execute();
  };
  expect(await (await desk.as("support")).request(form)).toMatchObject({ state: "opened" });
  expect(sent).toEqual([]);
});

test("while upstream is away nothing is sent, and the refund says so", async () => {
  const impUid = desk.pay(10_000);
  const support = await desk.as("support");
  isAway = true;
  await expect(support.preview({ impUid })).rejects.toMatchObject({ cause: { code: "UPSTREAM_UNAVAILABLE" } });
  const refund = await support.request(desk.form(impUid));
  expect(refund).toMatchObject({ state: "not_sent", problem: { code: "UPSTREAM_UNAVAILABLE" } });
  expect(sent).toEqual([]);
  isAway = false;
  expect((await support.request(desk.form(impUid))).state).toBe("done");
});

test("a PG that cuts reasons short leaves the tag, and the refund is known by it", async () => {
  const impUid = desk.pay(10_000);
  await desk.set({ longestReason: 20 });
  const reasonText = "상품이 상세 설명과 달라 고객이 반품을 요청함";
  const refund = await (await desk.as("support")).request(desk.form(impUid, { reasonText }));
  expect(refund.state).toBe("done");
  expect(desk.cancelled(impUid)).toHaveLength(1);
});

test("what a rule forbids is not sent, and the rule is named with its source", async () => {
  const impUid = desk.pay(10_000, { pgProvider: "danal_tpay", payMethod: "vbank" });
  const refundAccount = { bankCode: "004", number: "12345678901234", holder: "김민수", tel: null };
  const form = desk.form(impUid, { amount: 10_000, refundAccount });
  const refund = await (await desk.as("support")).request(form);
  expect(refund).toMatchObject({ state: "not_sent", problem: { code: "REFUND_IMPOSSIBLE" } });
  const { findings } = z
    .object({ findings: z.array(z.object({ source: z.object({ url: z.string() }) })) })
    .parse(refund.problem?.details);
  expect(findings[0]?.source.url).toMatch(/^https:/);
  expect(sent).toEqual([]);
});

test("how many refunds stand where, and since when nobody knows, is among the metrics", async () => {
  const own = await openDesk();
  await (await own.as("support")).request(own.form(own.pay(10_000)));
  beforeCancel = () => Promise.reject(new TypeError("x"));
  await (await own.as("support")).request(own.form(own.pay(10_000)));
  own.clock.advance(90_000);
  const metrics = await (await own.http("/metrics", { from: "127.0.0.1" })).text();
  await own.close();
  expect(metrics).toContain('maru_refunds{state="done"} 1');
  expect(metrics).toContain('maru_refunds{state="checking"} 1');
  expect(metrics).toContain("maru_refunds_unresolved_seconds 90");
});

test("an outcome that cannot be written down is not told as an error, and is found by reading", async () => {
  const impUid = desk.pay(10_000);
  const form = desk.form(impUid);
  const { store } = desk.deps;
  let isFull = false;
  const full: Store = Object.create(store, {
    transact: {
      value: (work: Parameters<Store["transact"]>[0]) =>
        isFull ? Promise.reject(new AppError("STORAGE_FULL", "full")) : store.transact(work),
    },
  });
  beforeCancel = () => {
    isFull = true;
  };
  const actor = { userId: "u", name: "Jiwoo", email: "jiwoo@example.com", role: "admin" } as const;
  const ctx = { ...desk.deps, store: full, actor, session: null, ip: "", userAgent: null, requestId: "" };
  expect((await requestRefund(ctx, form)).state).toBe("sending");
  await desk.passes(40_000);
  await desk.passes(5_000);
  expect((await (await desk.as("viewer")).get({ refundId: form.refundId })).refund.state).toBe("done");
  expect(desk.cancelled(impUid)).toHaveLength(1);
});
