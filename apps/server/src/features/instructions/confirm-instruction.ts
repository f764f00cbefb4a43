import { AppError, isAllowed, type Permission, staffReason } from "@maru/domain";
import * as z from "zod/mini";
import type { SignedInContext } from "../../context.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { asTold, recordRefusal } from "../audit/record-refusal.ts";
import { withoutPeople } from "../audit/without-people.ts";
import type { RegisteredKind } from "./instruction-kind.ts";
import { findKind, instructionKinds } from "./instruction-kinds.ts";
import { type InstructionView, toInstructionView } from "./instruction-view.ts";
import { findInstruction } from "./instructions.repository.ts";
import type { InstructionRow } from "./instructions.tables.ts";
import { instructionId } from "./list-instructions.ts";
import { stateChanged, targetOfRow } from "./move-instruction.ts";
import { givenOf } from "./open-instruction.ts";
import { achieved, noReads, settleInstruction } from "./settle-instruction.ts";

export const confirmation = z.strictObject({
  instructionId,
  /** What really happened, as a person found out at the PG. */
  outcome: z.enum(["done", "not_done"]),
  reason: staffReason,
});

/**
 * Settles by a person what no record tells: what happened, and how they know. Upstream is read first where it has a
 * record; its proof outweighs the person's word.
 */
export async function confirmInstruction(
  ctx: SignedInContext,
  input: z.output<typeof confirmation>,
  kinds: readonly RegisteredKind[] = instructionKinds,
): Promise<InstructionView> {
  const row = await findInstruction(ctx.store.read, input.instructionId);
  if (row === undefined) throw stateChanged(row);
  const kind = findKind(kinds, row.kind);
  await requireRight(ctx, kind?.permission ?? "user:write");
  if (row.state !== "unconfirmed") return refuse(ctx, row, stateChanged(row));
  const proven = await settleIfProven(ctx, kind, row);
  if (proven !== null) return toInstructionView(proven, ctx.actor);
  const nowMs = ctx.clock.now();
  const settled = await settleInstruction(
    ctx,
    kind,
    row,
    {
      to: input.outcome,
      changes: {
        ...(input.outcome === "done" ? { result: "{}" } : {}),
        confirmed_reason: input.reason,
        confirmed_by_user_id: ctx.actor.userId,
        confirmed_by_name: ctx.actor.name,
        confirmed_at_ms: nowMs,
      },
      details: { confirmedBy: ctx.actor.name, reason: input.reason },
    },
    noReads,
  );
  if (settled.confirmed_at_ms !== nowMs || settled.confirmed_by_user_id !== ctx.actor.userId) {
    return refuse(ctx, settled, stateChanged(settled));
  }
  return toInstructionView(settled, ctx.actor);
}

async function requireRight(ctx: SignedInContext, permission: Permission): Promise<void> {
  if (isAllowed(ctx.actor.role, permission)) return;
  await recordRefusal(ctx, { code: "NOT_ALLOWED", permission, procedure: "instructions.confirm" });
  const reason = `Your role does not include "${permission}".`;
  throw asTold(new AppError("NOT_ALLOWED", reason, { details: { permission } }));
}

async function settleIfProven(
  ctx: SignedInContext,
  kind: RegisteredKind | undefined,
  row: InstructionRow,
): Promise<InstructionRow | null> {
  if (kind?.readBack === undefined) return null;
  const readAtMs = ctx.clock.now();
  try {
    const read = await kind.readBack(ctx, givenOf(ctx.config.secret, row));
    if (read.kind !== "done") return null;
    return await settleInstruction(ctx, kind, row, achieved(read), { reads: read.reads ?? [], readAtMs });
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Writes down that it was not taken; then the refusal is thrown as the error it is. */
async function refuse(ctx: SignedInContext, row: InstructionRow, error: AppError): Promise<never> {
  await ctx.store.transact((tx) =>
    recordAudit(tx, ctx, {
      event: "instruction.refused",
      instructionId: row.id,
      kind: row.kind,
      target: targetOfRow(row),
      step: "confirm",
      code: error.code,
      facts: withoutPeople(error.details),
    }),
  );
  throw asTold(error);
}
