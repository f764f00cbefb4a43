import { couriers, formatMoney, inicisEscrowStates, nameOf, pgProviders, refusedInicisStates } from "@maru/domain";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { DateTime } from "../../components/date-time.tsx";
import { Face } from "../../components/face.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { ListFaces } from "../../components/list-faces.tsx";
import { Money } from "../../components/money.tsx";
import { PageTitle } from "../../components/page-title.tsx";
import { RowTabs } from "../../components/row-tabs.tsx";
import { innerCellClass, innerHeaderClass } from "../../components/table-classes.ts";
import { Banner } from "../../components/ui/banner.tsx";
import { buttonClass } from "../../components/ui/button-styles.ts";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";

const groups = ["overdue", "waiting", "shipped", "confirmed"] as const;
type Group = (typeof groups)[number];
type Order = RouterOutputs["escrow"]["list"]["items"][number];

const pageSize = 50;
const followMs = 30_000;
const titleId = "escrow-title";

/** Every escrow order by where its delivery stands, those that wait for too long first. */
export function Component() {
  const words = useAllMessages().escrow;
  const locale = useLocale();
  const mayRead = useMay("escrow:read");
  const mayWrite = useMay("escrow:write");
  const [parameters] = useSearchParams();
  const chosen = groups.find((each) => each === parameters.get("group"));
  const counts = useQuery(trpc.escrow.counts.queryOptions(undefined, { enabled: mayRead, refetchInterval: followMs }));
  // Without a word in the address, what waits for too long comes first where there is any.
  const group: Group = chosen ?? (counts.data?.groups.overdue.orders === 0 ? "waiting" : "overdue");
  const orders = useInfiniteQuery(
    trpc.escrow.list.infiniteQueryOptions(
      { group, limit: pageSize },
      {
        enabled: mayRead && (chosen !== undefined || counts.data !== undefined),
        refetchInterval: followMs,
        getNextPageParam: (page) => page.nextCursor ?? undefined,
      },
    ),
  );
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="escrow:read" />;

  const items = orders.data?.pages.flatMap((page) => page.items) ?? [];
  const counted = counts.data?.groups[group];
  const overdue = counts.data?.groups.overdue.orders ?? 0;
  return (
    <div className="grid gap-4 py-4">
      <div className="flex flex-wrap items-start gap-3 px-3 md:px-5">
        <PageTitle id={titleId} title={words.title} help={words.help} />
        {mayWrite && (
          <Link to="/escrow/invoices" className={buttonClass()}>
            {words.invoices}
          </Link>
        )}
      </div>
      {overdue > 0 && group !== "overdue" && (
        <Banner
          tone="bad"
          announce="status"
          title={words.overdueAlert(overdue)}
          className="mx-3 md:mx-5"
          action={
            <Link to="/escrow?group=overdue" className={buttonClass()}>
              {words.look}
            </Link>
          }
        />
      )}
      <Tabs chosen={group} counts={counts.data} />
      <div className="grid gap-0.5 px-3 md:px-5">
        <p className="max-w-[880px] text-ink-2">{words.groupHelp[group]}</p>
        <p className="text-small text-ink-3">
          {counts.data !== undefined && words.window(counts.data.boardDays)}{" "}
          {counted !== undefined && (
            <span className="tabular-nums">
              {words.total(counted.orders, formatMoney({ amount: counted.amount, currency: "KRW" }, locale))}
            </span>
          )}
        </p>
      </div>
      <ListFaces list={orders} isInside isEmpty={items.length === 0}>
        <Face title={words.emptyTitle}>
          <p>{words.emptyHelp}</p>
        </Face>
      </ListFaces>
      {items.length > 0 && (
        <div className="grid min-w-0 gap-2 px-3 md:px-5">
          <OrderTable orders={items} group={group} mayWrite={mayWrite} />
          <ListEnd list={orders} more={words.more} />
        </div>
      )}
    </div>
  );
}

function Tabs({
  chosen,
  counts,
}: {
  readonly chosen: Group;
  readonly counts: RouterOutputs["escrow"]["counts"] | undefined;
}) {
  const words = useAllMessages().escrow;
  return (
    <div className="min-w-0 px-3 md:px-5">
      <RowTabs
        label={words.groupsLabel}
        tabs={groups.map((group) => ({
          to: `/escrow?group=${group}`,
          name: words.groups[group],
          isChosen: group === chosen,
          isLate: group === "overdue" && (counts?.groups.overdue.orders ?? 0) > 0,
          count: counts?.groups[group].orders,
        }))}
      />
    </div>
  );
}

const cellClass = `${innerCellClass} py-1.5 align-top`;

interface OrderTableProps {
  readonly orders: readonly Order[];
  readonly group: Group;
  readonly mayWrite: boolean;
}

function OrderTable({ orders, group, mayWrite }: OrderTableProps) {
  const words = useAllMessages().escrow;
  const locale = useLocale();
  const { columns } = words;
  const isWaiting = group === "waiting" || group === "overdue";
  return (
    <table aria-labelledby={titleId} className="w-full border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={innerHeaderClass}>
            {columns.order}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.buyer}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-md:hidden")}>
            {columns.pg}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "text-right")}>
            {columns.amount}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-sm:hidden")}>
            {columns.paidAt}
          </th>
          {isWaiting ? (
            <th scope="col" className={classNames(innerHeaderClass, "text-right max-sm:hidden")}>
              {columns.waiting}
            </th>
          ) : (
            <>
              <th scope="col" className={classNames(innerHeaderClass, "max-sm:hidden")}>
                {columns.invoice}
              </th>
              <th scope="col" className={innerHeaderClass}>
                {columns.confirmsOn}
              </th>
            </>
          )}
          <th scope="col" className={innerHeaderClass}>
            <span className="sr-only">{columns.action}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <tr key={order.impUid} className="hover:bg-sunk">
            <th scope="row" className={classNames(cellClass, "min-w-0 text-left font-normal")}>
              <Link to={deliveryPath(order.impUid)} className="block wrap-anywhere text-accent hover:underline">
                {order.orderName ?? order.merchantUid}
              </Link>
              <span className="block font-id text-small wrap-anywhere text-ink-3">{order.merchantUid}</span>
              <span className="block text-small text-ink-3 sm:hidden">
                {isWaiting ? words.days(order.daysWaiting) : invoiceOf(order, locale)}
              </span>
            </th>
            <td className={classNames(cellClass, "text-ink-2 max-md:hidden")}>{order.buyerName ?? "–"}</td>
            <td className={classNames(cellClass, "text-ink-2 max-md:hidden")}>
              {order.pgProvider === null ? "–" : nameOf(pgProviders, order.pgProvider, locale)}
            </td>
            <td className={classNames(cellClass, "text-right font-semibold whitespace-nowrap")}>
              <Money value={{ amount: order.amount, currency: order.currency }} />
            </td>
            <td className={classNames(cellClass, "text-ink-2 max-sm:hidden")}>
              <DateTime at={order.paidAt} />
            </td>
            {isWaiting ? (
              <td className={classNames(cellClass, "text-right whitespace-nowrap tabular-nums max-sm:hidden")}>
                {words.days(order.daysWaiting)}
              </td>
            ) : (
              <>
                <td className={classNames(cellClass, "font-id wrap-anywhere max-sm:hidden")}>
                  {invoiceOf(order, locale)}
                </td>
                <td className={classNames(cellClass, "tabular-nums")}>
                  <span className="whitespace-nowrap">{order.confirmsOn ?? "–"}</span>
                  {order.toldCode !== null && (
                    <span
                      className={classNames(
                        "block text-small",
                        refusedInicisStates.includes(order.toldCode) ? "font-semibold text-bad" : "text-ink-2",
                      )}
                    >
                      {nameOf(inicisEscrowStates, order.toldCode, locale)}
                    </span>
                  )}
                </td>
              </>
            )}
            <td className={classNames(cellClass, "pr-0 text-right whitespace-nowrap")}>
              <Action order={order} isWaiting={isWaiting} mayWrite={mayWrite} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Action({
  order,
  isWaiting,
  mayWrite,
}: {
  readonly order: Order;
  readonly isWaiting: boolean;
  readonly mayWrite: boolean;
}) {
  const words = useAllMessages().escrow;
  if (isWaiting && order.support === "no") return <span className="text-small text-ink-3">{words.atPg}</span>;
  const isToRegister = isWaiting && mayWrite;
  return (
    <Link
      to={deliveryPath(order.impUid)}
      aria-label={isToRegister ? words.registerOf(order.merchantUid) : words.lookAt(order.merchantUid)}
      className={buttonClass({ variant: isToRegister ? "secondary" : "quiet" })}
    >
      {isToRegister ? words.register : words.look}
    </Link>
  );
}

function deliveryPath(impUid: string): string {
  return `/payments/${encodeURIComponent(impUid)}/delivery`;
}

function invoiceOf({ courier, invoice }: Order, locale: "ko" | "en"): string {
  return courier === null || invoice === null ? "–" : `${nameOf(couriers, courier, locale)} ${invoice}`;
}
