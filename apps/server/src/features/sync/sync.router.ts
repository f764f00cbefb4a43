import { allowed, router } from "../../trpc.ts";

export const syncRouter = router({
  status: allowed("sync:read").query(({ ctx }) => ctx.sync.current()),
});
