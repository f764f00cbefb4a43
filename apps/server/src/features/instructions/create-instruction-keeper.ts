import type { InstructionState } from "@maru/domain";
import { type AuditOrigin, ownOrigin, recordAudit } from "../audit/record-audit.ts";
import { alertAfterMs, firstCheckAt, nextCheckAt, surelyOverMs } from "../errands/check-schedule.ts";
import { createErrandKeeper, type ErrandAge, type ErrandKeeper, interrupted } from "../errands/create-errand-keeper.ts";
import { unclear } from "./give-instruction.ts";
import type { InstructionDeps, ReadBack, RegisteredKind } from "./instruction-kind.ts";
import { findKind, instructionKinds } from "./instruction-kinds.ts";
import type { InstructionRow } from "./instructions.tables.ts";
import { type InstructionMove, instructionErrands, moveInstruction, targetOfRow } from "./move-instruction.ts";
import { givenOf } from "./open-instruction.ts";
import { achieved, settleInstruction } from "./settle-instruction.ts";

/** Upstream's record, and when the reading of it began. */
interface ReadAt {
  readonly back: ReadBack;
  /** Unix milliseconds. */
  readonly readAtMs: number;
}

/**
 * Settles what requests left open: answers that were lost and processes that were killed. Any number of processes share the
 * work; each piece is taken by one. It reads and never sends. `elapsedMs` is a clock that nobody sets: how long ago
 * something was is told by it as well.
 */
export function createInstructionKeeper(
  deps: InstructionDeps,
  kinds: readonly RegisteredKind[] = instructionKinds,
  elapsedMs: () => number = () => performance.now(),
): ErrandKeeper {
  const { clock, logger } = deps;
  const origin: InstructionDeps & AuditOrigin = { ...deps, ...ownOrigin(deps) };
  return createErrandKeeper<InstructionState, InstructionRow, ReadAt>(
    deps,
    instructionErrands,
    {
      leftBehind(row) {
        if (row.state === "written") return { to: "not_sent", problem: interrupted("not sent") };
        const problem = interrupted("maybe sent");
        if (findKind(kinds, row.kind)?.readBack === undefined) return { to: "unconfirmed", problem };
        return { to: "checking", problem, changes: { next_check_at_ms: firstCheckAt(clock) } };
      },
      move: (tx, row, move) => moveInstruction(tx, origin, row, move),
      async read(row) {
        const kind = findKind(kinds, row.kind);
        if (kind?.readBack === undefined) return null;
        const readAtMs = clock.now();
        return { back: await kind.readBack(deps, givenOf(deps.config.secret, row)), readAtMs };
      },
      conclude: async (row, { back }, age) => conclude(row, back, age, clock.now()),
      settle: (row, move, { back, readAtMs }) =>
        settleInstruction(origin, findKind(kinds, row.kind), row, move, { reads: back.reads ?? [], readAtMs }),
      isLate: ({ state }, sinceMs) => state === "checking" && sinceMs >= alertAfterMs,
      async alert(tx, row, changes, sinceMs) {
        const { id: instructionId, kind } = row;
        logger.error({ instructionId, kind, sinceMs }, "an instruction is unresolved; a person has to look at it");
        const told = await moveInstruction(tx, origin, row, { to: "unconfirmed", changes });
        const target = targetOfRow(row);
        await recordAudit(tx, origin, { event: "instruction.alerted", instructionId, kind, target, sinceMs });
        return told;
      },
      isUnsettled: (event) => event.type === "instruction.changed" && event.state === "checking",
    },
    elapsedMs,
  );
}

/** Where the record leads; null while it proves nothing yet. */
function conclude(
  row: InstructionRow,
  read: ReadBack,
  { sinceMs, wasReadBefore }: ErrandAge,
  nowMs: number,
): InstructionMove | null {
  switch (read.kind) {
    case "done":
      return achieved(read);
    case "unclear":
      if (row.state === "unconfirmed") return null;
      return {
        to: "unconfirmed",
        problem: unclear(read.facts),
        changes: { next_check_at_ms: nextCheckAt(row, nowMs) },
      };
    case "unchanged":
      if (row.state === "checking" && row.pg_words !== null) return { to: "refused" };
      return sinceMs >= surelyOverMs && wasReadBefore ? { to: "not_done" } : null;
  }
}
