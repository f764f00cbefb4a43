import { type accountHolderQuery, isAllowed, maskName } from "@maru/domain";
import type * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";

/**
 * Whose account it is, as far as anybody tells: the look-up is no longer in the vendor's document, and null where it is
 * gone. A PG may compare only the shorter of two names, so that a match proves little.
 */
export async function lookUpHolder(
  ctx: Pick<SignedInContext, "upstream" | "actor">,
  { bank, number }: z.output<typeof accountHolderQuery>,
): Promise<{ readonly holder: string | null }> {
  const holder = await ctx.upstream.getAccountHolder({ bankCode: bank, number });
  const isMasked = !isAllowed(ctx.actor.role, "buyer:read");
  return { holder: holder !== null && isMasked ? maskName(holder) : holder };
}
