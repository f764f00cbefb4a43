import { type CashReceipt, type FoundReceipt, type ReceiptSource, supportsReceipt } from "@maru/domain";
import type { ImportClient } from "@maru/import-client";

/** What upstream knows of a sale's receipt: null when of none, undefined where the PG offers no look-up. */
export async function lookUpReceipt(
  upstream: ImportClient,
  {
    source,
    target,
    pgProvider,
  }: {
    readonly source: ReceiptSource;
    readonly target: string;
    readonly pgProvider: string | null;
  },
): Promise<CashReceipt | null | undefined> {
  if (!supportsReceipt(source, "read", pgProvider)) return undefined;
  return source === "payment" ? upstream.getCashReceipt(target) : upstream.getExternalCashReceipt(target);
}

/** What the rules ask of a receipt that was looked up. */
export function foundReceipt(receipt: CashReceipt | null | undefined): FoundReceipt {
  if (receipt == null) return receipt;
  return { receiptTid: receipt.receiptTid, isCancelled: receipt.cancelledAt !== null };
}
