import { type Kysely, type Selectable, sql } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { WebhookFloodsTable } from "./webhooks.tables.ts";

type Db = Kysely<Database>;

/** Adds to what was refused of these senders in these hours. */
export async function addFloods(db: Db, floods: readonly Selectable<WebhookFloodsTable>[]): Promise<void> {
  if (floods.length === 0) return;
  await db
    .insertInto("webhook_floods")
    .values([...floods])
    .onConflict((conflict) =>
      conflict.columns(["hour_ms", "ip"]).doUpdateSet(({ ref }) => ({
        refused: sql<number>`${ref("webhook_floods.refused")} + ${ref("excluded.refused")}`,
        last_at_ms: ref("excluded.last_at_ms"),
      })),
    )
    .execute();
}

/** What was refused since then, by sender, the most first. */
export function findFloods(db: Db, sinceMs: number, limit: number) {
  return db
    .selectFrom("webhook_floods")
    .where("hour_ms", ">=", sinceMs)
    .groupBy("ip")
    .orderBy(({ fn }) => fn.sum("refused"), "desc")
    .orderBy("ip")
    .limit(limit)
    .select(({ fn }) => [
      "ip",
      fn.sum<number>("refused").as("refused"),
      fn.min("hour_ms").as("first_hour_ms"),
      fn.max("last_at_ms").as("last_at_ms"),
    ])
    .execute();
}

/** How many calls were refused in the hours since an instant, in unix milliseconds. */
export async function countRefused(db: Db, sinceMs: number): Promise<number> {
  const { refused } = await db
    .selectFrom("webhook_floods")
    .where("hour_ms", ">=", sinceMs)
    .select(({ fn }) => fn.sum<number | null>("refused").as("refused"))
    .executeTakeFirstOrThrow();
  return Number(refused ?? 0);
}

/** Forgets the hours that began before an instant, in unix milliseconds. */
export async function deleteFloodsBefore(db: Db, beforeMs: number): Promise<void> {
  await db.deleteFrom("webhook_floods").where("hour_ms", "<", beforeMs).execute();
}
