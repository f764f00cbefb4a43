import * as z from "zod/mini";
import { isKstDate } from "./kst-time.ts";
import {
  longestCode,
  longestFailReason,
  longestSearchText,
  mostCodes,
  mostConditions,
  paymentBases,
  paymentModes,
  paymentOrders,
} from "./payment-query-values.ts";
import { paymentStatuses } from "./payment-status.ts";

export const largestPage = 200;

const day = z.string().check(z.refine(isKstDate, "not a day written YYYY-MM-DD"));

/** An absent list means no restriction; an empty one would mean "nothing" to some readers and "everything" to others. */
const codes = z
  .array(z.string().check(z.minLength(1), z.maxLength(longestCode)))
  .check(z.minLength(1), z.maxLength(mostCodes));

const searchText = z.string().check(z.maxLength(longestSearchText));

const filterShape = {
  /** In the query language, as are `where`'s; plain words need none of it. */
  text: z.optional(searchText),
  /** Terms of the query language that no other key can say, each set apart from the text. */
  where: z.optional(z.array(searchText).check(z.minLength(1), z.maxLength(mostConditions))),
  status: z.optional(z.array(z.enum(paymentStatuses)).check(z.minLength(1), z.maxLength(paymentStatuses.length))),
  method: z.optional(codes),
  pgProvider: z.optional(codes),
  mid: z.optional(codes),
  currency: z.optional(codes),
  mode: z._default(z.enum(paymentModes), "all"),
  escrow: z.optional(z.boolean()),
  cashReceipt: z.optional(z.boolean()),
  billing: z.optional(z.boolean()),
  /** What the PG said of a failure, to the letter: the payments behind one message and no other. */
  failReason: z.optional(z.string().check(z.minLength(1), z.maxLength(longestFailReason))),
  /** Which time `from` and `to` speak of: when the present status was reached, or when the window opened. */
  basis: z._default(z.enum(paymentBases), "status"),
  from: z.optional(day),
  /** The last day, included. */
  to: z.optional(day),
};

const daysInOrder = z.refine<{ from?: string | undefined; to?: string | undefined }>(
  ({ from, to }) => from === undefined || to === undefined || from <= to,
  { path: ["to"], error: "the last day is before the first" },
);

/** What narrows a list of payments. Days are days in Korea; unknown keys are refused. */
export const paymentFilter = z.strictObject(filterShape).check(daysInOrder);
export type PaymentFilter = z.output<typeof paymentFilter>;

/** A filter with an order and a page: the whole input of the payments list and the whole state of its URL. */
export const paymentQuery = z
  .strictObject({
    ...filterShape,
    /** `time` is the time of the basis. Ties are broken by id, so that the order is total. */
    sort: z._default(z.enum(paymentOrders), "-time"),
    cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
    limit: z._default(z.int().check(z.gte(1), z.lte(largestPage)), 50),
  })
  .check(daysInOrder);
export type PaymentQuery = z.output<typeof paymentQuery>;
