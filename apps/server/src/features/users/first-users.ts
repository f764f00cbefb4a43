import { type Role, roles } from "@maru/domain";
import { hashPassword } from "better-auth/crypto";
import type { Deps } from "../../context.ts";
import { ownOrigin } from "../audit/record-audit.ts";
import { createUser } from "./create-user.ts";
import { makeSetUpLink } from "./set-up-links.ts";
import { findUser, hasAdministrator } from "./users.repository.ts";

type FirstUserDeps = Pick<Deps, "store" | "clock" | "ids" | "config">;

/** The account of the sandbox that anybody may sign in as, for one role. */
export function demoAccount(role: Role): { name: string; email: string } {
  const word = role.charAt(0).toUpperCase() + role.slice(1);
  return { name: `${word} (demo)`, email: `${role}@demo.invalid` };
}

/** Adds the sandbox's demo accounts that are not there yet. They have no password. */
export async function ensureDemoUsers(deps: FirstUserDeps): Promise<void> {
  await deps.store.transact(async (tx) => {
    const origin = { ...ownOrigin(deps), ids: deps.ids };
    for (const role of roles) {
      const { name, email } = demoAccount(role);
      if ((await findUser(tx, { email })) !== undefined) continue;
      await createUser(tx, origin, { name, email, role, passwordHash: null, by: "demo" });
    }
  });
}

/**
 * Sees to it that somebody can administer the console: the configured administrator, or else a one-time link to become
 * one. Returns the link where one was made; each start without an administrator makes a new one and voids the last.
 */
export async function ensureAdministrator(deps: FirstUserDeps): Promise<{ link: string; expiresAtMs: number } | null> {
  const { firstAdmin } = deps.config;
  const passwordHash = firstAdmin === null ? null : await hashPassword(firstAdmin.password.reveal());
  return deps.store.transact(async (tx) => {
    if (await hasAdministrator(tx)) return null;
    const origin = { ...ownOrigin(deps), ids: deps.ids };
    if (firstAdmin === null || (await findUser(tx, { email: firstAdmin.email })) !== undefined) {
      return makeSetUpLink(tx, origin, { purpose: "first_admin" });
    }
    const { email } = firstAdmin;
    await createUser(tx, origin, { name: "Administrator", email, role: "admin", passwordHash, by: "configuration" });
    return null;
  });
}
