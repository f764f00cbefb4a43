import * as z from "zod/mini";
import { allowed, router } from "../../trpc.ts";
import { getDelivery } from "./get-delivery.ts";
import { deliveryQuery, listDeliveries } from "./list-deliveries.ts";
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
});
