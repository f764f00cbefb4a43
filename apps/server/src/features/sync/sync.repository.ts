import type { Kysely, Selectable, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { SyncStateTable } from "./sync.tables.ts";

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

const name = "payments";

export type SyncState = Omit<Selectable<SyncStateTable>, "name">;

/** How far the index is; undefined before the first step. */
export async function readSyncState(db: Db): Promise<SyncState | undefined> {
  return db
    .selectFrom("sync_state")
    .where("name", "=", name)
    .select(["phase", "cursor", "covered_from", "started_at_ms", "last_read_at_ms", "watermark"])
    .executeTakeFirst();
}

/** Keeps how far the index is, in the transaction that brought it there. */
export async function writeSyncState(tx: Tx, state: SyncState): Promise<void> {
  await tx
    .insertInto("sync_state")
    .values({ name, ...state })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(state))
    .execute();
}

/** Takes or keeps the lease; false when another owner holds it and it has not run out. */
export async function holdLease(
  tx: Tx,
  owner: string,
  { nowMs, untilMs, evenIfHeld }: { readonly nowMs: number; readonly untilMs: number; readonly evenIfHeld: boolean },
): Promise<boolean> {
  const taken = await tx
    .insertInto("sync_leases")
    .values({ name, owner, expires_at_ms: untilMs })
    .onConflict((conflict) => {
      const update = conflict.column("name").doUpdateSet({ owner, expires_at_ms: untilMs });
      if (evenIfHeld) return update;
      return update.where(({ eb, or }) =>
        or([eb("sync_leases.owner", "=", owner), eb("sync_leases.expires_at_ms", "<", nowMs)]),
      );
    })
    .returning("owner")
    .executeTakeFirst();
  return taken?.owner === owner;
}

/** Lets go of the work this owner holds; nothing where another has it by now. */
export async function releaseLease(tx: Tx, owner: string): Promise<void> {
  await tx.deleteFrom("sync_leases").where("owner", "=", owner).execute();
}
