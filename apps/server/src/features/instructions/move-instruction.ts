import {
  AppError,
  type InstructionState,
  type InstructionTarget,
  isFinalInstructionState,
  mayMoveInstruction,
} from "@maru/domain";
import type { Transaction } from "kysely";
import type { Deps } from "../../context.ts";
import type { Database } from "../../db/schema.ts";
import { type AuditOrigin, recordAudit } from "../audit/record-audit.ts";
import { withoutPeople } from "../audit/without-people.ts";
import type { Facts } from "./instruction-kind.ts";
import type { InstructionProblem } from "./instruction-view.ts";
import {
  deleteInstructionLock,
  findInstruction,
  holdInstruction,
  insertInstructionEvent,
  updateInstruction,
} from "./instructions.repository.ts";
import type { InstructionRow } from "./instructions.tables.ts";

export interface InstructionMove {
  readonly to: InstructionState;
  readonly changes?: Partial<Omit<InstructionRow, "id" | "state">>;
  readonly problem?: InstructionProblem | undefined;
  /** For the timeline and the audit log: no personal data. */
  readonly details?: Facts;
}

/**
 * Moves an instruction one step along its table: the state, its timeline, its lock and the audit entry in the caller's
 * transaction. Refuses when it stands elsewhere by now, and when there is no such move.
 */
export async function moveInstruction(
  tx: Transaction<Database>,
  origin: AuditOrigin,
  instruction: Pick<InstructionRow, "id" | "kind" | "target_kind" | "target" | "state">,
  { to, changes = {}, problem, details = {} }: InstructionMove,
): Promise<InstructionRow> {
  const { id, kind, state: from } = instruction;
  if (!mayMoveInstruction(from, to)) throw new Error(`an instruction does not go from ${from} to ${to}`);
  const nowMs = origin.clock.now();
  await holdInstruction(tx, id);
  const isFinal = isFinalInstructionState(to);
  const ending = isFinal ? { settled_at_ms: nowMs, next_check_at_ms: null, personal_sealed: null } : {};
  const told = problem === undefined ? {} : { problem: JSON.stringify(problem) };
  const moved = await updateInstruction(tx, { id, from, changes: { ...told, ...changes, ...ending, state: to } });
  if (moved === undefined) throw stateChanged(await findInstruction(tx, id));
  if (isFinal) await deleteInstructionLock(tx, id);
  const facts = withoutPeople({
    ...(problem === undefined ? {} : { code: problem.code, ...problem.details }),
    ...details,
  });
  await insertInstructionEvent(tx, {
    instruction_id: id,
    at_ms: nowMs,
    from_state: from,
    to_state: to,
    actor_user_id: origin.actor?.userId ?? null,
    actor_name: origin.actor?.name ?? null,
    details: JSON.stringify(facts),
  });
  const event = fruitless.has(to) ? "instruction.stopped" : "instruction.moved";
  await recordAudit(tx, origin, { event, instructionId: id, kind, target: targetOfRow(instruction), from, to, facts });
  return moved;
}

/** Endings in which nothing was changed at upstream. */
const fruitless: ReadonlySet<InstructionState> = new Set(["refused", "not_done", "not_sent"]);

export function targetOfRow({ target_kind: kind, target: id }: Pick<InstructionRow, "target_kind" | "target">) {
  return { kind, id } satisfies InstructionTarget;
}

export function stateChanged(row: Pick<InstructionRow, "state"> | undefined): AppError {
  if (row === undefined) return new AppError("NOT_FOUND", "There is no such instruction.");
  return new AppError("INSTRUCTION_STATE_CHANGED", "The instruction has moved on.", { details: { state: row.state } });
}

export function isStateChanged(error: unknown): boolean {
  return error instanceof AppError && error.code === "INSTRUCTION_STATE_CHANGED";
}

/** Tells every open page where an instruction stands now. */
export function announceInstruction(deps: Pick<Deps, "live">, row: InstructionRow): void {
  const { id: instructionId, kind, imp_uid: impUid, state } = row;
  deps.live.publish({ type: "instruction.changed", instructionId, kind, impUid, state });
}
