import { type InstructionState, instructionStateNames } from "@maru/domain";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { useLocale } from "../../lib/i18n.tsx";

const looks: Record<InstructionState, { readonly tone: StateTone; readonly shape: StateShape }> = {
  written: { tone: "wait", shape: "dotted" },
  sending: { tone: "wait", shape: "dotted" },
  checking: { tone: "unsure", shape: "dashed" },
  unconfirmed: { tone: "bad", shape: "square" },
  done: { tone: "ok", shape: "disc" },
  refused: { tone: "bad", shape: "diamond" },
  not_done: { tone: "gone", shape: "bar" },
  not_sent: { tone: "gone", shape: "bar" },
};

/** Where an instruction stands, in a word, a shape and a colour. */
export function InstructionStateBadge({ state }: { readonly state: InstructionState }) {
  const locale = useLocale();
  return <StateBadge {...looks[state]}>{instructionStateNames[state][locale]}</StateBadge>;
}
