import type { Transaction } from "kysely";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { countPaymentsInIndex, countQuarantined } from "../payments/payments.repository.ts";
import type { SavedPayments } from "../payments/save-payments.ts";
import { type PreparedListing, saveListing } from "./save-listing.ts";
import { holdLease, readSyncState, releaseLease, type SyncState, writeSyncState } from "./sync.repository.ts";
import type { ProgressReport } from "./sync-progress.ts";
import { readWalk, type SyncWalk } from "./sync-walk.ts";

/** What is written down about the synchronisation, always together with the payments it speaks of. */
export interface SyncJournal {
  /** What was written last; undefined until `open` has read it. */
  state(): SyncState | undefined;
  walk(): SyncWalk | undefined;
  /** True while this process is the one that synchronises. Taking over reads again what the former owner wrote. */
  holdsLease(): Promise<boolean>;
  /** Writes the first state of this owner. Throws LeaseLost when another took over. */
  open(state: SyncState, walk: SyncWalk | undefined): Promise<void>;
  /** Saves payments and where the work has come to, in one transaction. Throws LeaseLost when another took over. */
  commit(prepared: PreparedListing, change: JournalChange): Promise<SavedPayments>;
  /** Forgets what was read, after the lease was lost. */
  forget(): void;
  release(): Promise<void>;
}

export interface JournalChange {
  /** Null once a walk is over. */
  readonly walk?: SyncWalk | null;
  readonly phase?: SyncState["phase"];
  readonly watermark?: number;
}

/** Thrown inside a transaction, so that nothing of it is kept once another process has taken over. */
export class LeaseLost extends Error {}

/** A page without payments, to write down progress alone. */
export const nothingRead: PreparedListing = { copies: [], unreadable: [] };

const leaseMs = 15_000;

/** The journal as the process named `owner` keeps it. It holds no lease before it asks for one. */
export function createSyncJournal(
  { store, clock }: Pick<Deps, "store" | "clock">,
  progress: ProgressReport,
  owner: string,
): SyncJournal {
  let state: SyncState | undefined;
  let walk: SyncWalk | undefined;
  let isOwner = false;
  let leaseUntilMs = 0;

  async function extendLease(tx: Transaction<Database>): Promise<boolean> {
    const nowMs = clock.now();
    const untilMs = nowMs + leaseMs;
    // The lock on the SQLite file already makes this process the only one, so a lease left by a killed one is void.
    const held = await holdLease(tx, owner, { nowMs, untilMs, evenIfHeld: store.dialect === "sqlite" });
    if (held) leaseUntilMs = untilMs;
    return held;
  }

  function forget(): void {
    state = undefined;
    walk = undefined;
    isOwner = false;
  }

  return {
    state: () => state,
    walk: () => walk,
    forget,

    async holdsLease() {
      if (isOwner && clock.now() < leaseUntilMs - leaseMs / 2) return true;
      const held = await store.transact(extendLease);
      if (held !== isOwner) forget();
      isOwner = held;
      return held;
    },

    async open(begun, begunWalk) {
      await store.transact(async (tx) => {
        if (!(await extendLease(tx))) throw new LeaseLost();
        await writeSyncState(tx, begun);
      });
      state = begun;
      walk = begunWalk;
    },

    async commit(prepared, change) {
      if (state === undefined) throw new Error("the journal is not open");
      const next: SyncState = {
        ...state,
        phase: change.phase ?? state.phase,
        watermark: change.watermark ?? state.watermark,
        cursor: change.walk === undefined ? state.cursor : change.walk && JSON.stringify(change.walk),
        last_read_at_ms: progress.current().lastReadAtMs,
      };
      const saved = await store.transact(async (tx) => {
        if (!(await extendLease(tx))) throw new LeaseLost();
        const result = await saveListing(tx, prepared, clock.now());
        await writeSyncState(tx, next);
        return result;
      });
      state = next;
      if (change.walk !== undefined) walk = change.walk ?? undefined;
      progress.tell({ loaded: progress.current().loaded + saved.added.length });
      const mayBeReadable = progress.current().quarantined > 0 && saved.added.length > 0;
      if (prepared.unreadable.length > 0 || mayBeReadable) {
        progress.tell({ quarantined: await countQuarantined(store.read) }, true);
      }
      return saved;
    },

    async release() {
      if (isOwner) await store.transact((tx) => releaseLease(tx, owner));
    },
  };
}

/** Tells what is stored, whoever stored it. */
export async function tellStoredState({ store }: Pick<Deps, "store">, progress: ProgressReport): Promise<void> {
  const [stored, loaded, quarantined] = await Promise.all([
    readSyncState(store.read),
    countPaymentsInIndex(store.read),
    countQuarantined(store.read),
  ]);
  progress.tell({
    loaded,
    quarantined,
    phase: stored?.phase ?? "waiting",
    startedAtMs: stored?.started_at_ms ?? null,
    lastReadAtMs: stored?.last_read_at_ms ?? null,
    expected: readWalk(stored?.cursor ?? null)?.expected ?? null,
    ...(stored === undefined ? {} : { from: stored.covered_from }),
  });
}
