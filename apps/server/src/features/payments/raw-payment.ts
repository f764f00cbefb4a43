import { isAllowed, maskWire } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { requirePayment } from "./find-payment.ts";

/** The JSON a payment was read from, masked by role. Members that upstream sent as null are left out. */
export async function rawPayment(
  ctx: Pick<SignedInContext, "store" | "actor">,
  { impUid }: { readonly impUid: string },
): Promise<{ readonly wire: unknown; readonly readAtMs: number }> {
  const { wire, readAtMs } = await requirePayment(ctx, impUid);
  return { wire: isAllowed(ctx.actor.role, "buyer:read") ? wire : maskWire(wire), readAtMs };
}
