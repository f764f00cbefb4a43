import { type Role, roles } from "@maru/domain";
import type { Actor, Deps, RequestSession } from "../../context.ts";
import { sessionLimits } from "../auth/auth-rules.ts";
import { findSessionCookie, readSessionToken } from "../auth/session-cookie.ts";
import { findSession, type SessionWithUser, touchSession } from "./sessions.repository.ts";

export interface SignedIn {
  readonly actor: Actor;
  readonly session: RequestSession;
}

type SessionDeps = Pick<Deps, "store" | "clock" | "config" | "logger" | "sessionCache">;

/** Who a Cookie header belongs to, or null. Using a session keeps it from idling out, up to its absolute end. */
export async function readSession(deps: SessionDeps, cookieHeader: string | null): Promise<SignedIn | null> {
  const cookie = findSessionCookie(deps.config, cookieHeader);
  if (cookie === null) return null;
  const row = deps.sessionCache.get(cookie) ?? (await readRow(deps, cookie));
  const signedIn = judge(deps, row);
  if (row === undefined || signedIn === null) return null;
  const now = deps.clock.now();
  if (now - Date.parse(row.updated_at) < sessionLimits.touchMs) return signedIn;
  const expiresAtMs = Math.min(now + sessionLimits.idleMs, Date.parse(row.created_at) + sessionLimits.absoluteMs);
  try {
    await touchSession(deps.store.write, row.id, now, expiresAtMs);
    deps.sessionCache.clear();
  } catch (error) {
    // A full disk keeps nobody from reading.
    deps.logger.warn({ error }, "could not note the use of a session");
    return signedIn;
  }
  return { ...signedIn, session: { ...signedIn.session, expiresAtMs } };
}

async function readRow(deps: SessionDeps, cookie: string): Promise<SessionWithUser | undefined> {
  const token = readSessionToken(deps.config, cookie);
  if (token === null) return undefined;
  const keep = deps.sessionCache.beginRead();
  const row = await findSession(deps.store.read, { token });
  if (row !== undefined) keep(cookie, row);
  return row;
}

/** Whether a session goes on: it was not revoked, has not run out, and its person may still come in. */
export async function isSessionAlive(
  deps: Omit<SessionDeps, "sessionCache" | "logger">,
  sessionId: string,
): Promise<boolean> {
  return judge(deps, await findSession(deps.store.read, { id: sessionId })) !== null;
}

function judge(deps: Pick<Deps, "clock" | "config">, row: SessionWithUser | undefined): SignedIn | null {
  if (row === undefined) return null;
  const now = deps.clock.now();
  const expiresAtMs = Date.parse(row.expires_at);
  if (expiresAtMs <= now || Date.parse(row.created_at) + sessionLimits.absoluteMs <= now) return null;
  const { user } = row;
  const role = toRole(user.role);
  if (role === null || user.deactivated_at_ms !== null) return null;
  if (user.is_demo === 1 && deps.config.mode !== "sandbox") return null;
  return {
    actor: { userId: user.id, name: user.name, email: user.email, role },
    session: { id: row.id, expiresAtMs, isSecondFactorEnrolled: user.two_factor_enabled === 1 },
  };
}

/** A role as stored; null where this version does not know it. */
export function toRole(text: string): Role | null {
  return roles.find((role) => role === text) ?? null;
}
