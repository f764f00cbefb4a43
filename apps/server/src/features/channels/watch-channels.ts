import { AppError, type ChannelChange, type ChannelFacts, channelChanges, toKstDate } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { takeTurns } from "../../take-turns.ts";
import { lockChain } from "../audit/audit.repository.ts";
import { ownOrigin, recordAudit } from "../audit/record-audit.ts";
import { readTierName } from "../console/read-tier-name.ts";
import { refreshSubMerchants } from "../sub-merchants/refresh-sub-merchants.ts";
import { findLastSnapshot, insertChannelChanges, insertSnapshot } from "./channels.repository.ts";
import { readChannels } from "./stored-channels.ts";

export interface ChannelWatch {
  start(): void;
  /** Looks at the channels once and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  stop(): Promise<void>;
}

const lookEveryMs = 600_000;

type WatchDeps = Pick<Deps, "store" | "upstream" | "clock" | "ids" | "logger" | "config">;

/** Reads the channels again and again, keeps a picture of each day, and writes down whatever changed in between. */
export function createChannelWatch(deps: WatchDeps): ChannelWatch {
  const { store, upstream, clock, logger } = deps;

  async function step(): Promise<number> {
    await readTierName(deps);
    await refreshSubMerchants(deps);
    try {
      await look(await upstream.listChannels());
    } catch (error) {
      if (error instanceof AppError) logger.debug({ code: error.code }, "the channels could not be read");
      else logger.error({ err: error }, "looking at the channels stumbled");
    }
    return lookEveryMs;
  }

  async function look(channels: readonly ChannelFacts[]): Promise<void> {
    const nowMs = clock.now();
    const day = toKstDate(Math.floor(nowMs / 1000));
    const changes = await store.transact(async (tx) => {
      // One process after another: the second one finds nothing left to tell.
      await lockChain(tx);
      const last = await findLastSnapshot(tx);
      const found = last === undefined ? [] : channelChanges(readChannels(last.channels), channels);
      if (last !== undefined && found.length === 0 && last.day === day) return [];
      await insertSnapshot(tx, { id: deps.ids.next(), day, taken_at_ms: nowMs, channels: JSON.stringify(channels) });
      const rows = found.map((change) => ({
        id: deps.ids.next(),
        seen_at_ms: nowMs,
        since_ms: last?.taken_at_ms ?? nowMs,
        kind: change.kind,
        before: change.before === null ? null : JSON.stringify(change.before),
        after: change.after === null ? null : JSON.stringify(change.after),
      }));
      await insertChannelChanges(tx, rows);
      for (const change of found) await recordAudit(tx, ownOrigin(deps), { event: "channel.changed", ...told(change) });
      return found;
    });
    for (const { kind, before, after } of changes) {
      const { pgProvider, mid } = after ?? before ?? {};
      logger.warn({ kind, pgProvider, mid }, "a payment channel has changed in i'mport");
    }
  }

  const turns = takeTurns({ step, name: "watching the channels", logger });
  return { start: turns.start, step, stop: turns.stop };
}

/** Keys stay out of the log. */
function told({ kind, before, after }: ChannelChange) {
  const withoutKey = (facts: ChannelFacts | null) =>
    facts === null
      ? null
      : {
          pgProvider: facts.pgProvider,
          mid: facts.mid,
          isTestChannel: facts.isTestChannel,
          type: facts.type,
          name: facts.name,
        };
  return { kind, before: withoutKey(before), after: withoutKey(after) };
}
