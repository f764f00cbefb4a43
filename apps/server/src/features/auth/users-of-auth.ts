import type { Kysely } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { UserRow } from "./auth.tables.ts";

export function findSignInUser(db: Kysely<Database>, userId: string): Promise<UserRow | undefined> {
  return db.selectFrom("users").selectAll().where("id", "=", userId).executeTakeFirst();
}
