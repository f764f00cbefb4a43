import type { TestPaymentVerdict } from "@maru/domain";
import { StateBadge, type StateShape, type StateTone } from "../../../components/status-badge.tsx";
import { useAllMessages } from "../../../lib/i18n.tsx";

const looks: Record<TestPaymentVerdict | "none", { readonly tone: StateTone; readonly shape: StateShape }> = {
  paid: { tone: "ok", shape: "disc" },
  waiting_for_deposit: { tone: "wait", shape: "ring" },
  not_finished: { tone: "gone", shape: "bar" },
  failed: { tone: "bad", shape: "diamond" },
  cancelled: { tone: "gone", shape: "bar" },
  amount_differs: { tone: "bad", shape: "square" },
  currency_differs: { tone: "bad", shape: "square" },
  other_order: { tone: "bad", shape: "square" },
  other_channel: { tone: "bad", shape: "square" },
  unknown_payment: { tone: "bad", shape: "square" },
  no_payment: { tone: "gone", shape: "bar" },
  none: { tone: "wait", shape: "dotted" },
};

/** What i'mport's record made of a test payment, in a word, a shape and a colour. */
export function VerdictBadge({ verdict }: { readonly verdict: TestPaymentVerdict | null }) {
  const words = useAllMessages().testPayments;
  const name = verdict ?? "none";
  return <StateBadge {...looks[name]}>{verdict === null ? words.noVerdict : words.verdicts[verdict].name}</StateBadge>;
}
