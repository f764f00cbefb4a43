import { AppError, isAllowed } from "@maru/domain";
import type { Deps } from "../../../context.ts";
import { takeTurns } from "../../../take-turns.ts";
import { ownOrigin, recordAudit } from "../../audit/record-audit.ts";
import { giveInstruction } from "../../instructions/give-instruction.ts";
import type { InstructionContext } from "../../instructions/instruction-context.ts";
import type { InstructionView } from "../../instructions/instruction-view.ts";
import { toRole } from "../../sessions/read-session.ts";
import { findUser } from "../../users/users.repository.ts";
import { changeDelivery, registerDelivery } from "../escrow-kinds.ts";
import {
  changeAsking,
  changeBatch,
  claimBatch,
  findBatch,
  findRows,
  findWork,
  releaseBatches,
  type StoredInvoiceBatch,
  type StoredInvoiceRow,
  takeRow,
} from "./invoice-batch.repository.ts";
import type { InvoicePause } from "./invoice-batch.tables.ts";
import { instructionIdOf, openOrder } from "./invoice-contents.ts";
import { announceInvoices } from "./move-invoices.ts";
import { rehearseSome } from "./rehearse-invoices.ts";

/** What asking for a row came to: null, unless it has to be asked for later or the whole list stops. */
type AskedFor = InvoicePause | "half_way" | "again" | null;

export interface InvoiceRunner {
  /** Begins to work in the background, with whatever a killed process left. */
  start(): void;
  /** Does a piece of what there is to do and says after how many milliseconds to look again. Never rejects. */
  step(): Promise<number>;
  /** Finishes the rows being sent and takes no more. */
  stop(): Promise<void>;
}

type RunnerDeps = Pick<Deps, "store" | "upstream" | "clock" | "ids" | "logger" | "live" | "config" | "processId">;

/** Rows sent side by side. Upstream gets no more writes at once from all of a batch. */
const concurrentInvoices = 2;
const rowsAtOnce = 20;
/** A batch taken by a process that died is free again after this long. */
const claimMs = 60_000;
const lookAgainMs = 5_000;
const upstreamRestMs = 5_000;
/** What a process that died left half-way is settled by the keeper; it is looked at again after this long. */
const halfWayMs = 1_000;

/**
 * Carries lists of invoices out, few rows at a time. Each row asks under an id that is its own for ever, so a row that was
 * being sent when a process died is asked for again and is the same instruction.
 */
export function createInvoiceRunner(deps: RunnerDeps): InvoiceRunner {
  const { store, clock, logger } = deps;
  const owner = deps.processId;
  let stopListening = () => {};
  let isOwnWord = false;

  async function step(): Promise<number> {
    try {
      const [batch] = await findWork(store.read, owner, clock.now());
      if (batch === undefined) return lookAgainMs;
      if (!(await claimBatch(store.write, batch.id, owner, clock.now(), clock.now() + claimMs))) return 0;
      return await (batch.state === "rehearsing" ? rehearse(batch) : carryOut(batch));
    } catch (error) {
      logger.error({ err: error }, "working on a list of invoices failed");
      return lookAgainMs;
    }
  }

  async function rehearse(batch: StoredInvoiceBatch): Promise<number> {
    try {
      await rehearseSome(deps, batch);
      return 0;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      logger.warn({ error }, "the rehearsal of a list of invoices waits for upstream");
      return upstreamRestMs;
    } finally {
      announce(batch.id);
    }
  }

  async function carryOut(batch: StoredInvoiceBatch): Promise<number> {
    // Nothing of this batch is under way here, so what is marked as being sent was left by a process that died.
    const left = await findRows(store.read, batch.id, { states: ["asking"], after: 0, limit: rowsAtOnce });
    const next = await findRows(store.read, batch.id, { states: ["will_go"], after: 0, limit: rowsAtOnce });
    const waiting = [...left, ...next];
    if (waiting.length === 0) {
      await finish(batch);
      return 0;
    }
    let halt: InvoicePause | null = null;
    let isHalfWay = false;
    const work = async (): Promise<void> => {
      for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
        if (halt !== null || turns.isStopping()) return;
        // Kept for each row anew, so that a pause is heard and no other process comes in between.
        if (!(await claimBatch(store.write, batch.id, owner, clock.now(), clock.now() + claimMs))) return;
        const asked = await askInTurn(batch.id, row);
        if (asked === "half_way") isHalfWay = true;
        else if (asked !== "again") halt ??= asked;
      }
    };
    await Promise.all(Array.from({ length: concurrentInvoices }, work));
    if (halt !== null) await pause(batch, halt);
    announce(batch.id);
    if (halt !== null) return 0;
    return next.length > 0 && !isHalfWay ? 0 : halfWayMs;
  }

  /** Who lets the list go on, and whether they still may, is asked for each row anew. */
  async function askInTurn(batchId: string, row: StoredInvoiceRow): Promise<AskedFor> {
    const batch = await findBatch(store.read, batchId);
    const starter = batch === undefined ? null : await starterOf(batch);
    return starter === null ? "starter_may_not" : askFor(starter, row);
  }

  async function askFor(starter: InstructionContext, row: StoredInvoiceRow): Promise<AskedFor> {
    const order = openOrder(deps.config.secret, row);
    if (order === null) throw new Error("a row that will go holds its order");
    const instructionId = instructionIdOf(row);
    if (row.state === "will_go" && !(await takeRow(store.write, row, instructionId))) return null;
    const kind = row.mode === "change" ? changeDelivery : registerDelivery;
    try {
      const given = await giveInstruction(starter, kind, order);
      // A process that died left it half-way: the keeper finds out how far it came, and then this row goes on.
      if (given.state === "written" || given.state === "sending") return "half_way";
      const why = whyUntried(given);
      if (why !== null) {
        const again = { state: "will_go" as const, attempt: row.attempt + 1, instruction_id: null };
        await changeAsking(store.write, row, again);
        return why === "upstream_down" ? why : "again";
      }
      await keep(row, { state: "asked", instruction_id: instructionId });
      return null;
    } catch (error) {
      return refuseOrHalt(row, error);
    }
  }

  /** Nothing was begun, so nothing was registered. What would meet every other row as well stops the batch instead. */
  async function refuseOrHalt(row: StoredInvoiceRow, error: unknown): Promise<InvoicePause | null> {
    if (error instanceof AppError) {
      if (error.code === "STORAGE_FULL" || error.code === "STORAGE_UNAVAILABLE") return "storage";
      const because = JSON.stringify({ code: error.code, reason: error.reason });
      await keep(row, { state: "not_asked", instruction_id: null, not_asked_because: because });
      return null;
    }
    logger.error({ err: error }, "asking for a row of a list of invoices failed");
    return "bug";
  }

  /** The instruction has its own record now, and addresses are kept in one place only. */
  function keep(row: StoredInvoiceRow, change: Partial<StoredInvoiceRow>): Promise<void> {
    return changeAsking(store.write, row, { ...change, order_sealed: null, receiver_sealed: null });
  }

  /** Whoever started the batch, as they are now: somebody who has left, or lost the right, starts nothing more. */
  async function starterOf(batch: StoredInvoiceBatch): Promise<InstructionContext | null> {
    if (batch.started_by === null) return null;
    const user = await findUser(store.read, { id: batch.started_by });
    const role = user === undefined ? null : toRole(user.role);
    if (user === undefined || role === null || user.deactivated_at_ms !== null) return null;
    if (!isAllowed(role, "escrow:write")) return null;
    const actor = { userId: user.id, name: user.name, email: user.email, role };
    return { ...deps, actor, ip: "", userAgent: null, requestId: batch.id };
  }

  async function pause(batch: StoredInvoiceBatch, because: InvoicePause): Promise<void> {
    await store.transact(async (tx) => {
      const change = { state: "paused" as const, paused_because: because, claimed_by: null, claimed_until_ms: null };
      if (!(await changeBatch(tx, batch.id, ["running"], change))) return;
      await recordAudit(tx, ownOrigin(deps), { event: "invoice_batch.paused", batchId: batch.id, because });
    });
    announce(batch.id);
  }

  async function finish(batch: StoredInvoiceBatch): Promise<void> {
    await store.transact(async (tx) => {
      const change = {
        state: "finished" as const,
        finished_at_ms: clock.now(),
        claimed_by: null,
        claimed_until_ms: null,
      };
      if (!(await changeBatch(tx, batch.id, ["running"], change))) return;
      await recordAudit(tx, ownOrigin(deps), { event: "invoice_batch.finished", batchId: batch.id });
    });
    announce(batch.id);
  }

  /** Tells every open page; what this runner says itself is no reason for it to wake up. */
  function announce(batchId: string): void {
    isOwnWord = true;
    announceInvoices(deps, batchId);
    isOwnWord = false;
  }

  const turns = takeTurns({
    step,
    name: "carrying out lists of invoices",
    logger,
    release: () => releaseBatches(store.write, owner),
  });

  return {
    start() {
      stopListening = deps.live.subscribe(({ type }) => {
        if (type === "invoiceBatch.changed" && !isOwnWord) turns.wake();
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

/** Why an instruction ended with certainty before anything left, where that says nothing against the row itself. */
function whyUntried({ state, problem }: InstructionView): "upstream_down" | "interrupted" | null {
  if (state !== "not_sent" || problem === null) return null;
  if (problem.code === "UPSTREAM_UNAVAILABLE" || problem.code === "UPSTREAM_UNAUTHORIZED") return "upstream_down";
  return problem.details.interrupted === true ? "interrupted" : null;
}
