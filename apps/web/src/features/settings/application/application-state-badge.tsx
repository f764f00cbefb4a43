import { type ApplicationState, applicationStateNames } from "@maru/domain";
import { StateBadge, type StateShape, type StateTone } from "../../../components/status-badge.tsx";
import { useLocale } from "../../../lib/i18n.tsx";

const looks: Readonly<Record<ApplicationState, { readonly tone: StateTone; readonly shape: StateShape }>> = {
  draft: { tone: "gone", shape: "dotted" },
  submitted: { tone: "wait", shape: "ring" },
  received: { tone: "wait", shape: "ring" },
  screening: { tone: "wait", shape: "ring" },
  documents: { tone: "part", shape: "half" },
  contract: { tone: "part", shape: "half" },
  card_review: { tone: "part", shape: "half" },
  live: { tone: "ok", shape: "disc" },
  rejected: { tone: "bad", shape: "diamond" },
  cancelled: { tone: "gone", shape: "bar" },
};

/** Where an application stands, in a word, a shape and a colour. */
export function ApplicationStateBadge({ state }: { readonly state: ApplicationState }) {
  const locale = useLocale();
  return <StateBadge {...looks[state]}>{applicationStateNames[state][locale]}</StateBadge>;
}
