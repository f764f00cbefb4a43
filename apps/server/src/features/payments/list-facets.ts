import type { SignedInContext } from "../../context.ts";
import { findFacetCodes } from "./payment-search.repository.ts";

/** Codes that occur among the payments, the most frequent first: what a filter can usefully be set to. */
export interface PaymentFacets {
  readonly method: readonly string[];
  readonly pgProvider: readonly string[];
  readonly mid: readonly string[];
  readonly currency: readonly string[];
}

/** Every method, PG, merchant ID and currency that payments of the index have. */
export async function listFacets({ store }: Pick<SignedInContext, "store">): Promise<PaymentFacets> {
  const [method, pgProvider, mid, currency] = await Promise.all([
    findFacetCodes(store.reports, "method"),
    findFacetCodes(store.reports, "pg_provider"),
    findFacetCodes(store.reports, "mid"),
    findFacetCodes(store.reports, "currency"),
  ]);
  return { method, pgProvider, mid, currency };
}
