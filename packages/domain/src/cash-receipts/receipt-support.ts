import type { Capability } from "../capabilities/capability.ts";
import { type CapabilityAction, capabilityKinds } from "../capabilities/capability-kinds.ts";
import { capabilityOf, mayBeTried } from "../capabilities/capability-of.ts";
import type { ReceiptSource } from "./receipt-fields.ts";

export type ReceiptAction = "read" | "issue" | "cancel";

const actions: Readonly<Record<ReceiptSource, Readonly<Record<ReceiptAction, CapabilityAction>>>> = {
  payment: { read: "getCashReceipt", issue: "issueCashReceipt", cancel: "cancelCashReceipt" },
  outside: { read: "getExternalCashReceipt", issue: "issueExternalCashReceipt", cancel: "cancelExternalCashReceipt" },
};

/** What the sources say about this PG and this act. */
export function receiptCapability(source: ReceiptSource, action: ReceiptAction, pgProvider: string | null): Capability {
  return capabilityOf(pgProvider, actions[source][action]);
}

/** Whether it is worth asking the PG for it through upstream. */
export function supportsReceipt(source: ReceiptSource, action: ReceiptAction, pgProvider: string | null): boolean {
  return mayBeTried(receiptCapability(source, action, pgProvider));
}

/** The PGs whose receipts of payments can be looked up. */
export function pgsWithReadableReceipts(): readonly string[] {
  return capabilityKinds.getCashReceipt.published.flatMap(({ pgs }) => pgs);
}
