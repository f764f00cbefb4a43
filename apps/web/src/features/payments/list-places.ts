/** Where somebody was in a list: how far down, and on which row. */
export interface ListPlace {
  readonly offset: number;
  readonly focusedId: string | null;
}

const mostPlaces = 100;
const places = new Map<string, ListPlace>();

/** Remembers the place under the history entry's key, so that going back leads to it. */
export function rememberPlace(historyKey: string, place: ListPlace): void {
  places.delete(historyKey);
  places.set(historyKey, place);
  const oldest = places.keys().next().value;
  if (places.size > mostPlaces && oldest !== undefined) places.delete(oldest);
}

export function recallPlace(historyKey: string): ListPlace | undefined {
  return places.get(historyKey);
}
