import { timingSafeEqual } from "node:crypto";
import { AppError } from "@maru/domain";
import { Hono } from "hono";
import { isLoopback } from "../../client-address.ts";
import type { Deps } from "../../context.ts";
import type { HttpEnvironment } from "../../http-environment.ts";
import type { Metrics } from "../../metrics.ts";
import type { Secret } from "../../secret.ts";
import { checkReadiness } from "./check-readiness.ts";

/** What proxies add to a request they pass on, one or another of them. */
const passedOnBy = ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via"];

/** For machines that watch machines: alive, able to work, and how it goes. */
export function healthRoutes(deps: Deps, metrics: Metrics) {
  return new Hono<HttpEnvironment>()
    .get("/healthz", (c) => c.json({ ok: true }))
    .get("/readyz", async (c) => {
      const readiness = await checkReadiness(deps);
      return c.json(readiness, readiness.isReady ? 200 : 503);
    })
    .get("/metrics", async (c) => {
      // A proxy on this machine speaks for others.
      const isPassedOn = passedOnBy.some((name) => c.req.header(name) !== undefined);
      const isOwnMachine = isLoopback(c.get("ctx").ip) && !isPassedOn;
      if (!isOwnMachine && !carriesToken(deps.config.metricsToken, c.req.header("authorization"))) {
        throw new AppError("NOT_ALLOWED", "Metrics are for this machine, or for whoever shows METRICS_TOKEN.");
      }
      return c.body(await metrics.registry.metrics(), 200, { "content-type": metrics.registry.contentType });
    });
}

function carriesToken(token: Secret | null, header: string | undefined): boolean {
  if (token === null || header === undefined) return false;
  const expected = Buffer.from(`Bearer ${token.reveal()}`);
  const given = Buffer.from(header);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
