import * as z from "zod/mini";
import { sendableText } from "../../sendable-text.ts";
import { escrowParty } from "../escrow-order.ts";
import { invoiceFields } from "./invoice-columns.ts";
import { mostInvoiceRows } from "./invoice-row.ts";

const mostColumns = 60;
const longestCell = 500;
const longestName = 200;
const longestReason = 200;

const cells = z.array(z.string().check(z.maxLength(longestCell))).check(z.maxLength(mostColumns));

/** A list of invoices as it is brought: cells as text, and what each column holds. */
export const invoiceList = z.strictObject({
  source: z.enum(["file", "paste"]),
  /** The file's name, for people. */
  name: z.nullable(z.string().check(z.maxLength(longestName))),
  columns: z.array(z.nullable(z.enum(invoiceFields))).check(z.minLength(1), z.maxLength(mostColumns)),
  /** The first line names the columns and holds no invoice. */
  hasHeader: z.boolean(),
  lines: z.array(cells).check(z.minLength(1), z.maxLength(mostInvoiceRows + 1)),
  /** The courier of rows that name none. */
  courier: z.nullable(z.string().check(z.regex(/^[A-Z]{2,20}$/, "not a courier's code"))),
  /** When rows were sent that say nothing of it, unix seconds. */
  sentAt: z.int().check(z.gte(0)),
  sender: escrowParty,
  /** When they are expected to arrive, where a PG asks. */
  receivingOn: z.nullable(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, "not a day"))),
  /** Whether the PG writes to the buyers, where it asks. */
  sendEmail: z.boolean(),
  /** Why a list that was brought before is brought again; null where it was not. */
  repeatReason: z.nullable(sendableText(longestReason).check(z.minLength(5))),
});
export type InvoiceList = z.output<typeof invoiceList>;
export type InvoiceOptions = Pick<InvoiceList, "courier" | "sentAt" | "sender" | "receivingOn" | "sendEmail">;
