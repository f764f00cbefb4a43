import { bulkList, bulkRowStates } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../../trpc.ts";
import { getBulkResult } from "./bulk-result.ts";
import { getBulk, listBulk, listBulkRows } from "./describe-bulk.ts";
import { choosePayments, pauseBulk, rehearseBulk, resumeBulk, startBulk } from "./move-bulk.ts";
import { prepareBulk } from "./prepare-bulk.ts";

const largestPage = 200;
const mostChoices = 5_000;
const batchId = z.string().check(z.minLength(1), z.maxLength(64));
const one = z.strictObject({ batchId });
const limit = z._default(z.int().check(z.gte(1), z.lte(largestPage)), 50);

export const refundBulkRouter = router({
  prepare: allowed("refund:bulk")
    .input(bulkList)
    .mutation(({ ctx, input }) => prepareBulk(ctx, input)),
  choose: allowed("refund:bulk")
    .input(
      z.strictObject({
        batchId,
        choices: z
          .array(z.strictObject({ rowNumber: z.int().check(z.gte(1)), impUid: z.string().check(z.maxLength(100)) }))
          .check(z.minLength(1), z.maxLength(mostChoices)),
      }),
    )
    .mutation(({ ctx, input }) => choosePayments(ctx, input)),
  rehearse: allowed("refund:bulk")
    .input(one)
    .mutation(({ ctx, input }) => rehearseBulk(ctx, input)),
  start: allowed("refund:bulk")
    .input(
      z.strictObject({
        batchId,
        count: z.int().check(z.gte(1)),
        totals: z
          .array(z.strictObject({ currency: z.string().check(z.maxLength(8)), amount: z.int().check(z.gte(1)) }))
          .check(z.minLength(1), z.maxLength(20)),
      }),
    )
    .mutation(({ ctx, input }) => startBulk(ctx, input)),
  pause: allowed("refund:bulk")
    .input(one)
    .mutation(({ ctx, input }) => pauseBulk(ctx, input)),
  resume: allowed("refund:bulk")
    .input(one)
    .mutation(({ ctx, input }) => resumeBulk(ctx, input)),
  get: allowed("refund:read")
    .input(one)
    .query(({ ctx, input }) => getBulk(ctx, input)),
  list: allowed("refund:read")
    .input(z.strictObject({ cursor: z.optional(z.string().check(z.maxLength(200))), limit }))
    .query(({ ctx, input }) => listBulk(ctx, input)),
  rows: allowed("refund:read")
    .input(
      z.strictObject({
        batchId,
        states: z.optional(z.array(z.enum(bulkRowStates)).check(z.minLength(1))),
        cursor: z.optional(z.int().check(z.gte(0))),
        limit,
      }),
    )
    .query(({ ctx, input }) => listBulkRows(ctx, input)),
  result: allowed("refund:bulk")
    .input(z.strictObject({ batchId, locale: z.enum(["ko", "en"]) }))
    .query(({ ctx, input }) => getBulkResult(ctx, input)),
});
