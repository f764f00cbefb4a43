import * as z from "zod/mini";
import { allowed, router } from "../../../trpc.ts";
import { getUndoHelp, watchUndo } from "./undo-cancel.ts";

const impUid = z.string().check(z.minLength(1), z.maxLength(80));

export const undoRouter = router({
  get: allowed("refund:request")
    .input(z.strictObject({ impUid }))
    .query(({ ctx, input }) => getUndoHelp(ctx, input)),
  watch: allowed("refund:request")
    .input(z.strictObject({ impUid, cancellationId: z.string().check(z.minLength(1), z.maxLength(100)) }))
    .mutation(({ ctx, input }) => watchUndo(ctx, input)),
});
