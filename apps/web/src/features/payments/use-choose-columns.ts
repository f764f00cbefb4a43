import { type PlacedColumn, standardColumns, writeColumns } from "@maru/domain";
import { useMessages } from "../../lib/i18n.tsx";
import { type PaymentSearch, withColumns } from "./payment-search.ts";
import { saveColumns } from "./save-columns.ts";
import type { HistoryStep, Pace } from "./use-payment-search.ts";

export type ShowSearch = (search: PaymentSearch, step?: HistoryStep, pace?: Pace) => void;

/**
 * Shows other columns and remembers them: in the account, or with the saved view that is being looked at, once that is
 * saved again.
 */
export function useChooseColumns(search: PaymentSearch, show: ShowSearch): (placed: readonly PlacedColumn[]) => void {
  const { preferencesNotSaved } = useMessages().shell;
  return (placed) => {
    const written = writeColumns(placed);
    const columns = written === writeColumns(standardColumns) ? undefined : written;
    show(withColumns(search, columns), "replace", "at-once");
    if (search.view === undefined) saveColumns(columns ?? null, preferencesNotSaved);
  };
}
