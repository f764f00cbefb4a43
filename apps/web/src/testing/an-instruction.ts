import type { RouterOutputs } from "../lib/trpc.ts";

type Instruction = RouterOutputs["instructions"]["get"]["instruction"];

/** An instruction about a payment's virtual account, given and done, as the server describes it. */
export function anInstruction(facts: Partial<Instruction> = {}): Instruction {
  return {
    instructionId: "instruction-of-a-test",
    kind: "virtual_account.revoke",
    target: { kind: "payment", id: "imp_448280090638" },
    impUid: "imp_448280090638",
    state: "done",
    contents: {},
    result: null,
    askedBy: { userId: "user-1", name: "김지원" },
    askedAtMs: Date.UTC(2026, 10, 20, 3),
    sentAtMs: null,
    settledAtMs: Date.UTC(2026, 10, 20, 3),
    isReadBack: true,
    checks: 0,
    lastCheckedAtMs: null,
    nextCheckAtMs: null,
    alertedAtMs: null,
    refusal: null,
    problem: null,
    confirmation: null,
    ...facts,
  };
}
