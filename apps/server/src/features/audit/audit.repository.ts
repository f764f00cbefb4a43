import { type Kysely, sql, type Transaction } from "kysely";
import { isPostgres } from "../../db/dialect.ts";
import type { Database } from "../../db/schema.ts";
import type { AuditEntryRow, AuditHeadRow } from "./audit.tables.ts";

/** Any number that nothing else in the database locks by. */
const chainLock = 0x6d617275;

/**
 * Where the chain ends, held still until the transaction does. SQLite runs one write transaction at a time anyway; on
 * PostgreSQL the lock makes processes take turns.
 */
export async function lockHead(tx: Transaction<Database>): Promise<AuditHeadRow | undefined> {
  await lockChain(tx);
  return readHead(tx);
}

/** Has everything that writes to the chain take turns from here on, without a look at where it ends. */
export async function lockChain(tx: Transaction<Database>): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(${chainLock})`.execute(tx);
}

/** Where the audit log ends; undefined while it is empty. */
export function readHead(db: Kysely<Database>): Promise<AuditHeadRow | undefined> {
  return db.selectFrom("audit_head").selectAll().executeTakeFirst();
}

/**
 * Adds an entry and moves the end of the log on to it, sealed. The caller has locked the head until its transaction
 * ends.
 */
export async function appendEntry(tx: Transaction<Database>, entry: AuditEntryRow, seal: string): Promise<void> {
  await tx.insertInto("audit_entries").values(entry).execute();
  const head = { sequence: entry.sequence, hash: entry.hash, seal };
  await tx
    .insertInto("audit_head")
    .values({ id: 1, ...head })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(head))
    .execute();
}

export interface AuditSelection {
  /** Only entries before this position. */
  readonly before: number | null;
  readonly limit: number;
  readonly event?: string | undefined;
  readonly actorUserId?: string | undefined;
  readonly subject?: string | undefined;
  readonly outcome?: string | undefined;
}

/** The newest entries first. */
export function selectEntries(db: Kysely<Database>, selection: AuditSelection): Promise<AuditEntryRow[]> {
  let query = db.selectFrom("audit_entries").selectAll().orderBy("sequence", "desc").limit(selection.limit);
  if (selection.before !== null) query = query.where("sequence", "<", selection.before);
  if (selection.event !== undefined) query = query.where("event", "=", selection.event);
  if (selection.actorUserId !== undefined) query = query.where("actor_user_id", "=", selection.actorUserId);
  if (selection.subject !== undefined) query = query.where("subject", "=", selection.subject);
  if (selection.outcome !== undefined) query = query.where("outcome", "=", selection.outcome);
  return query.execute();
}

/** Where the chain stands at one entry; undefined where there is none. */
export function findChainPosition(
  db: Kysely<Database>,
  sequence: number,
): Promise<Pick<AuditEntryRow, "sequence" | "hash"> | undefined> {
  return db
    .selectFrom("audit_entries")
    .where("sequence", "=", sequence)
    .select(["sequence", "hash"])
    .executeTakeFirst();
}

/** The next entries of the chain after a position, oldest first. */
export function selectChainAfter(db: Kysely<Database>, sequence: number, limit: number): Promise<AuditEntryRow[]> {
  return db
    .selectFrom("audit_entries")
    .selectAll()
    .where("sequence", ">", sequence)
    .orderBy("sequence")
    .limit(limit)
    .execute();
}
