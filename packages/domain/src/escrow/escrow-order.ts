import * as z from "zod/mini";
import { sendableText } from "../sendable-text.ts";

const longestText = 200;
const longestId = 100;
const optional = z.nullable(sendableText(longestText).check(z.minLength(1)));

/** Where a parcel comes from or goes to. `addressLine1` and `2` are for PGs that take an address in two parts. */
export const escrowParty = z.strictObject({
  name: optional,
  tel: optional,
  postcode: optional,
  address: optional,
  addressLine1: optional,
  addressLine2: optional,
  /** Who sends it, in the merchant's words ("본인"); of the sender only. */
  relationship: optional,
});
export type EscrowParty = z.output<typeof escrowParty>;

const escrowProduct = z.strictObject({
  id: sendableText(longestId).check(z.minLength(1)),
  name: sendableText(longestText).check(z.minLength(1)),
  /** Won. */
  amount: z.int().check(z.gte(0)),
  quantity: z.int().check(z.gte(1)),
});
export type EscrowProduct = z.output<typeof escrowProduct>;

/** The form of a delivery, registered or changed. */
export const escrowOrder = z.strictObject({
  instructionId: z.string().check(z.regex(/^[\w-]{16,64}$/, "not an id a form minted")),
  impUid: z.string().check(z.minLength(1), z.maxLength(longestId)),
  sender: escrowParty,
  receiver: escrowParty,
  /** Upstream's code of the courier. */
  courier: z.string().check(z.regex(/^[A-Z]{2,20}$/, "not a courier's code")),
  invoice: z.string().check(z.regex(/^[A-Z0-9]{8,30}$/, "not an invoice number")),
  /** Unix seconds. */
  sentAt: z.int().check(z.gte(0)),
  /** `YYYY-MM-DD`; when it is expected to arrive, where the PG asks. */
  receivingOn: z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, "not a day"))),
  /** From where it leaves, where the PG asks. */
  dispatchAddress: optional,
  products: z.array(escrowProduct).check(z.maxLength(50)),
  /** Whether the PG writes to the buyer; null where it does not ask. */
  sendEmail: z.nullable(z.boolean()),
});
export type EscrowOrder = z.output<typeof escrowOrder>;

export const emptyParty: EscrowParty = {
  name: null,
  tel: null,
  postcode: null,
  address: null,
  addressLine1: null,
  addressLine2: null,
  relationship: null,
};
