import {
  type CurrencyTotal,
  type PaymentCounts,
  type PaymentFilter,
  type PaymentStatus,
  paymentStatuses,
} from "@maru/domain";
import type { Store } from "../../db/store.ts";
import { toStatus } from "./list-payments.ts";
import { type PaymentSum, standsInSums, sumPayments } from "./payment-search.repository.ts";

/**
 * How many payments a filter admits, by status, and what the live ones among them add up to in each currency. Exact, and
 * computed apart from the list, so that rows never wait for it.
 */
export async function countPayments(
  { store }: { readonly store: Pick<Store, "read" | "reports"> },
  filter: PaymentFilter,
): Promise<PaymentCounts> {
  // Running sums are read at once; only what visits payments is a report, and may have to wait for another.
  const sums = await sumPayments(standsInSums(filter) ? store.read : store.reports, filter);
  const byStatus: Record<PaymentStatus, number> = {
    ready: 0,
    paid: 0,
    partially_cancelled: 0,
    cancelled: 0,
    failed: 0,
    pending: 0,
    unknown: 0,
  };
  for (const sum of sums) byStatus[toStatus(sum.status)] += sum.payments;
  return {
    total: paymentStatuses.reduce((total, status) => total + byStatus[status], 0),
    byStatus,
    totals: totalsOf(sums.filter((sum) => sum.is_test === 0)),
  };
}

function totalsOf(sums: readonly PaymentSum[]): CurrencyTotal[] {
  const currencies = [...new Set(sums.map((sum) => sum.currency))].toSorted();
  return currencies.map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const paid = own.reduce((total, sum) => total + takenAmount(sum), 0);
    const cancelled = own.reduce((total, sum) => total + sum.cancelled, 0);
    const inCurrency = (amount: number) => ({ amount, currency });
    return {
      currency,
      paid: inCurrency(paid),
      cancelled: inCurrency(cancelled),
      net: inCurrency(paid - cancelled),
    };
  });
}

/** What was taken from buyers, before anything was given back. */
function takenAmount(sum: PaymentSum): number {
  switch (sum.status) {
    case "paid":
    case "partially_cancelled":
      return sum.amount;
    case "cancelled":
      // An order cancelled before it was paid has an amount, and nothing that was given back.
      return sum.cancelled;
    case "ready":
    case "failed":
    case "pending":
    case "unknown":
      return 0;
  }
}
