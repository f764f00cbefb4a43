import { AppError, isAllowed } from "@maru/domain";
import { takeTurns } from "../../../take-turns.ts";
import { ownOrigin, recordAudit } from "../../audit/record-audit.ts";
import { toRole } from "../../sessions/read-session.ts";
import { findUser } from "../../users/users.repository.ts";
import type { RefundDeps } from "../move-refund.ts";
import type { RefundContext } from "../refund-context.ts";
import type { RefundView } from "../refund-view.ts";
import { requestRefund } from "../request-refund.ts";
import { readRequest } from "./bulk-options.ts";
import { announceBatch } from "./move-bulk.ts";
import {
  changeAsking,
  changeBatch,
  claimBatch,
  findBatch,
  findOwnBatches,
  findRows,
  findUnclaimedBatches,
  releaseBatch,
  type StoredBatch,
  type StoredBatchRow,
  takeRow,
} from "./refund-bulk.repository.ts";
import type { BulkPause } from "./refund-bulk.tables.ts";
import { rehearseSome } from "./rehearse-bulk.ts";

/** What asking for a row came to: null, unless it has to be asked for later or the whole list stops. */
type AskedFor = BulkPause | "half_way" | "again" | null;

export interface BulkRunner {
  /** Begins to work in the background, with whatever a killed process left. */
  start(): void;
  /** Does a piece of what there is to do and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  /** Finishes the rows being asked for and takes no more. */
  stop(): Promise<void>;
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

/**
 * Carries batches out, one row after another of the same payment and few at a time. Each row asks under an id that is
 * its own for ever, so a row that was being asked for when a process died is asked for again and is the same refund.
 */
export function createBulkRunner(deps: RefundDeps): BulkRunner {
  const { store, clock, logger } = deps;
  const owner = deps.processId;
  let stopListening = () => {};
  let isOwnWord = false;

  async function step(): Promise<number> {
    try {
      const [batch] = await findWork();
      if (batch === undefined) return lookAgainMs;
      if (!(await claimBatch(store.write, batch.id, owner, clock.now(), clock.now() + claimMs))) return 0;
      return await (batch.state === "rehearsing" ? rehearse(batch) : carryOut(batch));
    } catch (error) {
      logger.error({ err: error }, "working on a list of refunds failed");
      return lookAgainMs;
    }
  }

  /** Batches of ours come first: they are claimed until they are done. */
  async function findWork(): Promise<readonly StoredBatch[]> {
    const own = await findOwnBatches(store.read, owner);
    return own.length > 0 ? own : findUnclaimedBatches(store.read, clock.now());
  }

  async function rehearse(batch: StoredBatch): Promise<number> {
    try {
      await rehearseSome(deps, batch);
      return 0;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      logger.warn({ error }, "a rehearsal waits for upstream");
      return upstreamRestMs;
    } finally {
      announce(batch.id);
    }
  }

  async function carryOut(batch: StoredBatch): Promise<number> {
    // Nothing of this batch is under way here, so what is marked as being asked for was left by a process that died.
    const left = await findRows(store.read, batch.id, { states: ["asking"], after: 0, limit: rowsAtOnce });
    const next = await findRows(store.read, batch.id, { states: ["will_go"], after: 0, limit: rowsAtOnce });
    const rows = [...left, ...next];
    if (rows.length === 0) {
      await finish(batch);
      return 0;
    }
    // One payment's rows are asked for in their order: each pins the balance the one before leaves.
    const waiting = [...Map.groupBy(rows, ({ imp_uid }) => imp_uid).values()];
    let halt: BulkPause | null = null;
    let isHalfWay = false;
    const work = async (): Promise<void> => {
      for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
        for (const row of group) {
          if (halt !== null || turns.isStopping()) return;
          // Kept for each row anew, so that a pause is heard and no other process comes in between.
          if (!(await claimBatch(store.write, batch.id, owner, clock.now(), clock.now() + claimMs))) return;
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
    await Promise.all(Array.from({ length: concurrentRows }, work));
    if (halt !== null) await pause(batch, halt);
    announce(batch.id);
    if (halt !== null) return 0;
    return next.length > 0 && !isHalfWay ? 0 : halfWayMs;
  }

  /** Who lets the list go on, and whether they still may, is asked for each row anew. */
  async function askInTurn(batchId: string, row: StoredBatchRow): Promise<AskedFor> {
    const batch = await findBatch(store.read, batchId);
    const starter = batch === undefined ? null : await starterOf(batch);
    return starter === null ? "starter_may_not" : askFor(starter, row);
  }

  /** Asks for one row's refund. */
  async function askFor(starter: RefundContext, row: StoredBatchRow): Promise<AskedFor> {
    const request = readRequest(deps.config.secret, row);
    if (request === null) throw new Error("a row that will go holds its request");
    const { refundId } = request;
    if (row.state === "will_go" && !(await takeRow(store.write, row.batch_id, row.row_number, refundId))) return null;
    try {
      // A fresh code was shown for all of the batch when it was started.
      const refund = await requestRefund(starter, request, { isStepUpProven: true, isReasonChosen: true });
      // A process that died left it half-way: the keeper finds out how far it came, and then this row goes on.
      if (refund.state === "opened" || refund.state === "approved") return "half_way";
      const why = whyUntried(refund);
      if (why === null) {
        await keep(row, { state: "asked", refund_id: refundId });
        return null;
      }
      const again = { state: "will_go" as const, attempt: row.attempt + 1, refund_id: null };
      await changeAsking(store.write, row, again);
      return why === "upstream_down" ? why : "again";
    } catch (error) {
      return refuseOrHalt(row, error);
    }
  }

  /** Nothing was begun, so no money moved. What would meet every other row as well stops the batch instead. */
  async function refuseOrHalt(row: StoredBatchRow, error: unknown): Promise<BulkPause | null> {
    const halt = haltOf(error);
    if (halt === null && error instanceof AppError) {
      const because = JSON.stringify({ code: error.code, reason: error.reason });
      await keep(row, { state: "not_asked", refund_id: null, not_asked_because: because });
      return null;
    }
    if (halt === "bug") logger.error({ err: error }, "asking for a row of a list failed");
    // Where it is not certain how far it came, the row stays marked and is asked for again under the same id.
    if (halt === "safe_mode" || halt === "starter_may_not") {
      await changeAsking(store.write, row, { state: "will_go", refund_id: null });
    }
    return halt;
  }

  /** The refund has its own record now, and the account number is kept in one place only. */
  function keep(row: StoredBatchRow, change: Partial<StoredBatchRow>): Promise<void> {
    const emptied = { request: null, request_account_sealed: null, account_sealed: null };
    return changeAsking(store.write, row, { ...change, ...emptied });
  }

  /** Whoever started the batch, as they are now: somebody who has left, or lost the right, starts nothing more. */
  async function starterOf(batch: StoredBatch): Promise<RefundContext | null> {
    if (batch.started_by === null) return null;
    const user = await findUser(store.read, { id: batch.started_by });
    const role = user === undefined ? null : toRole(user.role);
    if (user === undefined || role === null || user.deactivated_at_ms !== null) return null;
    if (!isAllowed(role, "refund:bulk") || !isAllowed(role, "refund:request")) return null;
    const actor = { userId: user.id, name: user.name, email: user.email, role };
    return { ...deps, actor, session: null, ip: "", userAgent: null, requestId: batch.id };
  }

  async function pause(batch: StoredBatch, because: BulkPause): Promise<void> {
    await store.transact(async (tx) => {
      const change = { state: "paused" as const, paused_because: because, claimed_by: null, claimed_until_ms: null };
      if (!(await changeBatch(tx, batch.id, ["running"], change))) return;
      await recordAudit(tx, ownOrigin(deps), { event: "refund_batch.paused", batchId: batch.id, because });
    });
    announce(batch.id);
  }

  async function finish(batch: StoredBatch): Promise<void> {
    await store.transact(async (tx) => {
      const change = {
        state: "finished" as const,
        finished_at_ms: clock.now(),
        claimed_by: null,
        claimed_until_ms: null,
      };
      if (!(await changeBatch(tx, batch.id, ["running"], change))) return;
      await recordAudit(tx, ownOrigin(deps), { event: "refund_batch.finished", batchId: batch.id });
    });
    announce(batch.id);
  }

  /** Tells every open page; what this runner says itself is no reason for it to wake up. */
  function announce(batchId: string): void {
    isOwnWord = true;
    announceBatch(deps, batchId);
    isOwnWord = false;
  }

  const turns = takeTurns({
    step,
    name: "carrying out lists of refunds",
    logger,
    async release() {
      for (const batch of await findWork()) await releaseBatch(store.write, batch.id, owner);
    },
  });

  return {
    start() {
      stopListening = deps.live.subscribe(({ type }) => {
        if (type === "refundBatch.changed" && !isOwnWord) turns.wake();
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
 * Why a refund ended with certainty before anything was sent, where the row itself is not to blame: it may be asked for
 * anew, as another refund. Null where it was tried, or refused for what it is.
 */
function whyUntried({ state, problem }: RefundView): "upstream_down" | "interrupted" | null {
  if (state !== "not_sent" || problem === null) return null;
  if (problem.code === "UPSTREAM_UNAVAILABLE" || problem.code === "UPSTREAM_UNAUTHORIZED") return "upstream_down";
  return problem.details.interrupted === true ? "interrupted" : null;
}

function haltOf(error: unknown): BulkPause | null {
  if (!(error instanceof AppError)) return "bug";
  switch (error.code) {
    case "SAFE_MODE":
      return "safe_mode";
    case "REFUND_CAP_ZERO":
    case "NOT_ALLOWED":
      return "starter_may_not";
    case "STORAGE_FULL":
      return "storage";
    case "BUG":
      return "bug";
    default:
      return null;
  }
}
