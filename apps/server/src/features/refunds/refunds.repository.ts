import { countsAsRefunded, type RefundState, type Role, refundStates } from "@maru/domain";
import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import { errandRepository } from "../errands/errand.repository.ts";
import type { RefundCapsRow, RefundLockRow, RefundRow, SafeModeRow } from "./refunds.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Where refunds, their timelines and their locks are kept. */
export const keptRefunds = errandRepository<RefundState, RefundRow>({
  errands: "refunds",
  events: "refund_events",
  locks: "refund_locks",
  of: "refund_id",
  inWork: ["opened", "approved", "sending"],
  unsettled: ["checking", "requested", "needs_person"],
});

export const {
  find: findRefund,
  insert: insertRefund,
  update: updateRefund,
  insertEvent,
  findEvents,
  takeLock,
  hold: holdRefund,
  restLock,
  hastenChecks,
} = keptRefunds;

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

/** The lock on a payment; undefined while no refund of it is open. */
export function findLock(db: Db, impUid: string): Promise<RefundLockRow | undefined> {
  return db.selectFrom("refund_locks").where("imp_uid", "=", impUid).selectAll().executeTakeFirst();
}

/** Refunds whose approval did not come by then (unix milliseconds), at most 200. */
export function findOverdueApprovals(db: Db, nowMs: number): Promise<RefundRow[]> {
  return db
    .selectFrom("refunds")
    .where("state", "=", "waiting_approval")
    .where("approval_expires_at_ms", "<=", nowMs)
    .selectAll()
    .limit(200)
    .execute();
}

/** Every refund of a payment, the newest first. */
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

/** How many refunds of one reason, or of all, stand where; a state that none has is missing. */
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

/** What each role may refund alone (won); a role without limits of its own is missing. */
export function selectCaps(db: Db): Promise<RefundCapsRow[]> {
  return db.selectFrom("refund_caps").selectAll().execute();
}

/** Sets what a role may refund alone (won), in the transaction that records it. */
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

/** Sets above how many won a fresh code is asked for, null for never, in the transaction that records it. */
export async function upsertStepUpAbove(tx: Tx, amount: number | null): Promise<void> {
  await tx
    .insertInto("refund_settings")
    .values({ id: 1, step_up_above: amount })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ step_up_above: amount }))
    .execute();
}

/** When a session last proved its second factor again (unix milliseconds); null where it never did. */
export async function findStepUpMs(db: Db, sessionId: string): Promise<number | null> {
  const row = await db.selectFrom("step_ups").where("session_id", "=", sessionId).select("at_ms").executeTakeFirst();
  return row?.at_ms ?? null;
}

/** Notes that a session proved its second factor again, in the transaction that records it. */
export async function upsertStepUp(tx: Tx, sessionId: string, atMs: number): Promise<void> {
  await tx
    .insertInto("step_ups")
    .values({ session_id: sessionId, at_ms: atMs })
    .onConflict((conflict) => conflict.column("session_id").doUpdateSet({ at_ms: atMs }))
    .execute();
}

/** What a person has to look at before refunds go on; undefined where nothing was ever noted. */
export function findSafeMode(db: Db): Promise<SafeModeRow | undefined> {
  return db.selectFrom("safe_mode").where("id", "=", 1).selectAll().executeTakeFirst();
}

/** Notes what a person has to look at, in the place of what stood there. */
export async function upsertSafeMode(tx: Tx, row: Omit<SafeModeRow, "id">): Promise<void> {
  await tx
    .insertInto("safe_mode")
    .values({ id: 1, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(row))
    .execute();
}
