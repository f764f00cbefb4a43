import type { Localised } from "../locale.ts";

/**
 * Where an instruction can stand: something people told upstream to do that is not a refund, such as issuing a virtual
 * account. `checking` and `unconfirmed` are states and not errors: the answer was lost, and nobody claims either way.
 */
export const instructionStates = [
  "written",
  "sending",
  "checking",
  "unconfirmed",
  "done",
  "refused",
  "not_done",
  "not_sent",
] as const;
export type InstructionState = (typeof instructionStates)[number];

/**
 * Every move there is. A state without moves is final. Nothing leads back to `sending`, so one instruction is sent at
 * most once.
 */
const moves: Readonly<Record<InstructionState, readonly InstructionState[]>> = {
  /** Written down; the rules have not spoken yet. */
  written: ["sending", "not_sent"],
  /** The first byte may have left. */
  sending: ["done", "refused", "not_sent", "checking", "unconfirmed"],
  /** Upstream's record is being read until it tells. */
  checking: ["done", "refused", "not_done", "unconfirmed"],
  /** No record tells: a person finds out and says so. */
  unconfirmed: ["done", "not_done"],
  done: [],
  refused: [],
  not_done: [],
  not_sent: [],
};

/** Whether an instruction can go from one state to the other. */
export function mayMoveInstruction(from: InstructionState, to: InstructionState): boolean {
  return moves[from].includes(to);
}

/** Whether nothing more happens to an instruction in this state. */
export function isFinalInstructionState(state: InstructionState): boolean {
  return moves[state].length === 0;
}

/** Endings in which nothing was changed at upstream. */
export const fruitlessInstructionStates = ["refused", "not_done", "not_sent"] as const satisfies InstructionState[];

export const instructionStateNames: Readonly<Record<InstructionState, Localised>> = {
  written: { ko: "접수", en: "Received" },
  sending: { ko: "보내는 중", en: "Sending" },
  checking: { ko: "확인 중", en: "Checking" },
  unconfirmed: { ko: "담당자 확인 필요", en: "Needs a person" },
  done: { ko: "처리 완료", en: "Done" },
  refused: { ko: "PG 거절", en: "Refused by the PG" },
  not_done: { ko: "처리되지 않음", en: "Not done" },
  not_sent: { ko: "보내지 않음", en: "Not sent" },
};
