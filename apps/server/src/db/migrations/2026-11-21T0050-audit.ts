import { type Kysely, sql } from "kysely";
import { isPostgres } from "../dialect.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  const integer = isPostgres(db) ? "bigint" : "integer";
  await db.schema
    .createTable("audit_entries")
    .addColumn("sequence", integer, (column) => column.primaryKey())
    .addColumn("at_ms", "bigint", (column) => column.notNull())
    .addColumn("event", "text", (column) => column.notNull())
    .addColumn("outcome", "text", (column) => column.notNull())
    .addColumn("actor_user_id", "text")
    .addColumn("actor_name", "text")
    .addColumn("actor_role", "text")
    .addColumn("ip", "text")
    .addColumn("user_agent", "text")
    .addColumn("request_id", "text")
    .addColumn("subject", "text")
    .addColumn("details", "text", (column) => column.notNull())
    .addColumn("previous_hash", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  for (const column of ["actor_user_id", "subject", "event"] as const) {
    await db.schema
      .createIndex(`audit_entries_by_${column}`)
      .on("audit_entries")
      .columns([column, "sequence"])
      .execute();
  }
  await db.schema
    .createTable("audit_head")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("seal", "text", (column) => column.notNull())
    .execute();
  if (isPostgres(db)) await guardOnPostgres(db);
  else await guardOnSqlite(db);
}

async function guardOnSqlite(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger audit_entries_keep before update on audit_entries
    begin select raise(abort, 'audit entries are never changed'); end`.execute(db);
  await sql`create trigger audit_entries_stay before delete on audit_entries
    begin select raise(abort, 'audit entries are never deleted'); end`.execute(db);
  await sql`create trigger audit_head_forward before update on audit_head when new.sequence <= old.sequence
    begin select raise(abort, 'the audit head only moves forward'); end`.execute(db);
  await sql`create trigger audit_head_stay before delete on audit_head
    begin select raise(abort, 'the audit head is never deleted'); end`.execute(db);
}

async function guardOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`create function audit_refuse() returns trigger language plpgsql as
    $$ begin raise exception 'audit entries are never changed or deleted'; end $$`.execute(db);
  await sql`create trigger audit_entries_keep before update or delete or truncate on audit_entries
    for each statement execute function audit_refuse()`.execute(db);
  await sql`create trigger audit_head_forward before update on audit_head
    for each row when (new.sequence <= old.sequence) execute function audit_refuse()`.execute(db);
  await sql`create trigger audit_head_stay before delete or truncate on audit_head
    for each statement execute function audit_refuse()`.execute(db);
}
