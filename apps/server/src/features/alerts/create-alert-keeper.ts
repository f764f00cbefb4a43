import type { Deps } from "../../context.ts";
import { takeTurns } from "../../take-turns.ts";
import { findUntoldDrifts, markDriftsTold } from "../payments/note-drifts.ts";
import { findUntoldMisses, markMissesTold } from "./alert-measures.repository.ts";
import {
  claimSend,
  findAlert,
  findDestination,
  findDestinations,
  findDueSends,
  insertAlert,
  insertSends,
  type StoredSend,
  updateSend,
} from "./alerts.repository.ts";
import { type Finding, judgeRule, type RuleState, readRules } from "./judge-rules.ts";
import { sendAlert } from "./send-alert.ts";

export interface AlertKeeper {
  start(): void;
  /** Judges the rules when it is time, sends what is due, and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

type KeeperDeps = Pick<Deps, "store" | "clock" | "ids" | "logger" | "live" | "config" | "mailer" | "outbound">;

const judgeEveryMs = 60_000;
const lookAgainMs = 10_000;
const takenAtOnce = 20;
/** A send taken by a process that died is free again after this long. */
const claimMs = 60_000;
/** Between one attempt and the next; there is one attempt more than there are pauses. */
export const alertPausesMs: readonly number[] = [30_000, 300_000, 1_800_000];

/**
 * Judges the alert rules every minute and tells every destination once of each thing found. Any number of processes
 * share the work: the same thing is one alert, and each send is taken by one.
 */
export function createAlertKeeper(deps: KeeperDeps): AlertKeeper {
  const { store, clock, logger } = deps;
  let judgedAtMs = Number.NEGATIVE_INFINITY;

  async function step(): Promise<number> {
    try {
      if (Math.abs(clock.now() - judgedAtMs) >= judgeEveryMs) {
        judgedAtMs = clock.now();
        for (const state of await readRules(deps)) await judge(state);
      }
      const due = await findDueSends(store.read, clock.now(), takenAtOnce);
      for (const send of due) await carryOut(send);
      return due.length > 0 ? 0 : lookAgainMs;
    } catch (error) {
      logger.error({ err: error }, "alerting stumbled");
      return lookAgainMs;
    }
  }

  async function judge(state: RuleState): Promise<void> {
    if (state.isEnabled) {
      for (const finding of await judgeRule(deps, state)) await raise(finding, state);
    } else if (state.rule === "webhook_missing") {
      // What nobody wants to hear of now is no news when the rule is turned on again.
      const untold = await findUntoldMisses(store.read, takenAtOnce);
      await markMissesTold(
        store.write,
        untold.map(({ id }) => id),
      );
    } else if (state.rule === "drift") {
      const untold = await findUntoldDrifts(store.read, takenAtOnce);
      await markDriftsTold(
        store.write,
        untold.map(({ id }) => id),
      );
    }
  }

  async function raise({ rule, key, facts }: Finding, { mutedUntilMs }: RuleState): Promise<void> {
    const nowMs = clock.now();
    const isMuted = mutedUntilMs !== null;
    const { missIds, driftIds, ...told } = facts;
    const isNew = await store.transact(async (tx) => {
      const alertId = deps.ids.next();
      const alert = {
        id: alertId,
        rule,
        key,
        raised_at_ms: nowMs,
        facts: JSON.stringify(told),
        is_muted: isMuted ? 1 : 0,
      };
      if (!(await insertAlert(tx, alert))) return false;
      if (Array.isArray(missIds)) await markMissesTold(tx, missIds);
      if (Array.isArray(driftIds)) await markDriftsTold(tx, driftIds);
      if (!isMuted) {
        const destinations = await findDestinations(tx);
        await insertSends(
          tx,
          destinations.map(({ id }) => newSend(deps, { alertId, destinationId: id })),
        );
      }
      return true;
    });
    if (!isNew) return;
    logger.warn({ rule, key, isMuted }, "an alert was raised");
    deps.live.publish({ type: "alert.changed" });
  }

  async function carryOut(due: StoredSend): Promise<void> {
    if (!(await claimSend(store.write, due, clock.now() + claimMs))) return;
    const destination = await findDestination(store.read, due.destination_id);
    const alert = due.alert_id === null ? undefined : await findAlert(store.read, due.alert_id);
    if (destination === undefined || alert === undefined) {
      await updateSend(store.write, due.id, { state: "failed", next_attempt_at_ms: null, settled_at_ms: clock.now() });
      return;
    }
    const startedAt = performance.now();
    const problem = await sendAlert(deps, destination, alert);
    const pauseMs = alertPausesMs[due.attempts];
    const state = problem === null ? "sent" : pauseMs === undefined ? "failed" : "waiting";
    await updateSend(store.write, due.id, {
      state,
      problem,
      took_ms: Math.round(performance.now() - startedAt),
      next_attempt_at_ms: state === "waiting" ? clock.now() + (pauseMs ?? 0) : null,
      settled_at_ms: state === "waiting" ? null : clock.now(),
    });
    deps.live.publish({ type: "alert.changed" });
  }

  const turns = takeTurns({ step, name: "the keeper of alerts", logger });
  return { start: turns.start, step, stop: turns.stop };
}

/** A send that is due at once. */
export function newSend(
  { ids, clock }: Pick<Deps, "ids" | "clock">,
  { alertId, destinationId }: { readonly alertId: string | null; readonly destinationId: string },
): StoredSend {
  return {
    id: ids.next(),
    alert_id: alertId,
    destination_id: destinationId,
    created_at_ms: clock.now(),
    state: "waiting",
    attempts: 0,
    next_attempt_at_ms: clock.now(),
    settled_at_ms: null,
    problem: null,
    took_ms: null,
  };
}
