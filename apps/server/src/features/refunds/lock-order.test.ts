import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { openPostgresStore } from "../../db/testing/test-stores.ts";
import { ownOrigin } from "../audit/record-audit.ts";
import { moveRefund, type RefundMove } from "./move-refund.ts";
import { holdRefund, updateRefund } from "./refunds.repository.ts";
import { openRefundDesk, type RefundDesk } from "./testing/refund-desk.ts";

const moves: readonly RefundMove[] = [{ to: "needs_person" }, { to: "not_done" }];

describe.skipIf(inject("postgresUrl") === null)("changes of a refund on PostgreSQL", () => {
  let desk: RefundDesk;
  let refundId: string;

  beforeEach(async () => {
    desk = await openRefundDesk({ open: openPostgresStore });
    const form = desk.form(desk.pay(10_000));
    refundId = form.refundId;
    desk.onCancel({ kind: "drop", when: "before" });
    await (await desk.as("finance")).request(form);
  });

  afterEach(() => desk.close());

  test.each(moves)(
    "to $to take its lock before the refund itself, so that no two wait for each other",
    async (move) => {
      const { store } = desk.deps;
      const waits = Promise.withResolvers<void>();
      let moving: Promise<unknown> | undefined;
      await store.transact(async (tx) => {
        await holdRefund(tx, refundId);
        moving = store
          .transact(async (other) => {
            const { pid } = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(other)).rows[0] ?? {};
            waitingFor(pid ?? 0).then(waits.resolve, waits.reject);
            const refund = await other
              .selectFrom("refunds")
              .where("id", "=", refundId)
              .selectAll()
              .executeTakeFirstOrThrow();
            return moveRefund(other, ownOrigin(desk.deps), refund, move);
          })
          .catch((error: unknown) => error);
        await Promise.race([waits.promise, moving]);
        // Whoever holds the lock changes the refund while the other waits for the lock, and for nothing beside it.
        const changed = await updateRefund(tx, { id: refundId, from: "checking", changes: { checks: 7 } });
        expect(changed?.checks).toBe(7);
      });
      expect(await moving).toMatchObject({ state: move.to, checks: 7 });
    },
  );

  /** Resolves once the other session waits for a lock. */
  async function waitingFor(pid: number): Promise<void> {
    for (;;) {
      const { rows } = await sql<{ waits: boolean }>`
        select wait_event_type = 'Lock' as waits from pg_stat_activity where pid = ${pid}`.execute(
        desk.deps.store.reports,
      );
      if (rows[0]?.waits === true) return;
    }
  }
});
