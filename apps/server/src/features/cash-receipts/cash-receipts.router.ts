import { outsideReceiptCancelOrder, outsideReceiptOrder, receiptCancelOrder, receiptOrder } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { giveInstruction } from "../instructions/give-instruction.ts";
import { checkReceiptForm } from "./check-receipt-form.ts";
import { getOutsideReceipt, getPaymentReceipt } from "./describe-receipt.ts";
import { listReceiptChannels } from "./list-receipt-channels.ts";
import { listReceiptDifferences, listReceipts } from "./list-receipts.ts";
import { cancelOutsideReceipt, cancelReceipt, issueOutsideReceipt, issueReceipt } from "./receipt-kinds.ts";

const id = z.string().check(z.minLength(1), z.maxLength(100));
const limit = z._default(z.int().check(z.gte(1), z.lte(200)), 50);
const cursor = z.optional(z.string().check(z.minLength(1), z.maxLength(200)));

export const cashReceiptsRouter = router({
  list: allowed("cash-receipt:read")
    .input(
      z.strictObject({
        source: z.enum(["payment", "outside"]),
        state: z.optional(z.enum(["issued", "cancelled"])),
        cursor,
        limit,
      }),
    )
    .query(({ ctx, input }) => listReceipts(ctx, input)),
  differences: allowed("cash-receipt:read")
    .input(z.strictObject({ cursor, limit }))
    .query(({ ctx, input }) => listReceiptDifferences(ctx, input)),
  get: allowed("cash-receipt:read")
    .input(z.strictObject({ impUid: id }))
    .query(({ ctx, input }) => getPaymentReceipt(ctx, input)),
  issue: allowed("cash-receipt:write")
    .input(receiptOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, issueReceipt, checkReceiptForm(input))),
  cancel: allowed("cash-receipt:write")
    .input(receiptCancelOrder)
    .mutation(({ ctx, input }) => giveInstruction(ctx, cancelReceipt, input)),
  external: router({
    channels: allowed("cash-receipt:write").query(({ ctx }) => listReceiptChannels(ctx)),
    get: allowed("cash-receipt:read")
      .input(z.strictObject({ merchantUid: id, channelKey: z._default(z.nullable(id), null) }))
      .query(({ ctx, input }) => getOutsideReceipt(ctx, input)),
    issue: allowed("cash-receipt:write")
      .input(outsideReceiptOrder)
      .mutation(({ ctx, input }) => giveInstruction(ctx, issueOutsideReceipt, checkReceiptForm(input))),
    cancel: allowed("cash-receipt:write")
      .input(outsideReceiptCancelOrder)
      .mutation(({ ctx, input }) => giveInstruction(ctx, cancelOutsideReceipt, input)),
  }),
});
