import type { PaymentCounts, PaymentFilter } from "@maru/domain";
import { TRPCError } from "@trpc/server";
import pLimit from "p-limit";
import type { Store } from "../../db/store.ts";
import { countPayments } from "./count-payments.ts";
import { standsInSums } from "./payment-search.repository.ts";

/**
 * Counts what searches admit, as many at a time as the store can. Whoever types a number asks for a count at every key,
 * and the first of them visit nearly every payment: a count that nobody waits for any more when its turn comes is not
 * made. What running sums tell is answered at once.
 */
export interface CountQueue {
  /** Rejects with CLIENT_CLOSED_REQUEST once `signal` has aborted before the count began. */
  count(
    ctx: { readonly store: Pick<Store, "dialect" | "read" | "reports"> },
    filter: PaymentFilter,
    signal?: AbortSignal,
  ): Promise<PaymentCounts>;
}

/** What the store's threads or connections for reports take at once. */
const countsAtOnce = { sqlite: 1, postgres: 2 } as const;

export function createCountQueue(dialect: Store["dialect"], count: typeof countPayments = countPayments): CountQueue {
  const inTurn = pLimit(countsAtOnce[dialect]);
  return {
    count(ctx, filter, signal) {
      if (standsInSums(filter)) return count(ctx, filter);
      return inTurn(() => {
        if (signal?.aborted) throw new TRPCError({ code: "CLIENT_CLOSED_REQUEST" });
        return count(ctx, filter);
      });
    },
  };
}
