import { bulkList, bulkRowStates } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../../trpc.ts";
import { choicesInput, oneBatch, resultInput, rowNumberInput } from "../../batches/batch-inputs.ts";
import { batchQueries } from "../../batches/batch-queries.ts";
import { choosePayments, pauseBatch } from "../../batches/move-batch.ts";
import { getBulkResult } from "./bulk-result.ts";
import { bulkReader } from "./describe-bulk.ts";
import { rehearseBulk, resumeBulk, startBulk } from "./move-bulk.ts";
import { prepareBulk } from "./prepare-bulk.ts";
import { refundLists } from "./refund-bulk.repository.ts";

const mostChoices = 5_000;

export const refundBulkRouter = router({
  prepare: allowed("refund:bulk")
    .input(bulkList)
    .mutation(({ ctx, input }) => prepareBulk(ctx, input)),
  choose: allowed("refund:bulk")
    .input(choicesInput(mostChoices))
    .mutation(({ ctx, input }) => choosePayments(ctx, refundLists, input)),
  rehearse: allowed("refund:bulk")
    .input(oneBatch)
    .mutation(({ ctx, input }) => rehearseBulk(ctx, input)),
  start: allowed("refund:bulk")
    .input(
      z.extend(oneBatch, {
        count: rowNumberInput,
        totals: z
          .array(z.strictObject({ currency: z.string().check(z.maxLength(8)), amount: z.int().check(z.gte(1)) }))
          .check(z.minLength(1), z.maxLength(20)),
      }),
    )
    .mutation(({ ctx, input }) => startBulk(ctx, input)),
  pause: allowed("refund:bulk")
    .input(oneBatch)
    .mutation(({ ctx, input }) => pauseBatch(ctx, refundLists, input.batchId)),
  resume: allowed("refund:bulk")
    .input(oneBatch)
    .mutation(({ ctx, input }) => resumeBulk(ctx, input)),
  ...batchQueries("refund:read", bulkReader, bulkRowStates),
  result: allowed("refund:bulk")
    .input(resultInput)
    .query(({ ctx, input }) => getBulkResult(ctx, input)),
});
