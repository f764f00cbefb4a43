import { type Kysely, sql, type Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { ChannelChangesTable, ChannelSnapshotsTable } from "./channels.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** The latest picture of the channels; undefined before the first. */
export function findLastSnapshot(db: Db): Promise<ChannelSnapshotsTable | undefined> {
  return db
    .selectFrom("channel_snapshots")
    .orderBy("taken_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .selectAll()
    .executeTakeFirst();
}

/** Keeps a picture of the channels, in the transaction of what changed since the one before. */
export async function insertSnapshot(tx: Tx, snapshot: ChannelSnapshotsTable): Promise<void> {
  await tx.insertInto("channel_snapshots").values(snapshot).execute();
}

/** Writes down what changed since the picture before, in the transaction that keeps the new one. */
export async function insertChannelChanges(tx: Tx, changes: readonly ChannelChangesTable[]): Promise<void> {
  if (changes.length > 0)
    await tx
      .insertInto("channel_changes")
      .values([...changes])
      .execute();
}

/** The newest first. */
export function selectChannelChanges(db: Db, limit: number): Promise<ChannelChangesTable[]> {
  return db
    .selectFrom("channel_changes")
    .orderBy("seen_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

export interface ChannelUse {
  readonly pgProvider: string;
  readonly mid: string;
  readonly isTest: number;
  readonly payments: number;
}

/** How many payments the index holds by channel, read off the running sums. */
export function countByChannel(db: Db): Promise<ChannelUse[]> {
  return db
    .selectFrom("payment_sums")
    .where("basis", "=", "requested")
    .groupBy(["pg_provider", "mid", "is_test"])
    .select(({ fn }) => [
      "pg_provider as pgProvider",
      "mid",
      "is_test as isTest",
      fn.sum<number>("payments").as("payments"),
    ])
    .execute();
}

/** Whether the index holds any payment of a live channel, read off the running sums. */
export async function holdsLivePayments(db: Db): Promise<boolean> {
  const found = await db
    .selectFrom("payment_sums")
    .where("is_test", "=", 0)
    .where("payments", ">", 0)
    .select("payments")
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

export interface ChannelDay {
  readonly pgProvider: string;
  readonly mid: string;
  readonly isTest: number;
  /** Whole days in Korea since 1970. */
  readonly day: number;
  readonly succeeded: number;
  /** Of these, the ones before the given time of the day. */
  readonly byThisTime: number;
  readonly lastAt: number;
}

export const koreaAheadSeconds = 32_400;
export const daySeconds = 86_400;

/** Successful payments by channel and day in Korea since an instant, in unix seconds. */
export async function succeededByDay(db: Db, since: number, secondOfDay: number): Promise<ChannelDay[]> {
  const { rows } = await sql<ChannelDay>`
    select pg_provider as "pgProvider", mid, is_test as "isTest",
      cast((requested_at + ${sql.lit(koreaAheadSeconds)}) / ${sql.lit(daySeconds)} as bigint) as "day",
      cast(count(*) as bigint) as "succeeded",
      cast(sum(case when (requested_at + ${sql.lit(koreaAheadSeconds)}) % ${sql.lit(daySeconds)} <= ${sql.lit(secondOfDay)}
        then 1 else 0 end) as bigint) as "byThisTime",
      max(requested_at) as "lastAt"
    from payments
    where requested_at >= ${since} and pg_provider is not null and mid is not null
      and status in ('paid', 'partially_cancelled', 'cancelled')
    group by 1, 2, 3, 4`.execute(db);
  return rows;
}
