import { createHash, randomBytes } from "node:crypto";
import { AppError, maskEmail, type Role } from "@maru/domain";
import { hashPassword } from "better-auth/crypto";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { RequestContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import type { AuditOrigin } from "../audit/record-audit.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { longestPassword, setUpLinkLifeMs, shortestPassword } from "../auth/auth-rules.ts";
import { beginSession } from "../sessions/begin-session.ts";
import { toRole } from "../sessions/read-session.ts";
import { createUser } from "./create-user.ts";
import { deleteSetUpLinks, findUser, insertSetUpLink, takeSetUpLink } from "./users.repository.ts";

export type SetUpLinkOrder =
  | { readonly purpose: "first_admin" }
  | { readonly purpose: "invite"; readonly email: string; readonly role: Role };

/** Makes a link that opens once and expires. Only its hash is kept; an older link for the same end stops working. */
export async function makeSetUpLink(
  tx: Transaction<Database>,
  ctx: AuditOrigin,
  order: SetUpLinkOrder,
): Promise<{ link: string; expiresAtMs: number }> {
  const token = randomBytes(32).toString("base64url");
  const now = ctx.clock.now();
  const expiresAtMs = now + setUpLinkLifeMs[order.purpose];
  const isInvite = order.purpose === "invite";
  const role = isInvite ? order.role : "admin";
  const email = isInvite ? order.email : null;
  await deleteSetUpLinks(tx, isInvite ? { email: order.email } : { purpose: "first_admin" });
  await insertSetUpLink(tx, {
    token_hash: hashToken(token),
    purpose: order.purpose,
    role,
    email,
    expires_at_ms: expiresAtMs,
    made_at_ms: now,
    made_by_user_id: ctx.actor?.userId ?? null,
  });
  const maskedEmail = email === null ? null : maskEmail(email);
  await recordAudit(tx, ctx, { event: "set_up_link.made", purpose: order.purpose, maskedEmail, role });
  return { link: `${ctx.config.publicUrl}/set-up?token=${token}`, expiresAtMs };
}

export const setUpRequest = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(100),
  email: z
    .email()
    .max(320)
    .transform((email) => email.toLowerCase())
    .optional(),
  password: z.string().min(shortestPassword).max(longestPassword),
});

/**
 * Turns a set-up link into an account and signs its holder in; returns the Set-Cookie value. A link that was used, has
 * expired or never existed is refused in the same words.
 */
export async function redeemSetUpLink(ctx: RequestContext, request: z.infer<typeof setUpRequest>): Promise<string> {
  const passwordHash = await hashPassword(request.password);
  const cookie = await ctx.store.transact(async (tx) => {
    const link = await takeSetUpLink(tx, hashToken(request.token));
    const role = link === undefined ? null : toRole(link.role);
    if (link === undefined || role === null || link.expires_at_ms <= ctx.clock.now()) return undefined;
    const email = link.email ?? request.email;
    if (email === undefined) {
      throw new AppError("INVALID_INPUT", "Say which e-mail address to sign in with.", {
        details: { issues: [{ path: "email", message: "Required" }] },
      });
    }
    if ((await findUser(tx, { email })) !== undefined) {
      throw new AppError("EMAIL_TAKEN", "Somebody with this e-mail address has an account already.");
    }
    const actor = await createUser(tx, ctx, { name: request.name, email, role, passwordHash, by: "set_up_link" });
    return beginSession(tx, ctx, actor, "set_up_link");
  });
  if (cookie !== undefined) return cookie;
  await ctx.store.transact((tx) => recordAudit(tx, ctx, { event: "set_up_link.refused" }));
  throw new AppError("LINK_SPENT", "This link has been used or has expired. Ask for a new one.");
}

function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
