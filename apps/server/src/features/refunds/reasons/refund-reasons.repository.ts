import { type Kysely, sql, type Transaction } from "kysely";
import type { Database } from "../../../db/schema.ts";
import type { RefundReasonRow } from "../refunds.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Every reason there ever was, in the order people choose from. */
export function selectReasons(db: Db): Promise<RefundReasonRow[]> {
  return db.selectFrom("refund_reasons").orderBy("position").orderBy("code").selectAll().execute();
}

/** The reason, retired ones as well; undefined where there is none of this code. */
export function findReason(db: Db, code: string): Promise<RefundReasonRow | undefined> {
  return db.selectFrom("refund_reasons").where("code", "=", code).selectAll().executeTakeFirst();
}

/** Adds a reason, in the transaction that records it. */
export async function insertReason(tx: Tx, reason: RefundReasonRow): Promise<void> {
  await tx.insertInto("refund_reasons").values(reason).execute();
}

/** Changes a reason, in the transaction that records it. */
export async function updateReason(
  tx: Tx,
  code: string,
  change: Partial<Omit<RefundReasonRow, "code">>,
): Promise<void> {
  await tx.updateTable("refund_reasons").set(change).where("code", "=", code).execute();
}

export interface RefundsOfReason {
  readonly reasonCode: string;
  readonly currency: string;
  /** Whether money moved; play money is left out. */
  readonly isDone: number;
  readonly count: number;
  readonly amount: number;
}

const isDone = sql<number>`case when state = 'done' then 1 else 0 end`;

/** How many refunds were asked for since an instant by reason, and how much of it went back. */
export function sumByReason(db: Db, sinceMs: number): Promise<RefundsOfReason[]> {
  return db
    .selectFrom("refunds")
    .where("requested_at_ms", ">=", sinceMs)
    .where(({ eb, or }) => or([eb("is_test", "is", null), eb("is_test", "=", 0)]))
    .groupBy(["reason_code", "currency", isDone])
    .select(({ fn }) => [
      "reason_code as reasonCode",
      "currency",
      isDone.as("isDone"),
      fn.countAll<number>().as("count"),
      fn.sum<number>("amount").as("amount"),
    ])
    .execute();
}
