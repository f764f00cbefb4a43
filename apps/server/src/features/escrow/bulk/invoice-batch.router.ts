import { invoiceList, invoiceRowStates, mostInvoiceRows } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../../trpc.ts";
import { getInvoices, listInvoiceRows, listInvoices } from "./describe-invoices.ts";
import { getInvoiceResult } from "./invoice-result.ts";
import {
  choosePayments,
  pauseInvoices,
  rehearseInvoices,
  replaceRegistered,
  resumeInvoices,
  startInvoices,
} from "./move-invoices.ts";
import { prepareInvoices } from "./prepare-invoices.ts";

const largestPage = 200;
const batchId = z.string().check(z.minLength(1), z.maxLength(64));
const rowNumber = z.int().check(z.gte(1));
const one = z.strictObject({ batchId });
const limit = z._default(z.int().check(z.gte(1), z.lte(largestPage)), 50);

export const invoiceBatchRouter = router({
  prepare: allowed("escrow:write")
    .input(invoiceList)
    .mutation(({ ctx, input }) => prepareInvoices(ctx, input)),
  choose: allowed("escrow:write")
    .input(
      z.strictObject({
        batchId,
        choices: z
          .array(z.strictObject({ rowNumber, impUid: z.string().check(z.maxLength(100)) }))
          .check(z.minLength(1), z.maxLength(mostInvoiceRows)),
      }),
    )
    .mutation(({ ctx, input }) => choosePayments(ctx, input)),
  rehearse: allowed("escrow:write")
    .input(one)
    .mutation(({ ctx, input }) => rehearseInvoices(ctx, input)),
  replace: allowed("escrow:write")
    .input(
      z.strictObject({
        batchId,
        /** Null for every row that has another delivery registered. */
        rowNumbers: z.nullable(z.array(rowNumber).check(z.minLength(1), z.maxLength(mostInvoiceRows))),
      }),
    )
    .mutation(({ ctx, input }) => replaceRegistered(ctx, input)),
  start: allowed("escrow:write")
    .input(z.strictObject({ batchId, count: rowNumber }))
    .mutation(({ ctx, input }) => startInvoices(ctx, input)),
  pause: allowed("escrow:write")
    .input(one)
    .mutation(({ ctx, input }) => pauseInvoices(ctx, input)),
  resume: allowed("escrow:write")
    .input(one)
    .mutation(({ ctx, input }) => resumeInvoices(ctx, input)),
  get: allowed("escrow:read")
    .input(one)
    .query(({ ctx, input }) => getInvoices(ctx, input)),
  list: allowed("escrow:read")
    .input(z.strictObject({ cursor: z.optional(z.string().check(z.maxLength(200))), limit }))
    .query(({ ctx, input }) => listInvoices(ctx, input)),
  rows: allowed("escrow:read")
    .input(
      z.strictObject({
        batchId,
        states: z.optional(z.array(z.enum(invoiceRowStates)).check(z.minLength(1))),
        cursor: z.optional(z.int().check(z.gte(0))),
        limit,
      }),
    )
    .query(({ ctx, input }) => listInvoiceRows(ctx, input)),
  result: allowed("escrow:write")
    .input(z.strictObject({ batchId, locale: z.enum(["ko", "en"]) }))
    .query(({ ctx, input }) => getInvoiceResult(ctx, input)),
});
