import { allowed, router } from "../../trpc.ts";
import {
  allowListDeclaration,
  declareAllowList,
  declareWhitelist,
  readAllowList,
  readWhitelist,
  whitelistDeclaration,
} from "./address-lists.ts";

export const whitelistRouter = router({
  get: allowed("whitelist:read").query(({ ctx }) => readWhitelist(ctx)),
  declare: allowed("whitelist:write")
    .input(whitelistDeclaration)
    .mutation(({ ctx, input }) => declareWhitelist(ctx, input)),
});

export const allowListRouter = router({
  get: allowed("whitelist:read").query(({ ctx }) => readAllowList(ctx)),
  declare: allowed("allow-list:write")
    .input(allowListDeclaration)
    .mutation(({ ctx, input }) => declareAllowList(ctx, input)),
});
