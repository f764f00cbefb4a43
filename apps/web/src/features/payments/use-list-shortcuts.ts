import type { PaymentListItem } from "@maru/domain";
import type { RefObject } from "react";
import type { DataTableHandle } from "../../components/data-table/data-table.tsx";
import { showToast } from "../../components/ui/toast-queue.ts";
import { useMessages } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { useShortcuts } from "../../lib/shortcuts.ts";
import { isOrderHead } from "./order-head.ts";
import type { Preview } from "./use-preview.ts";

interface ListShortcuts {
  readonly elementIds: { readonly search: string; readonly range: string; readonly filters: string };
  readonly table: RefObject<DataTableHandle | null>;
  readonly preview: Preview;
  /** The row that has the keyboard. */
  readonly focused: () => PaymentListItem | undefined;
  /** Chooses a row for a list of refunds, or every row from the last chosen one on. */
  readonly onSelect: (row: PaymentListItem, isRange: boolean) => void;
  /** Where everything on screen is there again, for anybody. */
  readonly sharedPath: () => string;
  /** Opens the refund of a payment. */
  readonly onRefund: (impUid: string) => void;
  /** Asks which payment of an order number is meant. */
  readonly onOrder: (merchantUid: string, purpose: "open" | "refund") => void;
}

/** The keys of the payments list. */
export function useListShortcuts(list: ListShortcuts): void {
  const { elementIds, table, preview, focused } = list;
  const { shortcuts: words, copy, title } = useMessages().payments;
  const focus = (id: string) => {
    const element = document.getElementById(id);
    element?.focus();
    if (element instanceof HTMLInputElement) element.select();
  };
  const isPreviewed = preview.impUid !== undefined;
  const move = (by: number) => (isPreviewed ? preview.step(by) : table.current?.moveFocus(by));
  const next = () => move(1);
  const previous = () => move(-1);
  const copyId = () => {
    const row = focused();
    const id = preview.impUid ?? (row !== undefined && isOrderHead(row) ? row.merchantUid : row?.impUid);
    if (id === undefined) return;
    navigator.clipboard.writeText(id).then(
      () => showToast(copy.doneWhat(id)),
      () => showToast(copy.failed, { tone: "bad" }),
    );
  };
  const copyLink = () => {
    navigator.clipboard.writeText(window.location.origin + list.sharedPath()).then(
      () => showToast(words.linkCopied),
      () => showToast(copy.failed, { tone: "bad" }),
    );
  };
  const mayRefund = useMay("refund:request");
  const maySelect = useMay("refund:bulk");
  const select = (event: KeyboardEvent) => {
    const row = focused();
    if (row !== undefined) list.onSelect(row, event.shiftKey);
  };
  const refund = () => {
    const row = focused();
    if (preview.impUid !== undefined) list.onRefund(preview.impUid);
    else if (row !== undefined && isOrderHead(row)) list.onOrder(row.merchantUid, "refund");
    else if (row !== undefined) list.onRefund(row.impUid);
  };
  const look = () => {
    const row = focused();
    if (row === undefined) return;
    if (isOrderHead(row)) list.onOrder(row.merchantUid, "open");
    else preview.open(row.impUid);
  };
  useShortcuts(title, [
    { keys: "/", label: words.search, run: () => focus(elementIds.search) },
    { keys: "j", label: words.next, run: next },
    { keys: "k", label: words.previous, run: previous },
    { keys: "ArrowDown", label: words.next, run: next },
    { keys: "ArrowUp", label: words.previous, run: previous },
    {
      keys: "Space",
      label: words.preview,
      // On a checkbox the space bar ticks it.
      when: () =>
        !isPreviewed && table.current?.focusedId() != null && !(document.activeElement instanceof HTMLInputElement),
      run: look,
    },
    { keys: "Escape", label: words.closePreview, when: () => isPreviewed, run: preview.close },
    { keys: "c", label: words.copy, run: copyId },
    { keys: "l", label: words.copyLink, run: copyLink },
    ...(mayRefund ? [{ keys: "r", label: words.refund, run: refund }] : []),
    ...(maySelect ? [{ keys: "x", label: words.select, run: select }] : []),
    { keys: "d", label: words.range, run: () => document.getElementById(elementIds.range)?.click() },
    { keys: "f", label: words.filter, run: () => document.getElementById(elementIds.filters)?.click() },
  ]);
}
