import { describe, expect, test } from "vitest";
import {
  fruitlessInstructionStates,
  instructionStates,
  isFinalInstructionState,
  mayMoveInstruction,
} from "./instruction-state.ts";

describe("the states of an instruction", () => {
  test("nothing is sent twice: only what has just been written down can be sent", () => {
    expect(instructionStates.filter((from) => mayMoveInstruction(from, "sending"))).toEqual(["written"]);
  });

  test("what may have left never ends as not sent once it was asked after", () => {
    expect(instructionStates.filter((from) => mayMoveInstruction(from, "not_sent"))).toEqual(["written", "sending"]);
  });

  test("every state that is not final leads to a final one", () => {
    for (const from of instructionStates.filter((state) => !isFinalInstructionState(state))) {
      const ends = instructionStates.filter((to) => mayMoveInstruction(from, to) && isFinalInstructionState(to));
      expect(ends, from).not.toEqual([]);
    }
  });

  test("a person settles what no record tells, either way", () => {
    expect(instructionStates.filter((to) => mayMoveInstruction("unconfirmed", to))).toEqual(["done", "not_done"]);
  });

  test("endings without a change are final", () => {
    expect(fruitlessInstructionStates.every(isFinalInstructionState)).toBe(true);
  });
});
