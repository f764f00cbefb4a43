import * as z from "zod/mini";
import { canBeSent, sendableText as written } from "../sendable-text.ts";

/** What upstream's older reference gives for these fields. */
export const longestRefundHolder = 16;
export const longestRefundAccount = 16;
export const longestRefundTel = 16;
/** Leaves room for the tag within the 256 characters a cancel reason may have. */
export const longestReasonText = 200;
export const longestStaffReason = 500;
/** Whoever writes less has not said why. */
export const shortestReason = 5;
/** The code of a reason that only its text explains. */
export const otherReasonCode = "other";

/** Minted once per opening of the form, or derived from a row of a batch: the same id is the same refund. */
export const refundId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, "not the id of a refund"));

const currency = z.string().check(z.regex(/^[A-Z]{3}$/, "not a currency"));
/** zod's own `int` is a safe integer: no fraction, no exponent beyond what a number carries exactly. */
const amountAboveZero = z.int().check(z.gte(1));
const amountFromZero = z.int().check(z.gte(0));

export const staffReason = written(longestStaffReason).check(z.minLength(shortestReason));

/** The account money returns to, in the PG's own bank code. */
const refundAccount = z.strictObject({
  bankCode: z.string().check(z.regex(/^[0-9A-Za-z]{1,4}$/, "not a bank code")),
  number: z.string().check(z.regex(/^\d{1,16}$/, "digits only")),
  holder: written(longestRefundHolder).check(z.minLength(1)),
  tel: z.nullable(z.string().check(z.regex(/^[\d+-]{1,16}$/, "digits and hyphens only"))),
});

/**
 * What a person asks for when they refund. Every fact is stated: an absent amount would mean "everything" to upstream, so
 * neither an absent one nor zero can be written here. Amounts are minor units of `currency`.
 */
export const refundRequest = z
  .strictObject({
    refundId,
    impUid: z.string().check(z.minLength(1), z.maxLength(80), z.refine(canBeSent, "characters no payment is named by")),
    currency,
    amount: amountAboveZero,
    /** The balance the person looked at. It is pinned to the refund and never refreshed. */
    cancellableAmountSeen: amountAboveZero,
    /** How the amount splits for tax; null leaves it to upstream, a null part leaves that part out. */
    split: z.nullable(
      z.strictObject({
        taxFreeAmount: z.nullable(amountFromZero),
        vatAmount: z.nullable(amountFromZero),
        /** What was left of each part before this refund, as its writer stated it: the next one begins from the rest. */
        left: z.optional(z.strictObject({ taxFree: amountFromZero, vat: z.nullable(amountFromZero) })),
      }),
    ),
    reasonCode: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/, "not the code of a reason")),
    reasonText: written(longestReasonText),
    refundAccount: z.nullable(refundAccount),
    extras: z.strictObject({
      /** On whose wish the money returns; Naver Pay asks. */
      requester: z.nullable(z.enum(["customer", "admin"])),
      /** Whether a discount stays although the rest no longer meets its terms. */
      retainPromotion: z.nullable(z.boolean()),
      /** Somebody saw at the PG that the buyer confirmed the purchase of an escrow payment; the API does not tell. */
      purchaseConfirmed: z.optional(z.boolean()),
    }),
    /** Whether the shop's own system hears of it by webhook. */
    notifyShop: z.boolean(),
    /** Why the same amount is refunded again within a day; null where it is not. */
    repeatReason: z.nullable(staffReason),
  })
  .check(
    z.refine(({ amount, cancellableAmountSeen }) => amount <= cancellableAmountSeen, {
      path: ["amount"],
      error: "more than can still be refunded",
    }),
    z.refine(({ amount, split }) => (split?.taxFreeAmount ?? 0) + (split?.vatAmount ?? 0) <= amount, {
      path: ["split"],
      error: "the parts are more than the amount",
    }),
    z.refine(({ split }) => isWithinLeft(split), { path: ["split"], error: "a part is more than is left of it" }),
    z.refine(({ reasonCode, reasonText }) => reasonCode !== otherReasonCode || reasonText.length >= shortestReason, {
      path: ["reasonText"],
      error: "say the reason in a few words",
    }),
  );
export type RefundRequest = z.output<typeof refundRequest>;

function isWithinLeft(split: RefundRequest["split"]): boolean {
  if (split?.left === undefined) return true;
  const { taxFreeAmount, vatAmount, left } = split;
  return (taxFreeAmount ?? 0) <= left.taxFree && (left.vat === null || (vatAmount ?? 0) <= left.vat);
}
