import { type ErrorCode, isAllowed, maskFreeText } from "@maru/domain";
import { z } from "zod";
import type { Actor } from "../../context.ts";
import type { ErrandEventRow, ErrandRow } from "./errand.tables.ts";
import type { ErrandProblem } from "./errand-kind.ts";

/** Somebody of the merchant. */
export interface ErrandPerson {
  readonly userId: string;
  readonly name: string;
}

/** What pages show of an errand's way, whatever it asks for. Instants are unix milliseconds. */
export interface ErrandProgress {
  readonly sentAtMs: number | null;
  readonly settledAtMs: number | null;
  readonly checks: number;
  readonly lastCheckedAtMs: number | null;
  readonly nextCheckAtMs: number | null;
  readonly alertedAtMs: number | null;
  /** Upstream's or the PG's refusal, verbatim. */
  readonly refusal: { readonly code: number | null; readonly message: string } | null;
  readonly problem: ErrandProblem | null;
}

/** One step of an errand's timeline. */
export interface ErrandStep<State extends string> {
  readonly atMs: number;
  readonly from: State | null;
  readonly to: State;
  /** Null for what the console did by itself. */
  readonly by: ErrandPerson | null;
  readonly details: Readonly<Record<string, unknown>>;
}

const facts = z.record(z.string(), z.unknown());
const problemShape = z.object({ code: z.string(), reason: z.string(), details: facts });

/** A JSON object that was kept. Throws where it is something else. */
export function readFacts(json: string): Readonly<Record<string, unknown>> {
  return facts.parse(JSON.parse(json));
}

/** Words as this reader may see them: what people wrote is masked for whoever may not see buyers. */
export function wordsFor({ role }: Pick<Actor, "role">): (text: string) => string {
  return isAllowed(role, "buyer:read") ? (text) => text : maskFreeText;
}

/** How far an errand is, told in the reader's words. */
export function toErrandProgress(row: ErrandRow<string>, words: (text: string) => string): ErrandProgress {
  return {
    sentAtMs: row.sending_at_ms,
    settledAtMs: row.settled_at_ms,
    checks: row.checks,
    lastCheckedAtMs: row.last_checked_at_ms,
    nextCheckAtMs: row.next_check_at_ms,
    alertedAtMs: row.alerted_at_ms,
    refusal: row.pg_words === null ? null : { code: row.pg_code, message: words(row.pg_words) },
    problem: readProblem(row.problem, words),
  };
}

/** A step as pages show it. */
export function toErrandStep<State extends string>(row: ErrandEventRow<State>): ErrandStep<State> {
  return {
    atMs: row.at_ms,
    from: row.from_state,
    to: row.to_state,
    by: row.actor_user_id === null ? null : { userId: row.actor_user_id, name: row.actor_name ?? "" },
    details: readFacts(row.details),
  };
}

/** Upstream's words are told again in a problem that came of them. */
function readProblem(json: string | null, words: (text: string) => string): ErrandProblem | null {
  if (json === null) return null;
  const { code, reason, details } = problemShape.parse(JSON.parse(json));
  const { message } = details;
  const told = typeof message === "string" ? { ...details, message: words(message) } : details;
  return { code: code as ErrorCode, reason: words(reason), details: told };
}
