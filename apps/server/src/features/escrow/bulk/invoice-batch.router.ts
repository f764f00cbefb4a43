import { invoiceList, invoiceRowStates, mostInvoiceRows } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../../trpc.ts";
import { choicesInput, oneBatch, resultInput, rowNumberInput } from "../../batches/batch-inputs.ts";
import { batchQueries } from "../../batches/batch-queries.ts";
import { askForRehearsal, choosePayments, pauseBatch, resumeBatch } from "../../batches/move-batch.ts";
import { bringRest } from "./bring-rest.ts";
import { invoiceReader } from "./describe-invoices.ts";
import { invoiceLists } from "./invoice-batch.repository.ts";
import { getInvoiceResult } from "./invoice-result.ts";
import { replaceRegistered, startInvoices } from "./move-invoices.ts";
import { prepareInvoices } from "./prepare-invoices.ts";

export const invoiceBatchRouter = router({
  prepare: allowed("escrow:write")
    .input(invoiceList)
    .mutation(({ ctx, input }) => prepareInvoices(ctx, input)),
  choose: allowed("escrow:write")
    .input(choicesInput(mostInvoiceRows))
    .mutation(({ ctx, input }) => choosePayments(ctx, invoiceLists, input)),
  rehearse: allowed("escrow:write")
    .input(oneBatch)
    .mutation(({ ctx, input }) => askForRehearsal(ctx, invoiceLists, input.batchId)),
  replace: allowed("escrow:write")
    .input(
      z.extend(oneBatch, {
        /** Null for every row that has another delivery registered. */
        rowNumbers: z.nullable(z.array(rowNumberInput).check(z.minLength(1), z.maxLength(mostInvoiceRows))),
      }),
    )
    .mutation(({ ctx, input }) => replaceRegistered(ctx, input)),
  start: allowed("escrow:write")
    .input(z.extend(oneBatch, { count: rowNumberInput }))
    .mutation(({ ctx, input }) => startInvoices(ctx, input)),
  pause: allowed("escrow:write")
    .input(oneBatch)
    .mutation(({ ctx, input }) => pauseBatch(ctx, invoiceLists, input.batchId)),
  resume: allowed("escrow:write")
    .input(oneBatch)
    .mutation(({ ctx, input }) => resumeBatch(ctx, invoiceLists, input.batchId)),
  rest: allowed("escrow:write")
    .input(oneBatch)
    .mutation(({ ctx, input }) => bringRest(ctx, input)),
  ...batchQueries("escrow:read", invoiceReader, invoiceRowStates),
  result: allowed("escrow:write")
    .input(resultInput)
    .query(({ ctx, input }) => getInvoiceResult(ctx, input)),
});
