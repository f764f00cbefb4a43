import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { SessionRow, UserPreferencesRow, UserRow } from "../auth/auth.tables.ts";

export interface SessionWithUser extends Pick<SessionRow, "id" | "expires_at" | "created_at" | "updated_at"> {
  user: Pick<UserRow, "id" | "name" | "email" | "role" | "two_factor_enabled" | "is_demo" | "deactivated_at_ms">;
}

/** The session with its user, expired ones and deactivated users as well; undefined where there is none. */
export async function findSession(
  db: Kysely<Database>,
  by: { readonly token: string } | { readonly id: string },
): Promise<SessionWithUser | undefined> {
  const base = db
    .selectFrom("sessions")
    .innerJoin("users", "users.id", "sessions.user_id")
    .select([
      "sessions.id",
      "sessions.expires_at",
      "sessions.created_at",
      "sessions.updated_at",
      "users.id as user_id",
      "users.name",
      "users.email",
      "users.role",
      "users.two_factor_enabled",
      "users.is_demo",
      "users.deactivated_at_ms",
    ]);
  const row = await ("token" in by
    ? base.where("sessions.token", "=", by.token)
    : base.where("sessions.id", "=", by.id)
  ).executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, expires_at, created_at, updated_at, user_id, ...user } = row;
  return { id, expires_at, created_at, updated_at, user: { id: user_id, ...user } };
}

/** Notes that a session was used and until when it holds now (unix milliseconds). */
export async function touchSession(
  db: Kysely<Database>,
  id: string,
  usedAtMs: number,
  expiresAtMs: number,
): Promise<void> {
  await db
    .updateTable("sessions")
    .set({ updated_at: new Date(usedAtMs).toISOString(), expires_at: new Date(expiresAtMs).toISOString() })
    .where("id", "=", id)
    .execute();
}

/** Begins a session, in the transaction that records the sign-in. */
export async function insertSession(tx: Transaction<Database>, session: SessionRow): Promise<void> {
  await tx.insertInto("sessions").values(session).execute();
}

/** The sessions of a person, the last used first, expired ones as well. */
export function selectSessionsOf(db: Kysely<Database>, userId: string): Promise<SessionRow[]> {
  return db.selectFrom("sessions").selectAll().where("user_id", "=", userId).orderBy("updated_at", "desc").execute();
}

/** Ends sessions of a person and returns which ones. */
export async function deleteSessions(
  tx: Transaction<Database>,
  userId: string,
  which: { readonly only: string } | { readonly except: string } | "all",
): Promise<string[]> {
  let query = tx.deleteFrom("sessions").where("user_id", "=", userId);
  if (which !== "all")
    query = "only" in which ? query.where("id", "=", which.only) : query.where("id", "<>", which.except);
  const rows = await query.returning("id").execute();
  return rows.map((row) => row.id);
}

/** Forgets the sessions that have expired by then (unix milliseconds). */
export async function deleteExpiredSessions(db: Kysely<Database>, now: number): Promise<void> {
  await db.deleteFrom("sessions").where("expires_at", "<=", new Date(now).toISOString()).execute();
}

/** Forgets second-factor challenges that nobody answered in time. */
export async function deleteSpentChallenges(db: Kysely<Database>, now: number): Promise<void> {
  await db.deleteFrom("verifications").where("expires_at", "<=", new Date(now).toISOString()).execute();
}

/** How a person set the console up; undefined where they never did. */
export function findPreferences(db: Kysely<Database>, userId: string): Promise<UserPreferencesRow | undefined> {
  return db.selectFrom("user_preferences").selectAll().where("user_id", "=", userId).executeTakeFirst();
}

/** Keeps how a person set the console up, in the place of what was kept. */
export async function writePreferences(tx: Transaction<Database>, row: UserPreferencesRow): Promise<void> {
  const { user_id: _, ...change } = row;
  await tx
    .insertInto("user_preferences")
    .values(row)
    .onConflict((conflict) => conflict.column("user_id").doUpdateSet(change))
    .execute();
}
