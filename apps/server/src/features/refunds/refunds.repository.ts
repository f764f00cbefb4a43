import { countsAsRefunded, type RefundState, type Role, refundStates } from "@maru/domain";
import { type Kysely, sql, type Transaction } from "kysely";
import { inList, isPostgres } from "../../db/dialect.ts";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import type { RefundCapsRow, RefundEventRow, RefundLockRow, RefundRow, SafeModeRow } from "./refunds.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export function findRefund(db: Db, id: string): Promise<RefundRow | undefined> {
  return db.selectFrom("refunds").where("id", "=", id).selectAll().executeTakeFirst();
}

/** False when there is a refund with this id already. */
export async function insertRefund(tx: Tx, refund: RefundRow): Promise<boolean> {
  const inserted = await tx
    .insertInto("refunds")
    .values(refund)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/** What one person says happened to a refund. */
export type ProposedWord = Pick<RefundRow, "proposed_outcome" | "proposed_by_user_id" | "proposed_at_ms">;

/**
 * Changes a refund that stands in `from` and returns it; undefined when it stands elsewhere. The check and the write are
 * one statement.
 */
export function updateRefund(
  tx: Tx,
  {
    id,
    from,
    changes,
    word,
  }: {
    readonly id: string;
    readonly from: RefundState;
    readonly changes: Partial<RefundRow>;
    /** Only while this is still what somebody says happened. */
    readonly word?: ProposedWord | undefined;
  },
): Promise<RefundRow | undefined> {
  return tx
    .updateTable("refunds")
    .set(changes)
    .where("id", "=", id)
    .where("state", "=", from)
    .$if(word !== undefined, (query) =>
      query
        .where("proposed_outcome", "=", word?.proposed_outcome ?? null)
        .where("proposed_by_user_id", "=", word?.proposed_by_user_id ?? null)
        .where("proposed_at_ms", "=", word?.proposed_at_ms ?? null),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Adds a step to the end of a refund's timeline. */
export async function insertEvent(tx: Tx, event: Omit<RefundEventRow, "sequence">): Promise<void> {
  const { refund_id: refundId, at_ms, from_state, to_state, actor_user_id, actor_name, details } = event;
  await sql`
    insert into refund_events (refund_id, sequence, at_ms, from_state, to_state, actor_user_id, actor_name, details)
    select ${refundId}, coalesce(max(sequence), 0) + 1, ${at_ms}, ${from_state}, ${to_state}, ${actor_user_id},
      ${actor_name}, ${details}
    from refund_events where refund_id = ${refundId}`.execute(tx);
}

export function findEvents(db: Db, refundId: string): Promise<RefundEventRow[]> {
  return db.selectFrom("refund_events").where("refund_id", "=", refundId).orderBy("sequence").selectAll().execute();
}

/** Takes the payment for one refund; false while another refund of it is not final. */
export async function insertLock(tx: Tx, lock: RefundLockRow): Promise<boolean> {
  const inserted = await tx
    .insertInto("refund_locks")
    .values(lock)
    .onConflict((conflict) => conflict.column("imp_uid").doNothing())
    .returning("imp_uid")
    .executeTakeFirst();
  return inserted !== undefined;
}

export function findLock(db: Db, impUid: string): Promise<RefundLockRow | undefined> {
  return db.selectFrom("refund_locks").where("imp_uid", "=", impUid).selectAll().executeTakeFirst();
}

/** Works on the refund from now until `untilMs`; false while another owner does. */
export async function takeLock(
  db: Db,
  { refundId, owner, nowMs, untilMs }: { refundId: string; owner: string; nowMs: number; untilMs: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("refund_locks")
    .set({ owner, expires_at_ms: untilMs })
    .where("refund_id", "=", refundId)
    .where(({ eb, or }) => or([eb("owner", "=", owner), eb("expires_at_ms", "<=", nowMs)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Has whoever changes a refund take turns from here on. Every change takes its rows in this order: the index, the lock of
 * the refund, the audit log, the refund; two that took them in another would wait for each other. SQLite runs one write
 * transaction at a time anyway.
 */
export async function holdRefund(tx: Tx, refundId: string): Promise<void> {
  if (!isPostgres(tx)) return;
  await tx.selectFrom("refund_locks").where("refund_id", "=", refundId).select("imp_uid").forUpdate().execute();
}

/** Leaves the lock standing with nobody working under it. */
export async function restLock(tx: Tx, refundId: string): Promise<void> {
  await tx.updateTable("refund_locks").set({ owner: "", expires_at_ms: 0 }).where("refund_id", "=", refundId).execute();
}

export async function deleteLock(tx: Tx, refundId: string): Promise<void> {
  await tx.deleteFrom("refund_locks").where("refund_id", "=", refundId).execute();
}

/** Refunds in states that somebody works on, with who does and until when that holds; the first to run out first. */
export function findInWork(
  db: Db,
): Promise<(RefundRow & { readonly lock_owner: string; readonly lock_expires_at_ms: number })[]> {
  return db
    .selectFrom("refunds")
    .innerJoin("refund_locks", "refund_locks.refund_id", "refunds.id")
    .where("refunds.state", "in", ["opened", "approved", "sending"])
    .orderBy("refund_locks.expires_at_ms")
    .selectAll("refunds")
    .select(["refund_locks.owner as lock_owner", "refund_locks.expires_at_ms as lock_expires_at_ms"])
    .limit(500)
    .execute();
}

/** Refunds upstream is to be asked about, now or later; the first first. */
export function findChecks(db: Db, limit: number): Promise<RefundRow[]> {
  return db
    .selectFrom("refunds")
    .where("next_check_at_ms", "is not", null)
    .orderBy("next_check_at_ms")
    .orderBy("id")
    .limit(limit)
    .selectAll()
    .execute();
}

/** Takes one check; false when another process took it first. */
export async function claimCheck(db: Db, refund: RefundRow, untilMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("refunds")
    .set({ next_check_at_ms: untilMs })
    .where("id", "=", refund.id)
    .where("state", "=", refund.state)
    .where("next_check_at_ms", "=", refund.next_check_at_ms)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Has unresolved refunds of these payments looked at now. */
export async function hastenChecks(db: Db, impUids: readonly string[], nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("refunds")
    .set({ next_check_at_ms: nowMs })
    .where("imp_uid", "in", inList(db, impUids))
    .where("state", "in", ["checking", "requested", "needs_person"])
    .where("next_check_at_ms", ">", nowMs)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export function findOverdueApprovals(db: Db, nowMs: number): Promise<RefundRow[]> {
  return db
    .selectFrom("refunds")
    .where("state", "=", "waiting_approval")
    .where("approval_expires_at_ms", "<=", nowMs)
    .selectAll()
    .limit(200)
    .execute();
}

export function findRefundsOfPayment(db: Db, impUid: string): Promise<RefundRow[]> {
  return db
    .selectFrom("refunds")
    .where("imp_uid", "=", impUid)
    .orderBy("requested_at_ms", "desc")
    .orderBy("id", "desc")
    .selectAll()
    .execute();
}

export interface RefundSelection {
  readonly states: readonly RefundState[] | null;
  readonly impUid: string | null;
  readonly reasonCode: string | null;
  readonly requestedByUserId: string | null;
  /** Only refunds older than this place. */
  readonly before: TimePlace | null;
  readonly limit: number;
}

/** The newest refunds first. */
export function findRefunds(db: Db, selection: RefundSelection): Promise<RefundRow[]> {
  const { states, impUid, reasonCode, requestedByUserId, before, limit } = selection;
  return db
    .selectFrom("refunds")
    .$if(states !== null, (query) => query.where("state", "in", states ?? []))
    .$if(impUid !== null, (query) => query.where("imp_uid", "=", impUid ?? ""))
    .$if(reasonCode !== null, (query) => query.where("reason_code", "=", reasonCode ?? ""))
    .$if(requestedByUserId !== null, (query) => query.where("requested_by_user_id", "=", requestedByUserId ?? ""))
    .where(isOlderThan(before, { at: "requested_at_ms" }))
    .orderBy("requested_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

export interface RefundStateCount {
  readonly state: RefundState;
  readonly count: number;
  /** When the oldest of them was asked for; unix milliseconds. */
  readonly oldestAtMs: number;
}

export function countRefundsByState(db: Db, reasonCode: string | null = null): Promise<RefundStateCount[]> {
  return db
    .selectFrom("refunds")
    .$if(reasonCode !== null, (query) => query.where("reason_code", "=", reasonCode ?? ""))
    .groupBy("state")
    .select(({ fn }) => ["state", fn.countAll<number>().as("count"), fn.min("requested_at_ms").as("oldestAtMs")])
    .execute();
}

const counted = refundStates.filter(countsAsRefunded);

/** Won a person refunded on a day, or a customer got since an instant, or may still get; play money left out. */
export async function sumWon(
  db: Db,
  of:
    | { readonly userId: string; readonly day: string; readonly exceptId: string }
    | { readonly customerKey: string; readonly sinceMs: number; readonly exceptId: string },
): Promise<number> {
  const query = db
    .selectFrom("refunds")
    .where("state", "in", counted)
    .where("currency", "=", "KRW")
    .where("id", "<>", of.exceptId)
    .where(({ eb, or }) => or([eb("is_test", "is", null), eb("is_test", "=", 0)]))
    .select(({ fn }) => fn.sum<number | null>("amount").as("sum"));
  const { sum } = await ("userId" in of
    ? query.where("requested_by_user_id", "=", of.userId).where("requested_on", "=", of.day)
    : query.where("customer_key", "=", of.customerKey).where("requested_at_ms", ">=", of.sinceMs)
  ).executeTakeFirstOrThrow();
  return sum ?? 0;
}

/** The newest refunds to one customer, whoever asked for them. */
export function findRefundsOfCustomer(db: Db, customerKey: string, limit: number): Promise<RefundRow[]> {
  return db
    .selectFrom("refunds")
    .where("customer_key", "=", customerKey)
    .orderBy("requested_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

export function selectCaps(db: Db): Promise<RefundCapsRow[]> {
  return db.selectFrom("refund_caps").selectAll().execute();
}

export async function upsertCaps(tx: Tx, role: Role, caps: Omit<RefundCapsRow, "role">): Promise<void> {
  await tx
    .insertInto("refund_caps")
    .values({ role, ...caps })
    .onConflict((conflict) => conflict.column("role").doUpdateSet(caps))
    .execute();
}

/** Undefined where nobody has set it. */
export async function findStepUpAbove(db: Db): Promise<{ step_up_above: number | null } | undefined> {
  return db.selectFrom("refund_settings").where("id", "=", 1).select("step_up_above").executeTakeFirst();
}

export async function upsertStepUpAbove(tx: Tx, amount: number | null): Promise<void> {
  await tx
    .insertInto("refund_settings")
    .values({ id: 1, step_up_above: amount })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ step_up_above: amount }))
    .execute();
}

export async function findStepUpMs(db: Db, sessionId: string): Promise<number | null> {
  const row = await db.selectFrom("step_ups").where("session_id", "=", sessionId).select("at_ms").executeTakeFirst();
  return row?.at_ms ?? null;
}

export async function upsertStepUp(tx: Tx, sessionId: string, atMs: number): Promise<void> {
  await tx
    .insertInto("step_ups")
    .values({ session_id: sessionId, at_ms: atMs })
    .onConflict((conflict) => conflict.column("session_id").doUpdateSet({ at_ms: atMs }))
    .execute();
}

export function findSafeMode(db: Db): Promise<SafeModeRow | undefined> {
  return db.selectFrom("safe_mode").where("id", "=", 1).selectAll().executeTakeFirst();
}

export async function upsertSafeMode(tx: Tx, row: Omit<SafeModeRow, "id">): Promise<void> {
  await tx
    .insertInto("safe_mode")
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
