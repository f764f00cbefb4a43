import { type ChannelFacts, type LaunchMode, type Payment, requestedAt } from "@maru/domain";
import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import { findLastSnapshot } from "../channels/channels.repository.ts";
import { readChannel, readChannels } from "../channels/stored-channels.ts";
import { selectReplacements } from "./launch.repository.ts";

/** A channel people can pay through now. */
export interface LaunchChannel extends ChannelFacts {
  /** What happened before belongs to a channel that stood in its place; unix seconds, 0 for one that was always there. */
  readonly since: number;
}

export interface LaunchChannels {
  /** Null before the first look at them; unix milliseconds. */
  readonly readAtMs: number | null;
  readonly items: readonly LaunchChannel[];
  /** When one of this mode was last replaced or taken away; null where none ever was. Unix milliseconds. */
  readonly replacedAtMs: number | null;
  /** Whether a payment was made on one of them, as it is now. */
  isOwn(payment: Payment): boolean;
}

const forIdentity = "certification";

/**
 * The channels of a mode as the last look found them. Upstream tells payments' PG and MID, not their channel's key, so of
 * two channels alike in both the older one counts.
 */
export async function readLaunchChannels(db: Kysely<Database>, mode: LaunchMode): Promise<LaunchChannels> {
  const [snapshot, changes] = await Promise.all([findLastSnapshot(db), selectReplacements(db)]);
  const isOfMode = ({ isTestChannel, type }: ChannelFacts) =>
    isTestChannel === (mode === "test") && type !== forIdentity;
  const replaced = changes.map(({ kind, seen_at_ms: seenAtMs, before, after }) => ({
    kind,
    seenAtMs,
    before: before === null ? null : readChannel(JSON.parse(before)),
    after: after === null ? null : readChannel(JSON.parse(after)),
  }));
  const items = (snapshot === undefined ? [] : readChannels(snapshot.channels)).filter(isOfMode).map((channel) => {
    const last = replaced.find(({ after }) => after !== null && isSame(after, channel));
    return { ...channel, since: last === undefined ? 0 : Math.floor(last.seenAtMs / 1000) };
  });
  const taken = replaced.find(({ kind, before }) => kind !== "added" && before !== null && isOfMode(before));
  return {
    readAtMs: snapshot?.taken_at_ms ?? null,
    items,
    replacedAtMs: taken?.seenAtMs ?? null,
    isOwn: (payment) =>
      payment.isTestChannel === (mode === "test") &&
      items.some(
        ({ pgProvider, mid, since }) =>
          pgProvider === payment.pgProvider && mid === payment.mid && requestedAt(payment) >= since,
      ),
  };
}

function isSame(one: ChannelFacts, other: ChannelFacts): boolean {
  return (
    one.channelKey === other.channelKey &&
    one.pgProvider === other.pgProvider &&
    one.mid === other.mid &&
    one.type === other.type &&
    one.isTestChannel === other.isTestChannel
  );
}
