import { type ScheduleState, scheduleStateNames } from "@maru/domain";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { useLocale } from "../../lib/i18n.tsx";

const looks: Readonly<Record<ScheduleState, { readonly tone: StateTone; readonly shape: StateShape }>> = {
  scheduled: { tone: "wait", shape: "ring" },
  succeeded: { tone: "ok", shape: "disc" },
  failed: { tone: "bad", shape: "diamond" },
  cancelled: { tone: "gone", shape: "bar" },
  revoked: { tone: "gone", shape: "bar" },
  unknown: { tone: "gone", shape: "square" },
};

/** A schedule's state in a word, a shape and a colour. */
export function ScheduleStateBadge({ state }: { readonly state: ScheduleState }) {
  const locale = useLocale();
  return <StateBadge {...looks[state]}>{scheduleStateNames[state][locale]}</StateBadge>;
}
