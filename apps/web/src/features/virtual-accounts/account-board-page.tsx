import { banks, formatMoney, money, nameOf, pgProviders } from "@maru/domain";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearchParams } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { Money } from "../../components/money.tsx";
import { NoValue } from "../../components/no-value.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { cellClass, headerClass } from "../../components/table-classes.ts";
import { TestTag } from "../../components/test-tag.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Select } from "../../components/ui/select.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import {
  type AccountSearch,
  accountBoardPath,
  accountModes,
  accountPath,
  accountTabs,
  issuePath,
  readAccountSearch,
} from "./account-search.ts";

type Board = RouterOutputs["virtualAccounts"]["list"];

const pageSize = 50;
/** Deadlines pass by themselves. */
const followMs = 60_000;

/** Accounts that wait for a deposit, by deadline, with what they add up to. */
export function Component() {
  const words = useAllMessages().virtualAccounts;
  const mayRead = useMay("virtual-account:read");
  const mayWrite = useMay("virtual-account:write");
  const [parameters] = useSearchParams();
  const search = readAccountSearch(parameters);
  const accounts = useInfiniteQuery(
    trpc.virtualAccounts.list.infiniteQueryOptions(
      { ...search, limit: pageSize },
      { enabled: mayRead, refetchInterval: followMs, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="virtual-account:read" />;
  const pages = accounts.data?.pages ?? [];
  const [first] = pages;
  const items = pages.flatMap((page) => page.items);
  const isNarrowed = search.due !== "all" || search.mode !== "all";
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 py-4">
      <div className="flex flex-wrap items-start gap-3 px-3 md:px-5">
        <PageTitle id="virtual-accounts-title" title={words.title} help={words.help} />
        {mayWrite && (
          <Link to={issuePath()} className={buttonClass({ variant: "primary" })}>
            {words.issue}
          </Link>
        )}
      </div>
      <Untold />
      <Dues search={search} counts={first?.counts} isPending={accounts.isPending} />
      <ModeChoice search={search} />
      {accounts.isPending && <RowsSkeleton />}
      {accounts.isError && accounts.data === undefined && (
        <div className="px-3 md:px-5">
          <FailedNote error={accounts.error} onRetry={() => void accounts.refetch()} />
        </div>
      )}
      {first !== undefined && items.length === 0 && (
        <Face title={isNarrowed ? words.noneTitle : words.emptyTitle}>
          <p>{isNarrowed ? words.noneHelp : words.emptyHelp}</p>
        </Face>
      )}
      {first !== undefined && items.length > 0 && <AccountTable items={items} now={first.now} />}
      {items.length > 0 && (
        <ListEnd list={accounts} more={words.more} end={words.end(items.length)} className="px-3 text-ink-3 md:px-5" />
      )}
    </div>
  );
}

/** Deposits that i'mport has and never told; nothing while there are none. */
function Untold() {
  const words = useAllMessages().virtualAccounts;
  const { data } = useQuery(trpc.virtualAccounts.untold.queryOptions(undefined, { refetchInterval: followMs }));
  if (data === undefined || data.items.length === 0) return null;
  const count = data.items.length;
  return (
    <Banner
      tone="bad"
      announce="status"
      title={data.hasMore ? words.untoldTitleAtLeast(count) : words.untoldTitle(count)}
      className="mx-3 md:mx-5"
    >
      <p>{words.untoldHelp}</p>
      <details>
        <summary className="cursor-pointer py-1 font-semibold text-ink">{words.untoldShow}</summary>
        <ul className="grid gap-1 pt-1">
          {data.items.map((payment) => (
            <li key={payment.impUid} className="flex flex-wrap gap-x-3">
              <Link to={accountPath(payment.impUid)} className="font-id text-accent hover:underline">
                {payment.merchantUid}
              </Link>
              <Money value={payment.amount} />
              <DateTime at={payment.statusAt} />
            </li>
          ))}
        </ul>
      </details>
    </Banner>
  );
}

/** How many are due when, and for how much; each leads to its rows. */
function Dues({
  search,
  counts,
  isPending,
}: {
  readonly search: AccountSearch;
  readonly counts: Board["counts"] | undefined;
  readonly isPending: boolean;
}) {
  const words = useAllMessages().virtualAccounts;
  const locale = useLocale();
  const missing = (width: string) => (isPending ? <Skeleton className={width} /> : <NoValue />);
  const shown = accountTabs.filter(
    (due) => due !== "none" || search.due === "none" || (counts?.find((each) => each.due === due)?.count ?? 0) > 0,
  );
  return (
    <nav
      aria-label={words.duesLabel}
      className="grid grid-cols-2 gap-2 px-3 sm:grid-cols-3 md:px-5 lg:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]"
    >
      {shown.map((due) => {
        const counted = counts?.find((each) => each.due === due);
        const isChosen = due === search.due;
        return (
          <Link
            key={due}
            to={accountBoardPath({ ...search, due })}
            preventScrollReset
            aria-current={isChosen ? "true" : undefined}
            className={classNames(
              "grid gap-0.5 rounded-md border px-3 py-2",
              isChosen ? "border-accent bg-accent-wash" : "border-line bg-surface hover:bg-sunk",
            )}
          >
            <span
              className={classNames(
                "text-small font-semibold",
                due === "overdue" && (counted?.count ?? 0) > 0 ? "text-bad" : isChosen ? "text-accent" : "text-ink-2",
              )}
            >
              {words.dues[due]}
            </span>
            <span className="min-h-[1lh] text-lead font-semibold tabular-nums">
              {counted === undefined ? missing("w-16") : words.count(counted.count)}
            </span>
            <span className="min-h-[1lh] text-small text-ink-2 tabular-nums">
              {counted === undefined ? missing("w-20") : formatMoney(money(counted.amount, "KRW"), locale)}
            </span>
          </Link>
        );
      })}
    </nav>
  );
}

function ModeChoice({ search }: { readonly search: AccountSearch }) {
  const words = useAllMessages().virtualAccounts;
  const navigate = useNavigate();
  return (
    <Select
      label={words.modeLabel}
      isLabelHidden
      className="w-52 max-w-full px-3 md:box-content md:px-5"
      value={search.mode}
      options={accountModes.map((mode) => ({ value: mode, label: words.modes[mode] }))}
      onChange={(mode) => void navigate(accountBoardPath({ ...search, mode }), { preventScrollReset: true })}
    />
  );
}

const rowCellClass = `${cellClass} py-1`;

function AccountTable({ items, now }: { readonly items: Board["items"]; readonly now: number }) {
  const words = useAllMessages().virtualAccounts;
  const locale = useLocale();
  const { columns } = words;
  return (
    <table aria-labelledby="virtual-accounts-title" className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={headerClass}>
            {columns.due}
          </th>
          <th scope="col" className={classNames(headerClass, "text-right")}>
            {columns.amount}
          </th>
          <th scope="col" className={headerClass}>
            {columns.order}
          </th>
          <th scope="col" className={classNames(headerClass, "max-md:hidden")}>
            {columns.account}
          </th>
          <th scope="col" className={classNames(headerClass, "max-lg:hidden")}>
            {columns.buyer}
          </th>
          <th scope="col" className={classNames(headerClass, "max-lg:hidden")}>
            {columns.pg}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ payment, dueAt, bank, number }) => (
          <tr key={payment.impUid} className="hover:bg-sunk">
            <td className={rowCellClass}>
              <span className="grid justify-items-start">
                <DateTime at={dueAt} />
                {dueAt !== null && dueAt < now && (
                  <span className="text-small font-semibold text-bad">{words.overdue}</span>
                )}
              </span>
            </td>
            <td className={classNames(rowCellClass, "text-right font-semibold")}>
              <Money value={payment.amount} />
            </td>
            <th scope="row" className={classNames(rowCellClass, "text-left font-normal")}>
              <span className="flex min-w-0 items-center gap-1.5">
                <Link
                  to={accountPath(payment.impUid)}
                  aria-label={words.open(payment.merchantUid)}
                  className="font-id min-w-0 text-accent wrap-anywhere hover:underline"
                >
                  {payment.merchantUid}
                </Link>
                {payment.isTestChannel && <TestTag />}
              </span>
            </th>
            <td className={classNames(rowCellClass, "whitespace-nowrap max-md:hidden")}>
              {number === null ? (
                <NoValue />
              ) : (
                <>
                  {bank !== null && <span className="text-ink-2">{nameOf(banks, bank, locale)} </span>}
                  <span className="font-id">{number}</span>
                </>
              )}
            </td>
            <td className={classNames(rowCellClass, "max-lg:hidden")}>{payment.buyerName ?? <NoValue />}</td>
            <td className={classNames(rowCellClass, "whitespace-nowrap text-ink-2 max-lg:hidden")}>
              {payment.pgProvider === null ? <NoValue /> : nameOf(pgProviders, payment.pgProvider, locale)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
