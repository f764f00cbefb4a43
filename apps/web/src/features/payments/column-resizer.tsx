import { type PlacedColumn, readColumns, standardColumns, withinWidths } from "@maru/domain";
import type { PointerEvent } from "react";
import type { PaymentSearch } from "./payment-search.ts";
import { type ShowSearch, useChooseColumns } from "./use-choose-columns.ts";

interface ColumnResizerProps {
  readonly columnId: string;
  readonly search: PaymentSearch;
  readonly show: ShowSearch;
}

/**
 * The right edge of a header, which a pointer drags. Whoever uses the keyboard sets widths in the panel that chooses
 * columns, so this is not there for them.
 */
export default function ColumnResizer({ columnId, search, show }: ColumnResizerProps) {
  const choose = useChooseColumns(search, show);
  const begin = (event: PointerEvent<HTMLSpanElement>) => {
    const handle = event.currentTarget;
    const header = handle.closest("th");
    const row = header?.parentElement;
    if (header == null || row == null || event.button !== 0) return;
    event.preventDefault();
    const placed = (search.columns === undefined ? undefined : readColumns(search.columns)) ?? standardColumns;
    const headers = [...row.querySelectorAll("th")];
    const before = headers.map((each) => each.offsetWidth);
    const startX = event.clientX;
    const startWidth = header.offsetWidth;
    let width = startWidth;
    // Every other column stays as wide as it is, but for the one that takes what is left over.
    headers.forEach((each, index) => {
      if (each !== header && isFixed(placed[index])) each.style.width = `${before[index]}px`;
    });
    const move = (moved: globalThis.PointerEvent) => {
      width = withinWidths(startWidth + moved.clientX - startX);
      header.style.width = `${width}px`;
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      choose(
        placed.map((each, index): PlacedColumn => {
          if (each.column === columnId) return { column: each.column, width };
          const measured = before[index] ?? 0;
          return measured > 0 && isFixed(each) ? { column: each.column, width: withinWidths(measured) } : each;
        }),
      );
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  };
  return (
    <span
      aria-hidden
      onPointerDown={begin}
      className="absolute inset-y-0 right-0 w-2 cursor-col-resize touch-none border-r-2 border-transparent hover:border-accent active:border-accent"
    />
  );
}

/** The order takes what is left over until it is given a width. */
function isFixed(placed: PlacedColumn | undefined): boolean {
  return placed !== undefined && (placed.column !== "order" || placed.width !== undefined);
}
