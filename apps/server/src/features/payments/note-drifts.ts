import type { DriftKind } from "@maru/domain";
import type { Kysely, Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { readSyncState } from "../sync/sync.repository.ts";
import type { PaymentsTable } from "./payments.tables.ts";

type Read = Pick<PaymentsTable, "imp_uid" | "amount" | "cancelled_amount" | "facts_at" | "is_test" | "source">;

/** A copy that takes the place of another, or is the first of its payment. */
export interface Replacement {
  readonly now: Read;
  /** Whether its list of cancels and its cancelled amount say the same. */
  readonly isDisagreeing: boolean;
  readonly before: Pick<Read, "amount" | "cancelled_amount" | "facts_at"> | null;
}

/** Clocks differ, and what happened a moment ago the next poll may still bring. Seconds. */
const pollGrace = 15 * 60;

/**
 * Remembers where a read shows that the index and i'mport, or two of i'mport's figures, did not say the same, so that
 * somebody is told. Play money drifts as it likes.
 */
export async function noteDrifts(
  tx: Transaction<Database>,
  replacements: readonly Replacement[],
  nowMs: number,
): Promise<void> {
  const live = replacements.filter(({ now }) => now.is_test === 0);
  // Whatever is polled or told was on its way; a person who looks finds what neither brought.
  const found = live.filter(
    ({ now, before }) =>
      before !== null &&
      now.facts_at > before.facts_at &&
      ["refresh", "lookup", "refund", "instruction"].includes(now.source),
  );
  const followedUntil = found.length === 0 ? null : await readFollowedUntil(tx);
  const isLate = (facts_at: number) => followedUntil !== null && facts_at < followedUntil - pollGrace;
  const drifts = [
    ...live.filter(({ isDisagreeing }) => isDisagreeing).map(({ now }) => driftOf(now, "cancels_disagree")),
    ...live
      .filter(({ now, before }) => before !== null && now.cancelled_amount < before.cancelled_amount)
      .map(({ now }) => driftOf(now, "cancel_undone")),
    ...live
      .filter(({ now, before }) => before !== null && now.amount !== before.amount && before.amount !== 0)
      .map(({ now }) => driftOf(now, "amount_changed")),
    ...found.filter(({ now }) => isLate(now.facts_at)).map(({ now }) => driftOf(now, "noticed_late")),
  ];
  if (drifts.length === 0) return;
  await tx
    .insertInto("payment_drifts")
    .values(drifts.map((drift) => ({ ...drift, noticed_at_ms: nowMs, is_alerted: 0 })))
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

function driftOf({ imp_uid, amount, cancelled_amount, facts_at }: Read, kind: DriftKind) {
  return { id: [imp_uid, kind, amount, cancelled_amount, facts_at].join(" "), imp_uid, kind };
}

/** Until when every change has been read, unix seconds; null while the first load still brings them. */
async function readFollowedUntil(tx: Transaction<Database>): Promise<number | null> {
  const state = await readSyncState(tx);
  return state?.phase === "following" ? state.watermark : null;
}

/** Drifts nobody was told of yet, the oldest first. */
export function findUntoldDrifts(db: Kysely<Database>, limit: number) {
  return db
    .selectFrom("payment_drifts")
    .where("is_alerted", "=", 0)
    .orderBy("noticed_at_ms")
    .orderBy("id")
    .limit(limit)
    .select(["id", "imp_uid", "kind"])
    .execute();
}

/** Has these drifts raise no further alert. */
export async function markDriftsTold(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .updateTable("payment_drifts")
    .set({ is_alerted: 1 })
    .where("id", "in", [...ids])
    .execute();
}
