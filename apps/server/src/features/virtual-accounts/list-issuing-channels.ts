import { capabilityOf, mayBeTried } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { isForAccounts } from "./issue-account.ts";

/** A channel through which an account can be issued. */
export interface IssuingChannel {
  readonly channelKey: string;
  readonly pgProvider: string;
  readonly mid: string;
  readonly name: string | null;
  readonly isTestChannel: boolean;
}

/** The channels at upstream whose PG issues virtual accounts by API. */
export async function listIssuingChannels({
  upstream,
}: Pick<SignedInContext, "upstream">): Promise<{ readonly items: readonly IssuingChannel[] }> {
  const channels = await upstream.listChannels();
  const items = channels.flatMap((channel) => {
    const { channelKey, pgProvider, mid, name, isTestChannel } = channel;
    const canIssue = isForAccounts(channel) && mayBeTried(capabilityOf(pgProvider, "issueVirtualAccount"));
    return canIssue && channelKey !== null ? [{ channelKey, pgProvider, mid, name, isTestChannel }] : [];
  });
  return { items };
}
