import { refundId, refundRequest, staffReason } from "@maru/domain";
import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { approveRefund, rejection, rejectRefund, withdrawRefund } from "./approve-refund.ts";
import { refundBulkRouter } from "./bulk/refund-bulk.router.ts";
import { checkRefund } from "./check-refund.ts";
import { decideRefund, decision } from "./decide-refund.ts";
import { countRefunds, getRefund, listRefunds, refundCountQuery, refundQuery } from "./list-refunds.ts";
import { previewRefund, reviewRefund } from "./preview-refund.ts";
import { refundReasonsRouter } from "./reasons/refund-reasons.router.ts";
import { changeCaps, changeStepUp, limitsChange, readLimits, stepUpChange } from "./refund-caps.ts";
import { announcePreparing } from "./refund-presence.ts";
import { requestRefund } from "./request-refund.ts";
import { undoRouter } from "./undo/undo.router.ts";

const onePayment = z.strictObject({ impUid: z.string().check(z.minLength(1), z.maxLength(80)) });
const oneRefund = z.strictObject({ refundId });
const announcement = z.strictObject({ impUid: onePayment.shape.impUid, isPreparing: z.boolean() });

export const refundsRouter = router({
  bulk: refundBulkRouter,
  reasons: refundReasonsRouter,
  undo: undoRouter,
  preview: allowed("refund:request")
    .input(onePayment)
    .query(({ ctx, input }) => previewRefund(ctx, input)),
  announce: allowed("refund:request")
    .input(announcement)
    .mutation(({ ctx, input }) => announcePreparing(ctx, input)),
  /** Who else has the form of a payment open; read again at every `refund.preparing` of it. */
  preparing: allowed("refund:read")
    .input(onePayment)
    .query(({ ctx, input }) => ({ people: ctx.refundPresence.of(input.impUid, ctx.actor.userId) })),
  request: allowed("refund:request")
    .input(refundRequest)
    .mutation(({ ctx, input }) => requestRefund(ctx, input)),
  get: allowed("refund:read")
    .input(oneRefund)
    .query(({ ctx, input }) => getRefund(ctx, input)),
  list: allowed("refund:read")
    .input(z.prefault(refundQuery, {}))
    .query(({ ctx, input }) => listRefunds(ctx, input)),
  counts: allowed("refund:read")
    .input(z.prefault(refundCountQuery, {}))
    .query(({ ctx, input }) => countRefunds(ctx, input)),
  review: allowed("refund:approve")
    .input(oneRefund)
    .query(({ ctx, input }) => reviewRefund(ctx, input)),
  approve: allowed("refund:approve")
    .input(oneRefund)
    .mutation(({ ctx, input }) => approveRefund(ctx, input)),
  reject: allowed("refund:approve")
    .input(rejection)
    .mutation(({ ctx, input }) => rejectRefund(ctx, input)),
  withdraw: allowed("refund:request")
    .input(oneRefund)
    .mutation(({ ctx, input }) => withdrawRefund(ctx, input)),
  checkNow: allowed("payment:refresh")
    .input(oneRefund)
    .mutation(({ ctx, input }) => checkRefund(ctx, input)),
  decide: allowed("refund:decide")
    .input(decision)
    .mutation(({ ctx, input }) => decideRefund(ctx, input)),
  limits: allowed("refund:read").query(({ ctx }) => readLimits(ctx.store.read)),
  changeCaps: allowed("refund:settings")
    .input(limitsChange)
    .mutation(({ ctx, input }) => changeCaps(ctx, input)),
  changeStepUp: allowed("refund:settings")
    .input(stepUpChange)
    .mutation(({ ctx, input }) => changeStepUp(ctx, input)),
  safeMode: allowed("refund:read").query(async ({ ctx }) => ({ faults: await ctx.safeMode.faults() })),
  /** Goes on although the audit log is broken: somebody has looked at it and says so. */
  acceptBrokenAudit: allowed("refund:settings")
    .input(z.strictObject({ reason: staffReason }))
    .mutation(async ({ ctx, input }) => {
      await ctx.safeMode.acceptChain(ctx, input.reason);
      return { faults: await ctx.safeMode.faults() };
    }),
});
