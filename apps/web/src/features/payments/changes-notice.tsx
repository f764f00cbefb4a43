import { useQueryClient } from "@tanstack/react-query";
import { useMessages } from "../../lib/i18n.tsx";
import { showChangedPayments, useChangedPayments } from "../../lib/live.ts";
import { paymentRows } from "./payment-list-query.ts";
import type { PaymentSearch } from "./payment-search.ts";

interface ChangesNoticeProps {
  readonly search: PaymentSearch;
  readonly isRefetching: boolean;
}

/** Says how many payments changed since the rows were read. Nothing moves until it is pressed. */
export function ChangesNotice({ search, isRefetching }: ChangesNoticeProps) {
  const words = useMessages().payments.changes;
  const queryClient = useQueryClient();
  const { size } = useChangedPayments();
  const refresh = () => {
    // Only the first page is read again: the newest rows are there, and the rest follows by scrolling.
    queryClient.setQueryData(paymentRows(search).queryKey, (rows) =>
      rows === undefined ? rows : { pages: rows.pages.slice(0, 1), pageParams: rows.pageParams.slice(0, 1) },
    );
    void showChangedPayments();
  };
  return (
    <div role="status" className="ml-auto shrink-0 pb-1.5 whitespace-nowrap">
      {size > 0 && !isRefetching && (
        <button
          type="button"
          onClick={refresh}
          className="flex h-7 items-center gap-1.5 rounded-sm bg-accent-wash px-2.5 font-medium text-accent hover:underline"
        >
          {words.notice(size)}
          <span aria-hidden>·</span>
          {words.refresh}
        </button>
      )}
    </div>
  );
}
