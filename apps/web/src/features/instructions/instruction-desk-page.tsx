import { formatInstant } from "@maru/domain";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { instructionName } from "../../components/instructions/instruction-name.ts";
import { ListEnd } from "../../components/list-end.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowTabs } from "../../components/row-tabs.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import {
  type InstructionTab,
  instructionDeskPath,
  instructionPath,
  instructionTabs,
  readInstructionTab,
  statesOfTab,
} from "./instruction-search.ts";
import { InstructionStateBadge } from "./instruction-state-badge.tsx";

const pageSize = 50;
/** In case a live event is lost while something is being found out. */
const followMs = 15_000;

/** Everything that was told to PGs beside refunds, by where it stands, and what waits for a person. */
export function Component() {
  const words = useAllMessages().requests;
  const mayRead = useMay("payment:read");
  const [parameters] = useSearchParams();
  const tab = readInstructionTab(parameters);
  const states = statesOfTab(tab);
  const counts = useQuery(
    trpc.instructions.counts.queryOptions(undefined, { enabled: mayRead, refetchInterval: followMs }),
  );
  const list = useInfiniteQuery(
    trpc.instructions.list.infiniteQueryOptions(
      { limit: pageSize, ...(states === undefined ? {} : { states }) },
      { enabled: mayRead, refetchInterval: followMs, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="payment:read" />;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 py-4">
      <PageTitle id="requests-title" title={words.title} help={words.help} className="px-3 md:px-5" />
      <Tabs chosen={tab} counts={counts.data} />
      {list.isPending && <RowsSkeleton />}
      {list.isError && list.data === undefined && (
        <div className="px-3 pt-4 md:px-5">
          <FailedNote error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      {list.isSuccess && items.length === 0 && (
        <Face title={tab === "all" ? words.emptyTitle : words.noneTitle}>
          <p>{tab === "all" ? words.emptyHelp : words.noneHelp}</p>
        </Face>
      )}
      {items.length > 0 && <InstructionTable items={items} />}
      {items.length > 0 && (
        <ListEnd list={list} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
    </div>
  );
}

function Tabs({
  chosen,
  counts,
}: {
  readonly chosen: InstructionTab;
  readonly counts: RouterOutputs["instructions"]["counts"] | undefined;
}) {
  const words = useAllMessages().requests;
  return (
    <RowTabs
      isHeadOfTable
      label={words.filter}
      tabs={instructionTabs.map((tab) => {
        const states: readonly string[] | undefined = statesOfTab(tab);
        const counted = counts?.states.filter(({ state }) => states === undefined || states.includes(state));
        return {
          to: instructionDeskPath(tab),
          name: words.tabs[tab],
          isChosen: tab === chosen,
          count: counted?.reduce((sum, { count }) => sum + count, 0),
        };
      })}
    />
  );
}

const rowCellClass = `${cellClass} py-1`;

function InstructionTable({ items }: { readonly items: RouterOutputs["instructions"]["list"]["items"] }) {
  const words = useAllMessages().requests;
  const locale = useLocale();
  const { columns } = words;
  return (
    <table aria-labelledby="requests-title" className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={headerClass}>
            {columns.kind}
          </th>
          <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
            {columns.target}
          </th>
          <th scope="col" className={classNames(headerClass, "max-lg:hidden")}>
            {columns.by}
          </th>
          <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
            {columns.at}
          </th>
          <th scope="col" className={headerClass}>
            {columns.state}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ instructionId, kind, target, askedBy, askedAtMs, state }) => {
          const name = instructionName(kind, locale);
          return (
            <tr key={instructionId} className="hover:bg-sunk">
              <th scope="row" className={classNames(rowCellClass, "text-left font-normal")}>
                <Link
                  to={instructionPath(instructionId)}
                  aria-label={words.open(name, target.id)}
                  className="group grid min-w-0"
                >
                  <span className="text-accent group-hover:underline">{name}</span>
                  <span className="font-id text-small text-ink-3 wrap-anywhere md:hidden">{target.id}</span>
                  <span className="text-small text-ink-3 tabular-nums md:hidden">
                    {formatInstant(Math.floor(askedAtMs / 1000), locale, "minute")}
                  </span>
                </Link>
              </th>
              <td className={classNames(rowCellClass, "max-md:hidden")}>
                <span className="text-small text-ink-3">{words.targets[target.kind]}</span>{" "}
                <span className="font-id wrap-anywhere">{target.id}</span>
              </td>
              <td className={classNames(rowCellClass, "whitespace-nowrap text-ink-2 max-lg:hidden")}>{askedBy.name}</td>
              <td className={classNames(rowCellClass, "text-ink-2 max-md:hidden")}>
                <DateTime at={Math.floor(askedAtMs / 1000)} />
              </td>
              <td className={rowCellClass}>
                <InstructionStateBadge state={state} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
