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
import type { ErrandKind } from "../errands/errand-kind.ts";
import { type ErrandMove, moveErrand } from "../errands/move-errand.ts";
import { keptInstructions } from "./instructions.repository.ts";
import type { InstructionRow } from "./instructions.tables.ts";

export type InstructionMove = ErrandMove<InstructionState, InstructionRow>;

/** Instructions as errands: where they are kept and the table of their states. */
export const instructionErrands: ErrandKind<InstructionState, InstructionRow> = {
  repository: keptInstructions,
  name: "instruction",
  mayMove: mayMoveInstruction,
  isFinal: isFinalInstructionState,
  spent: { personal_sealed: null },
  stateChanged,
  isStateChanged,
  announce: announceInstruction,
};

/**
 * Moves an instruction one step along its table: the state, its timeline, its lock and the audit entry in the caller's
 * transaction. Refuses when it stands elsewhere by now, and when there is no such move.
 */
export async function moveInstruction(
  tx: Transaction<Database>,
  origin: AuditOrigin,
  instruction: Pick<InstructionRow, "id" | "kind" | "target_kind" | "target" | "state">,
  move: InstructionMove,
): Promise<InstructionRow> {
  const { moved, facts } = await moveErrand(tx, origin, instructionErrands, instruction, move);
  const { id: instructionId, kind, state: from } = instruction;
  const { to } = move;
  const event = fruitless.has(to) ? "instruction.stopped" : "instruction.moved";
  await recordAudit(tx, origin, { event, instructionId, kind, target: targetOfRow(instruction), from, to, facts });
  return moved;
}

/** Endings in which nothing was changed at upstream. */
const fruitless: ReadonlySet<InstructionState> = new Set(["refused", "not_done", "not_sent"]);

/** What an instruction is about. */
export function targetOfRow({ target_kind: kind, target: id }: Pick<InstructionRow, "target_kind" | "target">) {
  return { kind, id } satisfies InstructionTarget;
}

/** The error for an instruction that has moved on, or that there is none of. */
export function stateChanged(row: Pick<InstructionRow, "state"> | undefined): AppError {
  if (row === undefined) return new AppError("NOT_FOUND", "There is no such instruction.");
  return new AppError("INSTRUCTION_STATE_CHANGED", "The instruction has moved on.", { details: { state: row.state } });
}

/** Whether an error says that an instruction stands elsewhere than thought. */
export function isStateChanged(error: unknown): boolean {
  return error instanceof AppError && error.code === "INSTRUCTION_STATE_CHANGED";
}

/** Tells every open page where an instruction stands now. */
export function announceInstruction(deps: Pick<Deps, "live">, row: InstructionRow): void {
  const { id: instructionId, kind, imp_uid: impUid, state } = row;
  deps.live.publish({ type: "instruction.changed", instructionId, kind, impUid, state });
}
