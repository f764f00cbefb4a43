import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("instructions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("family", "text", (column) => column.notNull())
    .addColumn("target_kind", "text", (column) => column.notNull())
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("imp_uid", "text")
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("contents", "text", (column) => column.notNull())
    .addColumn("personal_sealed", "text")
    .addColumn("contents_hash", "text", (column) => column.notNull())
    .addColumn("known", "text")
    .addColumn("result", "text")
    .addColumn("has_read_back", "smallint", (column) => column.notNull())
    .addColumn("asked_by_user_id", "text", (column) => column.notNull())
    .addColumn("asked_by_name", "text", (column) => column.notNull())
    .addColumn("asked_at_ms", "bigint", (column) => column.notNull())
    .addColumn("sending_at_ms", "bigint")
    .addColumn("settled_at_ms", "bigint")
    .addColumn("next_check_at_ms", "bigint")
    .addColumn("checks", "integer", (column) => column.notNull())
    .addColumn("last_checked_at_ms", "bigint")
    .addColumn("alerted_at_ms", "bigint")
    .addColumn("pg_code", "bigint")
    .addColumn("pg_words", "text")
    .addColumn("problem", "text")
    .addColumn("confirmed_reason", "text")
    .addColumn("confirmed_by_user_id", "text")
    .addColumn("confirmed_by_name", "text")
    .addColumn("confirmed_at_ms", "bigint")
    .execute();
  const indexes = {
    instructions_by_payment: ["imp_uid", "asked_at_ms"],
    instructions_by_target: ["target_kind", "target", "asked_at_ms"],
    instructions_by_state: ["state", "asked_at_ms", "id"],
    instructions_by_time: ["asked_at_ms", "id"],
    instructions_by_check: ["next_check_at_ms"],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(name).on("instructions").columns(columns).execute();
  }
  await db.schema
    .createTable("instruction_events")
    .addColumn("instruction_id", "text", (column) => column.notNull().references("instructions.id"))
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addColumn("from_state", "text")
    .addColumn("to_state", "text", (column) => column.notNull())
    .addColumn("actor_user_id", "text")
    .addColumn("actor_name", "text")
    .addColumn("details", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("instruction_events_once", ["instruction_id", "sequence"])
    .execute();
  await db.schema
    .createTable("instruction_locks")
    .addColumn("family", "text", (column) => column.notNull())
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("instruction_id", "text", (column) => column.notNull().unique())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("expires_at_ms", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("instruction_locks_once", ["family", "target"])
    .execute();
}
