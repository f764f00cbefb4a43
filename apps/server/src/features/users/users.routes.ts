import { AppError, type Role, roles } from "@maru/domain";
import { Hono } from "hono";
import { z } from "zod";
import { callerOf } from "../../client-address.ts";
import type { Config } from "../../config.ts";
import type { RequestContext } from "../../context.ts";
import type { HttpEnvironment } from "../../http-environment.ts";
import { readJsonBody } from "../../read-json-body.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { AttemptLimit } from "../auth/auth-rules.ts";
import { countAttempt } from "../auth/limit-attempts.ts";
import { beginSession } from "../sessions/begin-session.ts";
import { demoAccount } from "./first-users.ts";
import { redeemSetUpLink, setUpRequest } from "./set-up-links.ts";
import { findUser } from "./users.repository.ts";

/** The ways in that need no password: a one-time link, and the sandbox's demo accounts where there is a sandbox. */
export function usersRoutes({ mode }: Pick<Config, "mode">) {
  const routes = new Hono<HttpEnvironment>().post("/api/set-up", async (c) => {
    const ctx = c.get("ctx");
    await limitByAddress(ctx, "set_up_by_ip");
    const cookie = await redeemSetUpLink(ctx, await readJsonBody(c.req.raw, setUpRequest));
    c.header("set-cookie", cookie, { append: true });
    return c.json({ ok: true });
  });
  if (mode !== "sandbox") return routes;
  return routes.post("/api/demo/sign-in", async (c) => {
    const ctx = c.get("ctx");
    await limitByAddress(ctx, "demo_by_ip");
    const { role } = await readJsonBody(c.req.raw, z.object({ role: z.enum(roles) }));
    c.header("set-cookie", await signInAsDemo(ctx, role), { append: true });
    return c.json({ ok: true });
  });
}

function signInAsDemo(ctx: RequestContext, role: Role): Promise<string> {
  return ctx.store.transact(async (tx) => {
    const { name, email } = demoAccount(role);
    const user = await findUser(tx, { email });
    if (user === undefined || user.deactivated_at_ms !== null || user.is_demo !== 1) {
      throw new AppError("NOT_FOUND", "There is no demo account for this role.");
    }
    return beginSession(tx, ctx, { userId: user.id, name, email, role }, "demo");
  });
}

async function limitByAddress(ctx: RequestContext, limit: AttemptLimit): Promise<void> {
  try {
    await countAttempt(ctx, limit, callerOf(ctx.ip));
  } catch (error) {
    if (error instanceof AppError && error.code === "TOO_MANY_REQUESTS") {
      await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "request.limited", limit, maskedEmail: null }));
    }
    throw error;
  }
}
