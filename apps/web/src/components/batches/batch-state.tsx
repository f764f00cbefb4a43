import { StateBadge, type StateShape, type StateTone } from "../status-badge.tsx";
import type { BatchFacts, BatchWords } from "./batch-words.ts";

const looks: Record<BatchFacts["state"], { readonly tone: StateTone; readonly shape: StateShape }> = {
  prepared: { tone: "gone", shape: "square" },
  rehearsing: { tone: "wait", shape: "dotted" },
  rehearsed: { tone: "part", shape: "ring" },
  running: { tone: "wait", shape: "dotted" },
  paused: { tone: "bad", shape: "bar" },
  finished: { tone: "ok", shape: "disc" },
};

interface BatchStateProps {
  readonly state: BatchFacts["state"];
  readonly words: Pick<BatchWords, "states">;
}

/** Where a list stands, in a word, a shape and a colour. */
export function BatchState({ state, words }: BatchStateProps) {
  return <StateBadge {...looks[state]}>{words.states[state]}</StateBadge>;
}
