import { toKstDate } from "@maru/domain";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { classNames } from "../../lib/class-names.ts";
import { useDocumentTitle } from "../../lib/document-title.ts";
import { BackLink } from "../back-link.tsx";
import { DateTime } from "../date-time.tsx";
import { ListEnd } from "../list-end.tsx";
import { PageTitle } from "../page-title.tsx";
import { RowsSkeleton } from "../rows-skeleton.tsx";
import { innerCellClass, innerHeaderClass } from "../table-classes.ts";
import { FailedNote } from "../ui/failed-note.tsx";
import { BatchState } from "./batch-state.tsx";
import { type BatchFacts, type BatchWords, batchName } from "./batch-words.ts";

/** Pages of lists as they are fetched. */
interface BatchPages {
  readonly data: { readonly pages: readonly { readonly items: readonly BatchFacts[] }[] } | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly isError: boolean;
  readonly isSuccess: boolean;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => Promise<unknown>;
  readonly refetch: () => Promise<unknown>;
}

interface BatchListProps {
  readonly words: BatchWords;
  readonly batches: BatchPages;
  readonly back: { readonly to: string; readonly label: string };
  /** Below this each list has its page. */
  readonly path: string;
  /** Where a new list is brought; null for whoever may not. */
  readonly newList: ReactNode;
}

const cellClass = `${innerCellClass} h-row`;

/** Where lists of one kind are brought, and found again. */
export function BatchList({ words, batches, back, path, newList }: BatchListProps) {
  useDocumentTitle(words.title);
  const items = batches.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="grid gap-6 px-3 pt-3 pb-16 md:px-5">
      <PageTitle title={words.title} help={words.help} back={<BackLink to={back.to}>{back.label}</BackLink>} />
      {newList !== null && (
        <section aria-labelledby="new-list-title" className="grid gap-3">
          <h2 id="new-list-title" className="text-lead font-semibold">
            {words.newTitle}
          </h2>
          {newList}
        </section>
      )}
      <section aria-labelledby="batches-title" className="grid min-w-0 gap-2">
        <h2 id="batches-title" className="text-lead font-semibold">
          {words.batches}
        </h2>
        {batches.isPending && <RowsSkeleton isFlush />}
        {batches.isError && <FailedNote error={batches.error} onRetry={() => void batches.refetch()} />}
        {batches.isSuccess && items.length === 0 && <p className="text-ink-3">{words.noBatches}</p>}
        {items.length > 0 && <BatchTable items={items} words={words} path={path} />}
        {items.length > 0 && <ListEnd list={batches} more={words.moreBatches} />}
      </section>
    </div>
  );
}

interface BatchTableProps extends Pick<BatchListProps, "words" | "path"> {
  readonly items: readonly BatchFacts[];
}

function BatchTable({ items, words, path }: BatchTableProps) {
  const { batchColumns } = words;
  const thisYear = toKstDate(Math.floor(Date.now() / 1000)).slice(0, 4);
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
            <td className={classNames(cellClass, "text-ink-2")}>
              <DateTime at={Math.floor(batch.createdAtMs / 1000)} yearUnderstood={thisYear} />
            </td>
            <th scope="row" className={classNames(cellClass, "max-w-56 text-left font-normal")}>
              <Link to={`${path}/${batch.id}`} className="block truncate font-medium text-accent hover:underline">
                {batchName(batch, words)}
              </Link>
            </th>
            <td className={classNames(cellClass, "text-right tabular-nums max-sm:hidden")}>
              {words.rows(batch.rowCount)}
            </td>
            <td className={cellClass}>
              <BatchState state={batch.state} words={words} />
            </td>
            <td className={classNames(cellClass, "text-ink-2 max-sm:hidden")}>{batch.createdBy}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
