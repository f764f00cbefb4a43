import type {
  AppError,
  CashReceipt,
  Clock,
  CodeAndName,
  Delivery,
  EscrowOrder,
  Money,
  Payment,
  ReceiptIdentifierType,
  ReceiptType,
} from "@maru/domain";
import type { BillingClient, CertificationClient, NaverPayClient, PgFollowUpClient } from "./follow-up-types.ts";
import type { Unsuccessful } from "./outcome.ts";
import type { WireObject } from "./wire-object.ts";

/** A payment together with the JSON object it was read from. */
export interface ReadPayment {
  readonly payment: Payment;
  readonly wire: WireObject;
}

/** A payment whose shape could not be understood: carried, so that whoever stores payments can count and keep it. */
export interface UnreadablePayment {
  readonly impUid: string | null;
  readonly wire: unknown;
  /** Names the field and what was wrong with it, never its value. */
  readonly problem: string;
}

export type Sorting = "-started" | "started" | "-paid" | "paid" | "-updated" | "updated";

/** The statuses that upstream can filter by; a partial cancel is not among them. */
export type WireStatusFilter = "ready" | "paid" | "cancelled" | "failed";

export interface PaymentListing {
  /** Payments that match, over all pages. */
  readonly total: number;
  readonly page: number;
  readonly hasMore: boolean;
  readonly payments: readonly ReadPayment[];
  readonly unreadable: readonly UnreadablePayment[];
}

export interface BulkPayments {
  readonly found: readonly ReadPayment[];
  /** Asked for and not among the answers: unknown, or not visible to this account. */
  readonly missing: readonly string[];
  readonly unreadable: readonly UnreadablePayment[];
}

export interface PaymentListQuery {
  readonly status: WireStatusFilter | "all";
  /** Unix seconds, inclusive. Compared with the time of each payment's final status. */
  readonly from: number;
  /** Unix seconds, inclusive; at most 90 days after `from`. */
  readonly to: number;
  /** Counted from 1. */
  readonly page: number;
  /** 1 to 1,000. */
  readonly limit: number;
  readonly sorting: Sorting;
}

export interface OrderPaymentQuery {
  readonly status?: WireStatusFilter | undefined;
  readonly sorting?: Sorting | undefined;
}

export interface OrderListQuery extends OrderPaymentQuery {
  readonly page?: number | undefined;
  readonly limit?: number | undefined;
}

/** One payment channel set up in the vendor's console; credentials are not readable. */
export interface Channel {
  readonly pgProvider: string;
  readonly mid: string;
  readonly isTestChannel: boolean;
  /** `payment`, `api_payment`, `certification`; unknown values are carried as text. */
  readonly type: string;
  readonly name: string | null;
  readonly channelKey: string | null;
}

/** A sub-merchant of this account. */
export interface Tier {
  readonly code: string;
  readonly name: string;
}

/** How much of one payment means is left, split the way PAYCO reports it. */
export interface BalanceParts {
  readonly taxFree: Money;
  readonly supply: Money;
  readonly vat: Money;
  readonly service: Money;
}

export interface BalanceGroups {
  readonly cashReceipt: BalanceParts | null;
  readonly primary: BalanceParts | null;
  readonly secondary: BalanceParts | null;
  readonly discount: BalanceParts | null;
}

/** What is left of a PAYCO payment after refunds; other PGs have no such answer. */
export interface PaymentBalance extends BalanceGroups {
  readonly amount: Money;
  readonly histories: readonly (BalanceGroups & {
    /** Unix seconds. */
    readonly createdAt: number | null;
  })[];
}

/** The amount that the payment window must ask for on this order. */
export interface PreparedPayment {
  readonly merchantUid: string;
  /** In KRW where upstream holds no currency. */
  readonly amount: Money;
  /** False where upstream holds no currency and so compares the figure alone. */
  readonly isCurrencyChecked: boolean;
}

export interface PreparationRequest {
  readonly merchantUid: string;
  readonly amount: Money;
}

export type PreparationOutcome = { readonly kind: "accepted"; readonly prepared: PreparedPayment } | Unsuccessful;

/** The account that money returns to. */
export interface RefundAccount {
  readonly holder: string;
  /** In the PG's own code set, which differs between PGs. */
  readonly bankCode: string;
  /** Digits only. */
  readonly number: string;
  readonly tel?: string | undefined;
}

export interface CancellationRequest {
  readonly impUid: string;
  /** Must be more than zero: upstream reads a missing or zero amount as "everything". */
  readonly amount: Money;
  /** What the caller believes is still cancellable; upstream does nothing when it disagrees. */
  readonly expectedCancellable: Money;
  readonly reason: string;
  readonly taxFreeAmount?: Money | undefined;
  readonly vatAmount?: Money | undefined;
  readonly refundAccount?: RefundAccount | undefined;
  readonly retainPromotion?: boolean | undefined;
  /** Whether the shop's own system hears of the cancel by webhook. */
  readonly notifyShop: boolean;
  /** Naver Pay asks on whose wish the money returns. */
  readonly requester?: "customer" | "admin" | undefined;
}

/** `accepted` is upstream's word that it took the request; slow PGs settle later, so compare the amounts in `read`. */
export type CancellationOutcome = { readonly kind: "accepted"; readonly read: ReadPayment } | Unsuccessful;

/** `read` is the payment as the write left it. */
export type PaymentOutcome = { readonly kind: "accepted"; readonly read: ReadPayment } | Unsuccessful;

/** What `POST /vbanks` is asked with. Which of the optional facts a PG needs is `vbankNeeds` of the domain. */
export interface AccountIssueRequest {
  readonly channelKey: string;
  /** The shop's order number. One that was paid is refused. */
  readonly merchantUid: string;
  /** What is to be deposited; null only for an unlimited account. */
  readonly amount: Money | null;
  /** In the PG's own code set, which differs between PGs. */
  readonly bankCode: string;
  /** Unix seconds, in the future. */
  readonly dueAt: number;
  readonly holder?: string | undefined;
  readonly productType?: "real" | "digital" | undefined;
  readonly orderName?: string | undefined;
  readonly buyer?:
    | {
        readonly name?: string | undefined;
        readonly email?: string | undefined;
        readonly tel?: string | undefined;
        readonly address?: string | undefined;
        readonly postcode?: string | undefined;
        /** NICE (new) takes it instead of a phone number for escrow. */
        readonly businessNumber?: string | undefined;
      }
    | undefined;
  /** For an account that keeps its number: the number itself, or at Toss the key of the customer it belongs to. */
  readonly fixedNumber?: string | undefined;
  readonly fixedKey?: string | undefined;
  /** Hecto: takes any number of deposits of any amount. */
  readonly isUnlimited?: boolean | undefined;
  readonly escrowPassword?: string | undefined;
  readonly taxFreeAmount?: Money | undefined;
  readonly vatAmount?: Money | undefined;
  readonly productCount?: number | undefined;
  readonly customData?: string | undefined;
  /** KG Inicis: the key of its merchant admin. */
  readonly pgApiKey?: string | undefined;
}

export interface AccountChangeRequest {
  readonly impUid: string;
  /** Left out, it stays. */
  readonly amount?: Money | undefined;
  /** Unix seconds, in the future. Always stated: the PG's page requires what the schema lets out. */
  readonly dueAt: number;
}

export interface AccountRevocationRequest {
  readonly impUid: string;
  /** KG Inicis: the key of its merchant admin. */
  readonly pgApiKey?: string | undefined;
}

export interface AccountQuery {
  /** KFTC code. */
  readonly bankCode: string;
  /** Digits only. */
  readonly number: string;
}

/** Whose receipt it is, and what only some PGs ask for (`receiptExtras` of the domain says which). */
export interface ReceiptFields {
  /** Digits only. Goes to upstream and nowhere else: it is in no outcome, no error and no event. */
  readonly identifier: string;
  readonly identifierType: ReceiptIdentifierType;
  readonly type: ReceiptType;
  readonly productType?: "real" | "digital" | undefined;
  readonly buyerName?: string | undefined;
  readonly buyerTel?: string | undefined;
  readonly buyerEmail?: string | undefined;
  /** The merchant's own business number. */
  readonly merchantBusinessNumber?: string | undefined;
  readonly taxFreeAmount?: Money | undefined;
  /** Upstream takes an eleventh of what is taxable when it is left out; stating it needs a contract. */
  readonly vatAmount?: Money | undefined;
}

/** The amount is none of the request: upstream takes what is left of the payment. */
export interface CashReceiptRequest extends ReceiptFields {
  readonly impUid: string;
  readonly companyName?: string | undefined;
  readonly companyTel?: string | undefined;
}

export interface ExternalCashReceiptRequest extends ReceiptFields {
  /** The order number of the sale: in `receipts/external` a key space of its own. */
  readonly merchantUid: string;
  readonly channelKey: string;
  readonly orderName: string;
  readonly amount: Money;
  readonly payMethod?: "trans" | "vbank" | undefined;
}

export type CashReceiptOutcome = { readonly kind: "accepted"; readonly receipt: CashReceipt } | Unsuccessful;

/** What some PGs need of it is `escrowFields` of the domain. What is null is left out. */
export type DeliveryRequest = Omit<EscrowOrder, "instructionId">;

export type DeliveryOutcome = { readonly kind: "accepted"; readonly delivery: Delivery } | Unsuccessful;

/** One request and its answer, for logs and metrics: names no secret, no token, no identifier. */
export interface Exchange {
  /** The client's own name for the call, such as `listPayments` or `issueToken`. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With placeholders in place of identifiers. */
  readonly path: string;
  /** Null when no answer came. */
  readonly httpStatus: number | null;
  /** Upstream's `code`; null when the answer had none. */
  readonly code: number | null;
  readonly durationMs: number;
  /** Counted from 1. */
  readonly attempt: number;
  /** Upstream's own clock as its answer's `Date` states it, unix milliseconds; null where it states none. */
  readonly serverDateMs: number | null;
  /** Why there is no readable answer. */
  readonly failure: "timeout" | "network" | "unreadable" | null;
}

/** What upstream stated of a token, on our own clock where it says nothing else. The token itself is in none of it. */
export interface TokenFacts {
  /** Unix milliseconds. */
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  /** Unix milliseconds. Never later than the truth. */
  readonly expiresAtMs: number;
  /** Upstream's own clock, which it reads in whole seconds; unix milliseconds. */
  readonly upstreamNowMs: number;
  /** False where it is the token that was held already. */
  readonly isNew: boolean;
}

/** What became of asking for a token, and of what was turned away for want of one that is accepted. */
export type AccessEvent =
  | { readonly kind: "token_issued"; readonly token: TokenFacts }
  | { readonly kind: "token_refused"; readonly error: AppError }
  /** The call was not carried out: upstream looks at the token before it looks at anything else. */
  | { readonly kind: "turned_away"; readonly operation: string; readonly error: AppError };

export interface ImportClientOptions {
  /** Where V1 is spoken, such as `https://api.iamport.kr`; may hold a path, never credentials. */
  readonly baseUrl: string;
  readonly credentials: { readonly key: string; readonly secret: string };
  readonly clock: Clock;
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Acts for this sub-merchant: three upper-case letters or digits. */
  readonly tier?: string | undefined;
  readonly maxConcurrentReads?: number | undefined;
  readonly readTimeoutMs?: number | undefined;
  readonly writeTimeoutMs?: number | undefined;
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
  readonly onAccess?: ((event: AccessEvent) => void) | undefined;
  /** In [0, 1), spreads retries. */
  readonly random?: (() => number) | undefined;
  /** Settles after `ms`, or at once when the signal aborts. Bounds every wait of the client. */
  readonly sleep?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/**
 * The i'mport V1 API in our words. Reads retry and reject with an `AppError`; writes are sent once, never reject, and
 * answer with what became of them.
 */
export interface ImportClient extends BillingClient, CertificationClient, NaverPayClient, PgFollowUpClient {
  /** Asks for a token now, whatever is held; a live one comes back as it is. Rejects with UPSTREAM_UNAUTHORIZED. */
  askForToken(): Promise<TokenFacts>;
  /** Finds test payments too. Rejects with PAYMENT_NOT_FOUND. */
  getPayment(impUid: string): Promise<ReadPayment>;
  /** At most 100 ids. */
  getPayments(impUids: readonly string[]): Promise<BulkPayments>;
  /** The first payment of an order under the sorting, newest first unless told otherwise. */
  findPayment(merchantUid: string, query?: OrderPaymentQuery): Promise<ReadPayment>;
  /** Every attempt on an order; an unknown order has none. */
  listPaymentsOfOrder(merchantUid: string, query?: OrderListQuery): Promise<PaymentListing>;
  /** One page of a window. A page past the end is empty. */
  listPayments(query: PaymentListQuery): Promise<PaymentListing>;
  getBalance(impUid: string): Promise<PaymentBalance>;
  getPreparedPayment(merchantUid: string): Promise<PreparedPayment>;
  preparePayment(request: PreparationRequest): Promise<PreparationOutcome>;
  updatePreparedPayment(request: PreparationRequest): Promise<PreparationOutcome>;
  listChannels(): Promise<readonly Channel[]>;
  /** Rejects with NOT_FOUND when this account has no such sub-merchant. */
  getTier(tierCode: string): Promise<Tier>;
  listBanks(): Promise<readonly CodeAndName[]>;
  getBank(bankCode: string): Promise<CodeAndName>;
  listCards(): Promise<readonly CodeAndName[]>;
  getCard(cardCode: string): Promise<CodeAndName>;
  /** Cancels exactly `amount`, and only while exactly `expectedCancellable` is left. Sent once. */
  cancelPayment(request: CancellationRequest): Promise<CancellationOutcome>;
  /** Gives an order an account to pay into. Sent once: after a lost answer, the order's payments tell. */
  issueVirtualAccount(request: AccountIssueRequest): Promise<PaymentOutcome>;
  /** Moves the deadline and, when given, the amount of a waiting account. Hecto alone can. Sent once. */
  changeVirtualAccount(request: AccountChangeRequest): Promise<PaymentOutcome>;
  /** Ends a waiting account, so that no deposit comes in. Sent once. */
  revokeVirtualAccount(request: AccountRevocationRequest): Promise<PaymentOutcome>;
  /** Null where nobody can tell: no such account, or an account without this look-up, which the document no longer has. */
  getAccountHolder(query: AccountQuery): Promise<string | null>;
  /** Null where upstream knows of none: one that the PG issued by itself is usually among those it does not know. */
  getCashReceipt(impUid: string): Promise<CashReceipt | null>;
  /** For what is left of a paid payment. Sent once. */
  issueCashReceipt(request: CashReceiptRequest): Promise<CashReceiptOutcome>;
  /** Sent once. */
  cancelCashReceipt(impUid: string): Promise<CashReceiptOutcome>;
  /** Of a cash sale outside i'mport, by its order number. */
  getExternalCashReceipt(merchantUid: string): Promise<CashReceipt | null>;
  /** Sent once. */
  issueExternalCashReceipt(request: ExternalCashReceiptRequest): Promise<CashReceiptOutcome>;
  /** Sent once. */
  cancelExternalCashReceipt(merchantUid: string): Promise<CashReceiptOutcome>;
  /** Null while nothing is registered. Rejects with UPSTREAM_REFUSED at a PG without deliveries. */
  getDelivery(impUid: string): Promise<Delivery | null>;
  /** Refused with `httpStatus` 409 when one is registered already, or the payment takes none. Sent once. */
  registerDelivery(request: DeliveryRequest): Promise<DeliveryOutcome>;
  /** Sent once. */
  changeDelivery(request: DeliveryRequest): Promise<DeliveryOutcome>;
}
