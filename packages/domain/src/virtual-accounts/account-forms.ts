import * as z from "zod/mini";
import { isBusinessNumber } from "../cash-receipts/business-number.ts";
import { refundId } from "../refunds/refund-request.ts";
import { canBeSent, sendableText } from "../sendable-text.ts";
import { accountLimits } from "./account-fields.ts";

const impUid = z
  .string()
  .check(z.minLength(1), z.maxLength(80), z.refine(canBeSent, "characters no payment is named by"));
/** Whole won. */
const won = z.int().check(z.gte(1));
/** Unix seconds. */
const instant = z.int().check(z.gte(1));
const filled = (most: number) => z.optional(sendableText(most).check(z.minLength(1)));
const pgApiKey = z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,100}$/, "not a key")));

/** What a person tells i'mport when they give a buyer an account to pay into. Which fields a PG needs, `accountNeeds` says. */
export const accountIssueForm = z.strictObject({
  instructionId: refundId,
  channelKey: z.string().check(z.minLength(1), z.maxLength(200)),
  /** What the person saw of the channel. */
  pgProvider: z.string().check(z.minLength(1), z.maxLength(40)),
  merchantUid: sendableText(accountLimits.merchantUid).check(z.minLength(1)),
  /** Null for an account without a limit, into which anything may be paid. */
  amount: z.nullable(won),
  /** KFTC code; the PG's own is looked up. */
  bank: z.string().check(z.regex(/^\d{3}$/, "not the code of a bank")),
  dueAt: instant,
  holder: filled(accountLimits.holder),
  productType: z.optional(z.enum(["real", "digital"])),
  orderName: filled(accountLimits.orderName),
  buyerName: filled(accountLimits.buyerName),
  buyerEmail: z.optional(
    z.string().check(z.maxLength(accountLimits.buyerEmail), z.regex(/^[^\s@]+@[^\s@]+$/, "not an e-mail address")),
  ),
  buyerTel: z.optional(
    z.string().check(z.maxLength(accountLimits.buyerTel), z.regex(/^[\d+-]+$/, "digits and hyphens only")),
  ),
  taxFree: z.optional(z.int().check(z.gte(0))),
  vat: z.optional(z.int().check(z.gte(0))),
  fixedNumber: z.optional(z.string().check(z.regex(/^\d{1,32}$/, "digits only"))),
  fixedKey: filled(accountLimits.fixedKey),
  isUnlimited: z.optional(z.literal(true)),
  /** Sent on and kept nowhere. */
  escrowPassword: filled(40),
  buyerBusinessNumber: z.optional(z.string().check(z.refine(isBusinessNumber, "not a business number"))),
  /** A credential of the PG's admin: sent on and kept nowhere. */
  pgApiKey,
});
export type AccountIssueForm = z.output<typeof accountIssueForm>;

export const accountChangeForm = z.strictObject({
  instructionId: refundId,
  impUid,
  amount: won,
  dueAt: instant,
  /** What the person looked at; another state of the account is not changed. */
  seen: z.strictObject({ amount: z.int().check(z.gte(0)), dueAt: z.nullable(instant) }),
});
export type AccountChangeForm = z.output<typeof accountChangeForm>;

export const accountRevokeForm = z.strictObject({ instructionId: refundId, impUid, pgApiKey });
export type AccountRevokeForm = z.output<typeof accountRevokeForm>;

export const accountHolderQuery = z.strictObject({
  bank: z.string().check(z.regex(/^\d{3}$/, "not the code of a bank")),
  number: z.string().check(z.regex(/^\d{1,32}$/, "digits only")),
});
