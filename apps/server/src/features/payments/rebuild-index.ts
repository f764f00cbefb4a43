import type { Transaction } from "kysely";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { findFact, saveFact } from "../console/console-facts.ts";
import { findCopiesAfter, findNoteTexts, lockIndex, replaceTexts } from "./payments.repository.ts";
import { searchTextsOf } from "./search-texts.ts";

/** Grows whenever what search keeps of a payment changes its form, so that older rows are made anew. */
const indexVersion = "2";

const versionFact = "search_index_version";
const placeFact = "search_index_rebuilt_to";

/** Payments made anew in one transaction: few enough that nobody waits for it. */
const batch = 200;

type RebuildDeps = Pick<Deps, "store" | "logger">;

/**
 * Brings what search keeps of every payment to its present form, from the stored copies; needs no upstream. Goes on where
 * a stopped process left off, and several processes share the work. Until it ends, older rows are found by everything but
 * searches in one field.
 */
export async function rebuildIndex({ store, logger }: RebuildDeps, signal: AbortSignal): Promise<void> {
  if ((await findFact(store.read, versionFact)) === indexVersion) return;
  let rebuilt = 0;
  while (!signal.aborted) {
    const count = await store.transact(rebuildBatch);
    rebuilt += count;
    if (count < batch) {
      logger.info({ rebuilt }, "the search index is in its present form");
      return;
    }
  }
}

/** How many payments were made anew; fewer than a batch when none is left. */
async function rebuildBatch(tx: Transaction<Database>): Promise<number> {
  await lockIndex(tx);
  if ((await findFact(tx, versionFact)) === indexVersion) return 0;
  const copies = await findCopiesAfter(tx, Number((await findFact(tx, placeFact)) ?? -1), batch);
  const notes = await findNoteTexts(
    tx,
    copies.map((copy) => copy.imp_uid),
  );
  await replaceTexts(
    tx,
    copies.map(({ id, imp_uid: impUid, wire }) => ({ id, ...searchTextsOf(wire, notes.get(impUid) ?? []) })),
  );
  const last = copies.at(-1);
  if (last !== undefined) await saveFact(tx, placeFact, String(last.id));
  if (copies.length < batch) await saveFact(tx, versionFact, indexVersion);
  return copies.length;
}
