import { formatInstant } from "@maru/domain";
import { DateTime } from "../../components/date-time.tsx";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";

export type Send = RouterOutputs["alerts"]["sends"]["items"][number];
type Problem = NonNullable<Send["problem"]>;

const looks: Record<Send["state"], { readonly tone: StateTone; readonly shape: StateShape }> = {
  waiting: { tone: "wait", shape: "dotted" },
  sent: { tone: "ok", shape: "disc" },
  failed: { tone: "bad", shape: "diamond" },
};

/** One alert on its way to one destination: where it stands and what is in its way. */
export function SendLine({ send, isNamed }: { readonly send: Send; readonly isNamed: boolean }) {
  const words = useAllMessages().alerts;
  const locale = useLocale();
  const explain = useProblemWords();
  return (
    <li className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
      <StateBadge {...looks[send.state]}>{words.sendStates[send.state]}</StateBadge>
      {isNamed && <span>{send.destinationName}</span>}
      {!isNamed && <span className="text-ink-2">{send.isTrial ? words.trial : words.real}</span>}
      <span className="text-ink-3">
        <DateTime at={Math.floor(send.atMs / 1000)} format="second" />
      </span>
      {send.problem !== null && <span className="text-bad">{explain(send.problem)}</span>}
      {send.nextAttemptAtMs !== null && send.attempts > 0 && (
        <span className="text-ink-3">
          {words.next(formatInstant(Math.floor(send.nextAttemptAtMs / 1000), locale, "second"))}
        </span>
      )}
    </li>
  );
}

/** Why a destination did not take an alert, in a sentence. */
export function useProblemWords(): (problem: Problem) => string {
  const { alerts, outbound } = useAllMessages();
  return (problem) => {
    switch (problem) {
      case "mail_off":
      case "mail_refused":
      case "mail_unreachable":
        return alerts.mailProblems[problem];
      default:
        return outbound.problems[problem];
    }
  };
}
