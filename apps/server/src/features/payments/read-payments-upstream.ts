import type { ReadPayment } from "@maru/import-client";
import type { Transaction } from "kysely";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import type { PaymentSource } from "./payments.tables.ts";
import { preparePayment, type SavedPayments, savePayments } from "./save-payments.ts";

export type IndexingDeps = Pick<Deps, "store" | "upstream" | "clock" | "live">;

/** Writes in the transaction of a change to the index, once for each payment that is new or differs. */
export type OnChange = (tx: Transaction<Database>, impUid: string) => Promise<void>;

/** Reads one payment upstream and brings the index up to date with it. Rejects as the client's `getPayment` does. */
export async function rereadPayment(
  deps: IndexingDeps,
  impUid: string,
  source: PaymentSource,
  onChange?: OnChange,
): Promise<ReadPayment> {
  const readAtMs = deps.clock.now();
  const read = await deps.upstream.getPayment(impUid);
  await storeReads(deps, [read], source, readAtMs, onChange);
  return read;
}

/** Brings the index up to date with payments already read, and tells every open page what changed. */
export async function storeReads(
  deps: Omit<IndexingDeps, "upstream">,
  reads: readonly ReadPayment[],
  source: PaymentSource,
  readAtMs: number,
  onChange?: OnChange,
): Promise<SavedPayments> {
  const prepared = reads.map((read) => preparePayment({ ...read, source, readAtMs }));
  const saved = await deps.store.transact(async (tx) => {
    const changes = await savePayments(tx, prepared, deps.clock.now());
    if (onChange !== undefined) for (const impUid of changes.changed) await onChange(tx, impUid);
    return changes;
  });
  if (saved.changed.length > 0) {
    deps.live.publish({ type: "payment.changed", impUids: saved.changed, added: saved.added });
  }
  return saved;
}
