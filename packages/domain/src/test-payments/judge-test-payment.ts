import type { Money } from "../money/money.ts";
import type { Payment } from "../payment.ts";
import type { RedirectClaim } from "./redirect-claim.ts";

export const testPaymentVerdicts = [
  "paid",
  "waiting_for_deposit",
  "not_finished",
  "failed",
  "cancelled",
  "amount_differs",
  "currency_differs",
  "other_order",
  "other_channel",
  "unknown_payment",
  "no_payment",
] as const;

/** What i'mport's own record makes of a test payment. Only `paid` is a payment that a shop may deliver for. */
export type TestPaymentVerdict = (typeof testPaymentVerdicts)[number];

/** What was written down before the window opened. */
export interface ExpectedPayment {
  readonly merchantUid: string;
  readonly amount: Money;
  readonly pgProvider: string;
  readonly mid: string;
  readonly isTestChannel: boolean;
}

/** What i'mport answered: a payment, that it knows none by the id that was claimed, or that the order has none at all. */
export type FoundPayment =
  | { readonly kind: "found"; readonly payment: Payment }
  | { readonly kind: "unknown" }
  | { readonly kind: "none" };

/**
 * Holds what i'mport says against what was prepared. What a redirect claims decides nothing but which payment is looked at
 * and whose order it speaks of.
 */
export function judgeTestPayment(
  expected: ExpectedPayment,
  claim: Pick<RedirectClaim, "merchantUid"> | null,
  found: FoundPayment,
): TestPaymentVerdict {
  if (claim !== null && claim.merchantUid !== null && claim.merchantUid !== expected.merchantUid) return "other_order";
  if (found.kind === "unknown") return "unknown_payment";
  if (found.kind === "none") return "no_payment";
  const { payment } = found;
  if (payment.merchantUid !== expected.merchantUid) return "other_order";
  if (payment.status === "failed") return "failed";
  const isAccount = isAwaitingDeposit(payment);
  const hasMoney = payment.status === "paid" || payment.status === "partially_cancelled";
  if (!hasMoney && !isAccount && payment.status !== "cancelled") return "not_finished";
  if (payment.amount.currency !== expected.amount.currency) return "currency_differs";
  if (payment.amount.amount !== expected.amount.amount) return "amount_differs";
  if (!isOfChannel(expected, payment)) return "other_channel";
  if (payment.status === "cancelled") return "cancelled";
  return hasMoney ? "paid" : "waiting_for_deposit";
}

/** An account was issued in the window and nobody has paid into it. */
function isAwaitingDeposit({ status, virtualAccount }: Payment): boolean {
  return status === "ready" && (virtualAccount?.number ?? null) !== null;
}

function isOfChannel(expected: ExpectedPayment, payment: Payment): boolean {
  return (
    payment.isTestChannel === expected.isTestChannel &&
    (payment.pgProvider === null || payment.pgProvider === expected.pgProvider) &&
    (payment.mid === null || payment.mid === expected.mid)
  );
}

/** Of the attempts on one order, the one that counts: paid before waiting before whatever came last. */
export function attemptThatCounts(attempts: readonly Payment[]): Payment | null {
  const rank = (payment: Payment): number => {
    if (payment.status === "paid" || payment.status === "partially_cancelled") return 3;
    if (payment.status === "cancelled") return 2;
    return isAwaitingDeposit(payment) ? 1 : 0;
  };
  const [first] = attempts.toSorted((a, b) => rank(b) - rank(a) || (b.startedAt ?? 0) - (a.startedAt ?? 0));
  return first ?? null;
}

/** Whether a verdict is of a payment that went well: the money is there, or the account to pay it into. */
export function isSuccess(verdict: TestPaymentVerdict): boolean {
  return verdict === "paid" || verdict === "waiting_for_deposit";
}

/** Whether the redirect said one thing and i'mport's record another. */
export function contradictsClaim({ success }: Pick<RedirectClaim, "success">, verdict: TestPaymentVerdict): boolean {
  return success !== null && success !== (isSuccess(verdict) || verdict === "cancelled");
}

/** Whether nothing that comes later can make this verdict untrue. A deposit may still come, and a closed window be tried again. */
export function isProved(verdict: TestPaymentVerdict | null): boolean {
  return verdict === "paid";
}
