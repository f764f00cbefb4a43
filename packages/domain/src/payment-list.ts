import type { Money } from "./money/money.ts";
import type { PaymentStatus } from "./payment.ts";

/** One row of the payments list: what a person needs to recognise a payment, already masked for the reader's role. */
export interface PaymentListItem {
  readonly impUid: string;
  readonly merchantUid: string;
  readonly status: PaymentStatus;
  readonly amount: Money;
  readonly cancelledAmount: Money;
  readonly orderName: string | null;
  readonly buyerName: string | null;
  readonly buyerTel: string | null;
  readonly method: string | null;
  /** Card company, bank or easy-pay brand that tells two payments of one method apart. */
  readonly instrument: string | null;
  /** What it is called in English, where upstream names it in Korean and that is known. */
  readonly instrumentEn?: string;
  readonly easyPayProvider: string | null;
  readonly pgProvider: string | null;
  readonly mid: string | null;
  readonly isTestChannel: boolean;
  readonly isEscrow: boolean;
  readonly isAwaitingDeposit: boolean;
  readonly failReason: string | null;
  /** When the payment reached its present status; unix seconds. */
  readonly statusAt: number;
  /** When the payment window opened; unix seconds. */
  readonly requestedAt: number;
}

export interface PaymentListPage {
  readonly items: readonly PaymentListItem[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
}

/** Sums never cross currencies, and test channels are left out of them. */
export interface CurrencyTotal {
  readonly currency: string;
  readonly paid: Money;
  readonly cancelled: Money;
  readonly net: Money;
}

export interface PaymentCounts {
  readonly total: number;
  readonly byStatus: Readonly<Record<PaymentStatus, number>>;
  readonly totals: readonly CurrencyTotal[];
}
