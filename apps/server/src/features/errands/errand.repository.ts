import { type Kysely, sql, type Transaction } from "kysely";
import { inList, isPostgres } from "../../db/dialect.ts";
import type { Database } from "../../db/schema.ts";
import type { ErrandEventRow, ErrandRow } from "./errand.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Where errands of one kind are kept. */
export interface ErrandPlaces<State> {
  readonly errands: "refunds" | "instructions";
  readonly events: "refund_events" | "instruction_events";
  readonly locks: "refund_locks" | "instruction_locks";
  /** The column of an event and of a lock that names its errand. */
  readonly of: "refund_id" | "instruction_id";
  /** States in which somebody works on it. */
  readonly inWork: readonly State[];
  /** States in which upstream is asked what became of it. */
  readonly unsettled: readonly State[];
}

/** Who works on an errand, and until when that holds. */
export interface LockOwner {
  readonly owner: string;
  readonly nowMs: number;
  readonly untilMs: number;
}

/** An errand somebody works on. */
export type ErrandInWork<Row> = Row & { readonly lock_owner: string; readonly lock_expires_at_ms: number };

export type ErrandRepository<State extends string, Row extends ErrandRow<State>> = ReturnType<
  typeof errandRepository<State, Row>
>;

/** Keeps errands of one kind, their timelines and who works on them. */
export function errandRepository<State extends string, Row extends ErrandRow<State>>(places: ErrandPlaces<State>) {
  const { errands, events, locks, of, inWork, unsettled } = places;

  return {
    /** The errand; undefined where there is none of this id. */
    find(db: Db, id: string): Promise<Row | undefined> {
      return db.selectFrom(errands).where("id", "=", id).selectAll().$castTo<Row>().executeTakeFirst();
    },

    /** False when there is an errand with this id already. */
    async insert(tx: Tx, errand: Row): Promise<boolean> {
      const inserted = await tx
        .insertInto(errands)
        .values(errand as never)
        .onConflict((conflict) => conflict.column("id").doNothing())
        .returning("id")
        .executeTakeFirst();
      return inserted !== undefined;
    },

    /**
     * Changes an errand that stands in `from`, and whose columns in `only` hold these very values, and returns it; undefined
     * when it stands elsewhere. The check and the write are one statement.
     */
    update(
      tx: Tx,
      {
        id,
        from,
        changes,
        only = {},
      }: {
        readonly id: string;
        readonly from: Row["state"];
        readonly changes: Partial<Row>;
        readonly only?: Partial<Row> | undefined;
      },
    ): Promise<Row | undefined> {
      return tx
        .updateTable(errands)
        .set(changes as object)
        .where("id", "=", id)
        .where("state", "=", from as never)
        .where(({ and, eb }) =>
          and(Object.entries(only).map(([name, value]) => eb(name as "id", "=", value as string))),
        )
        .returningAll()
        .$castTo<Row>()
        .executeTakeFirst();
    },

    /** Adds a step to the end of an errand's timeline. */
    async insertEvent(tx: Tx, id: string, event: Omit<ErrandEventRow<State>, "sequence">): Promise<void> {
      const { at_ms, from_state, to_state, actor_user_id, actor_name, details } = event;
      const own = sql.ref(of);
      await sql`
        insert into ${sql.table(events)}
          (${own}, sequence, at_ms, from_state, to_state, actor_user_id, actor_name, details)
        select ${id}, coalesce(max(sequence), 0) + 1, ${at_ms}, ${from_state}, ${to_state}, ${actor_user_id},
          ${actor_name}, ${details}
        from ${sql.table(events)} where ${own} = ${id}`.execute(tx);
    },

    /** The steps of an errand, the first one first. */
    findEvents(db: Db, id: string): Promise<ErrandEventRow<State>[]> {
      return db
        .selectFrom(events)
        .where(sql.ref(of), "=", id)
        .orderBy("sequence")
        .selectAll()
        .$castTo<ErrandEventRow<State>>()
        .execute();
    },

    /** Works on the errand from now until `untilMs`; false while another owner does. */
    async takeLock(db: Db, id: string, { owner, nowMs, untilMs }: LockOwner): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable(locks)
        .set({ owner, expires_at_ms: untilMs })
        .where(sql.ref(of), "=", id)
        .where(({ eb, or }) => or([eb("owner", "=", owner), eb("expires_at_ms", "<=", nowMs)]))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /**
     * Has whoever changes an errand take turns from here on, until the transaction ends. Every change takes its rows in this
     * order: the index, the lock, then the errand and the audit log; two that took them in another would wait for each other.
     * SQLite runs one write transaction at a time anyway.
     */
    async hold(tx: Tx, id: string): Promise<void> {
      if (!isPostgres(tx)) return;
      await tx.selectFrom(locks).where(sql.ref(of), "=", id).select("owner").forUpdate().execute();
    },

    /** Leaves the lock standing with nobody working under it. */
    async restLock(tx: Tx, id: string): Promise<void> {
      await tx.updateTable(locks).set({ owner: "", expires_at_ms: 0 }).where(sql.ref(of), "=", id).execute();
    },

    /** Frees what the errand is about for another one. */
    async deleteLock(tx: Tx, id: string): Promise<void> {
      await tx.deleteFrom(locks).where(sql.ref(of), "=", id).execute();
    },

    /** Errands somebody works on, with who does and until when that holds; at most 500, the first to run out first. */
    async findInWork(db: Db): Promise<ErrandInWork<Row>[]> {
      const { rows } = await sql<ErrandInWork<Row>>`
        select errand.*, held.owner as lock_owner, held.expires_at_ms as lock_expires_at_ms
        from ${sql.table(errands)} as errand inner join ${sql.table(locks)} as held on held.${sql.ref(of)} = errand.id
        where errand.state in (${sql.join(inWork)})
        order by held.expires_at_ms limit 500`.execute(db);
      return rows;
    },

    /** Errands upstream is to be asked about, now or later; the first first. */
    findChecks(db: Db, limit: number): Promise<Row[]> {
      return db
        .selectFrom(errands)
        .where("next_check_at_ms", "is not", null)
        .orderBy("next_check_at_ms")
        .orderBy("id")
        .limit(limit)
        .selectAll()
        .$castTo<Row>()
        .execute();
    },

    /** Takes one check, which nobody else takes before `untilMs`; false when another process took it first. */
    async claimCheck(db: Db, { id, state, next_check_at_ms }: Row, untilMs: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable(errands)
        .set({ next_check_at_ms: untilMs })
        .where("id", "=", id)
        .where("state", "=", state as never)
        .where("next_check_at_ms", "=", next_check_at_ms)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /** Has unsettled errands about these payments looked at now; false where there are none that would wait longer. */
    async hastenChecks(db: Db, impUids: readonly string[], nowMs: number): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable(errands)
        .set({ next_check_at_ms: nowMs })
        .where("imp_uid", "in", inList(db, impUids))
        .where("state", "in", unsettled as never)
        .where("next_check_at_ms", ">", nowMs)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
