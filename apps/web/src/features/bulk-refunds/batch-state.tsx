import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import type { Batch } from "./batch-name.ts";

const looks: Record<Batch["state"], { readonly tone: StateTone; readonly shape: StateShape }> = {
  prepared: { tone: "gone", shape: "square" },
  rehearsing: { tone: "wait", shape: "dotted" },
  rehearsed: { tone: "part", shape: "ring" },
  running: { tone: "wait", shape: "dotted" },
  paused: { tone: "bad", shape: "bar" },
  finished: { tone: "ok", shape: "disc" },
};

/** Where a list stands, in a word, a shape and a colour. */
export function BatchState({ state }: { readonly state: Batch["state"] }) {
  return <StateBadge {...looks[state]}>{useAllMessages().bulkRefunds.states[state]}</StateBadge>;
}
