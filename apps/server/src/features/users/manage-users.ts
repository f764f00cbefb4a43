import { AppError, isAllowed, maskTel, type Role, roles } from "@maru/domain";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { recordAudit } from "../audit/record-audit.ts";
import type { UserRow } from "../auth/auth.tables.ts";
import { toRole } from "../sessions/read-session.ts";
import { deleteSessions } from "../sessions/sessions.repository.ts";
import { makeSetUpLink } from "./set-up-links.ts";
import {
  findUser,
  hasAdministrator,
  lockUsers,
  selectOpenInvites,
  selectUsers,
  updateUser,
} from "./users.repository.ts";

const userId = z.string().min(1).max(64);

export const invitation = z.strictObject({
  email: z
    .email()
    .max(320)
    .transform((email) => email.toLowerCase()),
  role: z.enum(roles),
});
export const roleChange = z.strictObject({ userId, role: z.enum(roles) });
const writtenTel = z
  .string()
  .trim()
  .max(20)
  .regex(/^[0-9+() -]*$/);
/** Fewer digits are an extension, which several people share. */
const isTelephone = (tel: string) => tel.replace(/\D/g, "").length >= 8;
export const telChange = z.strictObject({
  userId,
  /** Empty takes it away. */
  tel: writtenTel.refine((tel) => tel === "" || isTelephone(tel), "not a telephone number"),
});
export const ownTel = z.strictObject({ tel: writtenTel.refine(isTelephone, "not a telephone number") });
export const userReference = z.strictObject({ userId });

export interface UserItem {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly isSecondFactorEnrolled: boolean;
  readonly isDemo: boolean;
  readonly isActive: boolean;
  /** In full for whoever may change it, masked for everybody else. */
  readonly tel: string | null;
  readonly createdAtMs: number;
}

export interface OpenInvite {
  readonly email: string;
  readonly role: Role;
  readonly expiresAtMs: number;
}

/** Everybody who has an account, and who has been invited and not come yet. */
export async function listUsers(ctx: SignedInContext): Promise<{ items: UserItem[]; invites: OpenInvite[] }> {
  const [users, invites] = await Promise.all([
    selectUsers(ctx.store.read),
    selectOpenInvites(ctx.store.read, ctx.clock.now()),
  ]);
  const isShown = (user: UserRow) => ctx.config.mode === "sandbox" || user.is_demo === 0;
  return {
    items: users.filter(isShown).flatMap((user) => toItem(user, ctx)),
    invites: invites.flatMap(({ email, role: text, expires_at_ms }) => {
      const role = toRole(text);
      return email === null || role === null ? [] : [{ email, role, expiresAtMs: expires_at_ms }];
    }),
  };
}

function toItem(user: UserRow, { actor }: Pick<SignedInContext, "actor">): UserItem[] {
  const role = toRole(user.role);
  if (role === null) return [];
  const shown = isAllowed(actor.role, "user:write") ? (tel: string) => tel : maskTel;
  return [
    {
      id: user.id,
      name: user.name,
      email: user.email,
      role,
      isSecondFactorEnrolled: user.two_factor_enabled === 1,
      isDemo: user.is_demo === 1,
      isActive: user.deactivated_at_ms === null,
      tel: user.tel === null ? null : shown(user.tel),
      createdAtMs: Date.parse(user.created_at),
    },
  ];
}

/** Makes a one-time link that lets its holder join with this address and role. It is shown once and kept as a hash. */
export function inviteUser(
  ctx: SignedInContext,
  { email, role }: z.infer<typeof invitation>,
): Promise<{ link: string; expiresAtMs: number }> {
  return ctx.store.transact(async (tx) => {
    if ((await findUser(tx, { email })) !== undefined) {
      throw new AppError("EMAIL_TAKEN", "Somebody with this e-mail address has an account already.");
    }
    return makeSetUpLink(tx, ctx, { purpose: "invite", email, role });
  });
}

/** Gives a person another role. Their sessions go on with it. */
export async function setRole(ctx: SignedInContext, change: z.infer<typeof roleChange>): Promise<{ user: UserItem }> {
  return ctx.store.transact(async (tx) => {
    const user = await takeUser(tx, change.userId);
    const before = toRole(user.role) ?? "viewer";
    if (before === change.role) return { user: present(ctx, user) };
    if (change.role !== "admin") await refuseLastAdministrator(tx, user);
    await updateUser(tx, user.id, { role: change.role });
    await recordAudit(tx, ctx, { event: "user.role_changed", userId: user.id, before, after: change.role });
    return { user: present(ctx, { ...user, role: change.role }) };
  });
}

/** Notes a person's telephone: two accounts with one are one person's, who cannot approve their own refunds. */
export async function setTel(ctx: SignedInContext, change: z.infer<typeof telChange>): Promise<{ user: UserItem }> {
  const tel = change.tel === "" ? null : change.tel;
  return ctx.store.transact(async (tx) => {
    const user = await takeUser(tx, change.userId);
    await updateUser(tx, user.id, { tel });
    const maskedTel = tel === null ? null : maskTel(tel);
    await recordAudit(tx, ctx, { event: "user.tel_changed", userId: user.id, maskedTel });
    return { user: present(ctx, { ...user, tel }) };
  });
}

/** The telephone on record for whoever asks. */
export async function readOwnTel(ctx: SignedInContext): Promise<{ readonly tel: string | null }> {
  return { tel: (await findUser(ctx.store.read, { id: ctx.actor.userId }))?.tel ?? null };
}

/**
 * Notes one's own telephone where none is on record. It tells whether two accounts are one person's, so that whoever is
 * held to it does not change it or take it away: an administrator does.
 */
export async function addOwnTel(
  ctx: SignedInContext,
  { tel }: z.infer<typeof ownTel>,
): Promise<{ readonly tel: string | null }> {
  return ctx.store.transact(async (tx) => {
    const user = await takeUser(tx, ctx.actor.userId);
    if (user.tel === tel) return { tel };
    if (user.tel !== null) throw new AppError("NOT_ALLOWED", "Ask an administrator to change your telephone number.");
    await updateUser(tx, user.id, { tel });
    await recordAudit(tx, ctx, { event: "user.tel_changed", userId: user.id, maskedTel: maskTel(tel) });
    return { tel };
  });
}

/** Ends a person's access at once: no sign-in, no open session. What they did stays in the audit log. */
export async function deactivateUser(ctx: SignedInContext, id: string): Promise<{ user: UserItem }> {
  const { user, ended } = await ctx.store.transact(async (tx) => {
    const found = await takeUser(tx, id);
    await refuseLastAdministrator(tx, found);
    const deactivated = { ...found, deactivated_at_ms: found.deactivated_at_ms ?? ctx.clock.now() };
    await updateUser(tx, id, { deactivated_at_ms: deactivated.deactivated_at_ms });
    const sessions = await deleteSessions(tx, id, "all");
    if (found.deactivated_at_ms === null) await recordAudit(tx, ctx, { event: "user.deactivated", userId: id });
    for (const sessionId of sessions)
      await recordAudit(tx, ctx, { event: "session.ended", sessionId, userId: id, by: "deactivated" });
    return { user: deactivated, ended: sessions };
  });
  ctx.sessionEnds.announce(ended);
  return { user: present(ctx, user) };
}

/** Lets a deactivated person sign in again, with the role and password they had. */
export async function reactivateUser(ctx: SignedInContext, id: string): Promise<{ user: UserItem }> {
  return ctx.store.transact(async (tx) => {
    const user = await takeUser(tx, id);
    if (user.deactivated_at_ms === null) return { user: present(ctx, user) };
    await updateUser(tx, id, { deactivated_at_ms: null });
    await recordAudit(tx, ctx, { event: "user.reactivated", userId: id });
    return { user: present(ctx, { ...user, deactivated_at_ms: null }) };
  });
}

async function takeUser(tx: Transaction<Database>, id: string): Promise<UserRow> {
  await lockUsers(tx);
  const user = await findUser(tx, { id });
  if (user === undefined) throw new AppError("NOT_FOUND", "There is no such person.");
  return user;
}

/** Demo accounts do not count: with real credentials nobody could sign in as one. */
async function refuseLastAdministrator(tx: Transaction<Database>, user: UserRow): Promise<void> {
  if (user.role !== "admin" || user.deactivated_at_ms !== null || user.is_demo === 1) return;
  if (await hasAdministrator(tx, user.id)) return;
  throw new AppError("LAST_ADMIN", "This is the only administrator left. Make somebody else one first.");
}

function present(ctx: SignedInContext, user: UserRow): UserItem {
  const [item] = toItem(user, ctx);
  if (item === undefined) throw new AppError("NOT_FOUND", "There is no such person.");
  return item;
}
