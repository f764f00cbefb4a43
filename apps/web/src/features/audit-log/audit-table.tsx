import { formatInstant, type Role, roles } from "@maru/domain";
import { Fragment, useId, useState } from "react";
import { Link } from "react-router";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { ChevronRightIcon } from "../../components/ui/icons.tsx";
import { classNames } from "../../lib/class-names.ts";
import { type AppMessages, useAllMessages, useLocale } from "../../lib/i18n.tsx";
import type { RouterOutputs } from "../../lib/trpc.ts";

const rowCellClass = `${cellClass} py-1`;

type Entry = RouterOutputs["audit"]["list"]["items"][number];

/** Entries of the log. An event this version does not know is shown by its own name. */
export function AuditTable({ items }: { readonly items: readonly Entry[] }) {
  const words = useAllMessages().auditLog;
  const [openSequence, setOpenSequence] = useState<number | null>(null);
  return (
    <div className="overflow-x-auto">
      <table aria-labelledby="audit-title" className="w-full border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={classNames(headerClass, "w-0")}>
              <span className="sr-only">{words.details}</span>
            </th>
            <th scope="col" className={headerClass}>
              {words.time}
            </th>
            <th scope="col" className={headerClass}>
              {words.event}
            </th>
            <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
              {words.outcome}
            </th>
            <th scope="col" className={headerClass}>
              {words.actor}
            </th>
            <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
              {words.about}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <EntryRows
              key={entry.sequence}
              entry={entry}
              isOpen={openSequence === entry.sequence}
              onToggle={() => setOpenSequence(openSequence === entry.sequence ? null : entry.sequence)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EntryRows({
  entry,
  isOpen,
  onToggle,
}: {
  readonly entry: Entry;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const m = useAllMessages();
  const words = m.auditLog;
  const locale = useLocale();
  const detailsId = useId();
  const time = formatInstant(Math.floor(entry.atMs / 1000), locale, "second");
  const event = eventName(entry.event, words);
  const isRefused = entry.outcome === "refused";
  return (
    <Fragment>
      <tr className="hover:bg-sunk">
        <td className={classNames(rowCellClass, "pr-0")}>
          <button
            type="button"
            aria-label={words.showDetails(event, time)}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={onToggle}
            className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:text-ink coarse:size-9"
          >
            <ChevronRightIcon className={isOpen ? "rotate-90" : undefined} />
          </button>
        </td>
        <td className={classNames(rowCellClass, "whitespace-nowrap text-ink-2")}>
          <span className="max-md:hidden">{time}</span>
          <span className="md:hidden">{time.slice(5, 16)}</span>
        </td>
        <td className={classNames(rowCellClass, "font-medium")}>
          {event}
          {isRefused && <span className="block text-small font-semibold text-bad md:hidden">{words.refused}</span>}
        </td>
        <td className={classNames(rowCellClass, "whitespace-nowrap max-md:hidden")}>
          {isRefused ? (
            <span className="inline-flex items-center gap-1.5 font-medium text-bad">
              <span aria-hidden="true" className="size-2 rotate-45 rounded-[1px] bg-bad" />
              {words.refused}
            </span>
          ) : (
            <span className="text-ink-3">{words.done}</span>
          )}
        </td>
        <td className={rowCellClass}>
          {entry.actor === null ? <span className="text-ink-3">{words.system}</span> : actorName(entry.actor, m)}
        </td>
        <td className={classNames(rowCellClass, "max-md:hidden")}>
          <Subject subject={entry.subject} />
        </td>
      </tr>
      <tr id={detailsId} hidden={!isOpen}>
        <td colSpan={6} className="border-line border-b bg-sunk px-3 py-3 md:px-5">
          {isOpen && <EntryDetails entry={entry} />}
        </td>
      </tr>
    </Fragment>
  );
}

function EntryDetails({ entry }: { readonly entry: Entry }) {
  const words = useAllMessages().auditLog;
  const facts = [
    [words.entry, String(entry.sequence)],
    [words.about, entry.subject],
    [words.ip, entry.ip],
    [words.device, entry.userAgent],
    [words.requestId, entry.requestId],
    [words.hash, entry.hash],
  ] as const;
  return (
    <dl className="grid grid-cols-[88px_minmax(0,1fr)] gap-x-3 gap-y-1">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <Fragment key={name}>
              <dt className="text-ink-3">{name}</dt>
              <dd className="font-id min-w-0">{value}</dd>
            </Fragment>
          ),
      )}
      <dt className="text-ink-3">{words.facts}</dt>
      <dd className="min-w-0">
        <pre className="font-id whitespace-pre-wrap">{JSON.stringify(entry.details, null, 2)}</pre>
      </dd>
    </dl>
  );
}

function Subject({ subject }: { readonly subject: string | null }) {
  if (subject === null) return null;
  if (!subject.startsWith("imp_")) return <span className="font-id text-ink-3">{subject}</span>;
  return (
    <Link
      to={`/payments/${encodeURIComponent(subject)}`}
      className="font-id text-accent underline-offset-2 hover:underline"
    >
      {subject}
    </Link>
  );
}

function eventName(event: string, words: AppMessages["auditLog"]): string {
  const known = Object.entries(words.events).find(([name]) => name === event);
  return known?.[1] ?? event;
}

function actorName({ name, role }: NonNullable<Entry["actor"]>, m: AppMessages): string {
  const known: Role | undefined = roles.find((candidate) => candidate === role);
  const shown = name ?? m.auditLog.system;
  return known === undefined ? shown : m.auditLog.actorAs(shown, m.frame.roles[known]);
}
