import * as z from "zod/mini";
import { sendableText } from "../sendable-text.ts";

/** 소득공제 for a person, 지출증빙 for a company. */
export const receiptTypes = ["person", "company"] as const;
export type ReceiptType = (typeof receiptTypes)[number];

/** `person` is a resident registration number, `taxcard` a receipt card of the tax office. */
export const receiptIdentifierTypes = ["phone", "taxcard", "person", "business"] as const;
export type ReceiptIdentifierType = (typeof receiptIdentifierTypes)[number];

export const receiptProductTypes = ["real", "digital"] as const;

const longestName = 60;
const longestTel = 20;
const longestEmail = 100;
const longestOrder = 100;
const text = (longest: number) => sendableText(longest).check(z.minLength(1));
const won = z.int().check(z.gte(0), z.lte(Number.MAX_SAFE_INTEGER));
const instructionId = z.string().check(z.regex(/^[\w-]{16,64}$/, "not an id a form minted"));

const receiptFields = {
  instructionId,
  type: z.enum(receiptTypes),
  identifierType: z.enum(receiptIdentifierTypes),
  /** Digits only. */
  identifier: z.string().check(z.regex(/^\d{10,20}$/, "not the digits of an identifier")),
  productType: z.nullable(z.enum(receiptProductTypes)),
  buyerName: z.nullable(text(longestName)),
  buyerTel: z.nullable(text(longestTel)),
  buyerEmail: z.nullable(text(longestEmail)),
  /** The merchant's own business number. */
  merchantBusinessNumber: z.nullable(z.string().check(z.regex(/^\d{10}$/, "not a business number"))),
  taxFree: won,
  /** Null: an eleventh of what is not free of tax, as the tax office reckons it. */
  vat: z.nullable(won),
};

/** The form of a receipt for a payment of i'mport. Its amount is what is left of the payment. */
export const receiptOrder = z.strictObject({
  ...receiptFields,
  impUid: text(longestOrder),
  /** What was left of the payment when the person looked: the lock against a refund in between. */
  amountSeen: won,
  companyName: z.nullable(text(longestName)),
  companyTel: z.nullable(text(longestTel)),
});
export type ReceiptOrder = z.output<typeof receiptOrder>;

/** The form of a receipt for a sale that i'mport knows nothing of. */
export const outsideReceiptOrder = z.strictObject({
  ...receiptFields,
  merchantUid: text(longestOrder),
  channelKey: text(longestOrder),
  orderName: text(longestOrder),
  amount: won.check(z.gte(1)),
  payMethod: z.enum(["trans", "vbank"]),
});
export type OutsideReceiptOrder = z.output<typeof outsideReceiptOrder>;

export const receiptCancelOrder = z.strictObject({
  instructionId,
  impUid: text(longestOrder),
  /** Which receipt the person saw: another one in its place is not cancelled. */
  receiptTidSeen: z.nullable(z.string().check(z.maxLength(longestOrder))),
});
export type ReceiptCancelOrder = z.output<typeof receiptCancelOrder>;

export const outsideReceiptCancelOrder = z.strictObject({
  instructionId,
  merchantUid: text(longestOrder),
  receiptTidSeen: z.nullable(z.string().check(z.maxLength(longestOrder))),
});
export type OutsideReceiptCancelOrder = z.output<typeof outsideReceiptCancelOrder>;
