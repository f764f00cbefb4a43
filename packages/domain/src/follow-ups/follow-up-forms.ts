import * as z from "zod/mini";
import { isBusinessNumber } from "../cash-receipts/business-number.ts";
import { sendableText } from "../sendable-text.ts";
import { naverCancelReasons, naverCouriers, naverReturnReasons, naverWithholdReasons } from "./naver-orders.ts";

const longestId = 100;
const longestMemo = 200;

const instructionId = z.string().check(z.regex(/^[\w-]{16,64}$/, "not an id a form minted"));
const impUid = z.string().check(z.minLength(1), z.maxLength(longestId));
const needed = (most: number) => sendableText(most).check(z.minLength(1));
const keysOf = <Names extends Readonly<Record<string, unknown>>>(names: Names) =>
  z.enum(Object.keys(names) as [keyof Names & string, ...(keyof Names & string)[]]);

const orders = {
  instructionId,
  impUid,
  /** Always named: upstream reads none as all. */
  productOrderIds: z.array(needed(longestId)).check(z.minLength(1), z.maxLength(100)),
};
const courier = keysOf(naverCouriers);
const trackingNumber = z.string().check(z.regex(/^[A-Za-z0-9-]{4,40}$/, "not a tracking number"));

/** Where a courier takes it, which one and under what number; otherwise neither. */
const parcel = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("DELIVERY"), courier, trackingNumber }),
  z.strictObject({ method: z.enum(["GDFW_ISSUE_SVC", "VISIT_RECEIPT", "DIRECT_DELIVERY", "QUICK_SVC", "NOTHING"]) }),
]);
const returnParcel = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("RETURN_DELIVERY"), courier, trackingNumber }),
  z.strictObject({ method: z.enum(["RETURN_DESIGNATED", "RETURN_INDIVIDUAL"]) }),
]);

/** One step with named products of a Naver order. */
export const naverStepOrder = z.discriminatedUnion("step", [
  z.strictObject({ ...orders, step: z.literal("place") }),
  z.strictObject({
    ...orders,
    step: z.literal("ship"),
    parcel,
    /** Unix seconds. */ dispatchedAt: z.int().check(z.gte(1)),
  }),
  z.strictObject({ ...orders, step: z.literal("cancel"), reason: keysOf(naverCancelReasons) }),
  z.strictObject({ ...orders, step: z.literal("approve-cancel") }),
  z.strictObject({
    ...orders,
    step: z.literal("request-return"),
    parcel: returnParcel,
    reason: keysOf(naverReturnReasons),
  }),
  z.strictObject({ ...orders, step: z.literal("approve-return"), memo: z.nullable(needed(longestMemo)) }),
  z.strictObject({ ...orders, step: z.literal("reject-return"), memo: needed(longestMemo) }),
  z.strictObject({
    ...orders,
    step: z.literal("withhold-return"),
    reason: keysOf(naverWithholdReasons),
    memo: needed(longestMemo),
    /** Won. */
    extraCharge: z.int().check(z.gte(0), z.lte(10_000_000)),
  }),
  z.strictObject({ ...orders, step: z.literal("resolve-return") }),
  z.strictObject({ ...orders, step: z.literal("collect-exchanged") }),
  z.strictObject({ ...orders, step: z.literal("ship-exchanged"), parcel }),
]);
export type NaverStepOrder = z.output<typeof naverStepOrder>;

export const naverConfirmOrder = z.strictObject({ instructionId, impUid, requester: z.enum(["customer", "admin"]) });
export type NaverConfirmOrder = z.output<typeof naverConfirmOrder>;

/** The form of whatever is told about one payment and says no more. */
export const paymentOrder = z.strictObject({ instructionId, impUid });
export type PaymentOrder = z.output<typeof paymentOrder>;

export const paycoStatuses = ["DELIVERY_START", "PURCHASE_DECISION", "CANCELED"] as const;
export const paycoOrderChange = z.strictObject({ instructionId, impUid, status: z.enum(paycoStatuses) });
export type PaycoOrderChange = z.output<typeof paycoOrderChange>;

export const paymentwallStatuses = ["order_placed", "order_shipped", "delivering", "delivered"] as const;

const paymentwallFacts = {
  instructionId,
  impUid,
  merchantUid: z.string().check(z.minLength(1), z.maxLength(40)),
  status: z.enum(paymentwallStatuses),
  /** Unix seconds. */
  estimatedDeliveryAt: z.int().check(z.gte(1)),
  isRefundable: z.boolean(),
  email: z.string().check(z.trim(), z.maxLength(50), z.regex(/^[^\s@]+@[^\s@]+$/, "not an e-mail address")),
};
const addressPart = needed(40);

/** What Paymentwall must be told of a delivery before it pays the shop out. Only goods have a parcel and an address. */
export const paymentwallDelivery = z.discriminatedUnion("type", [
  z.strictObject({ ...paymentwallFacts, type: z.literal("digital") }),
  z.strictObject({
    ...paymentwallFacts,
    type: z.literal("physical"),
    carrier: needed(64),
    trackingId: needed(64),
    country: addressPart,
    city: addressPart,
    zip: addressPart,
    /** `N/A` outside the United States. */
    state: addressPart,
    street: addressPart,
    phone: addressPart,
    firstName: addressPart,
    lastName: addressPart,
  }),
]);
export type PaymentwallDeliveryOrder = z.output<typeof paymentwallDelivery>;

const won = z.int().check(z.gte(0));

/** One sub-seller's part of a sales slip. */
const partnerPart = z
  .strictObject({
    businessNumber: z.string().check(z.refine(isBusinessNumber, "not a business number")),
    companyName: needed(50),
    amount: z.int().check(z.gte(1)),
    taxFreeAmount: z.nullable(won),
  })
  .check(
    z.refine(({ amount, taxFreeAmount }) => taxFreeAmount === null || taxFreeAmount <= amount, {
      path: ["taxFreeAmount"],
      error: "more than the amount",
    }),
  );
export const partnerReceiptOrder = z.strictObject({
  instructionId,
  impUid,
  parts: z.array(partnerPart).check(z.minLength(1), z.maxLength(50)),
});
export type PartnerReceiptOrder = z.output<typeof partnerReceiptOrder>;

const memberId = needed(80);
export const kcpQuickMemberOrder = z.strictObject({
  instructionId,
  memberId,
  siteCode: needed(80),
  partnerType: needed(80),
  partnerSubtype: needed(80),
});
export type KcpQuickMemberOrder = z.output<typeof kcpQuickMemberOrder>;
export const kcpQuickFidoOrder = z.strictObject({ instructionId, memberId, channelKey: needed(100) });
export type KcpQuickFidoOrder = z.output<typeof kcpQuickFidoOrder>;

const customerUid = needed(80);
export const billingKeyOrder = z.strictObject({ instructionId, customerUid });
export type BillingKeyOrder = z.output<typeof billingKeyOrder>;
export const billingKeyDeletion = z.strictObject({ instructionId, customerUid, reason: needed(longestMemo) });
export type BillingKeyDeletion = z.output<typeof billingKeyDeletion>;

const merchantUid = z.string().check(z.minLength(1), z.maxLength(40));
/** Unix seconds. */
const scheduledAt = z.int().check(z.gte(1));
export const scheduleMove = z.strictObject({ instructionId, merchantUid, scheduledAt });
export type ScheduleMove = z.output<typeof scheduleMove>;
export const scheduleOrder = z.strictObject({ instructionId, merchantUid });
export type ScheduleOrder = z.output<typeof scheduleOrder>;

/** The form that erases the result of an identity check. */
export const identityErasure = z.strictObject({ instructionId, impUid });
export type IdentityErasure = z.output<typeof identityErasure>;
