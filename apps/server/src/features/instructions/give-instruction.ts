import { AppError, money } from "@maru/domain";
import { withholdPersonal } from "@maru/import-client";
import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import { lockChain } from "../audit/audit.repository.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { asTold } from "../audit/record-refusal.ts";
import { withoutPeople } from "../audit/without-people.ts";
import { firstCheckAt } from "../errands/check-schedule.ts";
import { type ErrandProblem, problemOf } from "../errands/errand-kind.ts";
import { ownLock, whileHoldingLock } from "../errands/hold-lock.ts";
import { personalOf } from "../payments/payment-row.ts";
import { capsAbove } from "../refunds/refund-caps.ts";
import type { InstructionContext } from "./instruction-context.ts";
import type { Facts, GivesBack, InstructionKind, Judgement, ReadBack, SendOutcome } from "./instruction-kind.ts";
import { type InstructionView, toInstructionView } from "./instruction-view.ts";
import { findInstruction, takeInstructionLock } from "./instructions.repository.ts";
import type { InstructionRow } from "./instructions.tables.ts";
import {
  announceInstruction,
  type InstructionMove,
  instructionErrands,
  isStateChanged,
  moveInstruction,
  stateChanged,
} from "./move-instruction.ts";
import {
  givenOf,
  type InstructionForm,
  instructionHash,
  type OpenedInstruction,
  openInstruction,
} from "./open-instruction.ts";
import { achieved, type FreshReads, noReads, settleInstruction } from "./settle-instruction.ts";

/**
 * Tells upstream to do something. The same id gives the same instruction, however often and from wherever it is sent, and
 * one instruction is sent to upstream at most once.
 *
 * What was written down is answered as the instruction it is, refusals included. Only what was not even begun is thrown.
 */
export async function giveInstruction<Contents extends InstructionForm>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
): Promise<InstructionView> {
  const opened = await openOrRefuse(ctx, kind, contents);
  if (opened.kind === "known") return sameAgain(ctx, kind, contents, opened.row);
  if (opened.kind === "busy") return refuseGiving(ctx, kind, contents, busyWith(opened.other));
  announceInstruction(ctx, opened.row);
  const settled = await whileHoldingLock(ctx, instructionErrands, opened.row.id, () =>
    pursueOrLook(ctx, kind, contents, opened.row),
  );
  return toInstructionView(settled, ctx.actor);
}

async function openOrRefuse<Contents extends InstructionForm>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
): Promise<OpenedInstruction> {
  const known = await findInstruction(ctx.store.read, contents.instructionId);
  if (known !== undefined) return { kind: "known", row: known };
  try {
    return await openInstruction(ctx, kind, contents);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INSTRUCTION_IN_PROGRESS") throw error;
    return refuseGiving(ctx, kind, contents, error);
  }
}

async function sameAgain<Contents extends InstructionForm>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
  known: InstructionRow,
): Promise<InstructionView> {
  if (known.contents_hash === instructionHash(ctx.config.secret, kind, contents)) {
    return toInstructionView(known, ctx.actor);
  }
  const error = new AppError("INSTRUCTION_ID_REUSED", "This id belongs to an instruction with other contents.");
  return refuseGiving(ctx, kind, contents, error);
}

/** Writes down that it was not even begun, and by which rule; then the refusal is thrown as the error it is. */
export async function refuseGiving<Contents extends InstructionForm>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
  error: AppError,
): Promise<never> {
  await ctx.store.transact((tx) =>
    recordAudit(tx, ctx, {
      event: "instruction.refused",
      instructionId: contents.instructionId,
      kind: kind.kind,
      target: kind.targetOf(contents),
      step: "give",
      code: error.code,
      facts: withoutPeople(error.details),
    }),
  );
  throw asTold(error);
}

function busyWith(other: InstructionRow): AppError {
  const { id: instructionId, kind, state, asked_by_name: askedBy } = other;
  return new AppError("INSTRUCTION_IN_PROGRESS", "Another instruction about the same is not finished.", {
    details: { instructionId, kind, state, askedBy },
  });
}

/** A process that stalled for so long that others took it for gone tells where they have brought it. */
async function pursueOrLook<Contents extends InstructionForm>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
  row: InstructionRow,
): Promise<InstructionRow> {
  try {
    return await pursue(ctx, kind, contents, row);
  } catch (error) {
    const now = isStateChanged(error) ? await findInstruction(ctx.store.read, row.id) : undefined;
    if (now === undefined) throw error;
    return now;
  }
}

/** From written down to sent, or to the reason why not. Upstream is only read until everything is decided. */
async function pursue<Contents extends InstructionForm>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
  row: InstructionRow,
): Promise<InstructionRow> {
  const readAtMs = ctx.clock.now();
  const { refusal, known = {}, givesBack, personal = [], reads = [] } = await judgeOrRefuse(ctx, kind, contents);
  const stop = (why: AppError) => {
    const unsent: InstructionMove = { to: "not_sent", problem: problemOf(why) };
    return settleInstruction(ctx, kind, row, unsent, { reads, readAtMs });
  };
  if (refusal !== undefined) return stop(refusal);
  const sending = await ctx.store.transact(async (tx) => {
    // Only the owner of the lock sends.
    if (!(await takeInstructionLock(tx, row.id, ownLock(ctx)))) throw stateChanged(row);
    const limit = givesBack === undefined ? undefined : await limitOf(tx, ctx, row, givesBack);
    if (limit !== undefined) return limit;
    const changes = { sending_at_ms: ctx.clock.now(), known: JSON.stringify(known), ...columnsOf(givesBack) };
    return moveInstruction(tx, ctx, row, { to: "sending", changes });
  });
  if (sending instanceof AppError) return stop(sending);
  announceInstruction(ctx, sending);
  const withheld = [...personal, ...reads.flatMap(({ payment }) => personalOf(payment))];
  return sendOnce(ctx, kind, contents, { sending, known, withheld });
}

/** The caps of refunds hold for whatever gives money back, counted with all that did and that still may. */
async function limitOf(
  tx: Transaction<Database>,
  ctx: InstructionContext,
  row: InstructionRow,
  { won, customerKey, isTest }: GivesBack,
): Promise<AppError | undefined> {
  // Sums of one day are made one after another, or two at once would each overlook the other.
  await lockChain(tx);
  const above = await capsAbove(tx, {
    refundId: row.id,
    role: ctx.actor.role,
    userId: ctx.actor.userId,
    amount: money(won, "KRW"),
    customerKey,
    requestedAtMs: row.asked_at_ms,
    isTest,
  });
  if (above.length === 0) return undefined;
  return new AppError("INSTRUCTION_IMPOSSIBLE", "This is more than you may give back alone.", {
    details: { rule: "above_limit", caps: above, amount: won },
  });
}

function columnsOf(givesBack: GivesBack | undefined): Pick<InstructionRow, "gives_back_won" | "customer_key"> {
  if (givesBack === undefined || givesBack.isTest) return { gives_back_won: null, customer_key: null };
  return { gives_back_won: givesBack.won, customer_key: givesBack.customerKey };
}

async function judgeOrRefuse<Contents>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
): Promise<Judgement> {
  try {
    return await kind.judge(ctx, contents);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { refusal: error };
  }
}

/** Whatever is not proved afterwards is *checking*, or a person's to find out where upstream has no record of it. */
async function sendOnce<Contents>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
  {
    sending,
    known,
    withheld,
  }: { readonly sending: InstructionRow; readonly known: Facts; readonly withheld: string[] },
): Promise<InstructionRow> {
  const sentAtMs = ctx.clock.now();
  try {
    const outcome: SendOutcome = withholdPersonal(await kind.send(ctx.upstream, contents, known), withheld);
    return await settleOutcome(ctx, kind, sending, { outcome, sentAtMs });
  } catch (error) {
    // Sent and not written down, as when the disk is full: an error here would pass for "nothing happened".
    ctx.logger.error(
      { err: error, instructionId: sending.id },
      "the outcome of an instruction could not be kept; it is found out later",
    );
    return sending;
  }
}

async function settleOutcome<Contents>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  row: InstructionRow,
  { outcome, sentAtMs }: { readonly outcome: SendOutcome; readonly sentAtMs: number },
): Promise<InstructionRow> {
  switch (outcome.kind) {
    case "done":
      return settleInstruction(ctx, kind, row, achieved(outcome), {
        reads: outcome.reads ?? [],
        readAtMs: sentAtMs,
      });
    case "taken":
      return settleByRecord(ctx, kind, row, doubtful(ctx, kind, undefined));
    case "unknown":
      return settleInstruction(ctx, kind, row, doubtful(ctx, kind, problemOf(outcome.cause)), noReads);
    case "refused": {
      const changes = { pg_code: outcome.upstreamCode, pg_words: outcome.message };
      return settleByRecord(ctx, kind, row, { to: "refused", changes });
    }
    case "not_sent": {
      const unsent: InstructionMove = { to: "not_sent", problem: problemOf(outcome.cause) };
      // Turned away for its token, it did leave: that it was not looked at before is upstream's word alone.
      return neverLeft(outcome.cause)
        ? settleInstruction(ctx, kind, row, unsent, noReads)
        : settleByRecord(ctx, kind, row, unsent);
    }
  }
}

function neverLeft({ code, details }: AppError): boolean {
  return code === "INVALID_INPUT" || details.failure === "network";
}

/**
 * Believes what the answer says only as far as upstream's record bears it out, where there is one. `claimed` is where the
 * instruction goes when the record is as it was before.
 */
async function settleByRecord<Contents>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  row: InstructionRow,
  claimed: InstructionMove,
): Promise<InstructionRow> {
  if (kind.readBack === undefined) return settleInstruction(ctx, kind, row, claimed, noReads);
  const readAtMs = ctx.clock.now();
  let read: ReadBack;
  try {
    read = await kind.readBack(ctx, givenOf(ctx.config.secret, row));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return settleInstruction(ctx, kind, row, withChanges(doubtful(ctx, kind, problemOf(error)), claimed), noReads);
  }
  const fresh: FreshReads = { reads: read.reads ?? [], readAtMs };
  switch (read.kind) {
    case "done":
      return settleInstruction(ctx, kind, row, achieved(read), fresh);
    case "unchanged":
      return settleInstruction(ctx, kind, row, claimed, fresh);
    case "unclear":
      return settleInstruction(ctx, kind, row, withChanges(doubtful(ctx, kind, unclear(read.facts)), claimed), fresh);
  }
}

/** Keeps the words of a refusal that is not believed yet. */
function withChanges(move: InstructionMove, { changes }: InstructionMove): InstructionMove {
  return { ...move, changes: { ...changes, ...move.changes } };
}

/** Where an instruction stands while nobody knows. */
function doubtful(
  { clock }: InstructionContext,
  kind: Pick<InstructionKind<never>, "readBack">,
  problem: ErrandProblem | undefined,
): InstructionMove {
  if (kind.readBack === undefined) return { to: "unconfirmed", problem };
  return { to: "checking", problem, changes: { next_check_at_ms: firstCheckAt(clock) } };
}

/** Upstream's record changed, and does not say that it was us. */
export function unclear(facts: Facts): ErrandProblem {
  return {
    code: "UPSTREAM_UNREADABLE",
    reason: "Upstream's record changed and does not say whether it was this instruction.",
    details: facts,
  };
}
