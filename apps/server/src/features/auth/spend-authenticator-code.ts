import { createHash } from "node:crypto";
import type { Clock } from "@maru/domain";
import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { authenticatorCodeLifeMs } from "./auth-rules.ts";

/**
 * Takes an authenticator's code out of use for as long as it would be accepted; false where it was used already, because
 * a code proves something once (RFC 6238, section 5.2).
 */
export async function spendAuthenticatorCode(
  tx: Transaction<Database>,
  clock: Clock,
  { userId, code }: { readonly userId: string; readonly code: string },
): Promise<boolean> {
  const now = clock.now();
  const hash = createHash("sha256")
    .update(`${userId} ${code.replace(/\D/g, "")}`)
    .digest("base64url");
  const spent = { attempts: 1, window_started_at_ms: now, window_ends_at_ms: now + authenticatorCodeLifeMs };
  const row = await tx
    .insertInto("rate_limits")
    .values({ key: `authenticator_code:${hash.slice(0, 22)}`, ...spent })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet(spent).where("rate_limits.window_ends_at_ms", "<=", now),
    )
    .returning("key")
    .executeTakeFirst();
  return row !== undefined;
}
