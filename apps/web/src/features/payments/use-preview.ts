import { type RefObject, useEffect } from "react";
import { useNavigate, useSearchParams } from "react-router";
import type { DataTableHandle } from "../../components/data-table/data-table.tsx";
import { type PaymentSearch, paymentsPath } from "./payment-search.ts";

export interface Preview {
  /** The payment looked at beside the list; the address names it. */
  readonly impUid: string | undefined;
  open(impUid: string): void;
  /** Goes on to the payment `by` rows away. */
  step(by: number): void;
  /** Whether there is a payment `by` rows away. */
  canStep(by: number): boolean;
  /** Closes the preview and leads the keyboard to the row of the payment last looked at. */
  close(): void;
}

/** A payment opened beside the list. It is part of the address and no step in the history: going back leaves the list. */
export function usePreview(
  search: PaymentSearch,
  rows: readonly { readonly impUid: string }[],
  table: RefObject<DataTableHandle | null>,
): Preview {
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const named = parameters.get("open") ?? "";
  const impUid = named.length > 0 && named.length <= 80 ? named : undefined;
  const position = rows.findIndex((row) => row.impUid === impUid);

  const isListed = position >= 0;
  useEffect(() => {
    if (impUid !== undefined && isListed) table.current?.mark(impUid);
  }, [impUid, isListed, table]);

  const show = (next: string | undefined) => {
    const path = paymentsPath(search);
    const opened = next === undefined ? "" : `${path.includes("?") ? "&" : "?"}open=${encodeURIComponent(next)}`;
    // Keys follow one another faster than a page that may take its time: each goes on from where the last one led.
    void navigate(path + opened, { replace: true, preventScrollReset: true, flushSync: true });
  };
  return {
    impUid,
    open: show,
    canStep: (by) => isListed && rows[position + by] !== undefined,
    step: (by) => {
      const next = rows[isListed ? position + by : 0];
      if (next !== undefined) show(next.impUid);
    },
    close: () => {
      show(undefined);
      if (impUid !== undefined) table.current?.focus(impUid);
    },
  };
}
