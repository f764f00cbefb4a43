import type { ReceiptSource } from "@maru/domain";
import type { Kysely, Selectable, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import { firstIdOfSecond } from "../payments/row-id.ts";
import type { CashReceiptChecksTable, CashReceiptsTable } from "./cash-receipts.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export type StoredReceipt = Selectable<CashReceiptsTable>;
export type StoredCheck = Selectable<CashReceiptChecksTable>;

/** What is remembered of a receipt; undefined where nothing is. */
export function findReceipt(db: Db, source: ReceiptSource, target: string): Promise<StoredReceipt | undefined> {
  return db
    .selectFrom("cash_receipts")
    .selectAll()
    .where("source", "=", source)
    .where("target", "=", target)
    .executeTakeFirst();
}

/** Remembers a receipt in the place of what was known of the same sale; when that was first known stays. */
export async function saveReceipt(db: Db, receipt: StoredReceipt): Promise<void> {
  const { source: _source, target: _target, noted_at_ms: _notedAtMs, ...facts } = receipt;
  await db
    .insertInto("cash_receipts")
    .values(receipt)
    .onConflict((conflict) => conflict.columns(["source", "target"]).doUpdateSet(facts))
    .execute();
}

/** Changes what is remembered of a receipt; nothing where nothing is remembered. */
export async function changeReceipt(
  db: Db,
  source: ReceiptSource,
  target: string,
  change: Partial<StoredReceipt>,
): Promise<void> {
  await db.updateTable("cash_receipts").set(change).where("source", "=", source).where("target", "=", target).execute();
}

/** Receipts of one source, the newest first. */
export function findReceipts(
  db: Db,
  {
    source,
    state,
    before,
    limit,
  }: {
    readonly source: ReceiptSource;
    readonly state: StoredReceipt["state"] | null;
    readonly before: TimePlace | null;
    readonly limit: number;
  },
): Promise<StoredReceipt[]> {
  return db
    .selectFrom("cash_receipts")
    .selectAll()
    .where("source", "=", source)
    .$if(state !== null, (query) => query.where("state", "=", state ?? "issued"))
    .where(isOlderThan(before, { at: "noted_at_ms", id: "target" }))
    .orderBy("noted_at_ms", "desc")
    .orderBy("target", "desc")
    .limit(limit)
    .execute();
}

/** What the index knows of the payments of an order. */
export function findPaidPayments(db: Db, merchantUid: string) {
  return db
    .selectFrom("payments")
    .select(["imp_uid", "status", "method"])
    .where("merchant_uid", "=", merchantUid)
    .where("status", "in", ["paid", "partially_cancelled"])
    .orderBy("id")
    .limit(20)
    .execute();
}

/** A receipt that does not say what is left of its payment, or one that nobody can read beside a payment given back. */
export interface DifferingReceipt {
  readonly imp_uid: string;
  readonly merchant_uid: string;
  readonly pg_provider: string | null;
  readonly is_test: number;
  readonly paid: number;
  readonly cancelled: number;
  /** Null where the receipt cannot be read. */
  readonly receipt_amount: number | null;
  readonly receipt_tid: string | null;
  readonly is_ours: number | null;
  readonly applied_at: number | null;
  readonly read_at_ms: number | null;
  readonly status_at: number;
}

/** Live receipts of payments that say another amount than what is left, by `imp_uid` from `after` on. */
export function findDifferingReceipts(db: Db, after: string, limit: number): Promise<DifferingReceipt[]> {
  return db
    .selectFrom("cash_receipts")
    .innerJoin("payments", "payments.imp_uid", "cash_receipts.target")
    .where("cash_receipts.source", "=", "payment")
    .where("cash_receipts.state", "=", "issued")
    .where("payments.currency", "=", "KRW")
    .where("cash_receipts.amount", "is not", null)
    .where(({ eb }) =>
      eb("cash_receipts.amount", "<>", eb("payments.amount", "-", eb.ref("payments.cancelled_amount"))),
    )
    .where("cash_receipts.target", ">", after)
    .orderBy("cash_receipts.target")
    .limit(limit)
    .select([
      "payments.imp_uid",
      "payments.merchant_uid",
      "payments.pg_provider",
      "payments.is_test",
      "payments.amount as paid",
      "payments.cancelled_amount as cancelled",
      "cash_receipts.amount as receipt_amount",
      "cash_receipts.receipt_tid",
      "cash_receipts.is_ours",
      "cash_receipts.applied_at",
      "cash_receipts.read_at_ms",
      "payments.status_at",
    ])
    .execute();
}

/** How many issued receipts of payments in won say another amount than what is left of the payment. */
export async function countDifferingReceipts(db: Db): Promise<number> {
  const { receipts } = await db
    .selectFrom("cash_receipts")
    .innerJoin("payments", "payments.imp_uid", "cash_receipts.target")
    .where("cash_receipts.source", "=", "payment")
    .where("cash_receipts.state", "=", "issued")
    .where("payments.currency", "=", "KRW")
    .where("cash_receipts.amount", "is not", null)
    .where(({ eb }) =>
      eb("cash_receipts.amount", "<>", eb("payments.amount", "-", eb.ref("payments.cancelled_amount"))),
    )
    .select(({ fn }) => fn.countAll<number>().as("receipts"))
    .executeTakeFirstOrThrow();
  return Number(receipts);
}

/**
 * Payments of which something was given back since, that say they have a receipt, and of which none was ever read: nobody
 * can compare those from here. The latest first.
 */
export function findUnreadableReceipts(db: Db, since: number, limit: number): Promise<DifferingReceipt[]> {
  return db
    .selectFrom("payments")
    .leftJoin("cash_receipts", (join) =>
      join.onRef("cash_receipts.target", "=", "payments.imp_uid").on("cash_receipts.source", "=", "payment"),
    )
    .where("cash_receipts.target", "is", null)
    .where("payments.is_cash_receipt", "=", 1)
    .where("payments.currency", "=", "KRW")
    .where("payments.cancelled_amount", ">", 0)
    .where("payments.status", "in", ["cancelled", "partially_cancelled"])
    .where("payments.id", ">=", firstIdOfSecond(since))
    .orderBy("payments.id", "desc")
    .limit(limit)
    .select(({ lit }) => [
      "payments.imp_uid",
      "payments.merchant_uid",
      "payments.pg_provider",
      "payments.is_test",
      "payments.amount as paid",
      "payments.cancelled_amount as cancelled",
      lit(null).$castTo<number | null>().as("receipt_amount"),
      lit(null).$castTo<string | null>().as("receipt_tid"),
      lit(null).$castTo<number | null>().as("is_ours"),
      lit(null).$castTo<number | null>().as("applied_at"),
      lit(null).$castTo<number | null>().as("read_at_ms"),
      "payments.status_at",
    ])
    .execute();
}

/** Live receipts of payments that are remembered, from a key on. */
export function findLiveReceipts(db: Db, after: string, limit: number): Promise<StoredReceipt[]> {
  return db
    .selectFrom("cash_receipts")
    .selectAll()
    .where("state", "=", "issued")
    .where("source", "=", "payment")
    .where("target", ">", after)
    .orderBy("target")
    .limit(limit)
    .execute();
}

/**
 * Payments that may have a receipt nobody remembers: cash-like ones of which something was given back, and those that say
 * so themselves. Walked in the order of their ids, which is that of their last change.
 */
export function findReceiptSuspects(
  db: Db,
  {
    afterId,
    limit,
    providers,
  }: {
    readonly afterId: number;
    readonly limit: number;
    readonly providers: readonly string[];
  },
) {
  return db
    .selectFrom("payments")
    .leftJoin("cash_receipts", (join) =>
      join.onRef("cash_receipts.target", "=", "payments.imp_uid").on("cash_receipts.source", "=", "payment"),
    )
    .where("payments.id", ">", afterId)
    .where("cash_receipts.target", "is", null)
    .where("payments.currency", "=", "KRW")
    .where("payments.cancelled_amount", ">", 0)
    .where("payments.pg_provider", "in", providers)
    .where(({ eb, or }) =>
      or([eb("payments.is_cash_receipt", "=", 1), eb("payments.method", "in", ["vbank", "trans"])]),
    )
    .orderBy("payments.id")
    .limit(limit)
    .select(["payments.id", "payments.imp_uid", "payments.pg_provider"])
    .execute();
}

/** The comparison of a day (`YYYY-MM-DD`, Asia/Seoul); undefined where none was begun. */
export function findCheck(db: Db, day: string): Promise<StoredCheck | undefined> {
  return db.selectFrom("cash_receipt_checks").selectAll().where("day", "=", day).executeTakeFirst();
}

/** The latest comparison that was finished; undefined where none ever was. */
export function findLatestCheck(db: Db): Promise<StoredCheck | undefined> {
  return db
    .selectFrom("cash_receipt_checks")
    .selectAll()
    .where("state", "=", "finished")
    .orderBy("day", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Begins a night's check; nothing where another process has. */
export async function beginCheck(db: Db, check: StoredCheck): Promise<void> {
  await db
    .insertInto("cash_receipt_checks")
    .values(check)
    .onConflict((conflict) => conflict.column("day").doNothing())
    .execute();
}

/** Takes the night's check, or keeps it, until the given time; false when another process has it. */
export async function claimCheck(
  db: Db,
  {
    day,
    owner,
    nowMs,
    untilMs,
  }: {
    readonly day: string;
    readonly owner: string;
    readonly nowMs: number;
    readonly untilMs: number;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("cash_receipt_checks")
    .set({ claimed_by: owner, claimed_until_ms: untilMs })
    .where("day", "=", day)
    .where("state", "=", "running")
    .where(({ eb, or }) =>
      or([eb("claimed_by", "=", owner), eb("claimed_until_ms", "is", null), eb("claimed_until_ms", "<=", nowMs)]),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Brings a check further that this process still holds. */
export async function moveCheck(tx: Tx, day: string, owner: string, change: Partial<StoredCheck>): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("cash_receipt_checks")
    .set(change)
    .where("day", "=", day)
    .where("state", "=", "running")
    .where("claimed_by", "=", owner)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
