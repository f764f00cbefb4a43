import type { ReadPayment } from "@maru/import-client";
import type { Deps } from "../../context.ts";
import type { PaymentSource } from "./payments.tables.ts";
import { preparePayment, type SavedPayments, savePayments } from "./save-payments.ts";

export type IndexingDeps = Pick<Deps, "store" | "upstream" | "clock" | "live">;

/** Reads one payment upstream and brings the index up to date with it. Rejects as the client's `getPayment` does. */
export async function rereadPayment(deps: IndexingDeps, impUid: string, source: PaymentSource): Promise<ReadPayment> {
  const readAtMs = deps.clock.now();
  const read = await deps.upstream.getPayment(impUid);
  await storeReads(deps, [read], source, readAtMs);
  return read;
}

/** Brings the index up to date with payments already read, and tells every open page what changed. */
export async function storeReads(
  deps: Omit<IndexingDeps, "upstream">,
  reads: readonly ReadPayment[],
  source: PaymentSource,
  readAtMs: number,
): Promise<SavedPayments> {
  const prepared = reads.map((read) => preparePayment({ ...read, source, readAtMs }));
  const saved = await deps.store.transact((tx) => savePayments(tx, prepared, deps.clock.now()));
  if (saved.changed.length > 0) deps.live.publish({ type: "payment.changed", impUids: saved.changed });
  return saved;
}
