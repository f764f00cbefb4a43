import { router } from "../../trpc.ts";
import { allowListRouter, whitelistRouter } from "../whitelist/whitelist.router.ts";

export const settingsRouter = router({
  allowList: allowListRouter,
  whitelist: whitelistRouter,
});
