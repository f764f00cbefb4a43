import type { Role } from "@maru/domain";
import type { Kysely } from "kysely";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { toRole } from "../sessions/read-session.ts";
import { selectUsers } from "../users/users.repository.ts";

/** Somebody a note may call in. */
export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

/** Everybody who can sign in, by name. Addresses stay with whoever may see the list of members. */
export async function findMembers(ctx: Pick<SignedInContext, "config">, db: Kysely<Database>): Promise<Member[]> {
  const users = await selectUsers(db);
  const isMember = (isDemo: number) => ctx.config.mode === "sandbox" || isDemo === 0;
  return users
    .filter((user) => user.deactivated_at_ms === null && isMember(user.is_demo))
    .flatMap(({ id, name, role: word }) => {
      const role = toRole(word);
      return role === null ? [] : [{ userId: id, name, role }];
    })
    .toSorted((left, right) => left.name.localeCompare(right.name, "ko"));
}
