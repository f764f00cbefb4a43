import { type RefundState, refundStateNames } from "@maru/domain";
import { useLocale } from "../lib/i18n.tsx";
import { StateBadge, type StateShape, type StateTone } from "./status-badge.tsx";

const looks: Record<RefundState, { readonly tone: StateTone; readonly shape: StateShape }> = {
  opened: { tone: "wait", shape: "dotted" },
  waiting_approval: { tone: "wait", shape: "ring" },
  approved: { tone: "wait", shape: "dotted" },
  sending: { tone: "wait", shape: "dotted" },
  checking: { tone: "unsure", shape: "dashed" },
  requested: { tone: "part", shape: "half" },
  needs_person: { tone: "bad", shape: "square" },
  done: { tone: "ok", shape: "disc" },
  refused_pg: { tone: "bad", shape: "diamond" },
  refused_stale: { tone: "gone", shape: "square" },
  not_done: { tone: "gone", shape: "bar" },
  not_sent: { tone: "gone", shape: "bar" },
  rejected: { tone: "gone", shape: "bar" },
  expired: { tone: "gone", shape: "bar" },
  withdrawn: { tone: "gone", shape: "bar" },
};

/** Where a refund stands, in a word, a shape and a colour. */
export function RefundStateBadge({ state }: { readonly state: RefundState }) {
  const locale = useLocale();
  return <StateBadge {...looks[state]}>{refundStateNames[state][locale]}</StateBadge>;
}
