import { AppError, isAllowed, permissionsOf } from "@maru/domain";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { isSecondFactorMissing, isSecondFactorRequired } from "../auth/second-factor-rule.ts";
import { capsOf, leavesNothing } from "../refunds/refund-caps.ts";
import { findDefaultView } from "../views/views.repository.ts";
import { readPreferences } from "./preferences.ts";
import { deleteSessions, selectSessionsOf } from "./sessions.repository.ts";

/** Who is signed in and what they may do. */
export async function describeMe(ctx: SignedInContext) {
  const { actor, session, config } = ctx;
  const mayRefund = isAllowed(actor.role, "refund:request");
  const [preferences, view, caps] = await Promise.all([
    readPreferences(ctx.store.read, actor.userId),
    findDefaultView(ctx.store.read, actor.userId),
    mayRefund ? capsOf(ctx.store.read, actor.role) : null,
  ]);
  return {
    user: {
      id: actor.userId,
      name: actor.name,
      email: actor.email,
      role: actor.role,
      twoFactorEnabled: session.isSecondFactorEnrolled,
    },
    permissions: [...permissionsOf(actor.role)],
    /** The role's rule, whether or not it is met. */
    secondFactorRequired: isSecondFactorRequired(config, actor.role),
    /** True while enrolling is the only thing this person may do. */
    secondFactorMissing: isSecondFactorMissing(config, actor.role, session),
    sessionExpiresAtMs: session.expiresAtMs,
    preferences,
    /** What this person refunds without anybody else, in won; null for roles that refund nothing. */
    refundCap: caps === null ? null : { perRefund: leavesNothing(caps) ? 0 : caps.perRefund },
    /** The saved view this person's payments list opens with. */
    defaultView: view === undefined ? null : { id: view.id, query: view.query },
  };
}

export interface SessionItem {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly startedAtMs: number;
  readonly lastUsedAtMs: number;
  readonly expiresAtMs: number;
}

/** Where this person is signed in, last used first. */
export async function listSessions(ctx: SignedInContext): Promise<{ items: SessionItem[] }> {
  const rows = await selectSessionsOf(ctx.store.read, ctx.actor.userId);
  const items = rows
    .map((row) => ({
      id: row.id,
      isCurrent: row.id === ctx.session.id,
      ip: row.ip_address || null,
      userAgent: row.user_agent || null,
      startedAtMs: Date.parse(row.created_at),
      lastUsedAtMs: Date.parse(row.updated_at),
      expiresAtMs: Date.parse(row.expires_at),
    }))
    .filter((item) => item.expiresAtMs > ctx.clock.now());
  return { items };
}

/** Ends one of this person's own sessions. */
export async function revokeSession(ctx: SignedInContext, id: string): Promise<{ revoked: number }> {
  const { revoked } = await endSessions(ctx, { only: id });
  if (revoked === 0) throw new AppError("NOT_FOUND", "You have no such session; it may have ended already.");
  return { revoked };
}

/** Ends every session of the caller but the one they ask from. */
export function revokeOtherSessions(ctx: SignedInContext): Promise<{ revoked: number }> {
  return endSessions(ctx, { except: ctx.session.id });
}

async function endSessions(
  ctx: SignedInContext,
  which: { readonly only: string } | { readonly except: string },
): Promise<{ revoked: number }> {
  const { userId } = ctx.actor;
  const ended = await ctx.store.transact(async (tx) => {
    const ids = await deleteSessions(tx, userId, which);
    for (const sessionId of ids)
      await recordAudit(tx, ctx, { event: "session.ended", sessionId, userId, by: "revoked" });
    return ids;
  });
  ctx.sessionEnds.announce(ended);
  return { revoked: ended.length };
}
