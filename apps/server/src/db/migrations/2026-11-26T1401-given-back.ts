import type { Kysely } from "kysely";
import * as z from "zod/mini";

interface Instructions {
  instructions: { id: string; kind: string; known: string | null; gives_back_won: number | null };
}

const refundingKinds = ["naver_order.cancel", "naver_order.approve_cancel", "naver_order.approve_return"];
const knownFacts = z.object({ refunds: z.nullish(z.number()) });

/** What an instruction gives back to a buyer, where the sums of a day and of a customer find it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("instructions").addColumn("gives_back_won", "bigint").execute();
  await db.schema.alterTable("instructions").addColumn("customer_key", "text").execute();
  const indexes = {
    instructions_giving_back: ["asked_by_user_id", "asked_at_ms"],
    instructions_by_customer: ["customer_key", "asked_at_ms"],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema
      .createIndex(name)
      .on("instructions")
      .columns(columns)
      .where("gives_back_won", "is not", null)
      .execute();
  }
  const instructions = (db as Kysely<Instructions>).selectFrom("instructions").select(["id", "known"]);
  const given = await instructions.where("kind", "in", refundingKinds).where("known", "is not", null).execute();
  for (const { id, known } of given) {
    const { refunds } = knownFacts.parse(JSON.parse(known ?? "{}"));
    if (refunds == null) continue;
    await (db as Kysely<Instructions>)
      .updateTable("instructions")
      .set({ gives_back_won: refunds })
      .where("id", "=", id)
      .execute();
  }
}
