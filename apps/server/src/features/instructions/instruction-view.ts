import type { InstructionState, InstructionTarget } from "@maru/domain";
import type { Actor } from "../../context.ts";
import {
  type ErrandPerson,
  type ErrandProgress,
  readFacts,
  toErrandProgress,
  wordsFor,
} from "../errands/errand-view.ts";
import type { Facts } from "./instruction-kind.ts";
import type { InstructionRow } from "./instructions.tables.ts";

/** An instruction as pages show it. Instants are unix milliseconds. */
export interface InstructionView extends ErrandProgress {
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
  readonly askedBy: ErrandPerson;
  readonly askedAtMs: number;
  /** False where upstream has no record to ask: then only a person can find out. */
  readonly isReadBack: boolean;
  /** What a person found out where no record tells. */
  readonly confirmation: { readonly reason: string; readonly by: ErrandPerson; readonly atMs: number } | null;
}

/** The instruction as this reader may see it: words people wrote are masked for whoever may not see buyers. */
export function toInstructionView(row: InstructionRow, reader: Pick<Actor, "role">): InstructionView {
  const words = wordsFor(reader);
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
    isReadBack: row.has_read_back === 1,
    ...toErrandProgress(row, words),
    confirmation: confirmationOf(row, words),
  };
}

function confirmationOf(row: InstructionRow, words: (text: string) => string): InstructionView["confirmation"] {
  if (row.confirmed_by_user_id === null || row.confirmed_at_ms === null) return null;
  return {
    reason: words(row.confirmed_reason ?? ""),
    by: { userId: row.confirmed_by_user_id, name: row.confirmed_by_name ?? "" },
    atMs: row.confirmed_at_ms,
  };
}
