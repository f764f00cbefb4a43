import { addMoney, type Money } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { requirePayment } from "./find-payment.ts";

/** How what is left of a payment divides for the tax office. */
export interface TaxParts {
  readonly taxFree: Money;
  readonly supply: Money;
  readonly vat: Money;
}

/** The only PG whose payments upstream divides; for all others the parts are known to nobody but shop and PG. */
const dividingPg = "payco";

/**
 * The tax parts of what is left of a payment, asked of upstream; null where upstream has no answer to that. Rejects as
 * the client does when upstream does not answer.
 */
export async function paymentTaxParts(
  ctx: Pick<SignedInContext, "store" | "upstream">,
  { impUid }: { readonly impUid: string },
): Promise<{ readonly parts: TaxParts | null }> {
  const { payment } = await requirePayment(ctx, impUid);
  if (payment.pgProvider !== dividingPg || payment.paidAt === null) return { parts: null };
  const { primary, secondary } = await ctx.upstream.getBalance(impUid);
  // The cash receipt is a view of the same money, and a discount was never paid.
  const [first, ...others] = [primary, secondary].filter((group) => group !== null);
  if (first === undefined) return { parts: null };
  return {
    parts: others.reduce<TaxParts>(
      (sum, group) => ({
        taxFree: addMoney(sum.taxFree, group.taxFree),
        supply: addMoney(sum.supply, group.supply),
        vat: addMoney(sum.vat, group.vat),
      }),
      { taxFree: first.taxFree, supply: first.supply, vat: first.vat },
    ),
  };
}
