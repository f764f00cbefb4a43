import type { WebhookVerdict } from "@maru/domain";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";

const looks: Record<WebhookVerdict, { readonly tone: StateTone; readonly shape: StateShape }> = {
  pending: { tone: "wait", shape: "dotted" },
  verified: { tone: "ok", shape: "disc" },
  rejected: { tone: "bad", shape: "diamond" },
  test_call: { tone: "part", shape: "ring" },
  unreadable: { tone: "gone", shape: "square" },
  unavailable: { tone: "unsure", shape: "dashed" },
  blocked: { tone: "gone", shape: "bar" },
  too_large: { tone: "gone", shape: "bar" },
};

/** What was concluded about a call, in a word, a shape and a colour. */
export function VerdictBadge({ verdict }: { readonly verdict: WebhookVerdict }) {
  return <StateBadge {...looks[verdict]}>{useAllMessages().webhooks.verdicts[verdict]}</StateBadge>;
}
