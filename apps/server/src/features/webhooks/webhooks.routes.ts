import { AppError } from "@maru/domain";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { HttpEnvironment } from "../../http-environment.ts";
import type { WebhookQueue } from "./create-webhook-queue.ts";
import { createDeliveryLimit } from "./limit-deliveries.ts";
import { noteTooLarge, receiveWebhook } from "./receive-webhook.ts";
import { webhookPath } from "./webhook-path.ts";

const largestDelivery = 64 * 1024;

/** The address i'mport calls. Answers 200 to whatever it could store: nobody learns here whether a payment exists. */
export function webhooksRoutes(
  queue: Pick<WebhookQueue, "wake" | "noteAnswer" | "noteRefused">,
): Hono<HttpEnvironment> {
  const countDelivery = createDeliveryLimit(queue.noteRefused);
  const routes = new Hono<HttpEnvironment>();
  routes.use(webhookPath, async (c, next) => {
    const ctx = c.get("ctx");
    if (c.req.method === "POST") countDelivery(ctx.ip, ctx.clock.now());
    await next();
  });
  routes.post(
    webhookPath,
    bodyLimit({
      maxSize: largestDelivery,
      onError: async (c) => {
        const ctx = c.get("ctx");
        await noteTooLarge(ctx, { headers: c.req.raw.headers, ip: ctx.ip });
        throw new AppError("PAYLOAD_TOO_LARGE", `A webhook may carry at most ${largestDelivery / 1024} KiB.`);
      },
    }),
    async (c) => {
      const ctx = c.get("ctx");
      const startedAtMs = ctx.clock.now();
      const body = await c.req.text();
      const { deliveryId, isBlocked } = await receiveWebhook(ctx, { headers: c.req.raw.headers, body, ip: ctx.ip });
      queue.noteAnswer(deliveryId, ctx.clock.now() - startedAtMs);
      queue.wake();
      if (isBlocked)
        throw new AppError("NOT_ALLOWED", "This address takes webhooks from i'mport's own addresses only.");
      return c.text("ok");
    },
  );
  return routes;
}
