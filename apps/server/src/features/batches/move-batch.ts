import { AppError, type BulkMove, isBulkMoveAllowed } from "@maru/domain";
import type { Kysely, Transaction } from "kysely";
import type { SignedInContext } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import type { AuditEvent } from "../audit/audit-event.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { findOrderPayments, type StoredBatch, type StoredRow } from "./batch.repository.ts";
import type { BatchKind } from "./batch-kind.ts";

/** A rehearsal is believed this long: upstream moves on. */
export const rehearsalHoldsMs = 60 * 60 * 1000;

export interface ChosenPayment {
  readonly rowNumber: number;
  readonly impUid: string;
}

type Tx = Transaction<Database>;

/** Says which payment of its order each row means. What was rehearsed before is rehearsed again. */
export async function choosePayments<Batch extends StoredBatch, Row extends StoredRow>(
  ctx: SignedInContext,
  kind: BatchKind<Batch, Row>,
  { batchId, choices }: { readonly batchId: string; readonly choices: readonly ChosenPayment[] },
): Promise<void> {
  const { repository } = kind;
  await ctx.store.transact(async (tx) => {
    await moveBatch(tx, kind, batchId, "choose", { ...kind.unrehearsed, state: "prepared" });
    for (const { rowNumber, impUid } of choices) {
      const row = await repository.findRow(tx, batchId, rowNumber);
      const merchantUid = row?.merchant_uid ?? null;
      const isOpen = row !== undefined && JSON.parse(row.content).impUid === null && row.state !== "unreadable";
      const ofOrder = merchantUid === null || !isOpen ? [] : await findOrderPayments(tx, [merchantUid]);
      if (!ofOrder.some(({ imp_uid }) => imp_uid === impUid)) {
        throw new AppError("INVALID_INPUT", "This payment is not one of the row's order.", { details: { rowNumber } });
      }
      await repository.changeRow(tx, batchId, rowNumber, { state: "not_rehearsed", imp_uid: impUid });
    }
    await repository.forgetRehearsal(tx, batchId);
    await recordAudit(tx, ctx, { event: `${kind.audit}.chosen`, batchId, rows: choices.length });
  });
  announceBatch(ctx, kind, batchId);
}

/**
 * Has every row judged anew against what upstream says then. `prepare` changes rows in the same transaction and names what
 * happened, where it is more than the rehearsal.
 */
export async function askForRehearsal<Batch extends StoredBatch, Row extends StoredRow>(
  ctx: SignedInContext,
  kind: BatchKind<Batch, Row>,
  batchId: string,
  {
    change = {},
    prepare = () => Promise.resolve({ event: `${kind.audit}.rehearsal_asked`, batchId }),
  }: { readonly change?: Partial<Batch>; readonly prepare?: (tx: Tx) => Promise<AuditEvent> } = {},
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await moveBatch(tx, kind, batchId, "rehearse", { ...kind.unrehearsed, ...change, state: "rehearsing" });
    const event = await prepare(tx);
    await kind.repository.forgetRehearsal(tx, batchId);
    await recordAudit(tx, ctx, event);
  });
  announceBatch(ctx, kind, batchId);
}

/**
 * The list a person wants to start, which nobody else changes until the transaction ends: rehearsed again between the look
 * and the start, it would start with something else than what was seen. With it how many rows will go, and why it may not
 * be started whatever the person saw. Throws NOT_FOUND.
 */
export async function lockForStart<Batch extends StoredBatch, Row extends StoredRow>(
  tx: Tx,
  kind: BatchKind<Batch, Row>,
  batchId: string,
  nowMs: number,
): Promise<{ readonly batch: Batch; readonly willGo: number; readonly refusal: AppError | undefined }> {
  const batch = await kind.repository.lockBatch(tx, batchId);
  if (batch === undefined) throw notFound(kind);
  const willGo = (await kind.repository.countRows(tx, batchId)).get("will_go") ?? 0;
  return { batch, willGo, refusal: refuseStart(batch, nowMs) };
}

function refuseStart(batch: StoredBatch, nowMs: number): AppError | undefined {
  if (!isBulkMoveAllowed(batch.state, "start")) return movedOn(batch);
  if (nowMs - (batch.rehearsed_at_ms ?? 0) <= rehearsalHoldsMs) return undefined;
  return new AppError("BULK_REHEARSAL_OLD", "Upstream may have moved on since the rehearsal. Rehearse again.");
}

/** Starts the list in this person's name, in the caller's transaction, which records and announces it. */
export function startBatch<Batch extends StoredBatch, Row extends StoredRow>(
  tx: Tx,
  ctx: SignedInContext,
  kind: BatchKind<Batch, Row>,
  batchId: string,
): Promise<void> {
  return moveBatch(tx, kind, batchId, "start", { ...runningFor(ctx), started_at_ms: ctx.clock.now() });
}

/** No further row is asked for; the one being asked for now is finished. */
export function pauseBatch<Batch extends StoredBatch, Row extends StoredRow>(
  ctx: SignedInContext,
  kind: BatchKind<Batch, Row>,
  batchId: string,
): Promise<void> {
  const change = { state: "paused", paused_because: "person" } as const;
  return moveAndSay(ctx, kind, batchId, {
    name: "pause",
    change,
    event: { event: `${kind.audit}.paused`, batchId, because: "person" },
  });
}

/** Goes on where the batch stands still, in the name of whoever lets it go on. */
export function resumeBatch<Batch extends StoredBatch, Row extends StoredRow>(
  ctx: SignedInContext,
  kind: BatchKind<Batch, Row>,
  batchId: string,
): Promise<void> {
  return moveAndSay(ctx, kind, batchId, {
    name: "resume",
    change: runningFor(ctx),
    event: { event: `${kind.audit}.resumed`, batchId },
  });
}

function runningFor({ actor }: Pick<SignedInContext, "actor">) {
  return { state: "running", paused_because: null, started_by: actor.userId, started_by_name: actor.name } as const;
}

async function moveAndSay<Batch extends StoredBatch, Row extends StoredRow>(
  ctx: SignedInContext,
  kind: BatchKind<Batch, Row>,
  batchId: string,
  { name, change, event }: { name: BulkMove; change: Partial<StoredBatch>; event: AuditEvent },
): Promise<void> {
  await ctx.store.transact(async (tx) => {
    await moveBatch(tx, kind, batchId, name, change);
    await recordAudit(tx, ctx, event);
  });
  announceBatch(ctx, kind, batchId);
}

async function moveBatch<Batch extends StoredBatch, Row extends StoredRow>(
  tx: Tx,
  kind: BatchKind<Batch, Row>,
  batchId: string,
  name: BulkMove,
  change: Partial<Batch> | Partial<StoredBatch>,
): Promise<void> {
  const batch = await requireBatch(tx, kind, batchId);
  if (!isBulkMoveAllowed(batch.state, name)) throw movedOn(batch);
  if (!(await kind.repository.changeBatch(tx, batchId, [batch.state], change))) throw movedOn(batch);
}

/** The list. Throws NOT_FOUND where there is none. */
export async function requireBatch<Batch extends StoredBatch, Row extends StoredRow>(
  db: Kysely<Database>,
  kind: BatchKind<Batch, Row>,
  batchId: string,
): Promise<Batch> {
  const batch = await kind.repository.findBatch(db, batchId);
  if (batch === undefined) throw notFound(kind);
  return batch;
}

/** Tells every open page, and whoever carries lists out, that a list stands elsewhere now. */
export function announceBatch(
  { live }: Pick<SignedInContext, "live">,
  { changed }: Pick<BatchKind<StoredBatch, StoredRow>, "changed">,
  batchId: string,
): void {
  live.publish({ type: changed, batchId });
}

function notFound({ of }: Pick<BatchKind<StoredBatch, StoredRow>, "of">): AppError {
  return new AppError("NOT_FOUND", `There is no such list of ${of}.`);
}

function movedOn({ state }: StoredBatch): AppError {
  return new AppError("BULK_MOVED_ON", "The list is no longer where this can be done.", { details: { state } });
}
