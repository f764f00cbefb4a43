import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type PaymentSearch, readPaymentSearch, writePaymentSearch } from "./payment-search.ts";

/** How a new search enters the history: a keystroke replaces, a choice is a step one can go back from. */
export type HistoryStep = "push" | "replace";

/** Whether rows may take their time to follow, or the next key press already acts on what this one has changed. */
export type Pace = "soon" | "at-once";

/** The search the URL says, and the way to say another. There is no other state. */
export function usePaymentSearch(): [PaymentSearch, (next: PaymentSearch, step?: HistoryStep, pace?: Pace) => void] {
  const [parameters, setParameters] = useSearchParams();
  const search = useMemo(() => readPaymentSearch(parameters), [parameters]);
  const show = useCallback(
    (next: PaymentSearch, step: HistoryStep = "push", pace: Pace = "soon") => {
      setParameters(writePaymentSearch(next), {
        replace: step === "replace",
        preventScrollReset: true,
        flushSync: pace === "at-once",
      });
    },
    [setParameters],
  );
  return [search, show];
}
