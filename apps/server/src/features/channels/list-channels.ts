import {
  type ChannelChangeKind,
  type ChannelFacts,
  kstDayStart,
  maskChannelKey,
  toKstDate,
  unusualSilence,
} from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import {
  type ChannelDay,
  countByChannel,
  daySeconds,
  findLastSnapshot,
  koreaAheadSeconds,
  selectChannelChanges,
  succeededByDay,
} from "./channels.repository.ts";
import { readChannel, readChannels } from "./stored-channels.ts";

export interface ChannelView {
  readonly pgProvider: string;
  readonly mid: string;
  readonly isTestChannel: boolean;
  readonly type: string;
  readonly name: string | null;
  readonly maskedKey: string | null;
  /** Payments the index holds of it. */
  readonly payments: number;
  /** Successful ones over the weeks that are compared. */
  readonly succeeded: number;
  /** The latest successful one among them; unix seconds. */
  readonly lastSuccessAt: number | null;
  /** How many there usually are by this time on this weekday, where there is none today; null where nothing is unusual. */
  readonly usualByNow: number | null;
  /** Another channel has the same PG, MID and mode, so what is counted may be either's. */
  readonly isShared: boolean;
}

export interface ChannelList {
  /** Null before the first look. */
  readonly readAtMs: number | null;
  readonly weeks: number;
  readonly items: readonly ChannelView[];
  /** PG, MID and mode of payments that no listed channel explains. */
  readonly unlisted: readonly { readonly pgProvider: string; readonly mid: string; readonly payments: number }[];
}

const weeks = 8;

/** What upstream says about the channels, beside what the index has seen of each. */
export async function listChannels({ store, clock }: Pick<SignedInContext, "store" | "clock">): Promise<ChannelList> {
  const snapshot = await findLastSnapshot(store.read);
  const channels = snapshot === undefined ? [] : readChannels(snapshot.channels);
  const now = Math.floor(clock.now() / 1000);
  const todayStart = kstDayStart(toKstDate(now));
  const [uses, days] = await Promise.all([
    countByChannel(store.reports),
    succeededByDay(store.reports, todayStart - weeks * 7 * daySeconds, now - todayStart),
  ]);
  const today = Math.round((todayStart + koreaAheadSeconds) / daySeconds);
  const isOf =
    ({ pgProvider, mid, isTestChannel }: ChannelFacts) =>
    (row: Pick<ChannelDay, "pgProvider" | "mid" | "isTest">): boolean =>
      row.pgProvider === pgProvider && row.mid === mid && (row.isTest === 1) === isTestChannel;

  const items = channels.map((channel) => {
    const own = days.filter(isOf(channel));
    const onDay = (day: number) => own.find((row) => row.day === day)?.byThisTime ?? 0;
    const twins = channels.filter(
      (other) =>
        other.pgProvider === channel.pgProvider &&
        other.mid === channel.mid &&
        other.isTestChannel === channel.isTestChannel,
    );
    const pattern = {
      today: onDay(today),
      before: Array.from({ length: weeks }, (_, week) => onDay(today - 7 * (week + 1))),
    };
    return {
      pgProvider: channel.pgProvider,
      mid: channel.mid,
      isTestChannel: channel.isTestChannel,
      type: channel.type,
      name: channel.name,
      maskedKey: channel.channelKey === null ? null : maskChannelKey(channel.channelKey),
      payments: uses.find(isOf(channel))?.payments ?? 0,
      succeeded: own.reduce((sum, row) => sum + row.succeeded, 0),
      lastSuccessAt: own.length === 0 ? null : Math.max(...own.map(({ lastAt }) => lastAt)),
      usualByNow: channel.isTestChannel ? null : unusualSilence(pattern),
      isShared: twins.length > 1,
    };
  });
  const unlisted = uses
    .filter((use) => use.pgProvider !== "" && use.mid !== "" && !channels.some((channel) => isOf(channel)(use)))
    .map(({ pgProvider, mid, payments }) => ({ pgProvider, mid, payments }));
  return { readAtMs: snapshot?.taken_at_ms ?? null, weeks, items, unlisted };
}

export interface ChannelChangeView {
  readonly id: string;
  readonly kind: ChannelChangeKind;
  readonly seenAtMs: number;
  /** When it was still as before. */
  readonly sinceMs: number;
  readonly before: Omit<ChannelFacts, "channelKey"> | null;
  readonly after: Omit<ChannelFacts, "channelKey"> | null;
}

const mostChanges = 100;

/** What changed from look to look, the newest first; channel keys stay out of it. */
export async function listChannelChanges({
  store,
}: Pick<SignedInContext, "store">): Promise<{ readonly items: readonly ChannelChangeView[] }> {
  const rows = await selectChannelChanges(store.read, mostChanges);
  const withoutKey = (text: string | null) => {
    if (text === null) return null;
    const { channelKey: _, ...facts } = readChannel(JSON.parse(text));
    return facts;
  };
  return {
    items: rows.map(({ id, kind, seen_at_ms: seenAtMs, since_ms: sinceMs, before, after }) => ({
      id,
      kind,
      seenAtMs,
      sinceMs,
      before: withoutKey(before),
      after: withoutKey(after),
    })),
  };
}
