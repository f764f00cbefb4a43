import { type KstDate, toKstDate } from "../kst-time.ts";
import type { Payment } from "../payment.ts";
import { cancellableAmount } from "../payment-status.ts";

/** What somebody wants refunded: the part of a refund request that the rules judge. Amounts are minor units. */
export interface RefundIntent {
  readonly amount: number;
  /** How the amount splits for tax; null leaves it to upstream. */
  readonly split: { readonly taxFreeAmount: number | null; readonly vatAmount: number | null } | null;
  readonly refundAccount: RefundIntentAccount | null;
  readonly extras: {
    /** On whose wish the money returns: Naver Pay asks. */
    readonly requester: "customer" | "admin" | null;
    readonly retainPromotion: boolean | null;
    /** Somebody saw at the PG that the buyer confirmed the purchase of an escrow payment; the API does not tell. */
    readonly purchaseConfirmed?: boolean | null | undefined;
  };
}

export interface RefundIntentAccount {
  /** In the PG's own code set. */
  readonly bankCode: string;
  readonly number: string;
  readonly holder: string;
  readonly tel: string | null;
}

/** What the rules look at. */
export interface RefundFacts {
  readonly payment: Payment;
  readonly intent: RefundIntent | null;
  readonly pg: string;
  readonly method: string;
  /** Minor units that can still be given back. */
  readonly refundable: number;
  /** The day of the approval in Korea; null when nothing was ever paid. */
  readonly paidOn: KstDate | null;
  readonly today: KstDate;
  /** The hour in Korea, 0 to 23. */
  readonly hour: number;
  /** How many cancels the payment already has. */
  readonly cancelCount: number;
  /** Less than all that is left; undefined while no amount is known. */
  readonly isPart: boolean | undefined;
}

const offsetMs = 9 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;

/** What the rules judge a refund by, at an instant in unix milliseconds. Without an intent it is the payment alone. */
export function refundFacts(payment: Payment, intent: RefundIntent | null, nowMs: number): RefundFacts {
  const refundable = cancellableAmount(payment).amount;
  return {
    payment,
    intent,
    pg: payment.pgProvider ?? "",
    method: payment.method ?? "",
    refundable,
    paidOn: payment.paidAt === null ? null : toKstDate(payment.paidAt),
    today: toKstDate(Math.floor(nowMs / 1000)),
    hour: Math.floor((nowMs + offsetMs) / hourMs) % 24,
    cancelCount: payment.cancellations.length,
    isPart: intent === null ? undefined : intent.amount < refundable,
  };
}

/** Whether a PG sees this as a partial cancel: less than the whole payment, counting what was cancelled before. */
export function isPartOfWhole({ payment, isPart }: RefundFacts): boolean | undefined {
  return payment.cancelledAmount.amount > 0 ? true : isPart;
}

const cardMethods: readonly string[] = ["card", "samsung", "samsungpay", "applepay", "naverpay_card", "tosspay_card"];

/** Whether a card stands behind the payment, also inside an easy-pay brand. */
export function isCardPayment({ payment, method }: RefundFacts): boolean {
  return payment.card !== null || cardMethods.includes(method);
}

/** Cash moved at the buyer's bank. */
export function isTransfer({ method }: RefundFacts): boolean {
  return method === "trans" || method === "ssgpay_bank";
}
