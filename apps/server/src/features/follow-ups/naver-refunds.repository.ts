import { fruitlessInstructionStates, type InstructionKindName } from "@maru/domain";
import type { Kysely } from "kysely";
import * as z from "zod/mini";
import type { Database } from "../../db/schema.ts";

/** The kinds after which the buyer's money goes back. */
const refundingKinds = [
  "naver_order.cancel",
  "naver_order.approve_cancel",
  "naver_order.approve_return",
] as const satisfies readonly InstructionKindName[];

const knownFacts = z.object({ refunds: z.nullish(z.number()) });

/** What one person gave back, or may have, by steps of Naver orders since then; in won, play money aside. */
export async function sumNaverRefunds(
  db: Kysely<Database>,
  { userId, sinceMs, exceptId }: { readonly userId: string; readonly sinceMs: number; readonly exceptId: string },
): Promise<number> {
  const rows = await db
    .selectFrom("instructions")
    .where("asked_at_ms", ">=", sinceMs)
    .where("asked_by_user_id", "=", userId)
    .where("kind", "in", refundingKinds)
    .where("state", "not in", fruitlessInstructionStates)
    .where("id", "<>", exceptId)
    .where("known", "is not", null)
    .select("known")
    .execute();
  return rows.reduce((sum, { known }) => sum + (knownFacts.parse(JSON.parse(known ?? "{}")).refunds ?? 0), 0);
}
