import { isFinalInstructionState } from "@maru/domain";
import type { ReadPayment } from "@maru/import-client";
import type { AuditOrigin } from "../audit/record-audit.ts";
import { preparePayment, savePayments } from "../payments/save-payments.ts";
import type { Achievement, InstructionDeps, RegisteredKind } from "./instruction-kind.ts";
import { findInstruction, restInstructionLock } from "./instructions.repository.ts";
import type { InstructionRow } from "./instructions.tables.ts";
import { announceInstruction, type InstructionMove, isStateChanged, moveInstruction } from "./move-instruction.ts";
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
export async function settleInstruction(
  deps: InstructionDeps & AuditOrigin,
  kind: Pick<RegisteredKind, "whenDone"> | undefined,
  row: InstructionRow,
  move: InstructionMove,
  { reads, readAtMs }: FreshReads,
): Promise<InstructionRow> {
  const prepared = reads.map((read) => preparePayment({ ...read, readAtMs, source: "instruction" }));
  try {
    const { moved, changed, added } = await deps.store.transact(async (tx) => {
      const saved = await savePayments(tx, prepared, deps.clock.now());
      if (!isFinalInstructionState(move.to)) await restInstructionLock(tx, row.id);
      if (move.to === "done") {
        const { secret } = deps.config;
        await kind?.whenDone?.(tx, givenOf(secret, row), JSON.parse(move.changes?.result ?? "{}"), secret);
      }
      return { moved: await moveInstruction(tx, deps, row, move), ...saved };
    });
    if (changed.length > 0) deps.live.publish({ type: "payment.changed", impUids: changed, added });
    announceInstruction(deps, moved);
    return moved;
  } catch (error) {
    // Another process took this one for gone; it reads from upstream what this one was about to write.
    const now = isStateChanged(error) ? await findInstruction(deps.store.read, row.id) : undefined;
    if (now === undefined) throw error;
    return now;
  }
}
