import { Link } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { StateBadge, type StateShape, type StateTone } from "../../components/status-badge.tsx";
import { useAllMessages } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";
import { PaymentLink } from "./payment-link.tsx";
import { Claim } from "./webhook-table.tsx";

type Forward = RouterOutputs["webhooks"]["forwards"]["items"][number];

const looks: Record<Forward["state"], { readonly tone: StateTone; readonly shape: StateShape }> = {
  waiting: { tone: "wait", shape: "dotted" },
  delivered: { tone: "ok", shape: "disc" },
  failed: { tone: "bad", shape: "diamond" },
  stopped: { tone: "gone", shape: "bar" },
};

/** What was sent to the shop, each with every attempt. */
export function ForwardList({
  items,
  labelledBy,
}: {
  readonly items: readonly Forward[];
  readonly labelledBy: string;
}) {
  const { outbound, webhooks: words } = useAllMessages();
  const { forward } = words;
  return (
    <ul aria-labelledby={labelledBy} className="grid">
      {items.map((item) => (
        <li key={item.id} className="grid gap-1 border-line border-b px-3 py-2.5 md:px-5">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link
              to={`/webhooks/${encodeURIComponent(item.deliveryId)}`}
              className="text-accent underline-offset-2 hover:underline"
            >
              <DateTime at={Math.floor(item.createdAtMs / 1000)} format="second" />
            </Link>
            <StateBadge {...looks[item.state]}>{forward.states[item.state]}</StateBadge>
            <Claim status={item.status} />
            <PaymentLink impUid={item.impUid} isKnown />
            {item.replayedByName !== null && <span className="text-ink-2">{forward.askedBy(item.replayedByName)}</span>}
          </div>
          <ol className="grid gap-0.5 text-small text-ink-2">
            {item.attempts.map((attempt) => (
              <li key={attempt.number} className="flex flex-wrap gap-x-3">
                <span>{forward.attempt(attempt.number)}</span>
                <DateTime at={Math.floor(attempt.atMs / 1000)} format="second" />
                <span className={attempt.problem === null ? "text-ok" : "text-bad"}>
                  {attempt.problem === null
                    ? words.answered(attempt.status ?? 0, attempt.tookMs)
                    : outbound.problems[attempt.problem]}
                  {attempt.problem === "refused" && ` ${words.answered(attempt.status ?? 0, attempt.tookMs)}`}
                </span>
                <span className="font-id break-all text-ink-3">{attempt.address ?? attempt.url}</span>
              </li>
            ))}
          </ol>
          {item.nextAttemptAtMs !== null && (
            <p className="text-small text-ink-3">
              {forward.next} <DateTime at={Math.floor(item.nextAttemptAtMs / 1000)} format="second" />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
