/** A channel as `GET /users/pg` describes it; credentials are not readable. */
export interface ChannelFacts {
  readonly pgProvider: string;
  readonly mid: string;
  readonly isTestChannel: boolean;
  readonly type: string;
  readonly name: string | null;
  readonly channelKey: string | null;
}

export const channelChangeKinds = ["added", "removed", "to_test", "to_live", "mid", "renamed", "other"] as const;
export type ChannelChangeKind = (typeof channelChangeKinds)[number];

/** One difference between two looks at the channels. */
export interface ChannelChange {
  readonly kind: ChannelChangeKind;
  /** Null for a channel that was not there before. */
  readonly before: ChannelFacts | null;
  /** Null for one that is not there any more. */
  readonly after: ChannelFacts | null;
}

/**
 * What differs between two looks. A channel is the same one by its key; without a key, by its PG, MID and type. One channel
 * may have changed in several ways. The order upstream lists them in means nothing.
 */
export function channelChanges(
  before: readonly ChannelFacts[],
  after: readonly ChannelFacts[],
): readonly ChannelChange[] {
  const left = [...before];
  const changes: ChannelChange[] = [];
  const added: ChannelFacts[] = [];
  const take = (isSame: (one: ChannelFacts) => boolean): ChannelFacts | undefined => {
    const at = left.findIndex(isSame);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  // A twin that is the same in every respect is taken first, so that it never passes for a change of the other.
  const open = after.filter(
    (now) => take((one) => identityOf(one) === identityOf(now) && isEqual(one, now)) === undefined,
  );
  for (const now of open) {
    const was = take((one) => identityOf(one) === identityOf(now));
    if (was === undefined) added.push(now);
    else changes.push(...differences(was, now).map((kind) => ({ kind, before: was, after: now })));
  }
  return [
    ...added.map((now) => ({ kind: "added" as const, before: null, after: now })),
    ...left.map((was) => ({ kind: "removed" as const, before: was, after: null })),
    ...changes,
  ];
}

function identityOf({ channelKey, pgProvider, mid, type }: ChannelFacts): string {
  return channelKey ?? JSON.stringify([pgProvider, mid, type]);
}

function isEqual(one: ChannelFacts, other: ChannelFacts): boolean {
  return differences(one, other).length === 0;
}

function differences(was: ChannelFacts, now: ChannelFacts): ChannelChangeKind[] {
  const kinds: ChannelChangeKind[] = [];
  if (was.isTestChannel !== now.isTestChannel) kinds.push(now.isTestChannel ? "to_test" : "to_live");
  if (was.mid !== now.mid) kinds.push("mid");
  if (was.name !== now.name) kinds.push("renamed");
  if (was.pgProvider !== now.pgProvider || was.type !== now.type) kinds.push("other");
  return kinds;
}

/** Enough of a channel's key to tell it from another, and not enough to use it. */
export function maskChannelKey(key: string): string {
  return key.replace(/^(channel-key-)?(.*)$/s, (_, prefix: string | undefined, rest: string) =>
    rest.length <= 8 ? `${prefix ?? ""}${"•".repeat(8)}` : `${prefix ?? ""}${rest.slice(0, 4)}••••${rest.slice(-4)}`,
  );
}
