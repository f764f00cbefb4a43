import { afterEach, beforeEach, expect, test } from "vitest";
import { describeOnBothStores } from "../../../db/testing/test-stores.ts";
import type { TestApi } from "../../../testing/create-test-app.ts";
import { openRefundDesk, type RefundDesk } from "../testing/refund-desk.ts";

const hourMs = 3_600_000;
const yesterday = Date.UTC(2026, 10, 19, 3) / 1000;

describeOnBothStores("undoing a cancel", (open) => {
  let desk: RefundDesk;
  let undo: TestApi["refunds"]["undo"];

  /** A card payment of yesterday that was refunded today. */
  async function refunded(): Promise<{ impUid: string; cancellationId: string }> {
    const impUid = desk.pay(10_000, { pgProvider: "html5_inicis", payMethod: "card", paidAt: yesterday });
    await (await desk.as("support")).request(desk.form(impUid, { amount: 4_000 }));
    const [cancel] = desk.cancelled(impUid);
    return { impUid, cancellationId: cancel?.cancellation_id ?? "" };
  }

  async function passes(ms: number): Promise<void> {
    desk.clock.advance(ms);
    while ((await desk.undo.step()) === 0);
  }

  const stateOf = async (impUid: string) => (await undo.get({ impUid })).offers[0]?.undoCase?.state;

  beforeEach(async () => {
    desk = await openRefundDesk({ open });
    undo = (await desk.api("support")).refunds.undo;
  });

  afterEach(() => desk.close());

  test("says until when, whom to ask and what to send", async () => {
    const { impUid, cancellationId } = await refunded();
    const { offers } = await undo.get({ impUid });
    expect(offers).toMatchObject([{ cancellationId, amount: { amount: 4_000 }, undoCase: null }]);
    expect(offers[0]?.verdict.closesAtMs).toBe(Date.UTC(2026, 10, 20, 15));
    expect(offers[0]?.requestText.ko).toContain(impUid);
  });

  test("is watched and closed only once the cancel is gone from upstream's record", async () => {
    const { impUid, cancellationId } = await refunded();
    await undo.watch({ impUid, cancellationId });
    await undo.watch({ impUid, cancellationId });
    await passes(hourMs);
    expect(await stateOf(impUid)).toBe("watching");
    const { parent } = desk.sandbox.control;
    desk.sandbox.control.takeBackCancel(parent, parent.world.idOfImpUid(impUid) ?? 0);
    await passes(hourMs);
    const { offers, restored } = await undo.get({ impUid });
    expect(offers).toEqual([]);
    expect(restored).toMatchObject([{ cancellationId, state: "restored", amount: { amount: 4_000 } }]);
    const { items } = await (await desk.api("admin")).audit.list({ subject: impUid, limit: 20 });
    expect(items.map(({ event }) => event).filter((event) => event.startsWith("refund_undo"))).toEqual([
      "refund_undo.restored",
      "refund_undo.asked",
    ]);
  });

  test("is not concluded from silence, and ends as not restored when the cancel is still there days later", async () => {
    const { impUid, cancellationId } = await refunded();
    await undo.watch({ impUid, cancellationId });
    desk.sandbox.control.faults.order({ kind: "status", status: 503, count: null });
    await passes(5 * 24 * hourMs);
    desk.sandbox.control.faults.clear();
    expect(await stateOf(impUid)).toBe("watching");
    await passes(2 * hourMs);
    expect(await stateOf(impUid)).toBe("not_restored");
  });

  test("is refused where the published conditions leave no hope", async () => {
    const { impUid, cancellationId } = await refunded();
    desk.clock.advance(24 * hourMs);
    await expect(undo.watch({ impUid, cancellationId })).rejects.toMatchObject({ cause: { code: "UNDO_IMPOSSIBLE" } });
    await expect(undo.watch({ impUid, cancellationId: "none" })).rejects.toMatchObject({
      cause: { code: "NOT_FOUND" },
    });
  });
});
