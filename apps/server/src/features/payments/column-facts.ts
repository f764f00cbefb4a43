import { cancellableAmount, isAllowed, type Money, maskPayment } from "@maru/domain";
import { parseWirePayment } from "@maru/import-client";
import type { SignedInContext } from "../../context.ts";
import { findWires } from "./payments.repository.ts";

/** What columns beyond the usual ones show of a payment, already masked for the reader's role. */
export interface PaymentColumnFacts {
  readonly impUid: string;
  readonly pgTid: string | null;
  readonly approvalNumber: string | null;
  /** Who paid into the virtual account, or for whom it was opened. */
  readonly depositor: string | null;
  readonly buyerEmail: string | null;
  readonly isCashReceiptIssued: boolean;
  readonly refundable: Money;
}

/** The facts of these payments that the list itself leaves out; of a payment the index does not hold, none. */
export async function columnFacts(
  ctx: Pick<SignedInContext, "store" | "actor">,
  { impUids }: { readonly impUids: readonly string[] },
  db = ctx.store.read,
): Promise<{ items: PaymentColumnFacts[] }> {
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  const wires = await findWires(db, impUids);
  return {
    items: wires.map((wire) => {
      const payment = parseWirePayment(JSON.parse(wire));
      const shown = isMasked ? maskPayment(payment) : payment;
      return {
        impUid: shown.impUid,
        pgTid: shown.pgTid,
        approvalNumber: shown.card?.approvalNumber ?? null,
        depositor: shown.deposits.at(-1)?.depositorName ?? shown.virtualAccount?.holder ?? null,
        buyerEmail: shown.buyer.email,
        isCashReceiptIssued: shown.isCashReceiptIssued,
        refundable: cancellableAmount(payment),
      };
    }),
  };
}
