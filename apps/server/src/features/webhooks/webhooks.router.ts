import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { getDelivery } from "./get-delivery.ts";
import { deliveryQuery, listDeliveries } from "./list-deliveries.ts";
import { listFloods } from "./list-floods.ts";
import { forwardQuery, listForwards } from "./list-forwards.ts";
import { listMisses, missQuery } from "./list-misses.ts";
import { countReplayable, replayable, replayDeliveries, replayOrder } from "./replay-deliveries.ts";
import { forwardingChange, renewForwardSecret, setForwarding, testForwarding } from "./set-forwarding.ts";
import { testReceiver } from "./test-receiver.ts";
import { changeWebhookSettings, readWebhookSettings, webhookSettingsChange } from "./webhook-settings.ts";

const oneDelivery = z.strictObject({ deliveryId: z.string().check(z.minLength(1), z.maxLength(80)) });

export const webhooksRouter = router({
  list: allowed("webhook:read")
    .input(deliveryQuery)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),
  get: allowed("webhook:read")
    .input(oneDelivery)
    .query(({ ctx, input }) => getDelivery(ctx, input)),
  settings: allowed("webhook:read").query(({ ctx }) => readWebhookSettings(ctx)),
  changeSettings: allowed("webhook:settings")
    .input(webhookSettingsChange)
    .mutation(({ ctx, input }) => changeWebhookSettings(ctx, input)),
  replayable: allowed("webhook:replay")
    .input(replayable)
    .query(({ ctx, input }) => countReplayable(ctx, input)),
  replay: allowed("webhook:replay")
    .input(replayOrder)
    .mutation(({ ctx, input }) => replayDeliveries(ctx, input)),
  forwards: allowed("webhook:read")
    .input(forwardQuery)
    .query(({ ctx, input }) => listForwards(ctx, input)),
  missing: allowed("webhook:read")
    .input(missQuery)
    .query(({ ctx, input }) => listMisses(ctx, input)),
  floods: allowed("webhook:read").query(({ ctx }) => listFloods(ctx)),
  test: allowed("webhook:replay").mutation(({ ctx }) => testReceiver(ctx)),
  setForwarding: allowed("webhook:settings")
    .input(forwardingChange)
    .mutation(({ ctx, input }) => setForwarding(ctx, input)),
  renewForwardSecret: allowed("webhook:settings").mutation(({ ctx }) => renewForwardSecret(ctx)),
  testForwarding: allowed("webhook:settings").mutation(({ ctx }) => testForwarding(ctx)),
});
