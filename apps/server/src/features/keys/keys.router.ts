import { allowed, router } from "../../trpc.ts";
import { checkKeys } from "./check-keys.ts";
import { readKeys } from "./read-keys.ts";

export const keysRouter = router({
  get: allowed("key:read").query(({ ctx }) => readKeys(ctx)),
  check: allowed("key:check").mutation(({ ctx }) => checkKeys(ctx)),
});
