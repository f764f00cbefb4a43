import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";

/** What the database knows of itself under this name. */
export async function findFact(db: Kysely<Database>, name: string): Promise<string | undefined> {
  const row = await db.selectFrom("console_facts").select("value").where("name", "=", name).executeTakeFirst();
  return row?.value;
}

/** Keeps what the console knows of itself under this name; what was there is replaced. */
export async function saveFact(tx: Transaction<Database>, name: string, value: string): Promise<void> {
  await tx
    .insertInto("console_facts")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}
