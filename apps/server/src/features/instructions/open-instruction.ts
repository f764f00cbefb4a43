import { AppError, type InstructionTarget } from "@maru/domain";
import { keyedHash, openText, sealText } from "../../seal-text.ts";
import type { Secret } from "../../secret.ts";
import { canonicalJson } from "../audit/audit-chain.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { readFacts } from "../errands/errand-view.ts";
import { lockUntil } from "../errands/hold-lock.ts";
import type { InstructionContext } from "./instruction-context.ts";
import { type Facts, familyOf, type GivenInstruction, type InstructionKind } from "./instruction-kind.ts";
import {
  findInstruction,
  findInstructionLock,
  insertInstruction,
  insertInstructionEvent,
  insertInstructionLock,
} from "./instructions.repository.ts";
import type { InstructionRow } from "./instructions.tables.ts";
import { targetOfRow } from "./move-instruction.ts";

/** What every form of an instruction carries beside its own fields. */
export interface InstructionForm {
  /** Minted once per opening of the form: the same id is the same instruction. */
  readonly instructionId: string;
}

export type OpenedInstruction =
  | { readonly kind: "new"; readonly row: InstructionRow }
  /** The same id was there before: a double click, a resend, another process. */
  | { readonly kind: "known"; readonly row: InstructionRow }
  /** Another instruction of the family about the same thing is not final. */
  | { readonly kind: "busy"; readonly other: InstructionRow };

/** Writes an instruction down before anything is done about it, and takes what it is about, across processes. */
export async function openInstruction<Contents extends InstructionForm>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
): Promise<OpenedInstruction> {
  const row = toRow(ctx, kind, contents);
  try {
    return await ctx.store.transact(async (tx) => {
      if (!(await insertInstruction(tx, row))) throw new NotOpened();
      const lock = { family: row.family, target: lockName(targetOfRow(row)), instruction_id: row.id };
      const held = { ...lock, owner: ctx.processId, expires_at_ms: lockUntil(ctx.clock) };
      if (!(await insertInstructionLock(tx, held))) throw new NotOpened();
      await insertInstructionEvent(tx, row.id, {
        at_ms: row.asked_at_ms,
        from_state: null,
        to_state: "written",
        actor_user_id: ctx.actor.userId,
        actor_name: ctx.actor.name,
        details: "{}",
      });
      await recordAudit(tx, ctx, {
        event: "instruction.written",
        instructionId: row.id,
        kind: row.kind,
        target: targetOfRow(row),
        contents: readFacts(row.contents),
      });
      return { kind: "new", row } as const;
    });
  } catch (error) {
    if (!(error instanceof NotOpened)) throw error;
  }
  return whyNotOpened(ctx, row);
}

/** Undoes the transaction that found the id or the target taken. */
class NotOpened extends Error {}

async function whyNotOpened(ctx: InstructionContext, row: InstructionRow): Promise<OpenedInstruction> {
  const known = await findInstruction(ctx.store.read, row.id);
  if (known !== undefined) return { kind: "known", row: known };
  const place = { family: row.family, target: lockName(targetOfRow(row)) };
  const lock = await findInstructionLock(ctx.store.read, place);
  const other = lock === undefined ? undefined : await findInstruction(ctx.store.read, lock.instruction_id);
  if (other !== undefined) return { kind: "busy", other };
  // It ended between the two looks; whoever asks again will find the way free.
  throw new AppError("INSTRUCTION_IN_PROGRESS", "Another one has just ended. Look at it first.");
}

function lockName({ kind, id }: InstructionTarget): string {
  return `${kind}:${id}`;
}

function toRow<Contents extends InstructionForm>(
  ctx: InstructionContext,
  kind: InstructionKind<Contents>,
  contents: Contents,
): InstructionRow {
  const target = kind.targetOf(contents);
  const { shown, personal } = kind.keep(contents);
  const id = contents.instructionId;
  return {
    id,
    kind: kind.kind,
    family: familyOf(kind.kind),
    target_kind: target.kind,
    target: target.id,
    imp_uid: target.kind === "payment" ? target.id : null,
    state: "written",
    contents: JSON.stringify(shown),
    personal_sealed:
      personal === undefined ? null : sealText(ctx.config.secret, bindingOf(id), JSON.stringify(personal)),
    contents_hash: instructionHash(ctx.config.secret, kind, contents),
    known: null,
    gives_back_won: null,
    customer_key: null,
    result: null,
    has_read_back: Number(kind.readBack !== undefined),
    asked_by_user_id: ctx.actor.userId,
    asked_by_name: ctx.actor.name,
    asked_at_ms: ctx.clock.now(),
    sending_at_ms: null,
    settled_at_ms: null,
    next_check_at_ms: null,
    checks: 0,
    last_checked_at_ms: null,
    alerted_at_ms: null,
    pg_code: null,
    pg_words: null,
    problem: null,
    confirmed_reason: null,
    confirmed_by_user_id: null,
    confirmed_by_name: null,
    confirmed_at_ms: null,
  };
}

function bindingOf(id: string) {
  return { purpose: "maru instruction", id };
}

/** Equal for the same form sent again, different as soon as one field is. */
export function instructionHash<Contents extends InstructionForm>(
  secret: Secret,
  kind: InstructionKind<Contents>,
  contents: Contents,
): string {
  const hashed = kind.hashed?.(contents) ?? contents;
  return keyedHash(secret, "maru instruction contents", canonicalJson({ kind: kind.kind, hashed }));
}

/** The instruction as reading back and `whenDone` get it. */
export function givenOf(secret: Secret, row: InstructionRow): GivenInstruction {
  const facts = (json: string | null): Facts | null => (json === null ? null : readFacts(json));
  const sealed = row.personal_sealed;
  return {
    id: row.id,
    target: targetOfRow(row),
    shown: readFacts(row.contents),
    personal: sealed === null ? null : readFacts(openText(secret, bindingOf(row.id), sealed)),
    known: facts(row.known),
    askedBy: { userId: row.asked_by_user_id, name: row.asked_by_name },
    sentAtMs: row.sending_at_ms,
  };
}
