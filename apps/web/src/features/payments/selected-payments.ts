import type { Locale } from "@maru/domain";
import { useSyncExternalStore } from "react";
import { loadListMessages } from "./list-messages.ts";

type SelectionParts = Awaited<ReturnType<typeof load>>;

async function load(locale: Locale) {
  const [{ withSelection, SelectionBar, toggleByKey }] = await Promise.all([
    import("./payment-selection.tsx"),
    loadListMessages(locale),
  ]);
  return { withSelection, SelectionBar, toggleByKey };
}

export interface Selection {
  /** What draws the selection; undefined while nobody selects. */
  readonly parts: SelectionParts | undefined;
  readonly impUids: ReadonlySet<string>;
}

/** Id of the column that holds the checkboxes. */
export const selectionId = "selection";

const nothing: Selection = { parts: undefined, impUids: new Set() };
let selection = nothing;
const listeners = new Set<() => void>();

function change(next: Selection): void {
  selection = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentSelection(): Selection {
  return selection;
}

/** Payments chosen for a list of refunds. They stay chosen while one looks at one of them or searches for more. */
export function useSelection(): Selection {
  return useSyncExternalStore(subscribe, currentSelection);
}

export function useIsSelected(impUid: string): boolean {
  return useSyncExternalStore(subscribe, () => selection.impUids.has(impUid));
}

export function select(impUids: ReadonlySet<string>): void {
  change({ ...selection, impUids });
}

/** Brings the checkboxes and what is done with the chosen rows. */
export async function startSelecting(locale: Locale): Promise<SelectionParts> {
  const parts = await load(locale);
  if (selection.parts === undefined) change({ ...nothing, parts });
  return parts;
}

export function stopSelecting(): void {
  change(nothing);
}
