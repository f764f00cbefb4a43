import type { Kysely, Selectable } from "kysely";
import type { Database } from "./schema.ts";

type Db = Kysely<Database>;
/** Tables whose rows are tried again until they are settled. */
type QueueTable = "alert_sends" | "webhook_deliveries" | "webhook_forwards";

/** Rows of a table that wait for their next attempt; any number of processes share them, each attempt is made by one. */
export function dueQueue<Table extends QueueTable>(table: Table) {
  type Row = Selectable<Database[Table]>;
  const queue: QueueTable = table;
  return {
    /** Rows to be tried by now (unix milliseconds), the longest due first. */
    findDue(db: Db, nowMs: number, limit: number): Promise<Row[]> {
      return db
        .selectFrom(queue)
        .where("next_attempt_at_ms", "<=", nowMs)
        .orderBy("next_attempt_at_ms")
        .orderBy("id")
        .limit(limit)
        .selectAll()
        .$castTo<Row>()
        .execute();
    },

    /** When the next row is due (unix milliseconds); null where none waits. */
    async findNextMs(db: Db): Promise<number | null> {
      const row = await db
        .selectFrom(queue)
        .where("next_attempt_at_ms", "is not", null)
        .select(({ fn }) => fn.min("next_attempt_at_ms").as("due"))
        .executeTakeFirst();
      return row?.due ?? null;
    },

    /** Takes a row for an attempt until then (unix milliseconds); false when another process took it first. */
    async claim(
      db: Db,
      {
        id,
        attempts,
        next_attempt_at_ms,
      }: Pick<Selectable<Database[QueueTable]>, "id" | "attempts" | "next_attempt_at_ms">,
      untilMs: number,
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable(queue)
        .set({ next_attempt_at_ms: untilMs, attempts: attempts + 1 })
        .where("id", "=", id)
        .where("next_attempt_at_ms", "=", next_attempt_at_ms)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
