import { type PaymentListItem, readColumns, toKstDate } from "@maru/domain";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  lazy,
  type MouseEvent,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { type LoaderFunctionArgs, Navigate, useLocation, useNavigate, useNavigationType } from "react-router";
import { DataTable, type DataTableHandle, type TablePlace } from "../../components/data-table/data-table.tsx";
import { tableRowHeights } from "../../components/data-table/row-heights.ts";

import { phoneQuery, useMediaQuery } from "../../components/use-media-query.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { HeaderContent } from "../../lib/header-slot.tsx";
import { useLocale, useMessages } from "../../lib/i18n.tsx";
import { forgetChangedPayments, useChangedPayments } from "../../lib/live.ts";
import { currentPreferences, usePreferences } from "../../lib/preferences.ts";
import { queryClient } from "../../lib/trpc.ts";
import { ChangesNotice } from "./changes-notice.tsx";
import { DateRangeButton } from "./date-range-button.tsx";
import { ListContext, RowFactsContext } from "./list-context.ts";
import { ListFooter } from "./list-footer.tsx";
import { recallPlace, rememberPlace } from "./list-places.ts";
import { isOrderHead } from "./order-head.ts";
import type { FromList } from "./payment-cells.tsx";
import { paymentColumns, phoneColumns } from "./payment-columns.tsx";
import { PaymentFilters } from "./payment-filters.tsx";
import { FailedReading, NoRows } from "./payment-list-face.tsx";
import { countOfSearch, paymentCounts, paymentCountsByStatus, paymentRows } from "./payment-list-query.ts";
import {
  orderPath,
  paymentPath,
  paymentsPath,
  readPaymentSearch,
  refundPath,
  sharedPath,
  toRowQuery,
  withText,
} from "./payment-search.ts";
import { PaymentSearchBox } from "./payment-search-box.tsx";
import { PaymentStatusTabs } from "./payment-status-tabs.tsx";
import { PaymentTotals } from "./payment-totals.tsx";
import { selectionId, startSelecting, stopSelecting, useSelection } from "./selected-payments.ts";
import { useArrival } from "./use-arrival.ts";
import { loadCustomColumns, useCustomColumns } from "./use-custom-columns.ts";
import { useListShortcuts } from "./use-list-shortcuts.ts";
import { usePaymentSearch } from "./use-payment-search.ts";
import { usePreview } from "./use-preview.ts";
import { useRest } from "./use-rest.ts";
import { type RowPages, useRowFacts } from "./use-row-facts.ts";
import { useTextMatches } from "./use-text-matches.ts";
import { useVisited } from "./visits.ts";

const PaymentPreview = lazy(() => import("./payment-preview.tsx"));
const ListTools = lazy(() => import("./list-tools.tsx"));
const ColumnResizer = lazy(() => import("./column-resizer.tsx"));

const phoneRowHeight = 64;
const elementIds = {
  heading: "payments-heading",
  search: "payments-search",
  range: "payments-range",
  filters: "payments-filters",
  select: "payments-select",
};

/** The payments list. The URL says what is looked for, and everything here follows it. */
export function PaymentsPage() {
  const leadsTo = useArrival();
  return leadsTo === undefined ? <PaymentsList /> : <Navigate to={leadsTo} replace />;
}

function PaymentsList() {
  const words = useMessages().payments;
  const locale = useLocale();
  useDocumentTitle(words.title);
  const [search, show] = usePaymentSearch();
  const location = useLocation();
  const navigate = useNavigate();
  const isReturning = useNavigationType() === "POP";
  const isPhone = useMediaQuery(phoneQuery);
  const { density } = usePreferences();
  const table = useRef<DataTableHandle>(null);
  const today = toKstDate(Date.now() / 1000);

  // Coming back shows the rows one left, at the place one left; anything new is announced instead of moved in.
  const list = useInfiniteQuery({ ...paymentRows(search), refetchOnMount: !isReturning });
  const pages = list.data?.pages ?? noPages;
  const items = useMemo(() => rowsOf(pages), [pages]);
  const hasRows = list.isSuccess && !list.isPlaceholderData;
  // A broad text is counted for seconds over a million payments, and is typed on from within a moment.
  const isCounted = useRest(search.text) && hasRows;
  const byStatus = useQuery({ ...paymentCountsByStatus(search), enabled: isCounted });
  const totals = useQuery({ ...paymentCounts(search), enabled: isCounted });
  const count = countOfSearch(search, byStatus.isPlaceholderData ? undefined : byStatus.data);

  const placed = useMemo(
    () => (search.columns === undefined || isPhone ? undefined : readColumns(search.columns)),
    [search.columns, isPhone],
  );
  const isGrouped = search.isGrouped === true;
  const custom = useCustomColumns(placed !== undefined || isGrouped);
  const ownColumns = useMemo(() => {
    // Nothing is drawn that would move once the chosen columns are there.
    if (custom === undefined && (placed !== undefined || isGrouped)) return [];
    const drawn =
      placed === undefined || custom === undefined
        ? (isPhone ? phoneColumns : paymentColumns)(words, search.basis, locale)
        : custom.customColumns(placed, { list: words, more: custom.more }, search.basis, locale);
    return isGrouped ? (custom?.groupedColumns(drawn, custom.more.order, locale) ?? []) : drawn;
  }, [placed, custom, isGrouped, isPhone, words, search.basis, locale]);
  const selecting = useSelection().parts;
  const columns = useMemo(
    () =>
      selecting === undefined || ownColumns.length === 0
        ? ownColumns
        : selecting.withSelection(ownColumns, placed !== undefined),
    [selecting, ownColumns, placed],
  );
  const { attempts, facts } = useRowFacts(
    search,
    { pages: (isGrouped ? hasRows : isCounted) ? pages : noPages, readAt: list.dataUpdatedAt },
    placed !== undefined && custom?.needsFacts(placed) === true,
  );
  const rows = useMemo(
    () => (isGrouped ? attempts && custom?.groupRows(items, attempts) : items),
    [isGrouped, attempts, custom, items],
  );
  const changed = useChangedPayments();
  const visited = useVisited(list.data !== undefined);
  // Rows on screen are marked for the search that found them, until the rows of the next one are there.
  const [found, setFound] = useState(search);
  if (found !== search && !list.isPlaceholderData) setFound(search);
  const matches = useTextMatches(found.text);
  const origin = useRef(search);
  useLayoutEffect(() => {
    origin.current = search;
  }, [search]);
  const goTo = useCallback(
    (path: string) => void navigate(path, { state: { fromList: paymentsPath(origin.current) } satisfies FromList }),
    [navigate],
  );
  const follow = useCallback(
    (event: MouseEvent, to: string) => {
      if (event.button !== 0 || isForBrowser(event)) return;
      event.preventDefault();
      goTo(to);
    },
    [goTo],
  );
  const year = today.slice(0, 4);
  const context = useMemo(
    () => ({ matches, basis: found.basis, year, changed, visited, follow }),
    [matches, found.basis, year, changed, visited, follow],
  );
  const rowFacts = useMemo(() => ({ attempts, facts }), [attempts, facts]);

  // Rows that have just been read from the first one on already show whatever changed before.
  const isReadAnew = hasRows && list.data.pages.length === 1;
  useEffect(() => {
    if (isReadAnew && list.dataUpdatedAt > 0) forgetChangedPayments();
  }, [isReadAnew, list.dataUpdatedAt]);

  // Other columns and the preview leave one where one is; only other rows begin at the top.
  const rowsAsked = paymentsPath(toRowQuery(search));
  const placedFor = useRef<{ readonly key: string; readonly rows: string }>(undefined);
  useLayoutEffect(() => {
    const last = placedFor.current;
    if (list.isPlaceholderData || list.isPending || last?.key === location.key) return;
    placedFor.current = { key: location.key, rows: rowsAsked };
    const place = isReturning ? recallPlace(location.key) : undefined;
    if (place !== undefined) table.current?.goTo(place);
    else if (last?.rows === rowsAsked) rememberPlace(location.key, recallPlace(last.key) ?? topOfList);
    else if (last !== undefined) table.current?.goTo(topOfList);
  });
  const onPlace = useCallback((place: TablePlace) => rememberPlace(location.key, place), [location.key]);

  const { fetchNextPage, hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData } = list;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError && !isPlaceholderData) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, isPlaceholderData, fetchNextPage]);

  const openExact = async (text: string) => {
    const exact = await import("./exact-payment.ts").then(({ findExact }) => findExact(search, text));
    if (exact === undefined) table.current?.moveFocus(1);
    else goTo("impUid" in exact ? paymentPath(exact.impUid) : orderPath(exact.merchantUid));
  };
  const previewed = useMemo(() => rows?.filter((row) => !isOrderHead(row)) ?? [], [rows]);
  const preview = usePreview(search, previewed, table);
  const focused = () => rows?.find((row) => row.impUid === table.current?.focusedId());
  useListShortcuts({
    elementIds,
    table,
    preview,
    focused,
    sharedPath: () => sharedPath(search, preview.impUid ?? null),
    onSelect: (row, isRange) =>
      void startSelecting(locale)
        .then((parts) => parts.toggleByKey(rows ?? [], row, isRange, locale))
        .catch(() => undefined),
    onRefund: (impUid) =>
      void navigate(refundPath(impUid), { state: { fromList: paymentsPath(search), isOpenedHere: true } }),
    onOrder: (merchantUid, purpose) => goTo(orderPath(merchantUid, purpose)),
  });

  const onSort = useCallback((sort: string) => show({ ...search, sort: sortOf(sort) }), [search, show]);
  const isResizable = list.data !== undefined && !isPhone;
  const headerEnd = useCallback(
    (columnId: string) =>
      isResizable &&
      columnId !== selectionId && (
        <Suspense>
          <ColumnResizer columnId={columnId} search={search} show={show} />
        </Suspense>
      ),
    [isResizable, search, show],
  );
  const endedCount = list.hasNextPage ? undefined : rows?.length;
  const retry = () => void list.refetch();
  const face =
    list.isError && list.data === undefined ? (
      <FailedReading title={words.faces.failedTitle} error={list.error} onRetry={retry} />
    ) : hasRows && items.length === 0 ? (
      <NoRows search={search} />
    ) : undefined;

  return (
    <ListContext value={context}>
      <HeaderContent>
        <PaymentSearchBox
          id={elementIds.search}
          search={search}
          // The next key may come at once, and adds to what this says.
          onSearch={(next) => show(next, "push", "at-once")}
          onText={(text) => show(withText(search, text), search.text === undefined ? "push" : "replace")}
          onEnter={(text) => void openExact(text).catch(() => table.current?.moveFocus(1))}
          onArrowDown={() => table.current?.moveFocus(1)}
        />
      </HeaderContent>
      <div
        className="group/list relative flex h-full min-h-[420px] flex-col"
        data-compact={density === "compact" || undefined}
      >
        <div className="flex flex-wrap items-end gap-x-3 gap-y-2 max-[720px]:gap-x-2 px-5 pt-4 group-data-compact/list:pt-1 max-[720px]:px-4 max-[720px]:pt-3">
          <h1 id={elementIds.heading} tabIndex={-1} className="text-title font-bold tracking-[-.02em]">
            {words.title}
          </h1>
          <DateRangeButton id={elementIds.range} search={search} onChange={show} today={today} />
          <PaymentFilters
            id={elementIds.filters}
            search={search}
            onChange={show}
            currencies={totals.data?.totals.map(({ currency }) => currency) ?? []}
          />
          <PaymentTotals
            search={search}
            counts={totals.data}
            isStale={totals.isPlaceholderData || !hasRows}
            isFailed={totals.isError}
          />
        </div>
        <div className="flex items-end gap-4 border-b border-line px-5 pt-3 group-data-compact/list:pt-0.5 max-[720px]:px-1.5 max-[720px]:pt-2">
          <PaymentStatusTabs search={search} counts={byStatus.data} isStale={byStatus.isPlaceholderData || !hasRows} />
          <ChangesNotice search={search} isRefetching={list.isRefetching} isFailed={list.isRefetchError} />
          {list.data !== undefined && (
            <Suspense>
              <ListTools search={search} show={show} selectId={elementIds.select} />
            </Suspense>
          )}
        </div>
        <RowFactsContext value={rowFacts}>
          <DataTable
            handle={table}
            labelledBy={elementIds.heading}
            columns={columns}
            items={rows ?? []}
            itemId={itemId}
            rowHeight={isPhone ? phoneRowHeight : tableRowHeights[density]}
            rowCount={isGrouped ? endedCount : (count ?? endedCount)}
            sort={search.sort}
            onSort={onSort}
            onOpen={(row, event) => {
              const path = isOrderHead(row) ? orderPath(row.merchantUid) : paymentPath(row.impUid);
              if (isNewTab(event)) window.open(path, "_blank", "noreferrer");
              else if (isPhone || isOrderHead(row)) goTo(path);
              else preview.open(row.impUid);
            }}
            isOverflowing={(row) => isOrderHead(row) || (placed === undefined && row.status === "failed")}
            headerEnd={headerEnd}
            onNearEnd={onNearEnd}
            onPlace={onPlace}
            isLoading={list.isPending || columns.length === 0 || rows === undefined}
            isRefreshing={list.isPlaceholderData || (list.isRefetching && !list.isFetchingNextPage)}
            face={face}
            footer={<ListFooter list={list} shown={items.length} />}
          />
        </RowFactsContext>
        {selecting !== undefined && (
          <selecting.SelectionBar
            onStop={() => {
              stopSelecting();
              document.getElementById(elementIds.select)?.focus();
            }}
          />
        )}
        {preview.impUid !== undefined && (
          <Suspense>
            <PaymentPreview impUid={preview.impUid} preview={preview} from={paymentsPath(search)} />
          </Suspense>
        )}
        <p role="status" className="sr-only">
          {hasRows && items.length === 0 && words.result.none}
          {hasRows && items.length > 0 && count !== undefined && words.result.count(count)}
        </p>
      </div>
    </ListContext>
  );
}

export { PaymentsPage as Component };

/** Asks for the rows while the frame is still finding out who is signed in. Later searches are the page's own work. */
export async function loader({ request }: LoaderFunctionArgs): Promise<null> {
  const search = readPaymentSearch(new URL(request.url).searchParams);
  void queryClient.prefetchInfiniteQuery(paymentRows(search));
  if (search.columns !== undefined) await loadCustomColumns(currentPreferences().language).catch(() => undefined);
  return null;
}

export function shouldRevalidate(): boolean {
  return false;
}

const noPages: RowPages = [];
const topOfList: TablePlace = { offset: 0, focusedId: null };

/** A payment that changed while its list was paged through is in it once, where it stood first. */
function rowsOf(pages: RowPages): PaymentListItem[] {
  const rows = new Map<string, PaymentListItem>();
  for (const { items } of pages) {
    for (const item of items) if (!rows.has(item.impUid)) rows.set(item.impUid, item);
  }
  return [...rows.values()];
}

function itemId({ impUid }: { readonly impUid: string }): string {
  return impUid;
}

function sortOf(text: string): "-time" | "time" | "-amount" | "amount" {
  return text === "time" || text === "-amount" || text === "amount" ? text : "-time";
}

function isNewTab(event: MouseEvent): boolean {
  return event.metaKey || event.ctrlKey;
}

/** Whether a click on a link means a tab, a window or a file of its own. */
function isForBrowser(event: MouseEvent): boolean {
  return isNewTab(event) || event.shiftKey || event.altKey;
}
