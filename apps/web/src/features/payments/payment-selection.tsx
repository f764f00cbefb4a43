import type { Locale, PaymentListItem } from "@maru/domain";
import { useNavigate } from "react-router";
import type { DataColumn } from "../../components/data-table/data-table.tsx";
import { Button } from "../../components/ui/button.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { loadListMessages, useArrivingListMessages } from "./list-messages.ts";
import { isOrderHead } from "./order-head.ts";
import {
  currentSelection,
  select,
  selectionId,
  stopSelecting,
  useIsSelected,
  useSelection,
} from "./selected-payments.ts";

/** The address of the list of refunds names every payment; servers on the way refuse one that is much longer. */
const mostSelected = 200;

/** The row from which a range reaches. */
let anchor: string | undefined;

/** A payment with money in it, as far as the list knows. Whether the money may move is the server's answer. */
function isSelectable(row: PaymentListItem): boolean {
  return !isOrderHead(row) && (row.status === "paid" || row.status === "partially_cancelled");
}

/** Chooses a row or gives it up; with `isRange`, the same befalls every row from the last one on. */
function toggleRow(rows: readonly PaymentListItem[], impUid: string, isRange: boolean): void {
  const chosen = new Set(currentSelection().impUids);
  const isAdding = !chosen.has(impUid);
  const to = rows.findIndex((row) => row.impUid === impUid);
  // Where nothing is chosen a range has nowhere to reach from.
  const from = isRange && chosen.size > 0 ? rows.findIndex((row) => row.impUid === anchor) : -1;
  const reached = from < 0 ? rows.slice(to, to + 1) : rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  for (const row of reached) {
    if (!isAdding) chosen.delete(row.impUid);
    else if (isSelectable(row) && chosen.size < mostSelected) chosen.add(row.impUid);
  }
  anchor = impUid;
  select(chosen);
}

/** The same columns with a checkbox before them. `isMeasured` says that they have widths of their own. */
export function withSelection(
  columns: readonly DataColumn<PaymentListItem>[],
  isMeasured: boolean,
): DataColumn<PaymentListItem>[] {
  return [selectionColumn(isMeasured), ...(isMeasured ? columns : columns.map(makeRoom))];
}

/** Where room is short the channel makes way: what was ordered says more about which payment to refund. */
function makeRoom(column: DataColumn<PaymentListItem>): DataColumn<PaymentListItem> {
  if (column.id !== "channel") return column;
  return { ...column, look: { ...column.look, className: `${column.look?.className} @max-[1400px]/table:hidden` } };
}

function selectionColumn(isMeasured: boolean): DataColumn<PaymentListItem> {
  return {
    id: selectionId,
    header: <Header />,
    cell: (payment, payments) => (
      <SelectCell payment={payment} onToggle={(isRange) => toggleRow(payments(), payment.impUid, isRange)} />
    ),
    look: isMeasured ? { width: 46 } : { className: "w-[46px]" },
  };
}

function Header() {
  return <span className="sr-only">{useArrivingListMessages()?.selection.column}</span>;
}

interface SelectCellProps {
  readonly payment: PaymentListItem;
  readonly onToggle: (isRange: boolean) => void;
}

function SelectCell({ payment, onToggle }: SelectCellProps) {
  const words = useArrivingListMessages()?.selection;
  const isSelected = useIsSelected(payment.impUid);
  if (words === undefined || isOrderHead(payment)) return null;
  const isBarred = !isSelected && !isSelectable(payment);
  const name = [payment.buyerName, payment.impUid].filter(Boolean).join(" ");
  return (
    // The whole cell is the target: what lies beside the box would open the payment.
    <label className="-mr-2.5 -ml-5 flex h-full select-none items-center pl-5">
      <input
        type="checkbox"
        aria-label={isBarred ? words.barredRow(name) : words.row(name)}
        title={isBarred ? words.barred : undefined}
        className="size-4 accent-accent disabled:opacity-45"
        checked={isSelected}
        disabled={isBarred}
        onChange={(event) => onToggle(event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
      />
    </label>
  );
}

/** Chooses the row that has the keyboard, and says so where it cannot be chosen. */
export async function toggleByKey(
  rows: readonly PaymentListItem[],
  row: PaymentListItem,
  isRange: boolean,
  locale: Locale,
): Promise<void> {
  if (isSelectable(row) || currentSelection().impUids.has(row.impUid)) toggleRow(rows, row.impUid, isRange);
  else showToast((await loadListMessages(locale)).selection.barred);
}

/** How many rows are chosen, and what is done with them. */
export function SelectionBar({ onStop }: { readonly onStop: () => void }) {
  const words = useArrivingListMessages()?.selection;
  const { impUids } = useSelection();
  const navigate = useNavigate();
  if (words === undefined) return null;
  const isFull = impUids.size >= mostSelected;
  const makeList = () => {
    const parameters = new URLSearchParams([...impUids].map((impUid) => ["payment", impUid]));
    stopSelecting();
    void navigate(`/refunds/bulk?${parameters}`);
  };
  return (
    <section
      aria-label={words.title}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line-strong bg-surface px-5 py-2 max-[720px]:px-4"
    >
      <p className="min-w-0 flex-1 basis-60 text-ink-3 max-[720px]:basis-full">
        <span role="status">
          <span className="font-semibold text-ink tabular-nums">{words.count(impUids.size)}</span>{" "}
          {isFull && words.full(mostSelected)}
        </span>
        <span className="max-[720px]:hidden">{!isFull && words.help}</span>
      </p>
      <Button onClick={onStop}>{words.stop}</Button>
      <Button variant="primary" disabled={impUids.size === 0} onClick={makeList}>
        {words.makeList}
      </Button>
    </section>
  );
}
