import type { Kysely } from "kysely";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("refunds")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("tag", "text", (column) => column.notNull().unique())
    .addColumn("currency", "text", (column) => column.notNull())
    .addColumn("amount", "bigint", (column) => column.notNull())
    .addColumn("pinned_balance", "bigint", (column) => column.notNull())
    .addColumn("tax_free_amount", "bigint")
    .addColumn("vat_amount", "bigint")
    .addColumn("reason_code", "text", (column) => column.notNull())
    .addColumn("reason_text", "text", (column) => column.notNull())
    .addColumn("repeat_reason", "text")
    .addColumn("account_bank_code", "text")
    .addColumn("account_masked", "text")
    .addColumn("account_sealed", "text")
    .addColumn("requester", "text")
    .addColumn("retain_promotion", "smallint")
    .addColumn("purchase_confirmed", "smallint")
    .addColumn("notify_shop", "smallint", (column) => column.notNull())
    .addColumn("contents_hash", "text", (column) => column.notNull())
    .addColumn("merchant_uid", "text")
    .addColumn("pg_provider", "text")
    .addColumn("mid", "text")
    .addColumn("method", "text")
    .addColumn("is_test", "smallint")
    .addColumn("customer_key", "text")
    .addColumn("known_cancellations", "text")
    .addColumn("settles_later", "smallint", (column) => column.notNull())
    .addColumn("requested_by_user_id", "text", (column) => column.notNull())
    .addColumn("requested_by_name", "text", (column) => column.notNull())
    .addColumn("requested_by_email", "text", (column) => column.notNull())
    .addColumn("requested_at_ms", "bigint", (column) => column.notNull())
    .addColumn("requested_on", "text", (column) => column.notNull())
    .addColumn("approval_reasons", "text")
    .addColumn("approval_expires_at_ms", "bigint")
    .addColumn("approved_by_user_id", "text")
    .addColumn("approved_by_name", "text")
    .addColumn("approved_at_ms", "bigint")
    .addColumn("sending_at_ms", "bigint")
    .addColumn("settled_at_ms", "bigint")
    .addColumn("next_check_at_ms", "bigint")
    .addColumn("checks", "integer", (column) => column.notNull())
    .addColumn("last_checked_at_ms", "bigint")
    .addColumn("alerted_at_ms", "bigint")
    .addColumn("balance_after", "bigint")
    .addColumn("cancellation_id", "text")
    .addColumn("pg_code", "bigint")
    .addColumn("pg_words", "text")
    .addColumn("problem", "text")
    .addColumn("proposed_outcome", "text")
    .addColumn("proposed_reason", "text")
    .addColumn("proposed_by_user_id", "text")
    .addColumn("proposed_by_name", "text")
    .addColumn("proposed_at_ms", "bigint")
    .execute();
  const indexes = {
    refunds_by_payment: ["imp_uid", "requested_at_ms"],
    refunds_by_state: ["state", "requested_at_ms", "id"],
    refunds_by_time: ["requested_at_ms", "id"],
    refunds_by_check: ["next_check_at_ms"],
    refunds_by_person: ["requested_by_user_id", "requested_on"],
    refunds_by_customer: ["customer_key", "requested_at_ms"],
  };
  for (const [name, columns] of Object.entries(indexes)) {
    await db.schema.createIndex(name).on("refunds").columns(columns).execute();
  }
  await db.schema
    .createTable("refund_events")
    .addColumn("refund_id", "text", (column) => column.notNull().references("refunds.id"))
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addColumn("from_state", "text")
    .addColumn("to_state", "text", (column) => column.notNull())
    .addColumn("actor_user_id", "text")
    .addColumn("actor_name", "text")
    .addColumn("details", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("refund_events_once", ["refund_id", "sequence"])
    .execute();
  await db.schema
    .createTable("refund_locks")
    .addColumn("imp_uid", "text", (column) => column.primaryKey())
    .addColumn("refund_id", "text", (column) => column.notNull().unique())
    .addColumn("owner", "text", (column) => column.notNull())
    .addColumn("expires_at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("refund_caps")
    .addColumn("role", "text", (column) => column.primaryKey())
    .addColumn("per_refund", "bigint")
    .addColumn("per_day", "bigint")
    .addColumn("per_customer", "bigint")
    .execute();
  await db.schema
    .createTable("refund_settings")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("step_up_above", "bigint")
    .execute();
  await db.schema
    .createTable("step_ups")
    .addColumn("session_id", "text", (column) => column.primaryKey().references("sessions.id").onDelete("cascade"))
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("safe_mode")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("chain_broken_at_ms", "bigint")
    .addColumn("chain_problem", "text")
    .addColumn("chain_sequence", "bigint")
    .addColumn("accepted_sequence", "bigint", (column) => column.notNull())
    .addColumn("accepted_hash", "text")
    .execute();
  await db.schema.alterTable("users").addColumn("tel", "text").execute();
}
