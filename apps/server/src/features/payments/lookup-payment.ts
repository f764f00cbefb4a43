import { AppError } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { findPayment } from "./find-payment.ts";
import { findPaymentsOfOrder } from "./payments.repository.ts";
import { type OnChange, rereadPayment, storeReads } from "./read-payments-upstream.ts";

export interface PaymentLookup {
  readonly impUids: readonly string[];
  readonly source: "index" | "upstream";
}

/**
 * The payments a whole identifier names: `imp_uid` or `merchant_uid`, in the index first and upstream otherwise. What
 * upstream knows and the index did not is added to it, and to the audit log. Finding none is an empty answer.
 */
export async function lookupPayment(
  ctx: SignedInContext,
  { identifier }: { readonly identifier: string },
): Promise<PaymentLookup> {
  const known = await findInIndex(ctx, identifier);
  if (known.length > 0) return { impUids: known, source: "index" };
  return { impUids: await findUpstream(ctx, identifier), source: "upstream" };
}

async function findInIndex(ctx: SignedInContext, identifier: string): Promise<string[]> {
  if ((await findPayment(ctx, identifier)) !== undefined) return [identifier];
  const ofOrder = await findPaymentsOfOrder(ctx.store.read, identifier);
  return ofOrder.map((payment) => payment.imp_uid);
}

async function findUpstream(ctx: SignedInContext, identifier: string): Promise<string[]> {
  const onChange: OnChange = (tx, impUid) => recordAudit(tx, ctx, { event: "payment.looked_up", impUid });
  const single = await rereadPayment(ctx, identifier, "lookup", onChange).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "PAYMENT_NOT_FOUND") return undefined;
    throw error;
  });
  if (single !== undefined) return [single.payment.impUid];
  const readAtMs = ctx.clock.now();
  const ofOrder = await ctx.upstream.listPaymentsOfOrder(identifier, { limit: 100 });
  await storeReads(ctx, ofOrder.payments, "lookup", readAtMs, onChange);
  return ofOrder.payments.map((read) => read.payment.impUid);
}
