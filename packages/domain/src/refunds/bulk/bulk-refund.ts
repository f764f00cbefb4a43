import type { Money } from "../../money/money.ts";

/**
 * A batch is prepared from a list, rehearsed, started, and may be paused. `finished` means that nothing is left to ask
 * for; what became of each refund is said by the refund itself.
 */
export const bulkStates = ["prepared", "rehearsing", "rehearsed", "running", "paused", "finished"] as const;
export type BulkState = (typeof bulkStates)[number];

export type BulkMove = "choose" | "rehearse" | "start" | "pause" | "resume";

/** From which states a person may ask for what. */
const moves: Readonly<Record<BulkMove, readonly BulkState[]>> = {
  choose: ["prepared", "rehearsed"],
  rehearse: ["prepared", "rehearsed"],
  start: ["rehearsed"],
  pause: ["running"],
  resume: ["paused"],
};

/** Whether a list that stands here may go that way. */
export function isBulkMoveAllowed(state: BulkState, move: BulkMove): boolean {
  return moves[move].includes(state);
}

/**
 * What stands between a row and its refund. `unreadable`: the row itself is wrong. `ask_which`: its order has several
 * payments. `not_rehearsed`, `will_go`, `will_not_go`: before and after the rehearsal. `asking`: being asked for now.
 * `asked`: the refund exists and tells the rest. `not_asked`: no refund came of it, and no money moved.
 */
export const bulkRowStates = [
  "unreadable",
  "ask_which",
  "not_rehearsed",
  "will_go",
  "will_not_go",
  "asking",
  "asked",
  "not_asked",
] as const;
export type BulkRowState = (typeof bulkRowStates)[number];

/** Sums of what will go, per method and currency. */
export interface BulkTotal {
  readonly method: string | null;
  readonly currency: string;
  readonly count: number;
  /** Minor units of the currency. */
  readonly amount: number;
}

/** Adds amounts up per method and currency, the largest count first; money of two currencies is never added. */
export function bulkTotals(rows: readonly { readonly method: string | null; readonly money: Money }[]): BulkTotal[] {
  const totals = new Map<string, { method: string | null; currency: string; count: number; amount: number }>();
  for (const { method, money } of rows) {
    const key = `${money.currency} ${method ?? ""}`;
    const total = totals.get(key) ?? { method, currency: money.currency, count: 0, amount: 0 };
    total.count += 1;
    total.amount += money.amount;
    totals.set(key, total);
  }
  return [...totals.values()].toSorted((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1));
}
