import { formatInstant } from "@maru/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { BackLink } from "../../components/back-link.tsx";
import { ListEnd } from "../../components/list-end.tsx";
import { innerCellClass, innerHeaderClass } from "../../components/table-classes.ts";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { ForbiddenNote } from "../../components/ui/forbidden-note.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { useMay } from "../../lib/session.tsx";
import { trpc } from "../../lib/trpc.ts";
import { BatchState, batchName, type InvoiceBatch } from "./invoice-state.tsx";
import { NewInvoices } from "./new-invoices.tsx";

const pageSize = 20;

/** Where lists of invoices are brought, and found again. */
export function Component() {
  const words = useAllMessages().escrow;
  const { bulk } = words;
  const mayRead = useMay("escrow:read");
  const mayBring = useMay("escrow:write");
  const batches = useInfiniteQuery(
    trpc.escrow.bulk.list.infiniteQueryOptions(
      { limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(bulk.title);
  if (!mayRead) return <ForbiddenNote permission="escrow:read" />;

  const items = batches.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-6 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to="/escrow">{words.title}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
          {bulk.title}
        </h1>
        <p className="max-w-[880px] text-ink-3">{bulk.help}</p>
      </div>
      {mayBring && (
        <section aria-labelledby="new-list-title" className="grid gap-3">
          <h2 id="new-list-title" className="text-lead font-semibold">
            {bulk.newTitle}
          </h2>
          <NewInvoices />
        </section>
      )}
      <section aria-labelledby="batches-title" className="grid min-w-0 gap-2">
        <h2 id="batches-title" className="text-lead font-semibold">
          {bulk.batches}
        </h2>
        {batches.isPending && <Skeleton className="w-72" />}
        {batches.isError && <FailedNote error={batches.error} onRetry={() => void batches.refetch()} />}
        {batches.isSuccess && items.length === 0 && <p className="text-ink-3">{bulk.noBatches}</p>}
        {items.length > 0 && <BatchTable items={items} />}
        {items.length > 0 && <ListEnd list={batches} more={bulk.moreBatches} />}
      </section>
    </div>
  );
}

const cellClass = `${innerCellClass} h-row`;

function BatchTable({ items }: { readonly items: readonly InvoiceBatch[] }) {
  const { bulk } = useAllMessages().escrow;
  const locale = useLocale();
  const columns = bulk.batchColumns;
  return (
    <table aria-labelledby="batches-title" className="w-full max-w-[880px] border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={innerHeaderClass}>
            {columns.createdAt}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {columns.name}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "text-right max-sm:hidden")}>
            {columns.rows}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {columns.state}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-sm:hidden")}>
            {columns.by}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((batch) => (
          <tr key={batch.id} className="hover:bg-sunk">
            <td className={classNames(cellClass, "whitespace-nowrap text-ink-2 tabular-nums")}>
              {formatInstant(Math.floor(batch.createdAtMs / 1000), locale, "minute").slice(5)}
            </td>
            <th scope="row" className={classNames(cellClass, "max-w-56 text-left font-normal")}>
              <Link
                to={`/escrow/invoices/${batch.id}`}
                className="block truncate font-medium text-accent hover:underline"
              >
                {batchName(batch, bulk)}
              </Link>
            </th>
            <td className={classNames(cellClass, "text-right tabular-nums max-sm:hidden")}>
              {bulk.rows(batch.rowCount)}
            </td>
            <td className={cellClass}>
              <BatchState state={batch.state} />
            </td>
            <td className={classNames(cellClass, "text-ink-2 max-sm:hidden")}>{batch.createdBy}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
