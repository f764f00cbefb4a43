import { useQueryClient } from "@tanstack/react-query";
import { Button } from "../../components/ui/button.tsx";
import { useMessages } from "../../lib/i18n.tsx";
import { showChangedPayments, useAddedPayments, useChangedPayments } from "../../lib/live.ts";
import { paymentRows } from "./payment-list-query.ts";
import type { PaymentSearch } from "./payment-search.ts";

interface ChangesNoticeProps {
  readonly search: PaymentSearch;
  readonly isRefetching: boolean;
  /** Reading the rows again failed: what is shown is what was read before. */
  readonly isFailed: boolean;
}

/** Says how many payments are new and how many changed since the rows were read. Nothing moves until it is pressed. */
export function ChangesNotice({ search, isRefetching, isFailed }: ChangesNoticeProps) {
  const { changes: words, faces } = useMessages().payments;
  const queryClient = useQueryClient();
  const { size } = useChangedPayments();
  const added = useAddedPayments().size;
  const refresh = () => {
    // Only the first page is read again: the newest rows are there, and the rest follows by scrolling.
    queryClient.setQueryData(paymentRows(search).queryKey, (rows) =>
      rows === undefined ? rows : { pages: rows.pages.slice(0, 1), pageParams: rows.pageParams.slice(0, 1) },
    );
    void showChangedPayments();
  };
  return (
    <div role="status" className="mr-auto flex shrink-0 items-center gap-2 pb-1.5 whitespace-nowrap">
      {isFailed && !isRefetching && (
        <>
          <span className="text-wait">{faces.staleRefresh}</span>
          <Button onClick={refresh}>{faces.retry}</Button>
        </>
      )}
      {size > 0 && !isRefetching && !isFailed && (
        <button
          type="button"
          onClick={refresh}
          className="flex h-7 items-center gap-1.5 rounded-sm bg-accent-wash px-2.5 font-medium text-accent hover:underline"
        >
          {added > 0 && words.added(added)}
          {added > 0 && added < size && <span aria-hidden>·</span>}
          {added < size && words.notice(size - added)}
          <span aria-hidden>·</span>
          {words.refresh}
        </button>
      )}
    </div>
  );
}
