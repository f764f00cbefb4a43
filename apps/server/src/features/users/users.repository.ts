import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { SetUpLinkRow, UserRow } from "../auth/auth.tables.ts";

/** Everybody, deactivated people as well, in the order they came. */
export function selectUsers(db: Kysely<Database>): Promise<UserRow[]> {
  return db.selectFrom("users").selectAll().orderBy("created_at").orderBy("id").execute();
}

/** The person, deactivated or not; undefined where there is none. */
export function findUser(
  db: Kysely<Database>,
  by: { readonly id: string } | { readonly email: string },
): Promise<UserRow | undefined> {
  const users = db.selectFrom("users").selectAll();
  return ("id" in by ? users.where("id", "=", by.id) : users.where("email", "=", by.email)).executeTakeFirst();
}

/** Whether somebody who is not a demo account may administer the console, leaving out `exceptId`. */
export async function hasAdministrator(db: Kysely<Database>, exceptId?: string): Promise<boolean> {
  let query = db
    .selectFrom("users")
    .select("id")
    .where("role", "=", "admin")
    .where("is_demo", "=", 0)
    .where("deactivated_at_ms", "is", null)
    .limit(1);
  if (exceptId !== undefined) query = query.where("id", "<>", exceptId);
  return (await query.executeTakeFirst()) !== undefined;
}

/** Makes changes to who may do what take turns, so that two of them cannot remove the last two administrators. */
export async function lockUsers(tx: Transaction<Database>): Promise<void> {
  await tx.updateTable("users").set({ role: "admin" }).where("role", "=", "admin").execute();
}

/** Adds a person, with a password where one is given, in the transaction that records it. */
export async function insertUser(tx: Transaction<Database>, user: UserRow, passwordHash: string | null): Promise<void> {
  await tx.insertInto("users").values(user).execute();
  if (passwordHash === null) return;
  await tx
    .insertInto("user_accounts")
    .values({
      id: user.id,
      account_id: user.id,
      provider_id: "credential",
      user_id: user.id,
      access_token: null,
      refresh_token: null,
      id_token: null,
      access_token_expires_at: null,
      refresh_token_expires_at: null,
      scope: null,
      password: passwordHash,
      created_at: user.created_at,
      updated_at: user.created_at,
    })
    .execute();
}

/** Changes a person, in the transaction that records it. */
export async function updateUser(
  tx: Transaction<Database>,
  id: string,
  change: Partial<Pick<UserRow, "role" | "tel" | "deactivated_at_ms">>,
): Promise<void> {
  await tx.updateTable("users").set(change).where("id", "=", id).execute();
}

/** Keeps a link to set a password by, as a hash, in the transaction that records it. */
export async function insertSetUpLink(tx: Transaction<Database>, link: SetUpLinkRow): Promise<void> {
  await tx.insertInto("set_up_links").values(link).execute();
}

/** Forgets links that the same purpose or invitation made before. */
export async function deleteSetUpLinks(
  tx: Transaction<Database>,
  of: { readonly purpose: "first_admin" } | { readonly email: string },
): Promise<void> {
  const links = tx.deleteFrom("set_up_links");
  await ("purpose" in of ? links.where("purpose", "=", of.purpose) : links.where("email", "=", of.email)).execute();
}

/** Takes a link out, so that it opens once. */
export function takeSetUpLink(tx: Transaction<Database>, tokenHash: string): Promise<SetUpLinkRow | undefined> {
  return tx.deleteFrom("set_up_links").where("token_hash", "=", tokenHash).returningAll().executeTakeFirst();
}

/** Invitations that still hold at that time (unix milliseconds), the first one first. */
export function selectOpenInvites(db: Kysely<Database>, now: number): Promise<SetUpLinkRow[]> {
  return db
    .selectFrom("set_up_links")
    .selectAll()
    .where("purpose", "=", "invite")
    .where("expires_at_ms", ">", now)
    .orderBy("made_at_ms")
    .execute();
}
