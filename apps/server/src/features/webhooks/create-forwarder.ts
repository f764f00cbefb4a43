import type { Deps } from "../../context.ts";
import type { OutboundResult } from "../../outbound/create-outbound.ts";
import { takeTurns } from "../../take-turns.ts";
import {
  claimForward,
  findDueForwards,
  findNextForwardMs,
  insertAttempt,
  type StoredForward,
  updateForward,
} from "./forwards.repository.ts";
import { forwardHeaders, openForwardSecret } from "./sign-forward.ts";
import { findDelivery, findWebhookSettings, type StoredDelivery, type StoredSettings } from "./webhooks.repository.ts";

export interface Forwarder {
  /** Begins to work in the background, with whatever a killed process left. */
  start(): void;
  /** Sends what is due now and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

type ForwarderDeps = Pick<Deps, "store" | "clock" | "logger" | "config" | "outbound" | "live">;

const takenAtOnce = 20;
const concurrentSends = 2;
/** A forward taken by a process that died is free again after this long; no call of ours lasts as long. */
const claimMs = 60_000;
const lookAgainMs = 5_000;
/** Between one attempt and the next; there is one attempt more than there are pauses. */
export const forwardPausesMs: readonly number[] = [10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000];

/**
 * Carries deliveries i'mport has confirmed to the shop's own endpoint, signed, until it takes them. Any number of
 * processes share the work; a delivery may arrive twice when one dies at the wrong moment, and carries its id for that.
 */
export function createForwarder(deps: ForwarderDeps): Forwarder {
  const { store, clock, logger } = deps;

  async function step(): Promise<number> {
    try {
      const due = await findDueForwards(store.read, clock.now(), takenAtOnce);
      if (due.length === 0) {
        const nextMs = await findNextForwardMs(store.read);
        return nextMs === null ? lookAgainMs : Math.max(1, Math.min(lookAgainMs, nextMs - clock.now()));
      }
      const settings = await findWebhookSettings(store.read);
      const waiting = [...due];
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await forward(next, settings);
      };
      await Promise.all(Array.from({ length: concurrentSends }, work));
      return 0;
    } catch (error) {
      logger.error({ err: error }, "forwarding webhooks stumbled");
      return lookAgainMs;
    }
  }

  async function forward(due: StoredForward, settings: StoredSettings): Promise<void> {
    if (!(await claimForward(store.write, due, clock.now() + claimMs))) return;
    const delivery = await findDelivery(store.read, due.delivery_id);
    const { forward_url: url, forward_secret: sealed, is_forwarding: isForwarding } = settings;
    const isWanted = isForwarding === 1 || due.replay_id !== "";
    if (delivery === undefined || url === null || sealed === null || !isWanted) {
      await settle(due, { state: "stopped" });
      return;
    }
    const number = due.attempts + 1;
    const atMs = clock.now();
    const result = await send({ delivery, due, number, url, secret: openForwardSecret(deps.config.secret, sealed) });
    await record(due, { number, atMs, url, result });
  }

  function send(order: {
    readonly delivery: StoredDelivery;
    readonly due: StoredForward;
    readonly number: number;
    readonly url: string;
    readonly secret: string;
  }): Promise<OutboundResult> {
    const { delivery, due, number, url, secret } = order;
    const carried = {
      id: delivery.id,
      contentType: delivery.content_type,
      body: delivery.body,
      attempt: number,
      isReplay: due.replay_id !== "",
    };
    return deps.outbound.post({ url, headers: forwardHeaders(carried, secret, clock.now()), body: delivery.body });
  }

  async function record(
    due: StoredForward,
    sent: { readonly number: number; readonly atMs: number; readonly url: string; readonly result: OutboundResult },
  ): Promise<void> {
    const { number, atMs, url, result } = sent;
    const { status, problem, address, tookMs } = result;
    const pauseMs = forwardPausesMs[number - 1];
    const state = problem === null ? "delivered" : pauseMs === undefined ? "failed" : "waiting";
    await store.transact(async (tx) => {
      await insertAttempt(tx, {
        forward_id: due.id,
        number,
        at_ms: atMs,
        url,
        address,
        status,
        problem,
        took_ms: tookMs,
      });
      await updateForward(tx, due.id, {
        state,
        next_attempt_at_ms: state === "waiting" ? clock.now() + (pauseMs ?? 0) : null,
        settled_at_ms: state === "waiting" ? null : clock.now(),
        last_status: status,
        last_problem: problem,
      });
    });
    deps.live.publish({ type: "webhook.changed", deliveryId: due.delivery_id });
  }

  async function settle(due: StoredForward, change: Pick<StoredForward, "state">): Promise<void> {
    await updateForward(store.write, due.id, { ...change, next_attempt_at_ms: null, settled_at_ms: clock.now() });
    deps.live.publish({ type: "webhook.changed", deliveryId: due.delivery_id });
  }

  const turns = takeTurns({ step, name: "the forwarder of webhooks", logger });
  let stopListening = () => {};
  return {
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
    },
  };
}
