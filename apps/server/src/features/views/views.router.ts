import { allowed, router } from "../../trpc.ts";
import {
  chooseDefault,
  createView,
  defaultChoice,
  describeUsage,
  listViews,
  newView,
  noteUse,
  removeView,
  renameView,
  saveView,
  shareView,
  viewName,
  viewQuery,
  viewReference,
  viewSharing,
} from "./manage-views.ts";

export const viewsRouter = router({
  list: allowed("payment:read").query(({ ctx }) => listViews(ctx)),
  create: allowed("payment:read")
    .input(newView)
    .mutation(({ ctx, input }) => createView(ctx, input)),
  save: allowed("payment:read")
    .input(viewQuery)
    .mutation(({ ctx, input }) => saveView(ctx, input)),
  rename: allowed("payment:read")
    .input(viewName)
    .mutation(({ ctx, input }) => renameView(ctx, input)),
  share: allowed("view:share")
    .input(viewSharing)
    .mutation(({ ctx, input }) => shareView(ctx, input)),
  remove: allowed("payment:read")
    .input(viewReference)
    .mutation(({ ctx, input }) => removeView(ctx, input.id)),
  usage: allowed("payment:read")
    .input(viewReference)
    .query(({ ctx, input }) => describeUsage(ctx, input.id)),
  noteUse: allowed("payment:read")
    .input(viewReference)
    .mutation(({ ctx, input }) => noteUse(ctx, input.id)),
  chooseDefault: allowed("payment:read")
    .input(defaultChoice)
    .mutation(({ ctx, input }) => chooseDefault(ctx, input.id)),
});
