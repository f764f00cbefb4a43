import { type ColumnDef, type Row, tableFeatures, useTable } from "@tanstack/react-table";
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import {
  type MouseEvent,
  memo,
  type ReactNode,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
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

// Type-only slot of TanStack Table: it says what `meta` of a column is and holds nothing at run time.
export const dataTableFeatures = tableFeatures({ columnMeta: {} as ColumnLook });

export type DataColumn<Item extends object> = ColumnDef<typeof dataTableFeatures, Item, unknown>;

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
  /** A stable list: a new one rebuilds the table. */
  readonly columns: readonly DataColumn<Item>[];
  readonly items: readonly Item[];
  readonly itemId: (item: Item) => string;
  readonly rowHeight: number;
  /** How many rows there are in all, shown or not; undefined while nobody knows. */
  readonly rowCount: number | undefined;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
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
const placeholderRows = Array.from({ length: 40 }, (_, index) => index);

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

  const table = useTable({ features: dataTableFeatures, columns, data: items, getRowId: itemId });
  const rows = table.getRowModel().rows;

  const focusedIndex = focusedId === null ? -1 : rows.findIndex((row) => row.id === focusedId);
  // The focused row stays in the document however far one scrolls, or the keyboard would lose its place.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (focusedIndex < 0 || focusedIndex >= range.count || indexes.includes(focusedIndex)) return indexes;
      return [...indexes, focusedIndex].sort((left, right) => left - right);
    },
    [focusedIndex],
  );
  // For a new function every row that is loaded would be measured again, on every frame.
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: 10,
    scrollMargin: headerHeight,
    scrollPaddingStart: headerHeight,
    rangeExtractor,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sizes are measured again when the density changes
  useEffect(() => virtualizer.measure(), [rowHeight]);

  const visible = virtualizer.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? -1;
  const isNearEnd = rows.length > 0 && lastVisible >= rows.length - 30;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
  }, [isNearEnd, onNearEnd]);

  const focusRow = (id: string, scrolls: boolean) => {
    const index = rows.findIndex((row) => row.id === id);
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
      const from = rows.findIndex((row) => row.id === idOfFocusedRow());
      const target = rows[Math.min(Math.max(from + (from < 0 ? Math.max(step, 1) : step), 0), rows.length - 1)];
      if (target !== undefined) focusRow(target.id, true);
    },
    focusedId: idOfFocusedRow,
    goTo: (place) => {
      virtualizer.scrollToOffset(place.offset);
      if (place.focusedId === null) setFocusedId(idOfFocusedRow());
      else focusRow(place.focusedId, false);
    },
    mark: (id) => {
      const index = rows.findIndex((row) => row.id === id);
      if (index < 0) return;
      setFocusedId(id);
      virtualizer.scrollToIndex(index, { align: "auto" });
    },
    focus: (id) => focusRow(id, true),
  }));

  const { onPlace } = props;
  const reportPlace = (id: string | null) => onPlace?.({ offset: scroller.current?.scrollTop ?? 0, focusedId: id });

  const headers = table.getHeaderGroups().at(-1)?.headers ?? [];
  const hasRows = !isLoading && face === undefined;
  let drawnUpTo = headerHeight;

  const looks = headers.map((header) => header.column.columnDef.meta);
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
        <thead>
          <tr aria-rowindex={1}>
            {headers.map((header) => {
              const look = header.column.columnDef.meta;
              return (
                <SortHeader
                  key={header.id}
                  look={look}
                  sort={props.sort}
                  onSort={props.onSort}
                  end={props.headerEnd?.(header.id)}
                >
                  <table.FlexRender header={header} />
                </SortHeader>
              );
            })}
          </tr>
        </thead>
        {isLoading && face === undefined && (
          <tbody aria-hidden>
            {placeholderRows.map((row) => (
              <tr key={row}>
                {headers.map((header, column) => (
                  <td
                    key={header.id}
                    style={{ height: rowHeight }}
                    className={`border-b border-line px-2.5 first:pl-5 last:pr-5 max-[720px]:first:pl-4 max-[720px]:last:pr-4 ${header.column.columnDef.meta?.className ?? ""}`}
                  >
                    <span
                      className="inline-block h-3 max-w-full rounded-sm bg-sunk align-middle"
                      style={{ width: `${45 + ((row * 37 + column * 53) % 45)}%` }}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        )}
        {hasRows && (
          <tbody
            onFocus={(event) => {
              const id = event.target.closest("tr")?.dataset.id ?? null;
              setFocusedId(id);
              reportPlace(id);
            }}
          >
            {/* One flat list: inside nested ones a row would be made anew, and lose focus, whenever its place changes. */}
            {visible.flatMap((item) => {
              const row = rows[item.index];
              if (row === undefined) return [];
              const gap = item.start - drawnUpTo;
              drawnUpTo = item.end;
              const drawn = (
                <DataRow
                  key={row.id}
                  row={row}
                  index={item.index}
                  height={rowHeight}
                  isFocused={row.id === focusedId}
                  isOverflowing={props.isOverflowing?.(row.original) ?? false}
                  columns={columns}
                  onOpen={props.onOpen}
                  Render={table.FlexRender}
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

interface DataRowProps<Item extends object> {
  readonly row: Row<typeof dataTableFeatures, Item>;
  readonly index: number;
  readonly height: number;
  readonly isFocused: boolean;
  readonly isOverflowing: boolean;
  /** The cells are the columns' work: a new list of columns draws the row again. */
  readonly columns: readonly DataColumn<Item>[];
  readonly onOpen: ((item: Item, event: MouseEvent) => void) | undefined;
  readonly Render: ReturnType<typeof useTable<typeof dataTableFeatures, Item>>["FlexRender"];
}

function DataRowUnmemoised<Item extends object>(props: DataRowProps<Item>) {
  const { row, index, height, isFocused, onOpen, Render } = props;
  const open = (event: MouseEvent<HTMLTableRowElement>) => {
    const target = event.target;
    if (onOpen === undefined || event.defaultPrevented || !(target instanceof Element)) return;
    if (target.closest("a, button, input, label") !== null || window.getSelection()?.isCollapsed === false) return;
    onOpen(row.original, event);
  };
  return (
    <tr
      data-id={row.id}
      aria-rowindex={index + 2}
      data-focused={isFocused || undefined}
      data-overflowing={props.isOverflowing || undefined}
      onClick={open}
      className={`group/row data-focused:bg-accent-wash hover:bg-sunk data-focused:hover:bg-accent-wash ${onOpen === undefined ? "" : "cursor-pointer"}`}
    >
      {row.getAllCells().map((cell) => (
        <td
          key={cell.id}
          style={{ height }}
          className={`truncate border-b border-line px-2.5 py-0 first:pl-5 last:pr-5 max-[720px]:first:pl-4 max-[720px]:last:pr-4 ${cell.column.columnDef.meta?.isAtEnd ? "text-right" : ""} ${cell.column.columnDef.meta?.className ?? ""}`}
        >
          <Render cell={cell} />
        </td>
      ))}
    </tr>
  );
}

const DataRow = memo(DataRowUnmemoised) as typeof DataRowUnmemoised;
