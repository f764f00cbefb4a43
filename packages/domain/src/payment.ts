import type { Money } from "./money/money.ts";

/**
 * What a payment is, derived from its amounts and then from upstream's word. Upstream has no value for a partial
 * cancel, and its sources disagree on whether one leaves `paid` or `cancelled`, so the amounts decide.
 */
export type PaymentStatus = "ready" | "paid" | "partially_cancelled" | "cancelled" | "failed" | "pending" | "unknown";

/** One cancel as upstream recorded it (`cancel_history[]`). */
export interface Cancellation {
  readonly cancellationId: string | null;
  readonly pgTid: string | null;
  readonly amount: Money;
  readonly reason: string | null;
  /** Unix seconds. */
  readonly cancelledAt: number | null;
  readonly receiptUrl: string | null;
}

/** One deposit to a fixed unlimited virtual account (`deposit_history[]`, Hecto only). */
export interface Deposit {
  readonly pgTid: string | null;
  readonly amount: Money;
  readonly depositorName: string | null;
  /** Unix seconds. */
  readonly depositedAt: number | null;
}

/** An institution named by a code: a bank, a card acquirer, a card issuer. */
export interface CodeAndName {
  readonly code: string | null;
  readonly name: string | null;
}

export interface Buyer {
  readonly name: string | null;
  readonly email: string | null;
  readonly tel: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
}

export interface CardFacts {
  readonly acquirer: CodeAndName;
  readonly issuer: CodeAndName;
  readonly publisher: CodeAndName;
  /** Masked by the PG; the mask differs between PGs. */
  readonly number: string | null;
  /** Instalment months; 0 is a lump sum. */
  readonly quota: number | null;
  readonly type: "credit" | "check" | null;
  readonly approvalNumber: string | null;
}

export interface VirtualAccount {
  readonly bank: CodeAndName;
  readonly number: string | null;
  readonly holder: string | null;
  /** Deposit deadline, unix seconds. */
  readonly dueAt: number | null;
  /** Unix seconds. */
  readonly issuedAt: number | null;
}

/** A payment as the console knows it. Every instant is in unix seconds; absent facts are null, never 0 or "". */
export interface Payment {
  readonly impUid: string;
  readonly merchantUid: string;
  readonly status: PaymentStatus;
  /** Upstream's own word for the status, kept as text even where we do not know it. */
  readonly wireStatus: string;
  readonly amount: Money;
  readonly cancelledAmount: Money;
  readonly orderName: string | null;
  readonly method: string | null;
  readonly device: string | null;
  readonly pgProvider: string | null;
  readonly easyPayProvider: string | null;
  readonly pgTid: string | null;
  readonly mid: string | null;
  readonly isTestChannel: boolean;
  readonly isEscrow: boolean;
  readonly isCashReceiptIssued: boolean;
  readonly buyer: Buyer;
  readonly card: CardFacts | null;
  readonly bank: CodeAndName | null;
  readonly virtualAccount: VirtualAccount | null;
  readonly customerUid: string | null;
  /** `issue`, `payment`, `payment.scheduled`; null for an ordinary payment. */
  readonly billingUsage: string | null;
  readonly promotion: { readonly id: string | null; readonly discount: Money | null } | null;
  readonly customData: string | null;
  readonly userAgent: string | null;
  readonly startedAt: number | null;
  readonly paidAt: number | null;
  readonly failedAt: number | null;
  readonly cancelledAt: number | null;
  readonly failReason: string | null;
  readonly cancelReason: string | null;
  readonly salesSlipUrl: string | null;
  readonly cancellations: readonly Cancellation[];
  readonly deposits: readonly Deposit[];
}
