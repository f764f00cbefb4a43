import { type BulkRowState, bulkRowStateNames, bulkRowStates } from "@maru/domain";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { ListEnd } from "../../components/list-end.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { countFormatter } from "../../lib/count.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import type { Batch, BatchRow } from "./batch-name.ts";
import { BatchRowsTable } from "./batch-rows-table.tsx";

const pageSize = 50;

/** The rows of a list, all of them or those in one state, as the address says. */
export function BatchRows({ batch }: { readonly batch: Batch }) {
  const words = useAllMessages().bulkRefunds;
  const mayAct = useMay("refund:bulk");
  const [parameters] = useSearchParams();
  const chosen = bulkRowStates.find((state) => state === parameters.get("rows"));
  const rows = useInfiniteQuery(
    trpc.refunds.bulk.rows.infiniteQueryOptions(
      { batchId: batch.id, limit: pageSize, ...(chosen === undefined ? {} : { states: [chosen] }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const choose = useMutation(
    trpc.refunds.bulk.choose.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.refunds.bulk.pathFilter()),
    }),
  );
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  const obvious = items.flatMap(onlyPaid);
  const mayChoose = mayAct && (batch.state === "prepared" || batch.state === "rehearsed");
  return (
    <section aria-labelledby="rows-title" className="grid min-w-0 gap-2">
      <h2 id="rows-title" className="sr-only">
        {words.rowsTitle}
      </h2>
      <RowTabs batch={batch} chosen={chosen} />
      {mayChoose && obvious.length > 0 && (
        <Button
          size="medium"
          className="justify-self-start"
          isPending={choose.isPending}
          onClick={() => choose.mutate({ batchId: batch.id, choices: obvious })}
        >
          {words.chooseOnlyPaid(obvious.length)}
        </Button>
      )}
      {choose.isError && <FailedNote error={choose.error} />}
      {rows.isPending && <Skeleton className="w-80" />}
      {rows.isError && <FailedNote error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isSuccess && items.length === 0 && <p className="py-4 text-ink-3">{words.noRows}</p>}
      {items.length > 0 && (
        <BatchRowsTable
          rows={items}
          onChoose={
            mayChoose
              ? (rowNumber, impUid) => choose.mutate({ batchId: batch.id, choices: [{ rowNumber, impUid }] })
              : undefined
          }
        />
      )}
      {items.length > 0 && (
        <ListEnd
          list={rows}
          more={words.moreRows}
          end={words.endOfRows(items.length)}
          className="text-small text-ink-3"
        />
      )}
    </section>
  );
}

/** The one payment of the row's order that was paid, where exactly one was: still for a person to say. */
function onlyPaid(row: BatchRow): { rowNumber: number; impUid: string }[] {
  const paid = row.candidates.filter(({ status }) => status === "paid" || status === "partially_cancelled");
  const [only] = paid;
  return paid.length === 1 && only !== undefined ? [{ rowNumber: row.rowNumber, impUid: only.impUid }] : [];
}

function RowTabs({ batch, chosen }: { readonly batch: Batch; readonly chosen: BulkRowState | undefined }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  const n = countFormatter(locale);
  const shown = bulkRowStates.filter((state) => batch.rows[state] > 0 || state === chosen);
  const tab = (to: string, label: string, count: number, isChosen: boolean) => (
    <Link
      key={to}
      to={to}
      replace
      preventScrollReset
      aria-current={isChosen ? "true" : undefined}
      className={classNames(
        "flex shrink-0 items-baseline gap-[5px] border-b-2 px-2.5 pt-1.5 pb-2 whitespace-nowrap outline-offset-[-2px]",
        isChosen ? "border-accent font-semibold text-ink" : "border-transparent text-ink-2 hover:text-ink",
      )}
    >
      {label}
      <span className="font-medium text-ink-3">{n(count)}</span>
    </Link>
  );
  return (
    <nav aria-label={words.filter} className="-mx-2.5 flex min-w-0 gap-0.5 overflow-x-auto overflow-y-hidden">
      {tab("?", words.all, batch.rowCount, chosen === undefined)}
      {shown.map((state) =>
        tab(`?rows=${state}`, bulkRowStateNames[state][locale], batch.rows[state], state === chosen),
      )}
    </nav>
  );
}
