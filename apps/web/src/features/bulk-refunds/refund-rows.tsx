import { bulkRowStateNames, bulkRowStates } from "@maru/domain";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { BatchRows, useChosenState } from "../../components/batches/batch-rows.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { Button } from "../../components/ui/button.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { queryClient, trpc } from "../../lib/trpc.ts";
import type { Batch, BatchRow } from "./batch-name.ts";
import { RefundRowsTable } from "./refund-rows-table.tsx";

const pageSize = 50;

/** The rows of a list, all of them or those in one state, as the address says. */
export function RefundRows({ batch }: { readonly batch: Batch }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  const mayAct = useMay("refund:bulk");
  const chosen = useChosenState(bulkRowStates);
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
    <BatchRows
      words={words}
      batch={batch}
      states={bulkRowStates.map((state) => ({ state, name: bulkRowStateNames[state][locale] }))}
      chosen={chosen}
      rows={rows}
      isEmpty={rows.isSuccess && items.length === 0}
      above={
        <>
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
        </>
      }
    >
      {items.length > 0 && (
        <>
          <RefundRowsTable
            rows={items}
            onChoose={
              mayChoose
                ? (rowNumber, impUid) => choose.mutate({ batchId: batch.id, choices: [{ rowNumber, impUid }] })
                : undefined
            }
          />
          <ListEnd
            list={rows}
            more={words.moreRows}
            end={words.endOfRows(items.length)}
            className="text-small text-ink-3"
          />
        </>
      )}
    </BatchRows>
  );
}

/** The one payment of the row's order that was paid, where exactly one was: still for a person to say. */
function onlyPaid(row: BatchRow): { rowNumber: number; impUid: string }[] {
  const paid = row.candidates.filter(({ status }) => status === "paid" || status === "partially_cancelled");
  const [only] = paid;
  return paid.length === 1 && only !== undefined ? [{ rowNumber: row.rowNumber, impUid: only.impUid }] : [];
}
