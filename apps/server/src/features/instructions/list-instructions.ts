import { type InstructionState, instructionStates, instructionTargetKinds, refundId } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { readTimePage } from "../../time-cursor.ts";
import { type ErrandStep, toErrandStep } from "../errands/errand-view.ts";
import { type InstructionView, toInstructionView } from "./instruction-view.ts";
import {
  countInstructionsByState,
  findInstruction,
  findInstructionEvents,
  findInstructions,
} from "./instructions.repository.ts";
import { stateChanged } from "./move-instruction.ts";

const text = z.string().check(z.minLength(1), z.maxLength(100));

/** Minted once per opening of a form, or derived from a row of a list; of the same form as a refund's. */
export const instructionId = refundId;

export const instructionQuery = z.strictObject({
  states: z.optional(z.array(z.enum(instructionStates)).check(z.minLength(1), z.maxLength(instructionStates.length))),
  /** What stands before the dot of a kind. */
  families: z.optional(z.array(text).check(z.minLength(1), z.maxLength(20))),
  impUid: z.optional(text),
  target: z.optional(z.strictObject({ kind: z.enum(instructionTargetKinds), id: text })),
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  limit: z._default(z.int().check(z.gte(1), z.lte(200)), 50),
});

export interface InstructionPage {
  readonly items: readonly InstructionView[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** The newest instructions first. */
export async function listInstructions(
  ctx: SignedInContext,
  query: z.output<typeof instructionQuery>,
): Promise<InstructionPage> {
  const { rows, nextCursor } = await readTimePage(
    query,
    (before, limit) =>
      findInstructions(ctx.store.read, {
        states: query.states ?? null,
        families: query.families ?? null,
        impUid: query.impUid ?? null,
        target: query.target ?? null,
        before,
        limit,
      }),
    ({ asked_at_ms: at, id }) => ({ at, id }),
  );
  return { items: rows.map((row) => toInstructionView(row, ctx.actor)), nextCursor };
}

export interface InstructionCounts {
  readonly states: readonly {
    readonly family: string;
    readonly state: InstructionState;
    readonly count: number;
    readonly oldestAtMs: number;
  }[];
  /** Instructions of which a person has to find out what happened. */
  readonly forPeople: number;
}

/** How many instructions stand in each state, and how many wait for a person. */
export async function countInstructions(ctx: SignedInContext): Promise<InstructionCounts> {
  const states = await countInstructionsByState(ctx.store.read);
  const forPeople = states.reduce((sum, { state, count }) => sum + (state === "unconfirmed" ? count : 0), 0);
  return { states, forPeople };
}

export interface InstructionDetail {
  readonly instruction: InstructionView;
  /** Every step, the oldest first. */
  readonly steps: readonly ErrandStep<InstructionState>[];
}

/** One instruction with every step it took. */
export async function getInstruction(ctx: SignedInContext, { instructionId: id }: { readonly instructionId: string }) {
  const row = await findInstruction(ctx.store.read, id);
  if (row === undefined) throw stateChanged(row);
  const events = await findInstructionEvents(ctx.store.read, id);
  return {
    instruction: toInstructionView(row, ctx.actor),
    steps: events.map(toErrandStep),
  } satisfies InstructionDetail;
}
