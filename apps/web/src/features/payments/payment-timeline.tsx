import {
  instructionStateNames,
  instructionStates,
  type Locale,
  paymentStatuses,
  paymentStatusNames,
  refundStates,
  refundStepName,
} from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Term } from "../../components/glossary/term.tsx";
import { Money } from "../../components/money.tsx";
import { Button } from "../../components/ui/button.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useEntryMessages, useLocale, useMessages } from "../../lib/i18n.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import type { DetailMessages } from "./detail-messages.ko.ts";
import { useDetailMessages } from "./detail-messages.ts";
import { paymentPath } from "./payment-search.ts";
import { Section } from "./section.tsx";

type Entry = RouterOutputs["payments"]["timeline"]["entries"][number];
type Group = "state" | "attempt" | "webhook" | "staff" | "read";

/** What moved money, or failed to, stands out from what was only looked at. */
const marks: Record<Entry["kind"], string> = {
  requested: "rounded-full border-2 border-ink-3 bg-paper",
  account_issued: "rounded-full border-2 border-wait bg-paper",
  paid: "rounded-full bg-ok",
  deposited: "rounded-full bg-ok",
  failed: "rotate-45 rounded-[1px] bg-bad",
  cancelled: "h-[3px]! bg-gone",
  attempt: "size-[7px]! rotate-45 rounded-[1px] border-2 border-ink-3 bg-paper",
  webhook: "size-[5px]! rounded-full bg-ink-3",
  read: "size-[5px]! rounded-full bg-line-strong",
  staff: "rounded-full border-2 border-accent bg-paper",
};

const groupOf: Record<Entry["kind"], Group> = {
  requested: "state",
  account_issued: "state",
  paid: "state",
  deposited: "state",
  failed: "state",
  cancelled: "state",
  attempt: "attempt",
  webhook: "webhook",
  read: "read",
  staff: "staff",
};

const groups: readonly Group[] = ["state", "attempt", "webhook", "staff", "read"];

/** Within one second, what moved money stands first; what is of one kind stays as it was. */
function newestFirst(left: Entry, right: Entry): number {
  return right.at - left.at || groups.indexOf(groupOf[left.kind]) - groups.indexOf(groupOf[right.kind]);
}

/** What happened to a payment, newest first: by whom, when, and how we came to know. */
export default function PaymentTimeline({ impUid }: { readonly impUid: string }) {
  const messages = useMessages().payments;
  const words = useDetailMessages();
  const timeline = useQuery(trpc.payments.timeline.queryOptions({ impUid }));
  const [group, setGroup] = useState<Group | "all">("all");
  const all = timeline.data?.entries.toReversed().toSorted(newestFirst);
  const entries = all?.filter((entry) => group === "all" || groupOf[entry.kind] === group);
  return (
    <Section title={words.timeline} aside={messages.zone}>
      {timeline.isPending && <Skeleton className="w-64" />}
      {timeline.isError && entries === undefined && (
        <p role="alert" className="flex items-center gap-3 text-ink-2">
          {words.panelFailed}
          <Button onClick={() => void timeline.refetch()}>{messages.faces.retry}</Button>
        </p>
      )}
      {all?.length === 0 && <p className="text-ink-3">{words.timelineEmpty}</p>}
      {all !== undefined && all.length > 0 && <GroupChoice entries={all} value={group} onChange={setGroup} />}
      {entries !== undefined && entries.length > 0 && (
        <ol aria-live="polite" aria-relevant="additions">
          {entries.map((entry, index) => (
            <TimelineRow
              // biome-ignore lint/suspicious/noArrayIndexKey: entries carry no id, and one second may hold several alike
              key={`${entry.at} ${entry.kind} ${index}`}
              entry={entry}
              isLast={index === entries.length - 1}
            />
          ))}
        </ol>
      )}
    </Section>
  );
}

interface GroupChoiceProps {
  readonly entries: readonly Entry[];
  readonly value: Group | "all";
  readonly onChange: (group: Group | "all") => void;
}

function GroupChoice({ entries, value, onChange }: GroupChoiceProps) {
  const words = useDetailMessages().timelineGroups;
  const count = (group: Group) => entries.filter((entry) => groupOf[entry.kind] === group).length;
  const present = groups.filter((group) => group === value || count(group) > 0);
  if (present.length < 2) return null;
  const choice = (group: Group | "all", label: string, number: number) => (
    <button
      key={group}
      type="button"
      aria-pressed={value === group}
      onClick={() => onChange(group)}
      className={classNames(
        "rounded-full border px-2.5 py-0.5 text-small coarse:py-2",
        value === group
          ? "border-accent bg-accent-wash font-medium text-accent"
          : "border-line text-ink-2 hover:bg-sunk",
      )}
    >
      {label} <span className="tabular-nums">{number}</span>
    </button>
  );
  return (
    <fieldset className="mb-2 flex flex-wrap gap-1.5">
      <legend className="sr-only">{words.legend}</legend>
      {choice("all", words.all, entries.length)}
      {present.map((group) => choice(group, words[group], count(group)))}
    </fieldset>
  );
}

function TimelineRow({ entry, isLast }: { readonly entry: Entry; readonly isLast: boolean }) {
  const words = useDetailMessages();
  const isQuiet = entry.kind === "read" || entry.kind === "webhook";
  return (
    <li className="grid grid-cols-[132px_11px_minmax(0,1fr)] gap-x-3 max-[720px]:grid-cols-[11px_minmax(0,1fr)]">
      <span className="py-1 text-ink-2 max-[720px]:order-2 max-[720px]:col-start-2 max-[720px]:pt-0 max-[720px]:text-small">
        <DateTime at={entry.at} format="second" />
      </span>
      <span
        aria-hidden
        className="relative flex justify-center max-[720px]:row-span-2 max-[720px]:row-start-1 max-[720px]:col-start-1"
      >
        {!isLast && <span className="absolute top-4 -bottom-2 w-px bg-line" />}
        <span className={classNames("relative mt-[9px] size-[9px]", marks[entry.kind])} />
      </span>
      <span className="min-w-0 py-1 max-[720px]:col-start-2 max-[720px]:row-start-1 max-[720px]:pb-0">
        <span className={isQuiet ? "text-ink-2" : "font-medium"}>{headline(entry, words)}</span>
        {entry.amount !== undefined && !isQuiet && (
          <>
            {" "}
            <Money value={entry.amount} className="font-semibold" />
          </>
        )}
        <Detail entry={entry} />
        <Source entry={entry} />
      </span>
    </li>
  );
}

function headline(entry: Entry, words: DetailMessages): string {
  if (entry.event === undefined) {
    const isUnchanged = entry.kind === "read" && entry.text == null;
    return isUnchanged ? words.timelineUnchanged : words.timelineKinds[entry.kind];
  }
  const { name, step } = entry.event;
  const refused = name === "refund.refused" ? wordOf(words.refusedSteps, step) : undefined;
  return refused ?? wordOf(words.staffEvents, name) ?? name;
}

function wordOf(words: Readonly<Record<string, string>>, key: string | undefined): string | undefined {
  return key !== undefined && Object.hasOwn(words, key) ? words[key] : undefined;
}

/** The state a refund or a request went on to; undefined where the entry is about something else. */
function stateReached({ event }: Entry, locale: Locale): string | undefined {
  const isRequest = event?.name.startsWith("instruction.") === true;
  const request = instructionStates.find((state) => isRequest && state === event.to);
  if (request !== undefined) return instructionStateNames[request][locale];
  const refund = refundStates.find((state) => state === event?.to);
  const left = refundStates.find((state) => state === event?.from) ?? null;
  return isRequest || refund === undefined ? undefined : refundStepName(left, refund)[locale];
}

/** A webhook and a read say which status they brought, an attempt what became of it, the rest what was written. */
function Detail({ entry }: { readonly entry: Entry }) {
  const words = useDetailMessages();
  const locale = useLocale();
  const { state } = useLocation();
  if (entry.kind === "attempt" && entry.impUid !== undefined) {
    return (
      <span className="text-ink-2">
        {" · "}
        {entry.status !== undefined && paymentStatusNames[entry.status][locale]}
        {entry.text != null && ` (${entry.text})`}
        {" · "}
        <Link
          to={paymentPath(entry.impUid)}
          state={state}
          className="font-id text-accent underline decoration-dotted underline-offset-4"
        >
          {entry.impUid}
        </Link>
      </span>
    );
  }
  const reached = stateReached(entry, locale);
  if (reached !== undefined) return <span className="text-ink-2"> · {reached}</span>;
  if (entry.text == null) return null;
  const isLook = entry.kind === "read" || entry.kind === "webhook";
  const said = isLook ? statusWord(entry.text, locale) : entry.text;
  const text = entry.claim == null ? said : words.timelineClaims[entry.claim](said);
  return <span className={entry.claim === "contradicted" ? "text-bad" : "text-ink-2"}> · {text}</span>;
}

/** Who did it or where it comes from and, of upstream's facts, which of our reads first showed them. */
function Source({ entry }: { readonly entry: Entry }) {
  const words = useDetailMessages();
  const roleNames = useEntryMessages().frame.roles;
  const { actor, noticed } = entry;
  const person = actor?.name ?? (actor === null ? words.timelineSystem : null);
  const as = actor?.role == null ? "" : ` (${roleNames[actor.role]})`;
  const source = words.timelineSources[entry.source];
  return (
    <span className="text-ink-3">
      {" · "}
      {person === null ? source : entry.source === "staff" ? `${person}${as}` : `${source}, ${person}`}
      {entry.event?.isRefused === true && entry.event.to === undefined && entry.event.name !== "refund.refused" && (
        <span className="text-bad"> · {words.staffRefused}</span>
      )}
      {entry.kind === "webhook" && entry.claim === "unchecked" && (
        <>
          {" · "}
          <Term name="claim">{words.claim}</Term>
        </>
      )}
      {noticed !== undefined && (
        <>
          {" · "}
          {words.timelineNoticed(words.timelineSources[noticed.by])} <DateTime at={noticed.at} format="second" />
        </>
      )}
    </span>
  );
}

/** Upstream's word stays where we have none for it. */
function statusWord(text: string, locale: Locale): string {
  const status = paymentStatuses.find((each) => each === text);
  return status === undefined ? text : paymentStatusNames[status][locale];
}
