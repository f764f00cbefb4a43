import type { AppError, ErrorCode } from "@maru/domain";
import type { Deps } from "../../context.ts";
import type { ErrandRepository } from "./errand.repository.ts";
import type { ErrandRow } from "./errand.tables.ts";

export type ErrandDeps = Pick<Deps, "store" | "clock" | "logger" | "live" | "config" | "processId">;

/** Why an errand stands where it stands. */
export interface ErrandProblem {
  readonly code: ErrorCode;
  /** For operators, in English; the browser translates by `code`. */
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** One kind of errand: where it is kept, and the table of its states. */
export interface ErrandKind<State extends string, Row extends ErrandRow<State>> {
  readonly repository: ErrandRepository<State, Row>;
  /** As logs name it. */
  readonly name: "refund" | "instruction";
  mayMove(from: State, to: State): boolean;
  isFinal(state: State): boolean;
  /** What is gone once nothing is open any more. */
  readonly spent: Partial<Row>;
  /** The error for an errand that stands elsewhere than thought, or that does not exist. */
  stateChanged(errand: Pick<Row, "state"> | undefined): AppError;
  isStateChanged(error: unknown): boolean;
  /** Tells every open page where it stands now. */
  announce(deps: Pick<Deps, "live">, errand: Row): void;
}

/** An error as the record of an errand keeps it. */
export function problemOf({ code, reason, details }: AppError): ErrandProblem {
  return { code, reason, details };
}
