import * as z from "zod/mini";
import { bulkFields } from "./bulk-columns.ts";
import { longestBulkText, mostBulkRows } from "./bulk-row.ts";

const mostColumns = 40;
const longestCell = 500;
const longestName = 200;

const cells = z.array(z.string().check(z.maxLength(longestCell))).check(z.maxLength(mostColumns));

/** A list of refunds as it is brought: cells as text, and what each column holds. */
export const bulkList = z.strictObject({
  source: z.enum(["file", "paste", "selection"]),
  /** The file's name, for people. */
  name: z.nullable(z.string().check(z.maxLength(longestName))),
  columns: z.array(z.nullable(z.enum(bulkFields))).check(z.minLength(1), z.maxLength(mostColumns)),
  /** The first line names the columns and holds no refund. */
  hasHeader: z.boolean(),
  lines: z.array(cells).check(z.minLength(1), z.maxLength(mostBulkRows + 1)),
  /** The reason of every row that gives none. */
  reasonCode: z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/, "not the code of a reason")),
  reasonText: z.string().check(z.trim(), z.maxLength(longestBulkText)),
  /** On whose wish the money returns, where a PG asks. */
  requester: z.nullable(z.enum(["customer", "admin"])),
  /** Whether a discount stays although the rest no longer meets its terms, where a payment has one. */
  retainPromotion: z.nullable(z.boolean()),
  /** Nothing in the list was free of tax: a blank tax-free part is zero where a PG wants it stated. */
  isAllTaxable: z.boolean(),
  /** Whether the shop's own system hears of each refund by webhook. */
  notifyShop: z.boolean(),
  /** Why a list that was brought before is brought again; null where it was not. */
  repeatReason: z.nullable(z.string().check(z.trim(), z.minLength(5), z.maxLength(longestBulkText))),
});
export type BulkList = z.output<typeof bulkList>;
