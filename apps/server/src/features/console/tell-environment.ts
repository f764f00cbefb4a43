import type { Config } from "../../config.ts";
import type { Store } from "../../db/store.ts";
import { findLastSnapshot, holdsLivePayments } from "../channels/channels.repository.ts";
import { readChannels } from "../channels/stored-channels.ts";

/** What money moves here: none (`sandbox`), what test channels move (`test`), or real money (`live`). */
export type Environment = "sandbox" | "test" | "live";

/**
 * What an account with credentials is stays `live` until proven otherwise: `test` takes a look at the channels that found
 * nothing but test channels, and an index without one live payment, since a channel that is gone can still be refunded.
 */
export async function tellEnvironment({
  config,
  store,
}: {
  readonly config: Config;
  readonly store: Store;
}): Promise<Environment> {
  if (config.mode === "sandbox") return "sandbox";
  const snapshot = await findLastSnapshot(store.read);
  const channels = snapshot === undefined ? [] : readChannels(snapshot.channels);
  const hasOnlyTestChannels = channels.length > 0 && channels.every(({ isTestChannel }) => isTestChannel);
  return hasOnlyTestChannels && !(await holdsLivePayments(store.read)) ? "test" : "live";
}
