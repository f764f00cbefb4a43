import { AppError } from "@maru/domain";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { HttpEnvironment } from "../../http-environment.ts";
import { createDeliveryLimit } from "./limit-deliveries.ts";
import { receiveWebhook } from "./receive-webhook.ts";

const largestDelivery = 64 * 1024;

/** The address i'mport calls. Answers 200 to whatever it could store: nobody learns here whether a payment exists. */
export function webhooksRoutes(queue: { wake(): void }): Hono<HttpEnvironment> {
  const countDelivery = createDeliveryLimit();
  const routes = new Hono<HttpEnvironment>();
  routes.post(
    "/webhooks/iamport",
    bodyLimit({
      maxSize: largestDelivery,
      onError: () => {
        throw new AppError("PAYLOAD_TOO_LARGE", `A webhook may carry at most ${largestDelivery / 1024} KiB.`);
      },
    }),
    async (c) => {
      const ctx = c.get("ctx");
      countDelivery(ctx.ip, ctx.clock.now());
      const body = await c.req.text();
      await receiveWebhook(ctx, { headers: c.req.raw.headers, body, ip: ctx.ip });
      queue.wake();
      return c.text("ok");
    },
  );
  return routes;
}
