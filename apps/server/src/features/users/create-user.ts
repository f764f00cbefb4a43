import { maskEmail, type Role } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Actor, RequestContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import type { AuditOrigin } from "../audit/record-audit.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { insertUser } from "./users.repository.ts";

export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** Null where nobody signs in with a password. */
  readonly passwordHash: string | null;
  readonly by: "set_up_link" | "configuration" | "demo";
}

/** Adds a person who can sign in from now on. */
export async function createUser(
  tx: Transaction<Database>,
  ctx: AuditOrigin & Pick<RequestContext, "ids">,
  { name, email, role, passwordHash, by }: NewUser,
): Promise<Actor> {
  const madeAt = new Date(ctx.clock.now()).toISOString();
  const userId = ctx.ids.next();
  const user = {
    id: userId,
    name,
    email,
    email_verified: 1,
    image: null,
    role,
    two_factor_enabled: 0,
    is_demo: by === "demo" ? 1 : 0,
    tel: null,
    deactivated_at_ms: null,
    created_at: madeAt,
    updated_at: madeAt,
  };
  await insertUser(tx, user, passwordHash);
  const actor = { userId, name, email, role };
  await recordAudit(
    tx,
    { ...ctx, actor: ctx.actor ?? actor },
    { event: "user.created", userId, maskedEmail: maskEmail(email), role, by },
  );
  return actor;
}
