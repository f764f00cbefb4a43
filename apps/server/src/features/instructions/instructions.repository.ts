import { fruitlessInstructionStates, type InstructionState, type InstructionTarget } from "@maru/domain";
import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { isOlderThan, type TimePlace } from "../../time-cursor.ts";
import { errandRepository } from "../errands/errand.repository.ts";
import type { InstructionLockRow, InstructionRow } from "./instructions.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Where instructions, their timelines and their locks are kept. */
export const keptInstructions = errandRepository<InstructionState, InstructionRow>({
  errands: "instructions",
  events: "instruction_events",
  locks: "instruction_locks",
  of: "instruction_id",
  inWork: ["written", "sending"],
  unsettled: ["checking", "unconfirmed"],
});

export const {
  find: findInstruction,
  insert: insertInstruction,
  insertEvent: insertInstructionEvent,
  findEvents: findInstructionEvents,
  takeLock: takeInstructionLock,
} = keptInstructions;

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

/** The lock on a target of a family; undefined while no instruction about it is open. */
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

/** How many instructions of each family stand where; a state that none has is missing. */
export function countInstructionsByState(db: Db): Promise<InstructionStateCount[]> {
  return db
    .selectFrom("instructions")
    .groupBy(["family", "state"])
    .select(({ fn }) => ["family", "state", fn.countAll<number>().as("count"), fn.min("asked_at_ms").as("oldestAtMs")])
    .execute();
}
