import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeOnBothStores } from "../../db/testing/test-stores.ts";
import { createSafeMode } from "./safe-mode.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

const minute = 60_000;

describeOnBothStores("safe mode", (open) => {
  let desk: RefundDesk;
  const machine = { freeBytes: 1e9, dateMs: null as number | null };

  beforeEach(async () => {
    machine.freeBytes = 1e9;
    machine.dateMs = null;
    desk = await openRefundDesk({
      open,
      freeBytes: () => Promise.resolve(machine.freeBytes),
      client: {
        async fetch(request) {
          const answer = await desk.sandbox.fetch(request);
          if (machine.dateMs === null) return answer;
          const headers = new Headers(answer.headers);
          headers.set("date", new Date(machine.dateMs).toUTCString());
          return new Response(answer.body, { status: answer.status, headers });
        },
      },
    });
  });

  afterEach(() => desk.close());

  /** Refunds are refused for this reason, nothing was sent, and everything else goes on. */
  async function expectStopped(fault: string): Promise<void> {
    const impUid = desk.pay(10_000);
    const support = await desk.api("support");
    const refusal = { code: "PRECONDITION_FAILED", cause: { code: "SAFE_MODE", details: { faults: [{ fault }] } } };
    await expect(support.refunds.request(desk.form(impUid))).rejects.toMatchObject(refusal);
    expect(desk.cancelled(impUid)).toEqual([]);
    expect(await support.payments.refresh({ impUid })).toMatchObject({ cancellable: { amount: 10_000 } });
    const found = await support.payments.list({ mode: "all", basis: "status", sort: "-time", limit: 5, text: impUid });
    expect(found.items.map((item) => item.impUid)).toEqual([impUid]);
    expect((await support.refunds.preview({ impUid })).faults).toMatchObject([{ fault }]);
    const { items } = await (await desk.api("admin")).audit.list({
      subject: impUid,
      event: "refund.refused",
      limit: 5,
    });
    expect(items).toMatchObject([{ details: { code: "SAFE_MODE" } }]);
  }

  /** Changes an entry of the audit log as no code of ours can: the newest one, unless another is named. */
  async function breakAudit(sequence?: number): Promise<void> {
    const { store } = desk.deps;
    const onTable = store.dialect === "postgres" ? " on audit_entries" : "";
    await sql.raw(`drop trigger audit_entries_keep${onTable}`).execute(store.write);
    const newest = await store.read
      .selectFrom("audit_entries")
      .select(({ fn }) => fn.max("sequence").as("sequence"))
      .executeTakeFirstOrThrow();
    await sql
      .raw(`update audit_entries set at_ms = 1 where sequence = ${sequence ?? newest.sequence}`)
      .execute(store.write);
  }

  async function expectRunning(): Promise<void> {
    const impUid = desk.pay(10_000);
    expect((await (await desk.as("support")).request(desk.form(impUid))).state).toBe("done");
  }

  test("a disk that is nearly full stops refunds until there is room again", async () => {
    machine.freeBytes = 50 * 1024 * 1024;
    await expectStopped("disk_nearly_full");
    machine.freeBytes = 1e9;
    await expectRunning();
  });

  test("a clock that is off upstream's stops refunds until it is right again", async () => {
    machine.dateMs = desk.clock.now() - 90_000;
    await (await desk.api("support")).payments.refresh({ impUid: desk.pay(1_000) });
    await expectStopped("clock_off");
    machine.dateMs = desk.clock.now() + 20_000;
    await (await desk.api("support")).payments.refresh({ impUid: desk.pay(1_000) });
    await expectRunning();
  });

  test("an index that lags stops refunds until it has caught up", async () => {
    await desk.sync.step();
    await expectRunning();
    desk.clock.advance(16 * minute);
    await expectStopped("index_lags");
    await desk.sync.step();
    await expectRunning();
  });

  test("a broken audit log stops refunds until a person has looked at it and says so", async () => {
    await expectRunning();
    await breakAudit(3);
    await desk.deps.safeMode.verifyChain();
    await expectStopped("audit_broken");
    desk.clock.advance(24 * 60 * minute);
    await desk.refunds.step();
    await expectStopped("audit_broken");
    const reason = "백업에서 되돌린 기록과 비교함";
    await expect((await desk.as("approver")).acceptBrokenAudit({ reason })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const admin = await desk.api("admin");
    expect(await admin.refunds.acceptBrokenAudit({ reason })).toEqual({ faults: [] });
    await expectRunning();
    // What was broken stays visible to whoever verifies the whole of it.
    expect(await admin.audit.verify()).toMatchObject({ isIntact: false, sequence: 3, problem: "changed" });
    const { items } = await admin.audit.list({ event: "audit.accepted_broken", limit: 1 });
    expect(items).toMatchObject([{ details: { reason, sequence: 3 } }]);
  });

  test("what one process was told about a broken log holds for the others, and after a restart", async () => {
    await expectRunning();
    const other = createSafeMode(desk.deps);
    expect(await other.faults()).toEqual([]);
    await (await desk.api("admin")).refunds.changeStepUp({ above: 1 });
    await breakAudit();
    await expectStopped("audit_broken");
    const admin = await desk.api("admin");
    expect(await admin.refunds.acceptBrokenAudit({ reason: "백업과 비교함" })).toEqual({ faults: [] });
    expect(await other.faults()).toEqual([]);
    expect(await createSafeMode(desk.deps).faults()).toEqual([]);
    await expectRunning();
  });

  test("the end of the log is looked at before every refund", async () => {
    await expectRunning();
    await (await desk.api("admin")).refunds.changeStepUp({ above: 1 });
    await (await desk.api("admin")).refunds.changeStepUp({ above: null });
    await breakAudit();
    await expectStopped("audit_broken");
  });
});

describe("a refund that was approved before the fault", () => {
  test("is not sent during it", async () => {
    let freeBytes = 1e9;
    const desk = await openRefundDesk({ freeBytes: () => Promise.resolve(freeBytes) });
    const impUid = desk.pay(500_000);
    const form = desk.form(impUid, { amount: 200_000, cancellableAmountSeen: 500_000 });
    await (await desk.as("support")).request(form);
    freeBytes = 0;
    const approver = await desk.as("approver");
    await expect(approver.approve({ refundId: form.refundId })).rejects.toMatchObject({
      cause: { code: "SAFE_MODE" },
    });
    expect((await approver.get({ refundId: form.refundId })).refund.state).toBe("waiting_approval");
    freeBytes = 1e9;
    expect((await approver.approve({ refundId: form.refundId })).state).toBe("done");
    await desk.close();
  });
});
