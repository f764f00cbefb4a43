import { type ExpectedWebhook, expectedWebhooks, isWebhookOf, type Payment } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { takeTurns } from "../../take-turns.ts";
import { findPayment } from "../payments/find-payment.ts";
import type { PaymentSource } from "../payments/payments.tables.ts";
import { findRefundsOfPayment } from "../refunds/refunds.repository.ts";
import type { RefundRow } from "../refunds/refunds.tables.ts";
import {
  findChangesAfter,
  findWatchedChange,
  insertMisses,
  moveWatch,
  type StoredChange,
  type StoredMiss,
} from "./misses.repository.ts";
import { findCallsAbout, findFirstVerified, findWebhookSettings } from "./webhooks.repository.ts";

export interface MissWatch {
  start(): void;
  /** Looks at what changed long enough ago and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

type WatchDeps = Pick<Deps, "store" | "clock" | "ids" | "logger" | "live">;

const takenAtOnce = 100;
const lookAgainMs = 15_000;
const minuteMs = 60_000;

/**
 * Finds the webhook that never came: whatever else showed us that a payment changed, the webhook i'mport promises of it
 * has to be in the log some minutes later. Where no webhook of that environment ever came, ours may not be the address
 * they go to, and nothing is missed.
 */
export function createMissWatch(deps: WatchDeps): MissWatch {
  const { store, clock, logger } = deps;

  async function step(): Promise<number> {
    try {
      const { missing_after_minutes: minutes } = await findWebhookSettings(store.read);
      const dueMs = clock.now() - minutes * minuteMs;
      const from = await findWatchedChange(store.read);
      const changes: StoredChange[] = [];
      for (const change of await findChangesAfter(store.read, from, takenAtOnce)) {
        if (change.seen_at_ms > dueMs) break;
        changes.push(change);
      }
      const last = changes.at(-1);
      if (last === undefined) return lookAgainMs;
      const found: StoredMiss[] = [];
      for (const [impUid, [change]] of Map.groupBy(changes, (each) => each.imp_uid)) {
        if (change !== undefined) found.push(...(await missesOf(impUid, change.source, dueMs)));
      }
      const isFirst = await store.transact(async (tx) => {
        if (!(await moveWatch(tx, from, last.id))) return false;
        await insertMisses(tx, found);
        return true;
      });
      if (isFirst && found.length > 0) {
        logger.warn({ count: found.length }, "webhooks did not come");
        deps.live.publish({ type: "webhook.changed", deliveryId: "" });
      }
      return 0;
    } catch (error) {
      logger.error({ err: error }, "looking for missing webhooks stumbled");
      return lookAgainMs;
    }
  }

  async function missesOf(impUid: string, noticedBy: PaymentSource, dueMs: number): Promise<StoredMiss[]> {
    const payment = (await findPayment(deps, impUid))?.payment;
    if (payment === undefined) return [];
    const isTest = payment.isTestChannel ? 1 : 0;
    const sinceMs = await findFirstVerified(store.read, isTest);
    if (sinceMs === null) return [];
    const [refunds, calls] = await Promise.all([
      findRefundsOfPayment(store.read, impUid),
      findCallsAbout(store.read, impUid),
    ]);
    const arrived = calls.map((call) => ({
      status: call.status,
      cancellationId: call.cancellation_id,
      receivedAtMs: call.received_at_ms,
    }));
    const isInTime = ({ happenedAt }: ExpectedWebhook) => happenedAt * 1000 >= sinceMs && happenedAt * 1000 <= dueMs;
    return promisesOf(payment, refunds)
      .filter((expected) => isInTime(expected) && !arrived.some((call) => isWebhookOf(expected, call)))
      .map((expected) => ({
        id: deps.ids.next(),
        imp_uid: impUid,
        status: expected.status,
        cancellation_id: expected.cancellationId ?? "",
        happened_at_ms: expected.happenedAt * 1000,
        noticed_at_ms: clock.now(),
        noticed_by: noticedBy,
        is_test: isTest,
        arrived_at_ms: null,
        is_alerted: 0,
      }));
  }

  const turns = takeTurns({ step, name: "the watch for missing webhooks", logger });
  return { start: turns.start, step, stop: turns.stop };
}

/** Of cancels we know whether we asked for a webhook where they are ours. */
function promisesOf(payment: Payment, refunds: readonly RefundRow[]): readonly ExpectedWebhook[] {
  return expectedWebhooks(payment, ({ cancellationId, reason }) => {
    const own = refunds.find((refund) =>
      refund.cancellation_id !== null && cancellationId !== null
        ? refund.cancellation_id === cancellationId
        : (reason?.startsWith(refund.tag) ?? false),
    );
    return own === undefined ? null : { asksForWebhook: own.notify_shop === 1 };
  });
}
