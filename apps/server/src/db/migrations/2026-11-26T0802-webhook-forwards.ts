import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("webhook_forwards")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("delivery_id", "text", (column) => column.notNull())
    .addColumn("replay_id", "text", (column) => column.notNull())
    .addColumn("replayed_by_name", "text")
    .addColumn("created_at_ms", "bigint", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull())
    .addColumn("next_attempt_at_ms", "bigint")
    .addColumn("settled_at_ms", "bigint")
    .addColumn("last_status", "integer")
    .addColumn("last_problem", "text")
    .addUniqueConstraint("webhook_forwards_once", ["delivery_id", "replay_id"])
    .execute();
  await db.schema
    .createIndex("webhook_forwards_by_time")
    .on("webhook_forwards")
    .columns(["created_at_ms", "id"])
    .execute();
  await db.schema
    .createIndex("webhook_forwards_by_attempt")
    .on("webhook_forwards")
    .columns(["next_attempt_at_ms"])
    .execute();
  await db.schema.createIndex("webhook_forwards_by_replay").on("webhook_forwards").columns(["replay_id"]).execute();

  await db.schema
    .createTable("webhook_forward_attempts")
    .addColumn("forward_id", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addColumn("url", "text", (column) => column.notNull())
    .addColumn("address", "text")
    .addColumn("status", "integer")
    .addColumn("problem", "text")
    .addColumn("took_ms", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("webhook_forward_attempts_key", ["forward_id", "number"])
    .execute();
}
