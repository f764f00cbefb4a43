import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type MouseEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { whenIdle } from "../../lib/when-idle.ts";
import type { TermName } from "../glossary/use-glossary.ts";
import { SortHeader } from "./sort-header.tsx";

/** How a column is laid out and what it can be sorted by. */
export interface ColumnLook {
  /** Classes of the header and of every cell: width, alignment, the container width from which it is shown. */
  readonly className?: string;
  /** The header's word in the glossary; its help is one hover, focus or tap away. */
  readonly term?: TermName;
  /** What the header's buttons sort by; most columns have one, a phone's second column has two. */
  readonly sorts?: readonly ColumnSort[];
  /** A width of its own in CSS pixels, instead of what the classes say. */
  readonly width?: number;
  /** Takes the room that other columns leave; it is never narrower than its width. */
  readonly isFlexible?: boolean;
  /** Header and cells are set against the end: money stands in columns. */
  readonly isAtEnd?: boolean;
}

export interface ColumnSort {
  readonly label: string;
  readonly ascending: string;
  readonly descending: string;
}

export interface DataColumn<Item extends object> {
  readonly id: string;
  readonly header: ReactNode;
  /** Draws the column's cell of an item; `items` reads all that are loaded at the time it is called. */
  readonly cell: (item: Item, items: () => readonly Item[]) => ReactNode;
  readonly look?: ColumnLook;
}

/** Where somebody is in a table: how far down in pixels, and on which row. */
export interface TablePlace {
  readonly offset: number;
  readonly focusedId: string | null;
}

/** What a page may ask of its table: keyboard shortcuts and coming back from another page act through it. */
export interface DataTableHandle {
  /** Moves focus to the row `step` rows away from the focused one, or to the first. */
  moveFocus(step: number): void;
  /** The row that has the keyboard's focus. */
  focusedId(): string | null;
  /** Leads back to a place: scrolls there, and focuses its row if there is one. */
  goTo(place: TablePlace): void;
  /** Marks a row as the one in question and brings it into view; the keyboard stays where it is. */
  mark(id: string): void;
  /** Moves the keyboard to a row, if it is loaded. */
  focus(id: string): void;
}

export interface DataTableProps<Item extends object> {
  readonly handle?: React.Ref<DataTableHandle>;
  /** Id of the heading that names the table. */
  readonly labelledBy: string;
  /** A stable list: a new one draws every row again. */
  readonly columns: readonly DataColumn<Item>[];
  readonly items: readonly Item[];
  readonly itemId: (item: Item) => string;
  readonly rowHeight: number;
  /** How many rows there are in all, shown or not; undefined while nobody knows. */
  readonly rowCount: number | undefined;
  readonly sort?: string | undefined;
  readonly onSort?: ((sort: string) => void) | undefined;
  /** Follows a click on a row outside its links and buttons. */
  readonly onOpen?: (item: Item, event: MouseEvent) => void;
  /** Called when the last loaded rows come near. */
  readonly onNearEnd?: () => void;
  /** The row's text may run over its cells' edges: the columns that let it say so in their looks. */
  readonly isOverflowing?: ((item: Item) => boolean) | undefined;
  /** First load: rows are drawn as placeholders of the final size. */
  readonly isLoading?: boolean;
  /** The rows shown belong to an earlier question or are being read again. */
  readonly isRefreshing?: boolean;
  /** Stands where the rows would be: empty, nothing matches, failed. */
  readonly face?: ReactNode;
  /** Follows the last row: loading more, the end. */
  readonly footer?: ReactNode;
  /** Called as somebody scrolls or moves between rows. */
  readonly onPlace?: (place: TablePlace) => void;
  /** Drawn at the end of a column's header, such as a handle that sets its width. */
  readonly headerEnd?: ((columnId: string) => ReactNode) | undefined;
}

/** Of the header row, as `h-8` and compact `h-7` draw it. */
const headerHeights = { comfortable: 32, compact: 28 };
/** Rows that are drawn beyond either edge of what is on screen. */
const overscan = { first: 1, rested: 10 };
const mostPlaceholders = 40;

/**
 * A list of any length in a native table: only the rows near the viewport are in the document, and assistive technology
 * still hears how many there are and where it is. Knows nothing of what it shows, sorts nothing and pages nothing.
 */
export function DataTable<Item extends object>(props: DataTableProps<Item>) {
  const { items, itemId, rowHeight, columns, isLoading = false, isRefreshing = false, face, onNearEnd } = props;
  const isCompact = rowHeight < 28;
  const headerHeight = isCompact ? headerHeights.compact : headerHeights.comfortable;
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const awaitingFocus = useRef<string | null>(null);

  const latestItems = useRef(items);
  useLayoutEffect(() => {
    latestItems.current = items;
  }, [items]);
  const readItems = useCallback(() => latestItems.current, []);

  const indexOf = (id: string) => items.findIndex((item) => itemId(item) === id);
  const focusedIndex = focusedId === null ? -1 : indexOf(focusedId);
  // The focused row stays in the document however far one scrolls, or the keyboard would lose its place.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (focusedIndex < 0 || focusedIndex >= range.count || indexes.includes(focusedIndex)) return indexes;
      return [...indexes, focusedIndex].sort((left, right) => left - right);
    },
    [focusedIndex],
  );
  // The first rows are those on screen; the ones around them follow when there is time, well before anybody scrolls.
  const [isRested, setRested] = useState(false);
  const hasItems = items.length > 0;
  useEffect(() => (hasItems ? whenIdle(() => setRested(true)) : undefined), [hasItems]);
  // For a new function every row that is loaded would be measured again, on every frame.
  const getItemKey = useCallback((index: number) => keyOf(items[index], itemId) ?? index, [items, itemId]);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: isRested ? overscan.rested : overscan.first,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    rangeExtractor,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured again when the density changes
  useEffect(() => virtualizer.measure(), [rowHeight]);

  const visible = virtualizer.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? -1;
  const isNearEnd = items.length > 0 && lastVisible >= items.length - 30;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
  }, [isNearEnd, onNearEnd]);

  const focusRow = (id: string, scrolls: boolean) => {
    const index = indexOf(id);
    if (index < 0) return;
    awaitingFocus.current = id;
    setFocusedId(id);
    if (scrolls) virtualizer.scrollToIndex(index, { align: "auto" });
    focusAwaited();
  };
  const focusAwaited = () => {
    const id = awaitingFocus.current;
    if (id === null) return;
    const row = scroller.current?.querySelector(`tr[data-id="${CSS.escape(id)}"]`);
    const link = row?.querySelector<HTMLElement>("a[href]");
    if (link == null) return;
    awaitingFocus.current = null;
    link.focus({ preventScroll: true });
  };
  useEffect(focusAwaited);

  useImperativeHandle(props.handle, () => ({
    moveFocus: (step) => {
      const focused = idOfFocusedRow();
      const from = focused === null ? -1 : indexOf(focused);
      const target = items[Math.min(Math.max(from + (from < 0 ? Math.max(step, 1) : step), 0), items.length - 1)];
      if (target !== undefined) focusRow(itemId(target), true);
    },
    focusedId: idOfFocusedRow,
    goTo: (place) => {
      virtualizer.scrollToOffset(place.offset);
      if (place.focusedId === null) setFocusedId(idOfFocusedRow());
      else focusRow(place.focusedId, false);
    },
    mark: (id) => {
      const index = indexOf(id);
      if (index < 0) return;
      setFocusedId(id);
      virtualizer.scrollToIndex(index, { align: "auto" });
    },
    focus: (id) => focusRow(id, true),
  }));

  const open = (event: MouseEvent<HTMLElement>) => {
    const { target } = event;
    if (props.onOpen === undefined || event.defaultPrevented || !(target instanceof Element)) return;
    if (target.closest("a, button, input, label") !== null || window.getSelection()?.isCollapsed === false) return;
    const id = target.closest<HTMLElement>("tr[data-id]")?.dataset.id;
    const item = id === undefined ? undefined : items[indexOf(id)];
    if (item !== undefined) props.onOpen(item, event);
  };

  const { onPlace } = props;
  const reportPlace = (id: string | null) => onPlace?.({ offset: scroller.current?.scrollTop ?? 0, focusedId: id });

  const hasRows = !isLoading && face === undefined;
  let drawnUpTo = headerHeight;

  const looks = columns.map(({ look }) => look);
  const isMeasured = looks.some((look) => look?.width !== undefined);
  const widthOfAll = looks.reduce((sum, look) => sum + (look?.width ?? 0), 0);
  const tableStyle = {
    minWidth: widthOfAll,
    ...(looks.some((look) => look?.isFlexible) ? {} : { width: widthOfAll }),
  };

  return (
    <div
      ref={scroller}
      onScroll={() => reportPlace(focusedId)}
      data-compact={isCompact || undefined}
      // Cells fit themselves to the table's room by its name; columns with widths of their own leave nothing to fit.
      className={`group/table min-h-0 flex-1 overflow-auto overscroll-contain [overflow-anchor:none] ${isMeasured ? "" : "@container/table"}`}
    >
      <table
        aria-labelledby={props.labelledBy}
        aria-rowcount={hasRows ? (props.rowCount === undefined ? -1 : props.rowCount + 1) : undefined}
        aria-busy={isLoading || isRefreshing}
        className="w-full table-fixed border-separate border-spacing-0"
        style={isMeasured ? tableStyle : undefined}
      >
        <TableHead columns={columns} sort={props.sort} onSort={props.onSort} headerEnd={props.headerEnd} />
        {isLoading && face === undefined && <PlaceholderRows columns={columns} rowHeight={rowHeight} />}
        {hasRows && (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard opens a row by the link in it
          <tbody
            onClick={open}
            onFocus={(event) => {
              const id = event.target.closest("tr")?.dataset.id ?? null;
              setFocusedId(id);
              reportPlace(id);
            }}
          >
            {/* One flat list: inside nested ones a row would be made anew, and lose focus, whenever its place changes. */}
            {visible.flatMap((item) => {
              const row = items[item.index];
              if (row === undefined) return [];
              const id = itemId(row);
              const gap = item.start - drawnUpTo;
              drawnUpTo = item.end;
              const drawn = (
                <DataRow
                  key={id}
                  id={id}
                  item={row}
                  items={readItems}
                  index={item.index}
                  height={rowHeight}
                  isFocused={id === focusedId}
                  isOverflowing={props.isOverflowing?.(row) ?? false}
                  columns={columns}
                  isOpening={props.onOpen !== undefined}
                />
              );
              return gap > 0 ? [<Gap key={`gap-${item.index}`} height={gap} />, drawn] : [drawn];
            })}
            <Gap height={headerHeight + virtualizer.getTotalSize() - drawnUpTo} />
          </tbody>
        )}
      </table>
      {face}
      {hasRows && props.footer}
    </div>
  );
}

/** The row the keyboard is on, as the document knows it: new rows may come in under it. */
function idOfFocusedRow(): string | null {
  return document.activeElement?.closest<HTMLElement>("tr[data-id]")?.dataset.id ?? null;
}

/**
 * Keeps the scroll height of rows that are not in the document. One cell is enough: spanning columns that are hidden on a
 * narrow screen would bring new ones into being.
 */
function Gap({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height, padding: 0 }} />
    </tr>
  );
}

function keyOf<Item>(item: Item | undefined, itemId: (item: Item) => string): string | undefined {
  return item === undefined ? undefined : itemId(item);
}

type TableHeadProps<Item extends object> = Pick<DataTableProps<Item>, "columns" | "sort" | "onSort" | "headerEnd">;

function TableHeadUnmemoised<Item extends object>({ columns, sort, onSort, headerEnd }: TableHeadProps<Item>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map(({ id, header, look }) => (
          <SortHeader key={id} look={look} sort={sort} onSort={onSort} end={headerEnd?.(id)}>
            {header}
          </SortHeader>
        ))}
      </tr>
    </thead>
  );
}

/** Scrolling draws rows, and leaves the headers as they are. */
const TableHead = memo(TableHeadUnmemoised) as typeof TableHeadUnmemoised;

interface PlaceholderRowsProps<Item extends object> {
  readonly columns: readonly DataColumn<Item>[];
  readonly rowHeight: number;
}

/** As many as the window has room for. */
function PlaceholderRows<Item extends object>({ columns, rowHeight }: PlaceholderRowsProps<Item>) {
  const count = Math.min(mostPlaceholders, Math.ceil(window.innerHeight / rowHeight));
  return (
    <tbody aria-hidden>
      {Array.from({ length: count }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <tr key={row}>
          {columns.map(({ id, look }, column) => (
            <td key={id} style={{ height: rowHeight }} className={`px-2.5 ${cellClass(look)}`}>
              <span
                className="inline-block h-3 max-w-full rounded-sm bg-sunk align-middle"
                style={{ width: `${45 + ((row * 37 + column * 53) % 45)}%` }}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

const cellClass = (look: ColumnLook | undefined) =>
  `border-b border-line first:pl-5 last:pr-5 max-[720px]:first:pl-4 max-[720px]:last:pr-4 ${look?.className ?? ""}`;

interface DataRowProps<Item extends object> {
  readonly id: string;
  readonly item: Item;
  readonly items: () => readonly Item[];
  readonly index: number;
  readonly height: number;
  readonly isFocused: boolean;
  readonly isOverflowing: boolean;
  /** The cells are the columns' work: a new list of columns draws the row again. */
  readonly columns: readonly DataColumn<Item>[];
  /** A click on it opens it. */
  readonly isOpening: boolean;
}

function DataRowUnmemoised<Item extends object>(props: DataRowProps<Item>) {
  const { id, item, items, index, height, isFocused, isOverflowing, columns, isOpening } = props;
  const style = { height };
  return (
    <tr
      data-id={id}
      aria-rowindex={index + 2}
      data-focused={isFocused || undefined}
      data-overflowing={isOverflowing || undefined}
      className={`group/row data-focused:bg-accent-wash hover:bg-sunk data-focused:hover:bg-accent-wash ${isOpening ? "cursor-pointer" : ""}`}
    >
      {/* Clipped, not hidden: what is hidden could be scrolled to, and the browser keeps a scroll area for every cell. */}
      {columns.map((column) => (
        <td
          key={column.id}
          style={style}
          className={`overflow-clip text-ellipsis whitespace-nowrap px-2.5 py-0 ${cellClass(column.look)} ${column.look?.isAtEnd ? "text-right" : ""}`}
        >
          {column.cell(item, items)}
        </td>
      ))}
    </tr>
  );
}

/** A row is drawn again only when something of its own has changed, however many come in around it. */
const DataRow = memo(DataRowUnmemoised) as typeof DataRowUnmemoised;
