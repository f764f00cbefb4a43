import type { RegisteredKind } from "./instruction-kind.ts";

/** Every kind there is, for whoever settles what requests left open. */
export const instructionKinds: readonly RegisteredKind[] = [];

export function findKind(kinds: readonly RegisteredKind[], name: string): RegisteredKind | undefined {
  return kinds.find(({ kind }) => kind === name);
}
