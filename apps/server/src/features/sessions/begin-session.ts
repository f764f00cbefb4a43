import { randomBytes } from "node:crypto";
import type { Transaction } from "kysely";
import type { Actor, RequestContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import type { SignInMethod } from "../audit/audit-event.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { sessionLimits } from "../auth/auth-rules.ts";
import { writeSessionCookie } from "../auth/session-cookie.ts";
import { insertSession } from "./sessions.repository.ts";

export type BeginSessionContext = Pick<RequestContext, "clock" | "ids" | "config" | "ip" | "userAgent" | "requestId">;

/** Signs a person in without a password, because something else has proved who they are. Returns the Set-Cookie value. */
export async function beginSession(
  tx: Transaction<Database>,
  ctx: BeginSessionContext,
  actor: Actor,
  by: SignInMethod,
): Promise<string> {
  const now = ctx.clock.now();
  const session = {
    id: ctx.ids.next(),
    token: randomBytes(24).toString("base64url"),
    user_id: actor.userId,
    expires_at: new Date(now + sessionLimits.idleMs).toISOString(),
    ip_address: ctx.ip,
    user_agent: ctx.userAgent,
    created_at: new Date(now).toISOString(),
    updated_at: new Date(now).toISOString(),
  };
  await insertSession(tx, session);
  await recordAudit(
    tx,
    { ...ctx, actor },
    { event: "session.started", userId: actor.userId, sessionId: session.id, by },
  );
  return writeSessionCookie(ctx.config, session.token, sessionLimits.absoluteMs);
}
