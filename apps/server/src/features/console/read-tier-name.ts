import { AppError } from "@maru/domain";
import type { Deps } from "../../context.ts";
import { findFact, saveFact } from "./console-facts.ts";

export const tierNameFact = "tier_name";

/**
 * Asks upstream what the sub-merchant of this console is called, and keeps it. Never rejects: a code that upstream does not
 * know is logged as the mistake it is, since nothing would ever be found under it.
 */
export async function readTierName({
  config,
  store,
  upstream,
  logger,
}: Pick<Deps, "config" | "store" | "upstream" | "logger">): Promise<void> {
  const { tier } = config.upstream;
  if (tier === null) return;
  try {
    const { name } = await upstream.getTier(tier);
    if (name === (await findFact(store.read, tierNameFact))) return;
    await store.transact((tx) => saveFact(tx, tierNameFact, name));
  } catch (error) {
    if (error instanceof AppError && error.code === "NOT_FOUND")
      logger.error({ tier }, "i'mport knows no sub-merchant of this code; check IMPORT_TIER");
    else logger.warn({ err: error, tier }, "the sub-merchant's name could not be read; the next look tries again");
  }
}
