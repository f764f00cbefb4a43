import { type Kysely, sql } from "kysely";
import { isPostgres } from "../dialect.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("payments")
    .addColumn("id", isPostgres(db) ? "bigint" : "integer", (column) => column.primaryKey())
    .addColumn("imp_uid", "text", (column) => column.notNull().unique())
    .addColumn("merchant_uid", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("method", "text")
    .addColumn("pg_provider", "text")
    .addColumn("mid", "text")
    .addColumn("currency", "text", (column) => column.notNull())
    .addColumn("amount", "bigint", (column) => column.notNull())
    .addColumn("cancelled_amount", "bigint", (column) => column.notNull())
    .addColumn("amount_rank", "bigint", (column) => column.notNull())
    .addColumn("is_test", "smallint", (column) => column.notNull())
    .addColumn("is_escrow", "smallint", (column) => column.notNull())
    .addColumn("is_cash_receipt", "smallint", (column) => column.notNull())
    .addColumn("is_billing", "smallint", (column) => column.notNull())
    .addColumn("requested_at", "bigint", (column) => column.notNull())
    .addColumn("status_at", "bigint", (column) => column.notNull())
    .addColumn("listed_at", "bigint", (column) => column.notNull())
    .addColumn("facts_at", "bigint", (column) => column.notNull())
    .addColumn("read_at_ms", "bigint", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("payments_by_request").on("payments").columns(["requested_at", "id"]).execute();
  await db.schema.createIndex("payments_by_listing").on("payments").column("listed_at").execute();
  // The first two columns find and order; the others let a range of amounts be counted without visiting its payments.
  await db.schema
    .createIndex("payments_by_amount")
    .on("payments")
    .columns(["amount_rank", "id", "status", "currency", "is_test", "amount", "cancelled_amount"])
    .execute();

  await db.schema
    .createTable("payment_texts")
    .addColumn("id", isPostgres(db) ? "bigint" : "integer", (column) => column.primaryKey())
    .addColumn("order_name", "text")
    .addColumn("buyer_name", "text")
    .addColumn("buyer_tel", "text")
    .addColumn("buyer_tel_digits", "text")
    .addColumn("buyer_email", "text")
    .addColumn("instrument", "text")
    .addColumn("easy_pay_provider", "text")
    .addColumn("fail_reason", "text")
    .addColumn("is_awaiting_deposit", "smallint", (column) => column.notNull())
    .addColumn("search_text", "text", (column) => column.notNull())
    .addColumn("search_digits", "text", (column) => column.notNull())
    .addColumn("search_initials", "text", (column) => column.notNull())
    .addColumn("search_starts", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("payment_wires")
    .addColumn("id", isPostgres(db) ? "bigint" : "integer", (column) => column.primaryKey())
    .addColumn("wire", "text", (column) => column.notNull())
    .execute();

  await createGramIndex(db);

  await db.schema
    .createTable("payment_sums")
    .addColumn("basis", "text", (column) => column.notNull())
    .addColumn("month", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("method", "text", (column) => column.notNull())
    .addColumn("pg_provider", "text", (column) => column.notNull())
    .addColumn("mid", "text", (column) => column.notNull())
    .addColumn("currency", "text", (column) => column.notNull())
    .addColumn("is_test", "smallint", (column) => column.notNull())
    .addColumn("is_escrow", "smallint", (column) => column.notNull())
    .addColumn("is_cash_receipt", "smallint", (column) => column.notNull())
    .addColumn("is_billing", "smallint", (column) => column.notNull())
    .addColumn("payments", "bigint", (column) => column.notNull())
    .addColumn("amount", "bigint", (column) => column.notNull())
    .addColumn("cancelled_amount", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("payment_sums_key", [
      "basis",
      "month",
      "status",
      "method",
      "pg_provider",
      "mid",
      "currency",
      "is_test",
      "is_escrow",
      "is_cash_receipt",
      "is_billing",
    ])
    .execute();

  await db.schema
    .createTable("payment_changes")
    .addColumn("id", isPostgres(db) ? "bigserial" : "integer", (column) => column.primaryKey())
    .addColumn("imp_uid", "text", (column) => column.notNull())
    .addColumn("seen_at_ms", "bigint", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("status_before", "text")
    .addColumn("status_after", "text", (column) => column.notNull())
    .addColumn("cancelled_before", "bigint", (column) => column.notNull())
    .addColumn("cancelled_after", "bigint", (column) => column.notNull())
    .execute();
  await db.schema.createIndex("payment_changes_by_payment").on("payment_changes").columns(["imp_uid", "id"]).execute();

  await db.schema
    .createTable("quarantined_payments")
    .addColumn("key", "text", (column) => column.primaryKey())
    .addColumn("imp_uid", "text")
    .addColumn("raw", "text", (column) => column.notNull())
    .addColumn("problem", "text", (column) => column.notNull())
    .addColumn("first_seen_at_ms", "bigint", (column) => column.notNull())
    .addColumn("last_seen_at_ms", "bigint", (column) => column.notNull())
    .execute();
}

/**
 * Which grams each payment holds, from gram to payment. SQLite keeps nothing but the index: the `ascii` tokenizer splits
 * at spaces, and our grams contain no other separator. PostgreSQL keeps the grams as a `tsvector`, whose GIN index also
 * answers "starts with".
 */
async function createGramIndex(db: Kysely<unknown>): Promise<void> {
  if (isPostgres(db)) {
    await sql`create table payment_grams (id bigint primary key, grams tsvector not null)`.execute(db);
    await sql`create index payment_grams_index on payment_grams using gin (grams)`.execute(db);
    return;
  }
  await sql`
    create virtual table payment_grams using fts5(
      grams, content = '', contentless_delete = 1, detail = none, tokenize = "ascii"
    )`.execute(db);
  // Room for the grams of a page of payments, so that a page is one segment of the index.
  await sql`insert into payment_grams (payment_grams, rank) values ('hashsize', ${sql.lit(4 * 1024 * 1024)})`.execute(
    db,
  );
}
