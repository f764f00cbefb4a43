import { fruitlessInstructionStates, type InstructionState, type InstructionTarget } from "@maru/domain";
import { type Kysely, sql, type Transaction } from "kysely";
import { inList, isPostgres } from "../../db/dialect.ts";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import type { InstructionEventRow, InstructionLockRow, InstructionRow } from "./instructions.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

export function findInstruction(db: Db, id: string): Promise<InstructionRow | undefined> {
  return db.selectFrom("instructions").where("id", "=", id).selectAll().executeTakeFirst();
}

/** False when there is an instruction with this id already. */
export async function insertInstruction(tx: Tx, instruction: InstructionRow): Promise<boolean> {
  const inserted = await tx
    .insertInto("instructions")
    .values(instruction)
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
}

/**
 * Changes an instruction that stands in `from` and returns it; undefined when it stands elsewhere. The check and the write
 * are one statement.
 */
export function updateInstruction(
  tx: Tx,
  {
    id,
    from,
    changes,
  }: { readonly id: string; readonly from: InstructionState; readonly changes: Partial<InstructionRow> },
): Promise<InstructionRow | undefined> {
  return tx
    .updateTable("instructions")
    .set(changes)
    .where("id", "=", id)
    .where("state", "=", from)
    .returningAll()
    .executeTakeFirst();
}

/** Adds a step to the end of an instruction's timeline. */
export async function insertInstructionEvent(tx: Tx, event: Omit<InstructionEventRow, "sequence">): Promise<void> {
  const { instruction_id: id, at_ms, from_state, to_state, actor_user_id, actor_name, details } = event;
  await sql`
    insert into instruction_events (instruction_id, sequence, at_ms, from_state, to_state, actor_user_id, actor_name,
      details)
    select ${id}, coalesce(max(sequence), 0) + 1, ${at_ms}, ${from_state}, ${to_state}, ${actor_user_id}, ${actor_name},
      ${details}
    from instruction_events where instruction_id = ${id}`.execute(tx);
}

export function findInstructionEvents(db: Db, id: string): Promise<InstructionEventRow[]> {
  return db.selectFrom("instruction_events").where("instruction_id", "=", id).orderBy("sequence").selectAll().execute();
}

/** Takes the target for one instruction; false while another of the family about it is not final. */
export async function insertInstructionLock(tx: Tx, lock: InstructionLockRow): Promise<boolean> {
  const inserted = await tx
    .insertInto("instruction_locks")
    .values(lock)
    .onConflict((conflict) => conflict.columns(["family", "target"]).doNothing())
    .returning("instruction_id")
    .executeTakeFirst();
  return inserted !== undefined;
}

export function findInstructionLock(
  db: Db,
  { family, target }: Pick<InstructionLockRow, "family" | "target">,
): Promise<InstructionLockRow | undefined> {
  return db
    .selectFrom("instruction_locks")
    .where("family", "=", family)
    .where("target", "=", target)
    .selectAll()
    .executeTakeFirst();
}

/** Works on the instruction from now until `untilMs`; false while another owner does. */
export async function takeInstructionLock(
  db: Db,
  { id, owner, nowMs, untilMs }: { id: string; owner: string; nowMs: number; untilMs: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("instruction_locks")
    .set({ owner, expires_at_ms: untilMs })
    .where("instruction_id", "=", id)
    .where(({ eb, or }) => or([eb("owner", "=", owner), eb("expires_at_ms", "<=", nowMs)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Has whoever changes an instruction take turns from here on. Every change takes its rows in this order: the index, the
 * lock, the instruction, the audit log. SQLite runs one write transaction at a time anyway.
 */
export async function holdInstruction(tx: Tx, id: string): Promise<void> {
  if (!isPostgres(tx)) return;
  await tx.selectFrom("instruction_locks").where("instruction_id", "=", id).select("target").forUpdate().execute();
}

/** Leaves the lock standing with nobody working under it. */
export async function restInstructionLock(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable("instruction_locks")
    .set({ owner: "", expires_at_ms: 0 })
    .where("instruction_id", "=", id)
    .execute();
}

export async function deleteInstructionLock(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom("instruction_locks").where("instruction_id", "=", id).execute();
}

/** Instructions that somebody works on, with who does and until when that holds; the first to run out first. */
export function findInstructionsInWork(
  db: Db,
): Promise<(InstructionRow & { readonly lock_owner: string; readonly lock_expires_at_ms: number })[]> {
  return db
    .selectFrom("instructions")
    .innerJoin("instruction_locks", "instruction_locks.instruction_id", "instructions.id")
    .where("instructions.state", "in", ["written", "sending"])
    .orderBy("instruction_locks.expires_at_ms")
    .selectAll("instructions")
    .select(["instruction_locks.owner as lock_owner", "instruction_locks.expires_at_ms as lock_expires_at_ms"])
    .limit(500)
    .execute();
}

/** Instructions upstream is to be asked about, now or later; the first first. */
export function findInstructionChecks(db: Db, limit: number): Promise<InstructionRow[]> {
  return db
    .selectFrom("instructions")
    .where("next_check_at_ms", "is not", null)
    .orderBy("next_check_at_ms")
    .orderBy("id")
    .limit(limit)
    .selectAll()
    .execute();
}

/** Takes one check; false when another process took it first. */
export async function claimInstructionCheck(db: Db, row: InstructionRow, untilMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("instructions")
    .set({ next_check_at_ms: untilMs })
    .where("id", "=", row.id)
    .where("state", "=", row.state)
    .where("next_check_at_ms", "=", row.next_check_at_ms)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Has unresolved instructions about these payments looked at now. */
export async function hastenInstructionChecks(db: Db, impUids: readonly string[], nowMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("instructions")
    .set({ next_check_at_ms: nowMs })
    .where("imp_uid", "in", inList(db, impUids))
    .where("state", "in", ["checking", "unconfirmed"])
    .where("next_check_at_ms", ">", nowMs)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What was given back by instructions in that time, or may have been, by one person or to one buyer; in won. */
export async function sumGivenBack(
  db: Db,
  of: { readonly sinceMs: number; readonly untilMs?: number; readonly exceptId: string } & (
    | { readonly userId: string }
    | { readonly customerKey: string }
  ),
): Promise<number> {
  const { untilMs } = of;
  const query = db
    .selectFrom("instructions")
    .where("gives_back_won", "is not", null)
    .where("asked_at_ms", ">=", of.sinceMs)
    .$if(untilMs !== undefined, (bounded) => bounded.where("asked_at_ms", "<", untilMs ?? 0))
    .where("state", "not in", fruitlessInstructionStates)
    .where("id", "<>", of.exceptId)
    .select(({ fn }) => fn.sum<number | null>("gives_back_won").as("sum"));
  const { sum } = await ("userId" in of
    ? query.where("asked_by_user_id", "=", of.userId)
    : query.where("customer_key", "=", of.customerKey)
  ).executeTakeFirstOrThrow();
  return sum ?? 0;
}

export interface InstructionSelection {
  readonly states: readonly InstructionState[] | null;
  readonly families: readonly string[] | null;
  readonly impUid: string | null;
  readonly target: InstructionTarget | null;
  /** Only instructions older than this place. */
  readonly before: TimePlace | null;
  readonly limit: number;
}

/** The newest instructions first. */
export function findInstructions(db: Db, selection: InstructionSelection): Promise<InstructionRow[]> {
  const { states, families, impUid, target, before, limit } = selection;
  return db
    .selectFrom("instructions")
    .$if(states !== null, (query) => query.where("state", "in", states ?? []))
    .$if(families !== null, (query) => query.where("family", "in", families ?? []))
    .$if(impUid !== null, (query) => query.where("imp_uid", "=", impUid ?? ""))
    .$if(target !== null, (query) =>
      query.where("target_kind", "=", target?.kind ?? "payment").where("target", "=", target?.id ?? ""),
    )
    .where(isOlderThan(before, { at: "asked_at_ms" }))
    .orderBy("asked_at_ms", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .selectAll()
    .execute();
}

export interface InstructionStateCount {
  readonly family: string;
  readonly state: InstructionState;
  readonly count: number;
  /** When the oldest of them was asked for; unix milliseconds. */
  readonly oldestAtMs: number;
}

export function countInstructionsByState(db: Db): Promise<InstructionStateCount[]> {
  return db
    .selectFrom("instructions")
    .groupBy(["family", "state"])
    .select(({ fn }) => ["family", "state", fn.countAll<number>().as("count"), fn.min("asked_at_ms").as("oldestAtMs")])
    .execute();
}
