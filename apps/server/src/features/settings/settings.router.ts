import { allowed, router } from "../../trpc.ts";
import { applicationRouter } from "../application/application.router.ts";
import { listChannelChanges, listChannels } from "../channels/list-channels.ts";
import { keysRouter } from "../keys/keys.router.ts";
import { subMerchantsRouter } from "../sub-merchants/sub-merchants.router.ts";
import { allowListRouter, whitelistRouter } from "../whitelist/whitelist.router.ts";

export const settingsRouter = router({
  allowList: allowListRouter,
  application: applicationRouter,
  channels: allowed("channel:read").query(({ ctx }) => listChannels(ctx)),
  channelChanges: allowed("channel:read").query(({ ctx }) => listChannelChanges(ctx)),
  keys: keysRouter,
  subMerchants: subMerchantsRouter,
  whitelist: whitelistRouter,
});
