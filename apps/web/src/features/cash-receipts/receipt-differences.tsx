import { receiptWorkNames, receiptWorkWords } from "@maru/domain";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Link } from "react-router";
import { ListEnd } from "../../components/list-end.tsx";
import { Money } from "../../components/money.tsx";
import { RowsSkeleton } from "../../components/rows-skeleton.tsx";
import { innerCellClass, innerHeaderClass } from "../../components/table-classes.ts";
import { TestTag } from "../../components/test-tag.tsx";
import { Banner } from "../../components/ui/banner.tsx";
import { FailedNote } from "../../components/ui/failed-note.tsx";
import { classNames } from "../../lib/class-names.ts";
import { useAllMessages, useLocale } from "../../lib/i18n.tsx";
import { type RouterOutputs, trpc } from "../../lib/trpc.ts";
import { receiptPath } from "./receipt-table.tsx";

type Difference = RouterOutputs["cashReceipts"]["differences"]["differing"][number];

const pageSize = 50;

/** Receipts that do not say what is left of their payments, with what to do about each. */
export function ReceiptDifferences() {
  const words = useAllMessages().cashReceipts;
  const list = useInfiniteQuery(
    trpc.cashReceipts.differences.infiniteQueryOptions(
      { limit: pageSize },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const [first] = list.data?.pages ?? [];
  const differing = list.data?.pages.flatMap((page) => page.differing) ?? [];
  if (list.isPending) {
    return (
      <div className="px-3 md:px-5">
        <RowsSkeleton isFlush />
      </div>
    );
  }
  if (list.isError || first === undefined) {
    return (
      <div className="px-3 md:px-5">
        <FailedNote error={list.error} onRetry={() => void list.refetch()} />
      </div>
    );
  }
  return (
    <div className="grid gap-6 px-3 md:px-5">
      <p className="max-w-[880px] text-ink-3">
        {words.differencesHelp}{" "}
        {first.checkedOn === null
          ? words.neverChecked
          : words.checkedOn(first.checkedOn.day, first.checkedOn.receiptsRead)}
      </p>
      {differing.length === 0 ? (
        <Banner tone="ok">{words.allMatch}</Banner>
      ) : (
        <Differences title={words.differing(first.differingCount)} rows={differing}>
          <ListEnd list={list} more={words.more} />
        </Differences>
      )}
      {first.unreadable.length > 0 && (
        <Differences
          title={words.unreadable(first.unreadable.length)}
          help={words.unreadableHelp}
          rows={first.unreadable}
        />
      )}
    </div>
  );
}

interface DifferencesProps {
  readonly title: string;
  readonly help?: string;
  readonly rows: readonly Difference[];
  readonly children?: React.ReactNode;
}

const cellClass = `${innerCellClass} py-1.5 align-top`;

function Differences({ title, help, rows, children }: DifferencesProps) {
  const words = useAllMessages().cashReceipts;
  const locale = useLocale();
  const id = useId();
  const columns = words.differenceColumns;
  return (
    <section aria-labelledby={id} className="grid min-w-0 gap-2">
      <h2 id={id} className="text-lead font-semibold">
        {title}
      </h2>
      {help !== undefined && <p className="text-ink-3">{help}</p>}
      <table aria-labelledby={id} className="w-full max-w-[980px] border-separate border-spacing-0">
        <thead>
          <tr>
            <th scope="col" className={innerHeaderClass}>
              {columns.order}
            </th>
            <th scope="col" className={classNames(innerHeaderClass, "text-right max-sm:hidden")}>
              {columns.receipt}
            </th>
            <th scope="col" className={classNames(innerHeaderClass, "text-right max-sm:hidden")}>
              {columns.left}
            </th>
            <th scope="col" className={classNames(innerHeaderClass, "text-right")}>
              {columns.difference}
            </th>
            <th scope="col" className={innerHeaderClass}>
              {columns.work}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.impUid} className="hover:bg-sunk">
              <th scope="row" className={classNames(cellClass, "min-w-0 text-left font-normal wrap-anywhere")}>
                <span className="inline-flex flex-wrap items-center gap-1.5">
                  <Link
                    to={receiptPath({ source: "payment", target: row.impUid })}
                    className="font-id text-accent hover:underline"
                  >
                    {row.merchantUid}
                  </Link>
                  {row.isTest && <TestTag />}
                </span>
              </th>
              <td className={classNames(cellClass, "text-right whitespace-nowrap max-sm:hidden")}>
                <ReceiptAmount amount={row.receiptAmount} />
              </td>
              <td className={classNames(cellClass, "text-right whitespace-nowrap max-sm:hidden")}>
                <Money value={{ amount: row.left, currency: "KRW" }} />
              </td>
              <td className={classNames(cellClass, "text-right font-semibold whitespace-nowrap")}>
                <ReceiptAmount amount={row.receiptAmount === null ? null : row.receiptAmount - row.left} />
              </td>
              <td className={cellClass}>
                <span className="font-medium">{receiptWorkNames[row.work][locale]}</span>
                <span className="block max-w-[48ch] text-small text-ink-3">{receiptWorkWords[row.work][locale]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </section>
  );
}

function ReceiptAmount({ amount }: { readonly amount: number | null }) {
  const words = useAllMessages().cashReceipts;
  return amount === null ? (
    <span className="text-ink-3">{words.cannotRead}</span>
  ) : (
    <Money value={{ amount, currency: "KRW" }} />
  );
}
