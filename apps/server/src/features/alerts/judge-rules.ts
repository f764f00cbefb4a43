import { type AlertFacts, type AlertFigures, type AlertRule, alertRules, figuresOfRule } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { selectChannelChanges } from "../channels/channels.repository.ts";
import { readChannel } from "../channels/stored-channels.ts";
import { findUntoldDrifts } from "../payments/note-drifts.ts";
import { findLastVerified } from "../webhooks/webhooks.repository.ts";
import {
  countCancels,
  countEnded,
  countOpenMisses,
  findUnresolvedRefunds,
  findUntoldMisses,
} from "./alert-measures.repository.ts";
import { findRules, type StoredRule } from "./alerts.repository.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const usualHours = 7 * 24;
const failureWindowMs = 30 * minuteMs;
const namedAtOnce = 5;
const takenAtOnce = 200;

/** Something a rule says; the same thing has the same key. */
export interface Finding {
  readonly rule: AlertRule;
  readonly key: string;
  readonly facts: AlertFacts;
}

export interface RuleState {
  readonly rule: AlertRule;
  readonly isEnabled: boolean;
  readonly figures: AlertFigures;
  readonly mutedUntilMs: number | null;
  readonly mutedByName: string | null;
}

/** Every rule as it stands: what people have set, and the rest as it comes. */
export async function readRules({ store, clock }: Pick<Deps, "store" | "clock">): Promise<readonly RuleState[]> {
  const rows = new Map((await findRules(store.read)).map((row) => [row.rule, row]));
  return alertRules.map((rule) => toState(rule, rows.get(rule), clock.now()));
}

function toState(rule: AlertRule, row: StoredRule | undefined, nowMs: number): RuleState {
  const mutedUntilMs = row?.muted_until_ms ?? null;
  const isMuted = mutedUntilMs !== null && mutedUntilMs > nowMs;
  return {
    rule,
    isEnabled: row === undefined || row.is_enabled === 1,
    figures: row === undefined ? {} : JSON.parse(row.figures),
    mutedUntilMs: isMuted ? mutedUntilMs : null,
    mutedByName: isMuted ? (row?.muted_by_name ?? null) : null,
  };
}

/** What a rule has to say now. */
export async function judgeRule(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { rule, figures }: RuleState,
): Promise<readonly Finding[]> {
  const nowMs = clock.now();
  const { times, percent, minutes, atLeast } = figuresOfRule(rule, figures);
  switch (rule) {
    case "refund_spike": {
      const fromMs = nowMs - hourMs;
      const count = await countCancels(store.reports, { fromMs, toMs: nowMs });
      if (count < atLeast) return [];
      const before = await countCancels(store.reports, { fromMs: fromMs - usualHours * hourMs, toMs: fromMs });
      const usual = before / usualHours;
      if (count < times * usual) return [];
      return [{ rule, key: `${rule}:${bucket(nowMs, hourMs)}`, facts: { count, usual: Math.round(usual * 10) / 10 } }];
    }
    case "failure_rate": {
      const { failed, paid } = await countEnded(store.reports, { fromMs: nowMs - failureWindowMs, toMs: nowMs });
      const count = failed + paid;
      const rate = count === 0 ? 0 : (failed / count) * 100;
      if (count < atLeast || rate < percent) return [];
      const facts = { count, failed, percent: Math.round(rate) };
      return [{ rule, key: `${rule}:${bucket(nowMs, failureWindowMs)}`, facts }];
    }
    case "refund_unresolved": {
      const unresolved = await findUnresolvedRefunds(store.read, nowMs - minutes * minuteMs);
      return unresolved.map(({ id, imp_uid: impUid, amount, currency, sending_at_ms: sentAtMs }) => ({
        rule,
        key: `${rule}:${id}`,
        facts: {
          refundId: id,
          impUid,
          amount,
          currency,
          minutes: Math.floor((nowMs - (sentAtMs ?? nowMs)) / minuteMs),
        },
      }));
    }
    case "webhook_missing": {
      const misses = await findUntoldMisses(store.read, takenAtOnce);
      const [first] = misses;
      if (first === undefined || misses.length < atLeast) return [];
      const impUids = [...new Set(misses.map(({ imp_uid: impUid }) => impUid))].slice(0, namedAtOnce);
      const missIds = misses.map(({ id }) => id);
      return [{ rule, key: `${rule}:${first.id}`, facts: { count: misses.length, impUids, missIds } }];
    }
    case "webhook_silence": {
      const last = await findLastVerified(store.read, 0);
      if (last === undefined || nowMs - last.received_at_ms < minutes * minuteMs) return [];
      const count = await countOpenMisses(store.read, last.received_at_ms);
      if (count < atLeast) return [];
      const silentMinutes = Math.floor((nowMs - last.received_at_ms) / minuteMs);
      return [{ rule, key: `${rule}:${last.id}`, facts: { count, minutes: silentMinutes } }];
    }
    case "drift": {
      const drifts = await findUntoldDrifts(store.read, takenAtOnce);
      const [first] = drifts;
      const impUids = [...new Set(drifts.map(({ imp_uid: impUid }) => impUid))];
      if (first === undefined || impUids.length < atLeast) return [];
      const kinds = [...new Set(drifts.map(({ kind }) => kind))];
      const facts = { count: impUids.length, impUids: impUids.slice(0, namedAtOnce), kinds };
      return [{ rule, key: `${rule}:${first.id}`, facts: { ...facts, driftIds: drifts.map(({ id }) => id) } }];
    }
    case "channel_changed": {
      const changes = await selectChannelChanges(store.read, takenAtOnce);
      return changes
        .filter(({ seen_at_ms: seenAtMs }) => nowMs - seenAtMs < usualHours * hourMs)
        .map(({ id, kind, before, after }) => {
          const { pgProvider, mid, name } = readChannel(JSON.parse(after ?? before ?? "{}"));
          return { rule, key: `${rule}:${id}`, facts: { kind, channel: name ?? `${pgProvider} ${mid}` } };
        });
    }
  }
}

function bucket(nowMs: number, lengthMs: number): string {
  return new Date(Math.floor(nowMs / lengthMs) * lengthMs).toISOString();
}
