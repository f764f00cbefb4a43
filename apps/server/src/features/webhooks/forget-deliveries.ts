import type { Deps } from "../../context.ts";
import { deleteFloodsBefore } from "./floods.repository.ts";
import { deleteForwardsBefore } from "./forwards.repository.ts";
import { deleteMissesBefore } from "./misses.repository.ts";
import { deleteDeliveriesBefore, findWebhookSettings } from "./webhooks.repository.ts";

const dayMs = 86_400_000;
/** So many go in one statement, so that a webhook that comes meanwhile waits for none. */
const removedAtOnce = 2_000;

/** Removes what is older than the log is to reach back, and what was sent to the shop then; says how many deliveries. */
export async function forgetOldDeliveries({ store, clock }: Pick<Deps, "store" | "clock">): Promise<number> {
  const { retention_days: days } = await findWebhookSettings(store.read);
  await store.transact((tx) => deleteForwardsBefore(tx, clock.now() - days * dayMs));
  await deleteMissesBefore(store.write, clock.now() - days * dayMs);
  await deleteFloodsBefore(store.write, clock.now() - days * dayMs);
  let removed = 0;
  for (let last = removedAtOnce; last === removedAtOnce; ) {
    last = await deleteDeliveriesBefore(store.write, clock.now() - days * dayMs, removedAtOnce);
    removed += last;
  }
  return removed;
}
