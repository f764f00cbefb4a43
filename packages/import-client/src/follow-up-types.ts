import type { Money } from "@maru/domain";
import type { PaymentListing, PaymentOutcome } from "./client-types.ts";
import type { Unsuccessful } from "./outcome.ts";

/** A write that answers nothing worth reading: upstream's word alone says that it was done. */
export type PlainOutcome = { readonly kind: "accepted" } | Unsuccessful;

/** One product of an order made through the order type of Naver Pay. Words are carried as upstream spells them. */
export interface NaverProductOrder {
  readonly productOrderId: string;
  readonly status: string;
  readonly claimType: string | null;
  readonly claimStatus: string | null;
  readonly productName: string;
  readonly optionName: string | null;
  readonly quantity: number;
  readonly productAmount: Money | null;
  readonly deliveryAmount: Money | null;
  readonly ordererName: string | null;
  readonly ordererTel: string | null;
  readonly receiverName: string | null;
  readonly receiverTel: string | null;
  readonly address: string | null;
  readonly postcode: string | null;
  readonly shippingMemo: string | null;
  /** Unix seconds. */
  readonly shippingDueAt: number | null;
}

/** `orders` are those that were changed; upstream says nothing of those that were not. */
export type NaverOrderOutcome =
  | { readonly kind: "accepted"; readonly orders: readonly NaverProductOrder[] }
  | Unsuccessful;

export interface NaverOrderChoice {
  readonly impUid: string;
  /** Never empty: upstream reads none as all. */
  readonly productOrderIds: readonly string[];
}

export interface NaverParcel {
  readonly method: string;
  readonly courier?: string | undefined;
  readonly trackingNumber?: string | undefined;
}

/** What a step of a Naver order carries beside the orders themselves. */
export type NaverOrderStep =
  | { readonly step: "place" | "approve-cancel" | "collect-exchanged" | "resolve-return" }
  | { readonly step: "cancel"; readonly reason: string }
  | { readonly step: "ship"; readonly parcel: NaverParcel /** Unix seconds. */; readonly dispatchedAt: number }
  | { readonly step: "ship-exchanged"; readonly parcel: NaverParcel }
  | { readonly step: "request-return"; readonly parcel: NaverParcel; readonly reason: string }
  | { readonly step: "approve-return"; readonly memo?: string | undefined }
  | { readonly step: "reject-return"; readonly memo: string }
  | {
      readonly step: "withhold-return";
      readonly reason: string;
      readonly memo: string;
      readonly extraCharge: Money;
    };

/** How much of a Naver Pay payment may go on a cash receipt. */
export interface NaverCashAmount {
  readonly total: Money;
  readonly byPoints: Money;
  readonly byPrimary: Money;
  readonly supply: Money;
  readonly vat: Money;
}

export interface NaverReview {
  readonly reviewId: string;
  readonly score: string;
  readonly title: string;
  readonly content: string | null;
  readonly productOrderId: string;
  readonly productName: string;
  readonly optionName: string | null;
  readonly writer: string;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly modifiedAt: number | null;
}

export interface NaverReviewQuery {
  readonly channelKey: string;
  /** Unix seconds. */
  readonly from: number;
  readonly to: number;
  readonly type: "general" | "premium";
}

export interface NaverPayClient {
  listNaverProductOrders(impUid: string): Promise<readonly NaverProductOrder[]>;
  getNaverProductOrder(productOrderId: string): Promise<NaverProductOrder>;
  listNaverReviews(query: NaverReviewQuery): Promise<readonly NaverReview[]>;
  /** Takes one step with the named products of an order. Sent once; `orders` may be fewer than were named. */
  stepNaverOrder(choice: NaverOrderChoice, step: NaverOrderStep): Promise<NaverOrderOutcome>;
  /** Confirms the purchase of a payment-type payment. No read tells afterwards whether it was. Sent once. */
  confirmNaverPayment(request: {
    readonly impUid: string;
    readonly requester: "customer" | "admin";
  }): Promise<PlainOutcome>;
  /** Gives the buyer the points of a payment. No read tells afterwards whether it was done. Sent once. */
  giveNaverPoints(impUid: string): Promise<PlainOutcome>;
  getNaverCashAmount(impUid: string): Promise<NaverCashAmount>;
}

/** A registered means of payment. The card is masked by upstream. */
export interface BillingKey {
  readonly customerUid: string;
  readonly pgProvider: string | null;
  readonly mid: string | null;
  readonly isTestChannel: boolean;
  readonly customerId: string | null;
  readonly cardName: string | null;
  readonly cardNumber: string | null;
  readonly customerName: string | null;
  readonly customerTel: string | null;
  readonly customerEmail: string | null;
  /** Unix seconds. */
  readonly registeredAt: number | null;
  readonly updatedAt: number | null;
  /** Of a key that several channels hold (smart routing): those that do. Null for an ordinary key. */
  readonly channels: readonly { readonly pgProvider: string; readonly mid: string | null }[] | null;
}

export interface BulkBillingKeys {
  readonly found: readonly BillingKey[];
  readonly missing: readonly string[];
}

export type BillingKeyOutcome = { readonly kind: "accepted"; readonly key: BillingKey } | Unsuccessful;

export type ScheduleStatus = "scheduled" | "executed" | "revoked";

/** A charge of a billing key at a time to come, or what became of it. */
export interface Schedule {
  readonly customerUid: string;
  readonly merchantUid: string;
  /** Null until it was executed. */
  readonly impUid: string | null;
  readonly pgProvider: string | null;
  readonly mid: string | null;
  readonly customerId: string | null;
  /** Unix seconds, like the next two; null there means never. */
  readonly scheduledAt: number;
  readonly executedAt: number | null;
  readonly revokedAt: number | null;
  readonly amount: Money;
  readonly orderName: string | null;
  readonly buyerName: string | null;
  readonly status: ScheduleStatus | "unknown";
  /** Upstream's own word. */
  readonly statusText: string;
  /** `paid`, `failed`, `cancelled`; null until it was executed. */
  readonly paymentStatus: string | null;
  readonly failReason: string | null;
}

export interface ScheduleQuery {
  /** Unix seconds by the planned time; `from` included, `to` not, at most 90 days apart. */
  readonly from: number;
  readonly to: number;
  readonly status?: ScheduleStatus | undefined;
  /** Counted from 1. */
  readonly page: number;
}

export interface SchedulePage {
  readonly schedules: readonly Schedule[];
  /** Whether the next page may hold more. Upstream gives no total. */
  readonly mayHaveMore: boolean;
}

export interface NewSchedule {
  readonly merchantUid: string;
  /** Unix seconds, in the future. */
  readonly scheduledAt: number;
  readonly amount: Money;
  readonly orderName: string;
  readonly buyerName?: string | undefined;
  readonly taxFreeAmount?: Money | undefined;
}

export type ScheduleOutcome = { readonly kind: "accepted"; readonly schedule: Schedule } | Unsuccessful;
export type SchedulesOutcome = { readonly kind: "accepted"; readonly schedules: readonly Schedule[] } | Unsuccessful;

export interface ChargeRequest {
  readonly customerUid: string;
  readonly merchantUid: string;
  readonly amount: Money;
  readonly orderName: string;
  readonly buyerName?: string | undefined;
  readonly taxFreeAmount?: Money | undefined;
}

export interface BillingClient {
  /** Rejects with NOT_FOUND when there is no such key, or none any more. */
  getBillingKey(customerUid: string): Promise<BillingKey>;
  getBillingKeys(customerUids: readonly string[]): Promise<BulkBillingKeys>;
  listBillingKeyPayments(customerUid: string, page?: number): Promise<PaymentListing>;
  /** Forgets a key for good. Its schedules stay, and fail. Sent once. */
  deleteBillingKey(request: {
    readonly customerUid: string;
    readonly reason: string;
    readonly requester?: "customer" | "admin" | undefined;
  }): Promise<BillingKeyOutcome>;
  /** Charges a key now. `accepted` only says that it was tried: the payment's status says whether it paid. Sent once. */
  chargeBillingKey(request: ChargeRequest): Promise<PaymentOutcome>;
  listSchedules(query: ScheduleQuery & { readonly limit: number }): Promise<SchedulePage>;
  listSchedulesOfKey(customerUid: string, query: ScheduleQuery): Promise<SchedulePage>;
  getSchedule(merchantUid: string): Promise<Schedule>;
  /** All of them, or none. Sent once. */
  createSchedules(customerUid: string, schedules: readonly NewSchedule[]): Promise<SchedulesOutcome>;
  /** Another time for one that waits. Sent once. */
  moveSchedule(merchantUid: string, scheduledAt: number): Promise<ScheduleOutcome>;
  /** Another time for one that failed or was revoked. Sent once. */
  rescheduleSchedule(merchantUid: string, scheduledAt: number): Promise<ScheduleOutcome>;
  /** Charges one that failed or was revoked now; the payment's status says whether it paid. Sent once. */
  retrySchedule(merchantUid: string): Promise<PaymentOutcome>;
  /** Revokes exactly one schedule of exactly this key: upstream would revoke all where a name is left out. Sent once. */
  revokeSchedule(request: { readonly customerUid: string; readonly merchantUid: string }): Promise<SchedulesOutcome>;
}

export type PaycoOrderStatus = "DELIVERY_START" | "PURCHASE_DECISION" | "CANCELED";

export interface PaymentwallDelivery {
  readonly impUid: string;
  readonly merchantUid: string;
  readonly type: "physical" | "digital";
  readonly status: "order_placed" | "order_shipped" | "delivering" | "delivered";
  /** Unix seconds. */
  readonly estimatedDeliveryAt: number;
  readonly estimatedUpdateAt: number;
  readonly isRefundable: boolean;
  readonly email: string;
  readonly carrier?: { readonly name: string; readonly trackingId: string } | undefined;
  readonly address?:
    | {
        readonly country: string;
        readonly city: string;
        readonly zip: string;
        readonly state: string;
        readonly street: string;
        readonly phone: string;
        readonly firstName: string;
        readonly lastName: string;
      }
    | undefined;
  readonly reason?: string | undefined;
  readonly details?: string | undefined;
}

export interface BarcodeRequest {
  readonly channelKey: string;
  readonly merchantUid: string;
  readonly amount: Money;
  readonly orderName?: string | undefined;
  /** Unix seconds. */
  readonly expiresAt?: number | undefined;
  readonly buyerName?: string | undefined;
  readonly buyerTel?: string | undefined;
}

/** One sub-seller's part of a slip. */
export interface PartnerPart {
  /** Ten digits; hyphens are set as upstream wants them. */
  readonly businessNumber: string;
  readonly companyName: string;
  readonly amount: Money;
  readonly taxFreeAmount?: Money | undefined;
  readonly vatAmount?: Money | undefined;
}

export type PartnerReceiptOutcome = { readonly kind: "accepted"; readonly receiptUrl: string | null } | Unsuccessful;

export interface KcpQuickMember {
  readonly memberId: string;
  readonly siteCode: string;
  readonly partnerType: string;
  readonly partnerSubtype: string;
}

/** What single PGs want to be told, or can do, after a payment. No read tells afterwards whether a write was done, unless it says so. */
export interface PgFollowUpClient {
  changePaycoOrder(impUid: string, status: PaycoOrderStatus): Promise<PlainOutcome>;
  reportPaymentwallDelivery(delivery: PaymentwallDelivery): Promise<PlainOutcome>;
  /** A barcode to pay at a convenience store; the payment tells afterwards. */
  issueBarcode(request: BarcodeRequest): Promise<PaymentOutcome>;
  /** Ends a barcode that was not paid; the payment tells afterwards. */
  revokeBarcode(impUid: string): Promise<PaymentOutcome>;
  splitReceipt(impUid: string, parts: readonly PartnerPart[]): Promise<PartnerReceiptOutcome>;
  deleteKcpQuickMember(member: KcpQuickMember): Promise<PlainOutcome>;
  deleteKcpQuickKey(customerUid: string): Promise<PlainOutcome>;
  releaseKcpQuickFido(request: { readonly memberId: string; readonly channelKey: string }): Promise<PlainOutcome>;
}

/** The result of an identity check: who somebody is. To be shown on demand, and kept nowhere. */
export interface Certification {
  readonly impUid: string;
  readonly merchantUid: string | null;
  readonly pgProvider: string;
  readonly pgTid: string | null;
  readonly isCertified: boolean;
  /** Unix seconds. */
  readonly certifiedAt: number | null;
  readonly name: string | null;
  readonly gender: string | null;
  readonly birthday: string | null;
  readonly phone: string | null;
  readonly carrier: string | null;
  /** Null where the contract does not tell foreigners apart. */
  readonly isForeigner: boolean | null;
  readonly origin: string | null;
}

export interface CertificationClient {
  /** Rejects with NOT_FOUND. */
  getCertification(impUid: string): Promise<Certification>;
  /** Erases the result at i'mport for good. Sent once; afterwards it is not found. */
  deleteCertification(impUid: string): Promise<PlainOutcome>;
}
