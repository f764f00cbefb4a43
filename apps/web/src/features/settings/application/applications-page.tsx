import { isFinalApplicationState } from "@maru/domain";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { NoValue } from "../../../components/no-value.tsx";
import { RowsSkeleton } from "../../../components/rows-skeleton.tsx";
import { tallCellClass } from "../../../components/table-classes.ts";
import { Banner } from "../../../components/ui/banner.tsx";
import { buttonClass } from "../../../components/ui/button-styles.ts";
import { FailedNote } from "../../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../../components/ui/forbidden-note.tsx";
import { classNames } from "../../../lib/class-names.ts";
import { useDocumentTitle } from "../../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../../lib/i18n.tsx";
import { useRolesThatMay } from "../../../lib/roles-that-may.ts";
import { useMay } from "../../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../../lib/trpc.ts";
import { OriginTag } from "../origin-tag.tsx";
import { SettingsHead } from "../settings-head.tsx";
import { type Application, applicationPath, businessPath, newApplicationPath, partsOf } from "./application-name.ts";
import { ApplicationStateBadge } from "./application-state-badge.tsx";

type Overview = RouterOutputs["settings"]["application"]["list"];

const cellClass = `${tallCellClass} text-left`;

/** Everything that was applied for, by stage, as people recorded it. */
export function Component() {
  const words = useAllMessages().application;
  const mayRead = useMay("application:read");
  const list = useQuery(trpc.settings.application.list.queryOptions(undefined, { enabled: mayRead }));
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="application:read" />;
  return (
    <div className="grid gap-5 py-4">
      <SettingsHead title={words.title} help={words.help} />
      <div className="grid min-w-0 max-w-[1080px] gap-6 px-3 pb-16 md:px-5">
        <Banner tone="info">
          <OriginTag origin="declared" /> {words.truth}
        </Banner>
        {list.isPending && <RowsSkeleton isFlush />}
        {list.isError && <FailedNote error={list.error} onRetry={() => void list.refetch()} />}
        {list.isSuccess && <Applications overview={list.data} />}
      </div>
    </div>
  );
}

function Applications({ overview }: { readonly overview: Overview }) {
  const words = useAllMessages().application;
  const mayWrite = useMay("application:write");
  const rolesThatMay = useRolesThatMay("application:write");
  const open = overview.items.filter(({ state }) => !isFinalApplicationState(state));
  const ended = overview.items.filter(({ state }) => isFinalApplicationState(state));
  return (
    <>
      <BusinessSummary business={overview.business} />
      <section aria-labelledby="applications-open" className="grid min-w-0 gap-2">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 id="applications-open" className="text-lead font-semibold">
            {words.open}
          </h2>
          {mayWrite && (
            <Link to={newApplicationPath} className={buttonClass({ variant: "primary" })}>
              {words.add}
            </Link>
          )}
        </div>
        {open.length === 0 ? (
          <div className="grid gap-0.5 py-2">
            <p className="font-semibold">{words.none}</p>
            <p className="text-ink-2">{mayWrite ? words.noneHelp : words.notYours(rolesThatMay)}</p>
          </div>
        ) : (
          <ApplicationTable items={open} labelledBy="applications-open" />
        )}
      </section>
      {ended.length > 0 && (
        <section aria-labelledby="applications-ended" className="grid min-w-0 gap-2">
          <h2 id="applications-ended" className="text-lead font-semibold">
            {words.ended}
          </h2>
          <ApplicationTable items={ended} labelledBy="applications-ended" />
        </section>
      )}
    </>
  );
}

function BusinessSummary({ business: { problems, hasCertificate } }: { readonly business: Overview["business"] }) {
  const words = useAllMessages().application;
  return (
    <section aria-labelledby="business-summary" className="grid gap-0.5">
      <h2 id="business-summary" className="text-lead font-semibold">
        {words.businessTitle}
      </h2>
      <p className="text-ink-2">
        {problems === 0 ? words.businessReady : words.businessLeft(problems)} {!hasCertificate && words.noCertificate}
      </p>
      <Link to={businessPath} className="justify-self-start text-accent underline-offset-2 hover:underline">
        {words.toBusiness}
      </Link>
    </section>
  );
}

interface ApplicationTableProps {
  readonly items: readonly Application[];
  readonly labelledBy: string;
}

function ApplicationTable({ items, labelledBy }: ApplicationTableProps) {
  const { columns } = useAllMessages().application;
  return (
    <div className="overflow-x-auto">
      <table aria-labelledby={labelledBy} className="w-full border-separate border-spacing-0">
        <thead className="text-small text-ink-3">
          <tr>
            <th scope="col" className={classNames(cellClass, "font-medium")}>
              {columns.method}
            </th>
            <th scope="col" className={classNames(cellClass, "font-medium max-sm:hidden")}>
              {columns.pg}
            </th>
            <th scope="col" className={classNames(cellClass, "font-medium")}>
              {columns.state}
            </th>
            <th scope="col" className={classNames(cellClass, "font-medium max-md:hidden")}>
              {columns.owner}
            </th>
            <th scope="col" className={classNames(cellClass, "font-medium max-sm:hidden")}>
              {columns.due}
            </th>
            <th scope="col" className={classNames(cellClass, "font-medium max-md:hidden")}>
              {columns.documents}
            </th>
            <th scope="col" className={classNames(cellClass, "font-medium max-lg:hidden")}>
              {columns.channel}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((application) => (
            <ApplicationRow key={application.id} application={application} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ApplicationRow({ application }: { readonly application: Application }) {
  const words = useAllMessages().application;
  const locale = useLocale();
  const { method, pg, type, integration } = partsOf(application, locale);
  const { documents, dueOn, isOverdue, owner, seen, contradiction } = application;
  const sent = documents.filter(({ state }) => state === "sent" || state === "accepted").length;
  return (
    <tr>
      <th scope="row" className={classNames(cellClass, "font-normal")}>
        <Link
          to={applicationPath(application.id)}
          className="font-semibold text-accent underline-offset-2 hover:underline"
        >
          {method}
        </Link>
        <span className="block text-small text-ink-3 sm:hidden">{pg}</span>
      </th>
      <td className={classNames(cellClass, "max-sm:hidden")}>
        <span className="block">{pg}</span>
        <span className="text-small text-ink-3">{words.kinds(type, integration)}</span>
      </td>
      <td className={cellClass}>
        <ApplicationStateBadge state={application.state} />
        {contradiction !== null && <span className="block text-small font-medium text-bad">{words.contradicted}</span>}
        {isOverdue && <span className="block text-small font-medium text-bad sm:hidden">{words.overdue}</span>}
      </td>
      <td className={classNames(cellClass, "max-md:hidden")}>
        {owner === null ? <span className="text-ink-3">{words.nobody}</span> : owner.name}
      </td>
      <td className={classNames(cellClass, "whitespace-nowrap tabular-nums max-sm:hidden")}>
        {dueOn ?? <NoValue />}
        {isOverdue && <span className="block text-small font-medium text-bad">{words.overdue}</span>}
      </td>
      <td className={classNames(cellClass, "whitespace-nowrap max-md:hidden")}>
        {documents.length === 0 ? <NoValue /> : words.documentsDone(sent, documents.length)}
      </td>
      <td className={classNames(cellClass, "whitespace-nowrap max-lg:hidden")}>
        {seen === null
          ? words.channels.unknown
          : seen.mids.length === 0
            ? words.channels.none
            : words.channels.some(seen.mids.length)}
      </td>
    </tr>
  );
}
