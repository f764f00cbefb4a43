import { maskWire } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { requirePayment } from "./find-payment.ts";
import { seesBuyer } from "./reveal-buyer.ts";

/**
 * The JSON a payment was read from, masked by role. Members that upstream sent as null are left out. Every reading is in
 * the audit log before it is answered. Rejects with PAYMENT_NOT_FOUND.
 */
export async function rawPayment(
  ctx: SignedInContext,
  { impUid }: { readonly impUid: string },
): Promise<{ readonly wire: unknown; readonly readAtMs: number }> {
  const { wire, readAtMs } = await requirePayment(ctx, impUid);
  const isMasked = !(await seesBuyer(ctx, impUid));
  await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "payment.raw_read", impUid, isMasked }));
  return { wire: isMasked ? maskWire(wire) : wire, readAtMs };
}
