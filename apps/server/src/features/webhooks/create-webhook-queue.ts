import { AppError, type Payment } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Config } from "../../config.ts";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { takeTurns } from "../../take-turns.ts";
import { keepEscrowNotice } from "../escrow/keep-escrow-notice.ts";
import { rereadPayment } from "../payments/read-payments-upstream.ts";
import { createFloodCount } from "./count-floods.ts";
import { addFloods } from "./floods.repository.ts";
import { insertForwards } from "./forwards.repository.ts";
import { isTellable } from "./judge-claim.ts";
import { noteArrival } from "./misses.repository.ts";
import { newForward } from "./replay-deliveries.ts";
import {
  claimDelivery,
  findDueDeliveries,
  findNextDueMs,
  findWebhookSettings,
  noteAnswerTime,
  type StoredDelivery,
  settleDelivery,
} from "./webhooks.repository.ts";

export interface WebhookQueue {
  /** Looks for work at once instead of at its next turn. */
  wake(): void;
  /** How long a caller waited for its answer; written down at the next turn. */
  noteAnswer(deliveryId: string, answeredInMs: number): void;
  /** A call was turned away unread because its sender sent too many; counted at the next turn. */
  noteRefused(ip: string, atMs: number): void;
  /** Begins to work in the background, with whatever a killed process left. */
  start(): void;
  /** Settles what is due now and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

const takenAtOnce = 50;
/** Upstream is asked about this many payments at a time, so that a flood of forged calls does not become one of ours. */
const concurrentReads = 2;
/** A delivery taken by a process that died is free again after this long. */
const claimMs = 30_000;
const firstRetryMs = 5_000;
const longestRetryMs = 300_000;
const mostAttempts = 300;
const lookAgainMs = 5_000;

/** The body of the console's call test, as integrators recorded it; no such payment exists. */
export const testCallImpUid = "imp_1234567890";

/**
 * Asks upstream about every payment a webhook named. A webhook is a hint: what upstream answers is what is stored, so
 * repeated, reordered and forged calls change nothing.
 */
export function createWebhookQueue(
  deps: Pick<Deps, "store" | "upstream" | "clock" | "ids" | "logger" | "live"> & {
    readonly config: Pick<Config, "secret">;
  },
): WebhookQueue {
  const { store, clock, logger } = deps;

  const answerTimes = new Map<string, number>();
  const floods = createFloodCount();

  async function step(): Promise<number> {
    try {
      await writeAnswerTimes();
      await addFloods(store.write, floods.take());
      const due = await findDueDeliveries(store.read, clock.now(), takenAtOnce);
      if (due.length === 0) {
        const nextMs = await findNextDueMs(store.read);
        return nextMs === null ? lookAgainMs : Math.max(1, Math.min(lookAgainMs, nextMs - clock.now()));
      }
      await settleAll(due);
      return 0;
    } catch (error) {
      logger.error({ err: error }, "settling webhooks failed");
      return lookAgainMs;
    }
  }

  async function writeAnswerTimes(): Promise<void> {
    for (const [deliveryId, answeredInMs] of answerTimes) {
      answerTimes.delete(deliveryId);
      await noteAnswerTime(store.write, deliveryId, answeredInMs);
    }
  }

  async function settleAll(due: readonly StoredDelivery[]): Promise<void> {
    const claimed: StoredDelivery[] = [];
    for (const delivery of due) {
      if (await claimDelivery(store.write, delivery, clock.now() + claimMs)) claimed.push(delivery);
    }
    // One read answers every call about the same payment.
    const groups = Map.groupBy(claimed, (delivery) => delivery.imp_uid ?? "");
    const waiting = [...groups];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const [impUid, deliveries] = next;
        const answer = await ask(impUid);
        for (const delivery of deliveries) await settle(delivery, answer);
      }
    };
    await Promise.all(Array.from({ length: concurrentReads }, work));
  }

  async function ask(impUid: string): Promise<Answer> {
    try {
      const { payment } = await rereadPayment(deps, impUid, "webhook");
      return { payment };
    } catch (error) {
      if (error instanceof AppError) return { error };
      throw error;
    }
  }

  async function settle(delivery: StoredDelivery, answer: Answer): Promise<void> {
    const outcome = outcomeOf(delivery, answer, clock.now());
    const { is_forwarding: isForwarding } = await findWebhookSettings(store.read);
    const isConfirmed = "payment" in answer && isTellable({ ...delivery, ...outcome }, answer.payment);
    const isForwarded = isForwarding === 1 && isConfirmed && delivery.replay_of === null;
    await store.transact(async (tx) => {
      await settleDelivery(tx, delivery.id, outcome);
      await noteIfMissed(tx, delivery, outcome);
      if ("payment" in answer) await keepEscrowNotice(tx, deps.config.secret, delivery, answer.payment);
      if (!isForwarded) return;
      await insertForwards(tx, [newForward(deps, { deliveryId: delivery.id, replayId: "", replayedByName: null })]);
    });
    deps.live.publish({ type: "webhook.changed", deliveryId: delivery.id });
    if (isForwarded) deps.live.publish({ type: "webhook.queued" });
  }

  /** What came over the network and was confirmed may have been missed before. */
  async function noteIfMissed(tx: Transaction<Database>, delivery: StoredDelivery, outcome: Outcome): Promise<void> {
    const { imp_uid: impUid, status, cancellation_id: cancellationId, received_at_ms: atMs } = delivery;
    if (outcome.verdict !== "verified" || delivery.replay_of !== null || impUid === null || status === null) return;
    await noteArrival(tx, { impUid, status, cancellationId, atMs });
  }

  const turns = takeTurns({ step, name: "the webhook queue", logger });
  let stopListening = () => {};
  return {
    wake: turns.wake,
    noteAnswer: (deliveryId, answeredInMs) => {
      // What stands there already is a round zero.
      if (answeredInMs > 0) answerTimes.set(deliveryId, answeredInMs);
    },
    noteRefused: floods.note,
    start() {
      stopListening = deps.live.subscribe((event) => {
        if (event.type === "webhook.queued") turns.wake();
      });
      turns.start();
    },
    step,
    async stop() {
      stopListening();
      await turns.stop();
      await addFloods(store.write, floods.take());
    },
  };
}

type Answer = { readonly payment: Payment } | { readonly error: AppError };
type Outcome = Parameters<typeof settleDelivery>[2];

function outcomeOf(delivery: StoredDelivery, answer: Answer, nowMs: number): Outcome {
  const settled = { next_attempt_at_ms: null, settled_at_ms: nowMs, is_test: null };
  if ("payment" in answer) {
    const { merchantUid, isTestChannel } = answer.payment;
    const isAsClaimed = delivery.merchant_uid === null || delivery.merchant_uid === merchantUid;
    const note = isAsClaimed ? null : "The merchant_uid it names is not the one upstream knows.";
    return { verdict: "verified", note, ...settled, is_test: isTestChannel ? 1 : 0 };
  }
  const { code, reason } = answer.error;
  if (code === "PAYMENT_NOT_FOUND") {
    return delivery.imp_uid === testCallImpUid
      ? { verdict: "test_call", note: "The console's call test.", ...settled }
      : { verdict: "rejected", note: "Upstream knows no such payment.", ...settled };
  }
  const attempts = delivery.attempts + 1;
  if (attempts >= mostAttempts) return { verdict: "unavailable", note: reason, ...settled };
  const retryMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (attempts - 1));
  return {
    verdict: "unavailable",
    note: reason,
    next_attempt_at_ms: nowMs + retryMs,
    settled_at_ms: null,
    is_test: null,
  };
}
