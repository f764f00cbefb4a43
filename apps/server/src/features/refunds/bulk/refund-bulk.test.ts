import { setImmediate as setImmediately } from "node:timers/promises";
import type { BulkList, Role } from "@maru/domain";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { describeOnBothStores } from "../../../db/testing/test-stores.ts";
import type { TestApi } from "../../../testing/create-test-app.ts";
import { demoAccount } from "../../users/first-users.ts";
import { openRefundDesk, type RefundDesk } from "../testing/refund-desk.ts";
import { bulkListOf } from "./testing/bulk-list.ts";

type Bulk = TestApi["refunds"]["bulk"];

const columns: BulkList["columns"] = ["impUid", "amount", "reason"];
const listOf = (lines: string[][], facts: Partial<BulkList> = {}) => bulkListOf(lines, { columns, ...facts });

describeOnBothStores("a list of refunds", (open) => {
  let desk: RefundDesk;
  let bulk: Bulk;

  const as = async (role: Role) => (await desk.api(role)).refunds.bulk;

  /** Has the runner do what there is to do. */
  async function work(): Promise<void> {
    while ((await desk.bulk.step()) === 0);
  }

  async function rehearsed(lines: string[][], facts: Partial<BulkList> = {}): Promise<string> {
    const { batchId } = await bulk.prepare(listOf(lines, facts));
    await bulk.rehearse({ batchId });
    await work();
    return batchId;
  }

  async function start(batchId: string): Promise<void> {
    const { rows, totals } = await bulk.get({ batchId });
    await bulk.start({
      batchId,
      count: rows.will_go,
      totals: [{ currency: "KRW", amount: (totals ?? []).reduce((sum, { amount }) => sum + amount, 0) }],
    });
  }

  const rowsOf = async (batchId: string) => (await bulk.rows({ batchId, limit: 200 })).items;
  const statesOf = async (batchId: string) =>
    (await rowsOf(batchId)).map(({ state, refund }) => refund?.state ?? state);
  const refundedOf = (impUid: string) => desk.cancelled(impUid).map(({ amount }) => amount);

  /** How many cancels are under way at a time; `until` holds each of them back until it is true. */
  const cancels = { underWay: 0, most: 0, until: () => true };

  beforeAll(async () => {
    desk = await openRefundDesk({
      open,
      client: {
        async fetch(request) {
          if (!request.url.endsWith("/payments/cancel")) return desk.sandbox.fetch(request);
          cancels.underWay += 1;
          cancels.most = Math.max(cancels.most, cancels.underWay);
          while (!cancels.until()) await setImmediately();
          const answer = await desk.sandbox.fetch(request);
          cancels.underWay -= 1;
          return answer;
        },
      },
    });
  });

  beforeEach(async () => {
    // What was refunded before counts against no cap any more.
    desk.clock.advance(31 * 24 * 3_600_000);
    bulk = await as("finance");
  });

  afterAll(() => desk.close());

  test("is rehearsed, started with its total typed, and moves exactly what its rows say", async () => {
    const [part, whole] = [desk.pay(10_000), desk.pay(20_000)];
    const batchId = await rehearsed([
      [part, "3,000원", "일부 파손"],
      [whole, "전액", ""],
    ]);
    expect(await bulk.get({ batchId })).toMatchObject({
      state: "rehearsed",
      rows: { will_go: 2 },
      totals: [{ currency: "KRW", count: 2, amount: 23_000 }],
      needApproval: 0,
    });
    await start(batchId);
    await work();
    expect(await bulk.get({ batchId })).toMatchObject({ state: "finished", refunds: { done: 2 } });
    expect([refundedOf(part), refundedOf(whole)]).toEqual([[3_000], [20_000]]);
    const { items } = await (await desk.api("admin")).audit.list({ subject: batchId, limit: 20 });
    expect(items.map(({ event }) => event)).toEqual([
      "refund_batch.finished",
      "refund_batch.started",
      "refund_batch.rehearsed",
      "refund_batch.rehearsal_asked",
      "refund_batch.prepared",
    ]);
  });

  test("never touches the cancel endpoint while it is rehearsed, however often", async () => {
    const cancels = () => desk.sandbox.control.ledger.entries({}).filter(({ kind }) => kind.startsWith("cancel"));
    const [cancelsBefore, lastRequest] = [cancels().length, desk.sandbox.requests.rows().at(-1)?.number];
    const lines = Array.from({ length: 120 }, (_, at) => [desk.pay(1_000 + at), "전액"]);
    const batchId = await rehearsed(lines);
    await bulk.rehearse({ batchId });
    await work();
    expect(await bulk.get({ batchId })).toMatchObject({ state: "rehearsed", rows: { will_go: 120 } });
    const asked = desk.sandbox.requests.rows(lastRequest);
    expect(asked.some(({ path }) => path.startsWith("/payments?") || path === "/payments")).toBe(true);
    expect(asked.filter(({ path }) => path.startsWith("/payments/cancel"))).toEqual([]);
    expect(cancels()).toHaveLength(cancelsBefore);
  });

  test.each([
    ["another count", 2, 5_000],
    ["another total", 1, 5_001],
  ])("does not start with %s than that of the rehearsal, and says so in the audit log", async (_, count, amount) => {
    const impUid = desk.pay(10_000);
    const batchId = await rehearsed([[impUid, "5000"]]);
    await expect(bulk.start({ batchId, count, totals: [{ currency: "KRW", amount }] })).rejects.toMatchObject({
      cause: { code: "BULK_TOTAL_MISMATCH" },
    });
    await work();
    expect(refundedOf(impUid)).toEqual([]);
    const { items } = await (await desk.api("admin")).audit.list({ subject: batchId, outcome: "refused", limit: 5 });
    expect(items).toMatchObject([{ event: "refund_batch.start_refused", details: { code: "BULK_TOTAL_MISMATCH" } }]);
  });

  test("does not start before it is rehearsed, nor long after", async () => {
    const impUid = desk.pay(10_000);
    const { batchId } = await bulk.prepare(listOf([[impUid, "5000"]]));
    const order = { batchId, count: 1, totals: [{ currency: "KRW", amount: 5_000 }] };
    await expect(bulk.start(order)).rejects.toMatchObject({ cause: { code: "BULK_MOVED_ON" } });
    await bulk.rehearse({ batchId });
    await work();
    desk.clock.advance(61 * 60 * 1000);
    await expect(bulk.start(order)).rejects.toMatchObject({ cause: { code: "BULK_REHEARSAL_OLD" } });
    expect(refundedOf(impUid)).toEqual([]);
  });

  test("is recognised by what it asks for, whatever the order of its lines, and taken again only for a reason", async () => {
    const [one, two] = [desk.pay(1_000), desk.pay(2_000)];
    const first = await bulk.prepare(
      listOf([
        [one, "1,000"],
        [two, "전액"],
      ]),
    );
    expect(first.isKnown).toBe(false);
    const lines = [
      ["", "", ""],
      [two, "all", "다른 사유"],
      [one, "1000원"],
    ];
    const again = listOf(lines, { source: "file", name: "다시.csv" });
    expect(await bulk.prepare(again)).toEqual({ batchId: first.batchId, isKnown: true });
    const other = await bulk.prepare({ ...again, repeatReason: "지난 목록은 취소했어요" });
    expect(other).toMatchObject({ isKnown: false });
    expect(other.batchId).not.toBe(first.batchId);
  });

  test("brought twice in the same moment is one list", async () => {
    const list = listOf([[desk.pay(1_000), "전액"]]);
    const brought = await Promise.all(Array.from({ length: 8 }, () => bulk.prepare(list)));
    expect(new Set(brought.map(({ batchId }) => batchId)).size).toBe(1);
    expect(brought.filter(({ isKnown }) => !isKnown)).toHaveLength(1);
  });

  test("says at each row why it does not go, and goes without it", async () => {
    const paid = desk.pay(10_000);
    const batchId = await rehearsed([
      [paid, ""],
      ["imp_000000000000", "1000"],
      [paid, "10,001"],
      [paid, "4,000"],
      [paid, "6,001", "남은 것보다 많음"],
    ]);
    const rows = await rowsOf(batchId);
    expect(rows.map(({ state }) => state)).toEqual([
      "unreadable",
      "will_not_go",
      "will_not_go",
      "will_go",
      "will_not_go",
    ]);
    expect(rows[0]?.problems).toEqual([{ code: "amount_empty", field: "amount" }]);
    expect(rows[1]?.findings).toEqual([{ kind: "row", code: "payment_not_found" }]);
    expect(rows[2]?.findings).toEqual([{ kind: "row", code: "amount_more_than_left" }]);
    expect(rows[4]?.findings).toEqual([{ kind: "row", code: "amount_more_than_left" }]);
    await start(batchId);
    await work();
    expect(refundedOf(paid)).toEqual([4_000]);
  });

  test("asks which payment of an order is meant, and never decides it", async () => {
    const merchantUid = "ORD-20261120-7";
    const failed = desk.pay(9_000, { merchantUid, status: "failed" });
    const paid = desk.pay(9_000, { merchantUid });
    const other = desk.pay(5_000);
    const { batchId } = await bulk.prepare(listOf([[merchantUid, "전액"]], { columns: ["merchantUid", "amount"] }));
    await bulk.rehearse({ batchId });
    await work();
    const [row] = await rowsOf(batchId);
    expect(row).toMatchObject({ state: "ask_which", impUid: null });
    expect(row?.candidates.map(({ impUid }) => impUid).toSorted()).toEqual([failed, paid].toSorted());
    await expect(bulk.choose({ batchId, choices: [{ rowNumber: 1, impUid: other }] })).rejects.toMatchObject({
      cause: { code: "INVALID_INPUT" },
    });
    await bulk.choose({ batchId, choices: [{ rowNumber: 1, impUid: paid }] });
    await bulk.rehearse({ batchId });
    await work();
    await start(batchId);
    await work();
    expect(refundedOf(paid)).toEqual([9_000]);
    expect(await statesOf(batchId)).toEqual(["done"]);
  });

  test("takes several parts of one payment in their order, each against what the one before leaves", async () => {
    const impUid = desk.pay(10_000);
    const batchId = await rehearsed([
      [impUid, "1,000"],
      [impUid, "2,000"],
      [impUid, "전액"],
    ]);
    await start(batchId);
    await work();
    expect(refundedOf(impUid)).toEqual([1_000, 2_000, 7_000]);
  });

  test("is asked for as many at a time as it says, and never more", async () => {
    const batchId = await rehearsed(Array.from({ length: 12 }, () => [desk.pay(10_000), "1,000", ""]));
    const { concurrency } = await bulk.get({ batchId });
    cancels.most = 0;
    // None goes on before as many are under way as may be, and then one more has every chance to be sent too early.
    let turns = 0;
    cancels.until = () => {
      if (cancels.most >= concurrency) turns += 1;
      return turns > 300;
    };
    await start(batchId);
    await work();
    cancels.until = () => true;
    expect((await bulk.get({ batchId })).refunds).toMatchObject({ done: 12 });
    expect(cancels.most).toBe(concurrency);
  });

  test("stops for a pause and goes on without repeating a row", async () => {
    const lines = Array.from({ length: 30 }, () => [desk.pay(1_000), "전액"]);
    const batchId = await rehearsed(lines);
    await start(batchId);
    await desk.bulk.step();
    await bulk.pause({ batchId });
    await work();
    const { rows, state } = await bulk.get({ batchId });
    expect(state).toBe("paused");
    expect(rows.will_go).toBeGreaterThan(0);
    await bulk.resume({ batchId });
    await work();
    expect(await bulk.get({ batchId })).toMatchObject({ state: "finished", refunds: { done: 30 } });
    for (const [impUid = ""] of lines) expect(refundedOf(impUid)).toEqual([1_000]);
  });

  test("rests while upstream does not answer, and asks again for what was surely not sent", async () => {
    const lines = Array.from({ length: 5 }, () => [desk.pay(1_000), "전액"]);
    const batchId = await rehearsed(lines);
    await start(batchId);
    desk.sandbox.control.faults.order({ kind: "status", status: 503, count: null });
    await work();
    expect(await bulk.get({ batchId })).toMatchObject({ state: "paused", pausedBecause: "upstream_down" });
    desk.sandbox.control.faults.clear();
    await bulk.resume({ batchId });
    await work();
    expect(await bulk.get({ batchId })).toMatchObject({ state: "finished", refunds: { done: 5 } });
    for (const [impUid = ""] of lines) expect(refundedOf(impUid)).toEqual([1_000]);
  });

  test("goes on in nobody's name once whoever started it may no longer refund", async () => {
    const batchId = await rehearsed([[desk.pay(1_000), "전액"]]);
    await start(batchId);
    await desk.deps.store.write.updateTable("users").set({ role: "viewer" }).where("role", "=", "finance").execute();
    await work();
    await desk.deps.store.write
      .updateTable("users")
      .set({ role: "finance" })
      .where("email", "=", demoAccount("finance").email)
      .execute();
    expect(await bulk.get({ batchId })).toMatchObject({ state: "paused", pausedBecause: "starter_may_not" });
  });

  test("leaves what is above a cap waiting for somebody else, as a single refund does", async () => {
    const [small, large] = [desk.pay(1_000), desk.pay(5_000_000)];
    const batchId = await rehearsed([
      [small, "전액"],
      [large, "전액"],
    ]);
    expect(await bulk.get({ batchId })).toMatchObject({ rows: { will_go: 2 }, needApproval: 1 });
    await start(batchId);
    await work();
    expect(await statesOf(batchId)).toEqual(["done", "waiting_approval"]);
    expect(refundedOf(large)).toEqual([]);
    const [, row] = await rowsOf(batchId);
    await (await desk.as("approver")).approve({ refundId: row?.refund?.id ?? "" });
    expect(refundedOf(large)).toEqual([5_000_000]);
  });

  test("keeps no account number in the open, and none at all once the refund exists", async () => {
    const impUid = desk.pay(10_000, { payMethod: "vbank", pgProvider: "html5_inicis" });
    const number = "110123456789";
    const batchId = await rehearsed([[impUid, "전액", "국민", number, "김민수"]], {
      columns: ["impUid", "amount", "bank", "accountNumber", "accountHolder"],
    });
    const kept = async () =>
      JSON.stringify(await desk.deps.store.read.selectFrom("refund_batch_rows").selectAll().execute());
    expect(await kept()).not.toContain(number);
    const [row] = await rowsOf(batchId);
    expect(row?.written.account).toEqual({ bank: "004", number: "********6789", holder: "김*수" });
    await start(batchId);
    await work();
    const after = await desk.deps.store.read
      .selectFrom("refund_batch_rows")
      .selectAll()
      .where("batch_id", "=", batchId)
      .executeTakeFirst();
    expect(after).toMatchObject({ state: "asked", account_sealed: null, request_account_sealed: null });
  });

  test("brings its result as a file that a spreadsheet opens safely", async () => {
    const impUid = desk.pay(10_000, { merchantUid: "=HYPERLINK(1)" });
    const batchId = await rehearsed([
      [impUid, "1,000", '+파손, "심함"'],
      ["20261120000123", "", ""],
    ]);
    await start(batchId);
    desk.onCancel({ kind: "pg_refusal" });
    await work();
    const { fileName, text } = await bulk.result({ batchId, locale: "ko" });
    expect(fileName).toMatch(/^일괄환불-결과-\d{4}-\d\d-\d\d-\w+\.csv$/);
    expect(text.startsWith("\uFEFF")).toBe(true);
    const [, first = "", second = ""] = text.split("\r\n");
    expect(first).toContain(`"'=HYPERLINK(1)"`);
    expect(first).toContain(`"'+파손, ""심함"""`);
    expect(first).toContain("PG 거절");
    const [row] = await rowsOf(batchId);
    expect(row?.refund?.pgWords ?? "").not.toBe("");
    expect(first).toContain(row?.refund?.pgWords ?? "?");
    expect(second).toContain(`"=""20261120000123"""`);
  });

  test("may be read by a viewer and brought by nobody who may not refund in bulk", async () => {
    const { batchId } = await bulk.prepare(listOf([[desk.pay(1_000), "전액"]]));
    expect(await (await as("viewer")).get({ batchId })).toMatchObject({ id: batchId });
    for (const role of ["viewer", "support", "developer"] as const) {
      const theirs = await as(role);
      await expect(theirs.prepare(listOf([["imp_1", "1"]]))).rejects.toMatchObject({ cause: { code: "NOT_ALLOWED" } });
      await expect(theirs.rehearse({ batchId })).rejects.toMatchObject({ cause: { code: "NOT_ALLOWED" } });
    }
  });
});
