import { allowed, router } from "../../trpc.ts";
import { listVisits, rememberVisit, visit } from "./visits.ts";

export const visitsRouter = router({
  list: allowed("payment:read").query(({ ctx }) => listVisits(ctx)),
  add: allowed("payment:read")
    .input(visit)
    .mutation(({ ctx, input }) => rememberVisit(ctx, input)),
});
