import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useMessages } from "../../lib/i18n.tsx";
import { trpc } from "../../lib/trpc.ts";

interface PeopleWaitingProps {
  readonly of: "refunds" | "requests";
  readonly onNavigate: (() => void) | undefined;
}

/** How many refunds, or requests to PGs, wait for somebody, and the way to exactly these; nothing while none does. */
export default function PeopleWaiting({ of, onNavigate }: PeopleWaitingProps) {
  return of === "refunds" ? <Refunds onNavigate={onNavigate} /> : <Requests onNavigate={onNavigate} />;
}

type Navigating = Pick<PeopleWaitingProps, "onNavigate">;

function Refunds({ onNavigate }: Navigating) {
  const words = useMessages().shell;
  const { data: { forPeople = 0 } = {} } = useQuery(trpc.refunds.counts.queryOptions());
  return (
    <Waiting
      to="/refunds?show=people"
      count={forPeople}
      label={words.refundsWaiting(forPeople)}
      onNavigate={onNavigate}
    />
  );
}

function Requests({ onNavigate }: Navigating) {
  const words = useMessages().shell;
  const { data: { forPeople = 0 } = {} } = useQuery(trpc.instructions.counts.queryOptions());
  return (
    <Waiting
      to="/requests?show=person"
      count={forPeople}
      label={words.requestsWaiting(forPeople)}
      onNavigate={onNavigate}
    />
  );
}

interface WaitingProps extends Navigating {
  readonly to: string;
  readonly count: number;
  readonly label: string;
}

function Waiting({ to, count, label, onNavigate }: WaitingProps) {
  if (count === 0) return null;
  return (
    <Link
      to={to}
      onClick={onNavigate}
      aria-label={label}
      className="absolute inset-y-0.5 right-1 grid min-w-6 place-items-center rounded-md px-1 hover:bg-paper"
    >
      <span className="rounded-full bg-wait-wash px-1.5 text-micro font-semibold text-wait tabular-nums">{count}</span>
    </Link>
  );
}
