import type { ReadPayment } from "@maru/import-client";
import type { AuditOrigin } from "../audit/record-audit.ts";
import { settleErrand } from "../errands/move-errand.ts";
import { preparePayment } from "../payments/save-payments.ts";
import type { Achievement, InstructionDeps, RegisteredKind } from "./instruction-kind.ts";
import type { InstructionRow } from "./instructions.tables.ts";
import { type InstructionMove, instructionErrands, moveInstruction } from "./move-instruction.ts";
import { givenOf } from "./open-instruction.ts";

/** Payments that were read on the way, and when the reading began. */
export interface FreshReads {
  readonly reads: readonly ReadPayment[];
  readonly readAtMs: number;
}

export const noReads: FreshReads = { reads: [], readAtMs: 0 };

/** What it came to, as a move. */
export function achieved({ result = {}, impUid }: Achievement): InstructionMove {
  return {
    to: "done",
    changes: { result: JSON.stringify(result), ...(impUid === undefined ? {} : { imp_uid: impUid }) },
    details: { ...result, ...(impUid === undefined ? {} : { impUid }) },
  };
}

/** The move, the index, the family's own memory and the audit entry in one transaction; then every open page is told. */
export function settleInstruction(
  deps: InstructionDeps & AuditOrigin,
  kind: Pick<RegisteredKind, "whenDone"> | undefined,
  row: InstructionRow,
  move: InstructionMove,
  { reads, readAtMs }: FreshReads,
): Promise<InstructionRow> {
  return settleErrand(deps, instructionErrands, row, move.to, {
    reads: reads.map((read) => preparePayment({ ...read, readAtMs, source: "instruction" })),
    async move(tx) {
      if (move.to === "done") {
        const { secret } = deps.config;
        await kind?.whenDone?.(tx, givenOf(secret, row), JSON.parse(move.changes?.result ?? "{}"), secret);
      }
      return moveInstruction(tx, deps, row, move);
    },
  });
}
