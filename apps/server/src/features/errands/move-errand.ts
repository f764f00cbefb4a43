import type { Transaction } from "kysely";
import type { Database } from "../../db/schema.ts";
import type { AuditOrigin } from "../audit/record-audit.ts";
import { withoutPeople } from "../audit/without-people.ts";
import { type PreparedCopy, savePayments } from "../payments/save-payments.ts";
import type { ErrandRow } from "./errand.tables.ts";
import type { ErrandDeps, ErrandKind, ErrandProblem } from "./errand-kind.ts";

export interface ErrandMove<State extends string, Row> {
  readonly to: State;
  readonly changes?: Partial<Row>;
  readonly problem?: ErrandProblem | undefined;
  /** Only while these columns hold these very values. */
  readonly only?: Partial<Row> | undefined;
  /** For the timeline and the audit log: no personal data. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * Moves an errand one step along its table: the state, its timeline and its lock, in the caller's transaction, which writes
 * the audit entry with the facts that come back. Throws `stateChanged` of its kind when it stands elsewhere by now.
 */
export async function moveErrand<State extends string, Row extends ErrandRow<State>>(
  tx: Transaction<Database>,
  origin: AuditOrigin,
  kind: ErrandKind<State, Row>,
  { id, state: from }: Pick<Row, "id" | "state">,
  { to, changes = {}, problem, only, details = {} }: ErrandMove<State, Row>,
): Promise<{ readonly moved: Row; readonly facts: Readonly<Record<string, unknown>> }> {
  const { repository, name } = kind;
  if (!kind.mayMove(from, to)) throw new Error(`no ${name} goes from ${from} to ${to}`);
  const nowMs = origin.clock.now();
  await repository.hold(tx, id);
  const isFinal = kind.isFinal(to);
  const moved = await repository.update(tx, {
    id,
    from,
    changes: {
      ...(problem === undefined ? {} : { problem: JSON.stringify(problem) }),
      ...changes,
      ...(isFinal ? { ...kind.spent, settled_at_ms: nowMs, next_check_at_ms: null } : {}),
      state: to,
    } as Partial<Row>,
    only,
  });
  if (moved === undefined) throw kind.stateChanged(await repository.find(tx, id));
  if (isFinal) await repository.deleteLock(tx, id);
  const facts = withoutPeople({
    ...(problem === undefined ? {} : { code: problem.code, ...problem.details }),
    ...details,
  });
  await repository.insertEvent(tx, id, {
    at_ms: nowMs,
    from_state: from,
    to_state: to,
    actor_user_id: origin.actor?.userId ?? null,
    actor_name: origin.actor?.name ?? null,
    details: JSON.stringify(facts),
  });
  return { moved, facts };
}

/**
 * Settles an errand by what was read: the index, then `move`, in one transaction; then every open page is told. Where another
 * process took it for gone, that one reads from upstream what this one was about to write, and the errand comes back as it
 * stands.
 */
export async function settleErrand<State extends string, Row extends ErrandRow<State>>(
  deps: ErrandDeps,
  kind: ErrandKind<State, Row>,
  { id }: Pick<Row, "id">,
  to: State,
  { reads, move }: { readonly reads: readonly PreparedCopy[]; move(tx: Transaction<Database>): Promise<Row> },
): Promise<Row> {
  const { store, clock, live } = deps;
  try {
    const { moved, changed, added } = await store.transact(async (tx) => {
      const saved = await savePayments(tx, reads, clock.now());
      if (!kind.isFinal(to)) await kind.repository.restLock(tx, id);
      return { moved: await move(tx), ...saved };
    });
    if (changed.length > 0) live.publish({ type: "payment.changed", impUids: changed, added });
    kind.announce(deps, moved);
    return moved;
  } catch (error) {
    const now = kind.isStateChanged(error) ? await kind.repository.find(store.read, id) : undefined;
    if (now === undefined) throw error;
    return now;
  }
}
