import { AppError, type ErrorCode, isAllowed, type Permission } from "@maru/domain";
import type { Actor, Deps } from "../../context.ts";
import { takeTurns } from "../../take-turns.ts";
import { type AuditOrigin, ownOrigin, recordAudit } from "../audit/record-audit.ts";
import { toRole } from "../sessions/read-session.ts";
import { findUser } from "../users/users.repository.ts";
import type { StoredBatch, StoredRow } from "./batch.repository.ts";
import type { BatchPause } from "./batch.tables.ts";
import type { BatchKind } from "./batch-kind.ts";
import { announceBatch } from "./move-batch.ts";

export interface BatchRunner {
  /** Begins to work in the background, with whatever a killed process left. */
  start(): void;
  /** Does a piece of what there is to do and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  /** Finishes the rows being asked for and takes no more. */
  stop(): Promise<void>;
}

type RunnerDeps = Pick<Deps, "store" | "clock" | "logger" | "live" | "config" | "processId">;

/** Whoever lets a list go on, without a session. */
export interface BatchStarter extends Pick<AuditOrigin, "ip" | "userAgent" | "requestId"> {
  readonly actor: Actor;
  readonly session: null;
}

/** How far what came of a row is. */
export interface Asked {
  readonly state: string;
  readonly problem: {
    readonly code: ErrorCode;
    readonly details: Readonly<Record<string, unknown>>;
  } | null;
}

/** How lists of one kind are rehearsed and carried out. */
export interface BatchWork<Batch, Row, Order> {
  /** Judges the next rows. Rejects with an `AppError` when upstream does not answer. */
  rehearse(batch: Batch): Promise<unknown>;
  /** What whoever started a list has to be allowed as long as it goes on. */
  readonly permissions: readonly Permission[];
  /** Rows that share this are asked for one after another, in their order. */
  turnOf(row: Row): unknown;
  /** What a row asks for, with the id that is this attempt's for ever; null where it holds nothing to ask for. */
  orderOf(row: Row): { readonly id: string; readonly order: Order } | null;
  /** Asks for it. The same id always comes to the same; an `AppError` means that nothing was begun. */
  ask(starter: BatchStarter, order: Order): Promise<Asked>;
  /** States in which a process that died left it half-way: the keeper finds out how far it came. */
  readonly halfWay: ReadonlySet<string>;
  /** Whether an error that came before anything was begun would meet every other row as well. */
  haltOf?(error: AppError): BatchPause | null;
}

/** Rows asked for side by side. Upstream gets no more writes at once from all of a batch. */
export const concurrentRows = 2;
const rowsAtOnce = 20;
/** A batch taken by a process that died is free again after this long. */
const claimMs = 60_000;
const lookAgainMs = 5_000;
const upstreamRestMs = 5_000;
/** What a process that died left half-way is settled by the keeper; it is looked at again after this long. */
const halfWayMs = 1_000;

/** What asking for a row came to: null, unless it has to be asked for later or the whole list stops. */
type AskedFor = BatchPause | "half_way" | "again" | null;

/**
 * Carries lists of one kind out, few rows at a time. Each row asks under an id that is its own for ever, so a row that was
 * being asked for when a process died is asked for again and comes to the same.
 */
export function createBatchRunner<Batch extends StoredBatch, Row extends StoredRow, Order>(
  deps: RunnerDeps,
  kind: BatchKind<Batch, Row>,
  work: BatchWork<Batch, Row, Order>,
): BatchRunner {
  const { store, clock, logger } = deps;
  const { repository, of } = kind;
  const owner = deps.processId;
  let stopListening = () => {};
  let isOwnWord = false;

  async function step(): Promise<number> {
    try {
      const [batch] = await findWork();
      if (batch === undefined) return lookAgainMs;
      if (!(await claim(batch.id))) return 0;
      return await (batch.state === "rehearsing" ? rehearse(batch) : carryOut(batch));
    } catch (error) {
      logger.error({ err: error }, `working on a list of ${of} failed`);
      return lookAgainMs;
    }
  }

  /** Batches of ours come first: they are claimed until they are done. */
  async function findWork(): Promise<readonly Batch[]> {
    const own = await repository.findOwnBatches(store.read, owner);
    return own.length > 0 ? own : repository.findUnclaimedBatches(store.read, clock.now());
  }

  function claim(batchId: string): Promise<boolean> {
    return repository.claimBatch(store.write, batchId, owner, clock.now(), clock.now() + claimMs);
  }

  async function rehearse(batch: Batch): Promise<number> {
    try {
      await work.rehearse(batch);
      return 0;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      logger.warn({ error }, `the rehearsal of a list of ${of} waits for upstream`);
      return upstreamRestMs;
    } finally {
      announce(batch.id);
    }
  }

  async function carryOut(batch: Batch): Promise<number> {
    const rowsIn = (state: "asking" | "will_go") =>
      repository.findRows(store.read, batch.id, { states: [state], after: 0, limit: rowsAtOnce });
    // Nothing of this batch is under way here, so what is marked as being asked for was left by a process that died.
    const left = await rowsIn("asking");
    const next = await rowsIn("will_go");
    const rows = [...left, ...next];
    if (rows.length === 0) {
      await end(batch, "finished");
      return 0;
    }
    const waiting = [...Map.groupBy(rows, (row) => work.turnOf(row)).values()];
    let halt: BatchPause | null = null;
    let isHalfWay = false;
    const askForSome = async (): Promise<void> => {
      for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
        for (const row of group) {
          if (halt !== null || turns.isStopping()) return;
          // Kept for each row anew, so that a pause is heard and no other process comes in between.
          if (!(await claim(batch.id))) return;
          const asked = await askInTurn(batch.id, row);
          if (asked === "half_way" || asked === "again") {
            // The rows after it count on what this one takes, and would only hear that it is in progress.
            isHalfWay ||= asked === "half_way";
            break;
          }
          halt ??= asked;
        }
      }
    };
    await Promise.all(Array.from({ length: concurrentRows }, askForSome));
    if (halt !== null) await end(batch, "paused", halt);
    else announce(batch.id);
    if (halt !== null) return 0;
    return next.length > 0 && !isHalfWay ? 0 : halfWayMs;
  }

  /** Who lets the list go on, and whether they still may, is asked for each row anew. */
  async function askInTurn(batchId: string, row: Row): Promise<AskedFor> {
    const batch = await repository.findBatch(store.read, batchId);
    const starter = batch === undefined ? null : await starterOf(batch);
    return starter === null ? "starter_may_not" : askFor(starter, row);
  }

  async function askFor(starter: BatchStarter, row: Row): Promise<AskedFor> {
    const asking = work.orderOf(row);
    if (asking === null) throw new Error("a row that will go holds what it asks for");
    if (row.state === "will_go" && !(await repository.takeRow(store.write, row, asking.id))) return null;
    try {
      const asked = await work.ask(starter, asking.order);
      // Once the keeper has found out how far it came, this row goes on.
      if (work.halfWay.has(asked.state)) return "half_way";
      const why = whyUntried(asked);
      if (why !== null) {
        await repository.askAgain(store.write, row, row.attempt + 1);
        return why === "upstream_down" ? why : "again";
      }
      await repository.noteAsked(store.write, row, asking.id, asked.state === "done");
      return null;
    } catch (error) {
      return refuseOrHalt(row, error);
    }
  }

  /**
   * What would meet every other row as well stops the batch. Where it is not certain how far the row came, it stays marked
   * and is asked for again under the same id; any other refusal came before anything was begun.
   */
  async function refuseOrHalt(row: Row, error: unknown): Promise<BatchPause | null> {
    const uncertain = uncertainty(error);
    if (uncertain === "bug") logger.error({ err: error }, `asking for a row of a list of ${of} failed`);
    if (uncertain !== null || !(error instanceof AppError)) return uncertain;
    const halt = work.haltOf?.(error) ?? null;
    if (halt === null) await repository.noteNotAsked(store.write, row, { code: error.code, reason: error.reason });
    else await repository.askAgain(store.write, row, row.attempt);
    return halt;
  }

  /** Whoever started the batch, as they are now: somebody who has left, or lost the right, starts nothing more. */
  async function starterOf(batch: Batch): Promise<BatchStarter | null> {
    if (batch.started_by === null) return null;
    const user = await findUser(store.read, { id: batch.started_by });
    const role = user === undefined ? null : toRole(user.role);
    if (user === undefined || role === null || user.deactivated_at_ms !== null) return null;
    if (!work.permissions.every((permission) => isAllowed(role, permission))) return null;
    const actor = { userId: user.id, name: user.name, email: user.email, role };
    return { actor, session: null, ip: "", userAgent: null, requestId: batch.id };
  }

  function end(batch: Batch, state: "finished"): Promise<void>;
  function end(batch: Batch, state: "paused", because: BatchPause): Promise<void>;
  async function end({ id: batchId }: Batch, state: "finished" | "paused", because?: BatchPause): Promise<void> {
    await store.transact(async (tx) => {
      const unclaimed = { claimed_by: null, claimed_until_ms: null };
      const change =
        because === undefined
          ? { ...unclaimed, state, finished_at_ms: clock.now() }
          : { ...unclaimed, state, paused_because: because };
      if (!(await repository.changeBatch(tx, batchId, ["running"], change))) return;
      await recordAudit(
        tx,
        ownOrigin(deps),
        because === undefined
          ? { event: `${kind.audit}.finished`, batchId }
          : { event: `${kind.audit}.paused`, batchId, because },
      );
    });
    announce(batchId);
  }

  /** Tells every open page; what this runner says itself is no reason for it to wake up. */
  function announce(batchId: string): void {
    isOwnWord = true;
    announceBatch(deps, kind, batchId);
    isOwnWord = false;
  }

  const turns = takeTurns({
    step,
    name: `carrying out lists of ${of}`,
    logger,
    release: () => repository.releaseBatches(store.write, owner),
  });

  return {
    start() {
      stopListening = deps.live.subscribe(({ type }) => {
        if (type === kind.changed && !isOwnWord) turns.wake();
      });
      turns.start();
    },
    step,
    async stop() {
      stopListening();
      await turns.stop();
    },
  };
}

/**
 * Why what came of a row ended with certainty before anything was sent, where the row itself is not to blame: it may be
 * asked for anew. Null where it was tried, or refused for what it is.
 */
function whyUntried({ state, problem }: Asked): "upstream_down" | "interrupted" | null {
  if (state !== "not_sent" || problem === null) return null;
  if (problem.code === "UPSTREAM_UNAVAILABLE" || problem.code === "UPSTREAM_UNAUTHORIZED") return "upstream_down";
  return problem.details.interrupted === true ? "interrupted" : null;
}

/** Errors after which nobody knows how far a row came. */
function uncertainty(error: unknown): "storage" | "bug" | null {
  if (!(error instanceof AppError) || error.code === "BUG") return "bug";
  return error.code === "STORAGE_FULL" || error.code === "STORAGE_UNAVAILABLE" ? "storage" : null;
}
