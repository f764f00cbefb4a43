import { formatInstant } from "@maru/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
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
import { type Batch, batchName } from "./batch-name.ts";
import { BatchState } from "./batch-state.tsx";
import { NewList } from "./new-list.tsx";

const pageSize = 20;

/** Where lists of refunds are brought, and found again. */
export function Component() {
  const words = useAllMessages().bulkRefunds;
  const mayRead = useMay("refund:read");
  const mayBring = useMay("refund:bulk");
  const [parameters] = useSearchParams();
  const chosen = [...new Set(parameters.getAll("payment"))];
  const batches = useInfiniteQuery(
    trpc.refunds.bulk.list.infiniteQueryOptions(
      { limit: pageSize },
      { enabled: mayRead, getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  useDocumentTitle(words.title);
  if (!mayRead) return <ForbiddenNote permission="refund:read" />;

  const items = batches.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-6 px-3 pt-3 pb-16 md:px-5">
      <div className="grid gap-0.5">
        <BackLink to="/refunds">{words.toDesk}</BackLink>
        <h1 tabIndex={-1} className="text-title font-bold tracking-[-0.02em]">
          {words.title}
        </h1>
        <p className="max-w-[880px] text-ink-3">{words.help}</p>
      </div>
      {mayBring && (
        <section aria-labelledby="new-list-title" className="grid gap-3">
          <h2 id="new-list-title" className="text-lead font-semibold">
            {words.newTitle}
          </h2>
          <NewList key={chosen.join()} chosen={chosen} />
        </section>
      )}
      <section aria-labelledby="batches-title" className="grid min-w-0 gap-2">
        <h2 id="batches-title" className="text-lead font-semibold">
          {words.batches}
        </h2>
        {batches.isPending && <Skeleton className="w-72" />}
        {batches.isError && <FailedNote error={batches.error} onRetry={() => void batches.refetch()} />}
        {batches.isSuccess && items.length === 0 && <p className="text-ink-3">{words.noBatches}</p>}
        {items.length > 0 && <BatchTable items={items} />}
        {items.length > 0 && <ListEnd list={batches} more={words.moreBatches} />}
      </section>
    </div>
  );
}

const cellClass = `${innerCellClass} h-row`;

function BatchTable({ items }: { readonly items: readonly Batch[] }) {
  const words = useAllMessages().bulkRefunds;
  const locale = useLocale();
  const { batchColumns } = words;
  return (
    <table aria-labelledby="batches-title" className="w-full max-w-[880px] border-separate border-spacing-0">
      <thead>
        <tr>
          <th scope="col" className={innerHeaderClass}>
            {batchColumns.createdAt}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {batchColumns.name}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "text-right max-sm:hidden")}>
            {batchColumns.rows}
          </th>
          <th scope="col" className={innerHeaderClass}>
            {batchColumns.state}
          </th>
          <th scope="col" className={classNames(innerHeaderClass, "max-sm:hidden")}>
            {batchColumns.by}
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
              <Link to={`/refunds/bulk/${batch.id}`} className="block truncate font-medium text-accent hover:underline">
                {batchName(batch, words)}
              </Link>
            </th>
            <td className={classNames(cellClass, "text-right tabular-nums max-sm:hidden")}>
              {words.rows(batch.rowCount)}
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
