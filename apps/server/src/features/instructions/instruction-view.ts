import { type ErrorCode, type InstructionState, type InstructionTarget, isAllowed, maskFreeText } from "@maru/domain";
import { z } from "zod";
import type { Actor } from "../../context.ts";
import type { Facts } from "./instruction-kind.ts";
import type { InstructionEventRow, InstructionRow } from "./instructions.tables.ts";

interface InstructionPerson {
  readonly userId: string;
  readonly name: string;
}

/** Why an instruction stands where it stands; `details` holds what the sentence needs. */
export interface InstructionProblem {
  readonly code: ErrorCode;
  /** For operators, in English; the browser translates by `code`. */
  readonly reason: string;
  readonly details: Facts;
}

/** An instruction as pages show it. Instants are unix milliseconds. */
export interface InstructionView {
  readonly instructionId: string;
  /** A name this version of the page may not know; show it as it is. */
  readonly kind: string;
  readonly target: InstructionTarget;
  /** The payment it is about or that came of it; null while there is none. */
  readonly impUid: string | null;
  readonly state: InstructionState;
  /** What was asked for, personal data masked. */
  readonly contents: Facts;
  /** What came of it; null until it is done. */
  readonly result: Facts | null;
  readonly askedBy: InstructionPerson;
  readonly askedAtMs: number;
  readonly sentAtMs: number | null;
  readonly settledAtMs: number | null;
  /** False where upstream has no record to ask: then only a person can find out. */
  readonly isReadBack: boolean;
  readonly checks: number;
  readonly lastCheckedAtMs: number | null;
  readonly nextCheckAtMs: number | null;
  readonly alertedAtMs: number | null;
  /** Upstream's or the PG's refusal, verbatim. */
  readonly refusal: { readonly code: number | null; readonly message: string } | null;
  readonly problem: InstructionProblem | null;
  /** What a person found out where no record tells. */
  readonly confirmation: { readonly reason: string; readonly by: InstructionPerson; readonly atMs: number } | null;
}

/** One step of an instruction's timeline. */
export interface InstructionStep {
  readonly atMs: number;
  readonly from: InstructionState | null;
  readonly to: InstructionState;
  /** Null for what the console did by itself. */
  readonly by: InstructionPerson | null;
  readonly details: Facts;
}

const problemShape = z.object({ code: z.string(), reason: z.string(), details: z.record(z.string(), z.unknown()) });
const factsShape = z.record(z.string(), z.unknown());

export function readFacts(json: string): Facts {
  return factsShape.parse(JSON.parse(json));
}

/** The instruction as this reader may see it: words people wrote are masked for whoever may not see buyers. */
export function toInstructionView(row: InstructionRow, reader: Pick<Actor, "role">): InstructionView {
  const words = isAllowed(reader.role, "buyer:read") ? (text: string) => text : maskFreeText;
  return {
    instructionId: row.id,
    kind: row.kind,
    target: { kind: row.target_kind, id: row.target },
    impUid: row.imp_uid,
    state: row.state,
    contents: readFacts(row.contents),
    result: row.result === null ? null : readFacts(row.result),
    askedBy: { userId: row.asked_by_user_id, name: row.asked_by_name },
    askedAtMs: row.asked_at_ms,
    sentAtMs: row.sending_at_ms,
    settledAtMs: row.settled_at_ms,
    isReadBack: row.has_read_back === 1,
    checks: row.checks,
    lastCheckedAtMs: row.last_checked_at_ms,
    nextCheckAtMs: row.next_check_at_ms,
    alertedAtMs: row.alerted_at_ms,
    refusal: row.pg_words === null ? null : { code: row.pg_code, message: words(row.pg_words) },
    problem: readProblem(row.problem, words),
    confirmation: confirmationOf(row, words),
  };
}

export function toInstructionStep(row: InstructionEventRow): InstructionStep {
  return {
    atMs: row.at_ms,
    from: row.from_state,
    to: row.to_state,
    by: row.actor_user_id === null ? null : { userId: row.actor_user_id, name: row.actor_name ?? "" },
    details: readFacts(row.details),
  };
}

/** Upstream's words are told again in a problem that came of them. */
function readProblem(json: string | null, words: (text: string) => string): InstructionProblem | null {
  if (json === null) return null;
  const { code, reason, details } = problemShape.parse(JSON.parse(json));
  const { message } = details;
  const told = typeof message === "string" ? { ...details, message: words(message) } : details;
  return { code: code as ErrorCode, reason: words(reason), details: told };
}

function confirmationOf(row: InstructionRow, words: (text: string) => string): InstructionView["confirmation"] {
  if (row.confirmed_by_user_id === null || row.confirmed_at_ms === null) return null;
  return {
    reason: words(row.confirmed_reason ?? ""),
    by: { userId: row.confirmed_by_user_id, name: row.confirmed_by_name ?? "" },
    atMs: row.confirmed_at_ms,
  };
}
