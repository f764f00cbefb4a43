import { allowed, router } from "../../../trpc.ts";
import {
  addReason,
  moveReason,
  newReason,
  readReasons,
  reasonMove,
  reasonRenaming,
  reasonReportQuery,
  reasonRetirement,
  renameReason,
  reportReasons,
  retireReason,
} from "./refund-reasons.ts";

export const refundReasonsRouter = router({
  list: allowed("refund:read").query(({ ctx }) => readReasons(ctx.store.read)),
  report: allowed("refund:read")
    .input(reasonReportQuery)
    .query(({ ctx, input }) => reportReasons(ctx, input)),
  add: allowed("refund:settings")
    .input(newReason)
    .mutation(({ ctx, input }) => addReason(ctx, input)),
  rename: allowed("refund:settings")
    .input(reasonRenaming)
    .mutation(({ ctx, input }) => renameReason(ctx, input)),
  move: allowed("refund:settings")
    .input(reasonMove)
    .mutation(({ ctx, input }) => moveReason(ctx, input)),
  retire: allowed("refund:settings")
    .input(reasonRetirement)
    .mutation(({ ctx, input }) => retireReason(ctx, input)),
});
